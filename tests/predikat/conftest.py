"""The small kabupaten of planning, after the third quarter."""

import pytest

from kinerja.plumbing import jam
from kinerja.siklus.actions import muat_parameter
from tests.predikat.pabrik_dokumen import SAAT
from tests.skp.conftest import dunia_modul

__all__ = ["dunia_modul"]


@pytest.fixture
def dunia_dokumen(dunia_modul, db):
    """``KabupatenSKP`` with parameters, on the day after the quarter (``SAAT``)."""
    muat_parameter()
    with jam.pada(SAAT):
        yield dunia_modul
