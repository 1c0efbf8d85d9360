"""An attacker with an account of his own writes other people's numbers into the bodies of his forms."""

import pytest

from dialog.actions import umpan_balik as aksi_umpan
from dialog.actions import unggahan as unggah
from dialog.actions.bukti import tambah_bukti
from dialog.demo.bukti import bukti_triwulan
from dialog.models import Bukti, PermintaanUmpanBalik, TautBukti, UmpanBalik
from kinerja.plumbing import jam
from tests.dialog import berkas_contoh as c
from tests.dialog.pabrik_bukti import KUNCI, foto
from tests.dialog.pabrik_realisasi import MEI
from tests.pemeran import masuk


@pytest.fixture
def s(panggung_modul, dunia):
    with jam.pada(MEI):
        yield panggung_modul


@pytest.fixture
def penyerang(dunia):
    return dunia.akun(dunia.k.rekan)


def test_bukti_ke_iki_dan_dari_unggahan_orang_lain(s, penyerang):
    klien, tambah = masuk(penyerang), "/dialog/bukti/tambah/"
    milik = tambah_bukti(foto(), by=penyerang)
    iki = f"{s.hitung.pk}.{s.tw2.pk}"
    nomor = {"judul": "x", "nomor": "800/1"}
    assert klien.post(tambah, nomor | {"iki": iki}).status_code == 404
    assert klien.get(tambah, {"iki": iki}).status_code == 404
    assert klien.post(f"/dialog/bukti/{milik.pk}/taut/", {"iki": iki}).status_code == 404
    isi = c.foto()
    unggah.mulai_unggahan(KUNCI, "a.jpg", len(isi), by=s.akun)
    unggah.terima_potongan(KUNCI, 0, isi, by=s.akun)
    assert klien.post(tambah, {"judul": "x", "unggahan": KUNCI}).status_code == 422
    assert klien.post(tambah, nomor | {"tim": "999999"}).status_code == 422
    assert (Bukti.objects.count(), TautBukti.objects.count()) == (1, 0)


def test_umpan_balik_atas_rhk_dan_permintaan_orang_lain(s, dunia, penyerang):
    klien, rhk = masuk(penyerang), f"rhk-{s.hitung.lini_rhk_id}"
    isi = {"jenis": "APRESIASI", "perilaku": "Rapi", "sebutan": "NAMA", "tetap": "ya", "tentang": rhk}
    lain = dunia.k.jf
    assert klien.post(f"/dialog/umpan-balik/beri/?untuk={lain.pk}", isi).status_code == 422
    for cara in ({"kepada": lain.nip}, {"cara": "tautan", "jumlah": "1"}):
        assert klien.post("/dialog/umpan-balik/minta/", cara | {"tentang": rhk}).status_code == 422
    p = aksi_umpan.minta(lain, aksi_umpan.IsiUmpan("APRESIASI", "", nilai="AKUNTABEL"), by=s.akun)
    assert klien.get("/dialog/umpan-balik/beri/", {"permintaan": p.pk}).status_code == 404
    assert klien.post(f"/dialog/umpan-balik/beri/?permintaan={p.pk}", isi).status_code == 404
    assert klien.post("/dialog/umpan-balik/tolak/", {"permintaan": p.pk}).status_code == 404
    p.refresh_from_db()
    assert not (p.ditolak or p.dijawab or p.dibatalkan)
    assert (UmpanBalik.objects.count(), PermintaanUmpanBalik.objects.count()) == (0, 1)


def test_bukti_contoh_triwulan_yang_akan_ditutup(s):
    for urut in (0, 2):
        bukti_triwulan(s.akun, s.hitung, s.tw2, urut)
    assert sorted(Bukti.objects.values_list("jenis", "taut__realisasi__periode")) == [
        ("BERKAS", s.tw2.pk), ("NOMOR", s.tw2.pk)
    ]  # fmt: skip
