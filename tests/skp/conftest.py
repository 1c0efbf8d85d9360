"""One small kabupaten with its year for a whole module: making it takes longer than most tests."""

import pytest
from django.db import transaction

from kinerja.plumbing import jam
from tests.skp.pabrik import AWAL, kabupaten_skp


@pytest.fixture(scope="module")
def dunia_modul(django_db_setup, django_db_blocker):
    """``KabupatenSKP`` in an open transaction that is rolled back after the module; each test has its own inside it."""
    with django_db_blocker.unblock():
        luar = transaction.atomic()
        luar.__enter__()
        with jam.pada(AWAL):
            hasil = kabupaten_skp()
    yield hasil
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        luar.__exit__(None, None, None)


@pytest.fixture
def dunia(dunia_modul, db):
    """The kabupaten at planning time (``AWAL``); what a test writes goes when it ends."""
    with jam.pada(AWAL):
        yield dunia_modul
