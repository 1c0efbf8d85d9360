"""The two signatures: who may, when, what is refused, what it leaves behind."""

import pytest

from kinerja.plumbing import jam
from skp.enums import StatusSKP
from tests.skp.pabrik import AWAL, kabupaten_skp, skp_ditetapkan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _awal_tahun():
    with jam.pada(AWAL):
        yield


@pytest.fixture
def dunia():
    return kabupaten_skp()


def test_pelaksana_sampai_ditetapkan(dunia):
    versi = skp_ditetapkan(dunia, dunia.k.pelaksana)
    versi.refresh_from_db()
    assert versi.status == StatusSKP.DITETAPKAN
    assert versi.penetap == dunia.k.kasi
    assert len(versi.sha256) == 64
