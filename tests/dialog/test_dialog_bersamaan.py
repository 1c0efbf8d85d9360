"""Two at once: both confirm, both begin, one writes while the other closes. In a file of its own: these commit."""

import pytest

from dialog.actions import catatan
from dialog.actions import dialog as aksi
from dialog.enums import StatusDialog as S
from dialog.models import Dialog, LangkahDialog
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Galat
from kinerja.plumbing.models import Peristiwa
from kinerja.siklus.actions import muat_parameter
from tests.dialog.pabrik import baca, berstatus
from tests.serentak import serentak
from tests.skp.pabrik import AWAL, kabupaten_skp


@pytest.fixture
def dunia_sungguh(transactional_db):
    """The kabupaten committed, so that two connections see it."""
    with jam.pada(AWAL):
        d = kabupaten_skp()
        muat_parameter()
        yield d


def _serentak(*kerja):
    return serentak(*kerja, saat=AWAL)


def test_keduanya_mengonfirmasi_serentak_selesai_sekali(dunia_sungguh):
    dunia = dunia_sungguh
    d = berstatus(dunia, S.MENUNGGU_KONFIRMASI)
    saya, pimpinan = dunia.akun(dunia.k.pelaksana), dunia.akun(dunia.k.kasi)
    _serentak(lambda: aksi.konfirmasi(d, by=saya), lambda: aksi.konfirmasi(d, by=pimpinan))
    assert baca(d).status == S.SELESAI
    tindakan = list(LangkahDialog.objects.filter(dialog=d).values_list("tindakan", flat=True))
    assert sorted(tindakan) == ["akhiri", "konfirmasi", "mulai", "selesaikan"]
    assert Peristiwa.objects.filter(nama="dialog.selesai", objek_id=d.pk).count() == 1


def test_dua_utas_memulai_sekarang_satu_dialog(dunia_sungguh):
    dunia = dunia_sungguh
    saya, pimpinan = dunia.akun(dunia.k.pelaksana), dunia.akun(dunia.k.kasi)
    _serentak(
        lambda: aksi.mulai_sekarang(dunia.k.pelaksana, dunia.k.kasi, by=saya),
        lambda: aksi.mulai_sekarang(dunia.k.pelaksana, dunia.k.kasi, by=pimpinan),
    )
    assert Dialog.objects.filter(status=S.BERLANGSUNG).count() == 1


def test_catatan_dan_penutupan_serentak_tidak_menyelip(dunia_sungguh):
    dunia = dunia_sungguh
    d = berstatus(dunia, S.BERLANGSUNG)
    saya, pimpinan = dunia.akun(dunia.k.pelaksana), dunia.akun(dunia.k.kasi)
    tulis, tutup = _serentak(lambda: catatan.simpan_catatan(d, "Terakhir", by=saya), lambda: aksi.akhiri(d, by=pimpinan))
    assert not isinstance(tutup, Galat)
    ada = d.catatan.filter(isi="Terakhir").exists()
    assert ada is not isinstance(tulis, Galat)
