"""The small kabupaten of planning, and two who talk."""

import pytest

from kinerja.organisasi.enums import Peran
from kinerja.plumbing import jam
from kinerja.siklus.actions import muat_parameter
from tests import pabrik
from tests.dialog.pabrik_realisasi import panggung
from tests.dialog.pabrik_studi import masa
from tests.skp.conftest import dunia, dunia_modul
from tests.skp.pabrik import AWAL

__all__ = ["dunia", "dunia_modul"]


@pytest.fixture(scope="module")
def panggung_modul(dunia_modul, django_db_blocker):
    """Somebody with a set SKP and the periods of the year, once for a whole module (``pabrik_realisasi.Panggung``)."""
    with django_db_blocker.unblock(), jam.pada(AWAL):
        muat_parameter()
        return panggung(dunia_modul)


@pytest.fixture
def parameter(dunia):
    muat_parameter()


@pytest.fixture
def belajar(dunia, parameter):
    """The pelaksana studies since September 2025; one semester is over at the end of January 2026."""
    return masa(dunia)


@pytest.fixture
def saya(dunia):
    """The account of the pelaksana."""
    return dunia.akun(dunia.k.pelaksana)


@pytest.fixture
def unit(dunia):
    """The account of the admin of the dinas."""
    return pabrik.akun(dunia.k.sekretaris, Peran.ADMIN_UNIT, di=dunia.k.dinas)
