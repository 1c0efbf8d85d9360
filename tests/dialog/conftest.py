"""The small kabupaten of planning, and two who talk."""

import pytest

from kinerja.plumbing import jam
from kinerja.siklus.actions import muat_parameter
from tests.dialog.pabrik_realisasi import panggung
from tests.skp.conftest import dunia, dunia_modul
from tests.skp.pabrik import AWAL

__all__ = ["dunia", "dunia_modul"]


@pytest.fixture(scope="module")
def panggung_modul(dunia_modul, django_db_blocker):
    """Somebody with a set SKP and the periods of the year, once for a whole module (``pabrik_realisasi.Panggung``)."""
    with django_db_blocker.unblock(), jam.pada(AWAL):
        muat_parameter()
        return panggung(dunia_modul)
