import datetime as dt

import pytest

from kinerja.organisasi.enums import Peran
from kinerja.plumbing import jam
from kinerja.siklus.actions import muat_parameter
from tests import pabrik

HARI = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def hari_ini():
    """Every test of the cycle lives on 24 November 2026 unless it says otherwise."""
    with jam.pada(HARI):
        yield HARI


@pytest.fixture
def bawaan(db):
    """The shipped numbers, also after a test that emptied the tables."""
    muat_parameter()


@pytest.fixture
def admin(db):
    return pabrik.akun(None, Peran.ADMIN_BKPSDM)


@pytest.fixture
def pegawai(db):
    return pabrik.akun(pabrik.pegawai("Ernawati"))
