"""No admin takes over an account or a post: not by moving people, not by posts on the side, not above himself."""

import datetime as dt

import pytest

from kinerja.layanan.akun import actions, queries
from kinerja.layanan.models import Pesan
from kinerja.organisasi.actions.masa_khusus import akhiri_masa_khusus, catat_masa_khusus
from kinerja.organisasi.actions.penempatan import tempatkan_pegawai
from kinerja.organisasi.actions.penugasan import IsiPimpinan, akhiri_penugasan, angkat_kepala_daerah, tunjuk_pimpinan
from kinerja.organisasi.actions.tim import akhiri_tim, bentuk_tim, keluarkan_anggota, tambah_anggota
from kinerja.organisasi.enums import JenisJabatan, JenisMasaKhusus, Peran, SifatPenugasan
from kinerja.organisasi.models import Akun, KodeAktivasi, Penugasan
from kinerja.plumbing import jam
from kinerja.plumbing.galat import TidakBoleh
from tests import pabrik
from tests.pemeran import masuk

pytestmark = pytest.mark.django_db
S = SifatPenugasan
APRIL = dt.date(2026, 4, 1)
JULI = dt.date(2026, 7, 1)


def isi(orang, sifat=S.DEFINITIF, sampai=None):
    jabatan = pabrik.jabatan("Kepala Seksi Pelayanan Kesehatan Primer", JenisJabatan.PENGAWAS)
    return IsiPimpinan(orang, jabatan, sifat, APRIL, sampai, "800/7/2026", APRIL)


# -- people and units of others


def test_admin_unit_tidak_menarik_orang_dari_luar_unitnya(pemeran):
    """He would then look after him, and could issue the activation code of his account."""
    k, by = pemeran.k, pemeran.admin_unit
    for sifat, sampai in ((S.DEFINITIF, None), (S.PLT, None), (S.PLH, JULI)):
        with pytest.raises(TidakBoleh, match="Mintalah BKPSDM"):
            tunjuk_pimpinan(k.seksi, isi(k.petugas_bkpsdm, sifat, sampai), by=by)
    with pytest.raises(TidakBoleh, match="Mintalah BKPSDM"):
        tempatkan_pegawai(k.petugas_bkpsdm, k.seksi, pabrik.jabatan(), mulai=APRIL, sk="800/1", by=by)
    assert Penugasan.objects.get(pegawai=k.petugas_bkpsdm).berlaku.upper is None
    with pytest.raises(TidakBoleh):
        actions.terbitkan_kode(pemeran.admin_bkpsdm, by=by)


def test_admin_unit_mencatat_di_dalam_unitnya_dan_bkpsdm_di_mana_saja(pemeran):
    k = pemeran.k
    assert tunjuk_pimpinan(k.seksi, isi(k.jf), by=pemeran.admin_unit).memimpin
    assert tunjuk_pimpinan(k.sekolah, isi(k.rekan), by=pemeran.admin_bkpsdm).memimpin


def test_admin_unit_tidak_menempatkan_ke_unit_lain(pemeran):
    k = pemeran.k
    with pytest.raises(TidakBoleh, match="di luar unit yang Anda urus"):
        tempatkan_pegawai(k.rekan, k.sekolah, pabrik.jabatan(), mulai=APRIL, sk="800/1", by=pemeran.admin_unit)
    with pytest.raises(TidakBoleh, match="di luar unit yang Anda urus"):
        tunjuk_pimpinan(k.sekolah, isi(k.rekan), by=pemeran.admin_unit)
    with pytest.raises(TidakBoleh, match="di luar unit yang Anda urus"):
        akhiri_penugasan(k.guru.penugasan.get(), APRIL, by=pemeran.admin_unit)


@pytest.mark.parametrize("cara", ["pimpin", "tempatkan"])
def test_penugasan_di_luar_unitnya_tidak_ikut_berakhir(pemeran, cara):
    """Today he works here; on the day of the letter he still worked elsewhere."""
    k, by = pemeran.k, pemeran.admin_unit
    orang = pabrik.pegawai("Baru Pindah")
    pabrik.penugasan(orang, k.sekolah, sampai=dt.date(2026, 4, 2))
    pabrik.penugasan(orang, k.bidang, "Plh.", sifat=S.PLH, sejak=dt.date(2026, 4, 2))
    lama = orang.penugasan.get(unit=k.sekolah)
    with pytest.raises(TidakBoleh, match="ikut berakhir"):
        if cara == "pimpin":
            tunjuk_pimpinan(k.seksi, isi(orang), by=by)
        else:
            tempatkan_pegawai(orang, k.seksi, pabrik.jabatan(), mulai=APRIL, sk="800/1", by=by)
    lama.refresh_from_db()
    assert lama.berlaku.upper == dt.date(2026, 4, 2)


def test_layar_menyebut_sebabnya_di_samping_isian(pemeran):
    k = pemeran.k
    kirim = {
        "pegawai": k.guru.nip, "sifat": "DEFINITIF", "nama_jabatan": "Kepala Seksi", "jenis": "PENGAWAS",
        "sk": "800/1", "tanggal_sk": "2026-04-01", "mulai": "2026-04-01",
    }  # fmt: skip
    jawaban = masuk(pemeran.admin_unit).post(f"/unit/{k.seksi.pk}/pimpin/", kirim)
    assert jawaban.status_code == 422
    assert "Mintalah BKPSDM" in jawaban.content.decode()
    assert masuk(pemeran.admin_unit).get(f"/unit/{k.dinas.pk}/pimpin/").status_code == 403
    assert masuk(pemeran.admin_bkpsdm).post(f"/unit/{k.seksi.pk}/pimpin/", kirim).status_code == 200


# -- oneself and those above


@pytest.mark.parametrize("siapa", ["admin_unit", "admin_bkpsdm"])
def test_data_sendiri_dicatat_orang_lain(pemeran, siapa):
    k, by = pemeran.k, getattr(pemeran, siapa)
    diri = by.pegawai
    with pytest.raises(TidakBoleh, match="diri sendiri"):
        tunjuk_pimpinan(k.bidang, isi(diri), by=by)
    with pytest.raises(TidakBoleh, match="diri sendiri"):
        tempatkan_pegawai(diri, k.bidang, pabrik.jabatan(), mulai=APRIL, sk="800/1", by=by)
    with pytest.raises(TidakBoleh, match="diri sendiri"):
        catat_masa_khusus(diri, JenisMasaKhusus.CUTI, mulai=APRIL, sampai=JULI, sk="800/1", by=by)
    with pytest.raises(TidakBoleh, match="diri sendiri"):
        akhiri_masa_khusus(pabrik.masa_khusus(diri), APRIL, by=by)
    with pytest.raises(TidakBoleh, match="sendiri"):
        akhiri_penugasan(diri.penugasan.get(), APRIL, by=by)


def test_pimpinan_unit_teratas_dan_atasan_sendiri_hanya_oleh_bkpsdm(pemeran):
    k, by = pemeran.k, pemeran.admin_unit
    for unit in (k.dinas, k.sekretariat):
        with pytest.raises(TidakBoleh, match="Mintalah BKPSDM"):
            tunjuk_pimpinan(unit, isi(k.jf), by=by)
    with pytest.raises(TidakBoleh, match="atasan Anda"):
        tunjuk_pimpinan(k.seksi, isi(k.kadis), by=by)
    with pytest.raises(TidakBoleh, match="Mintalah BKPSDM"):
        akhiri_penugasan(k.kadis.penugasan.get(), APRIL, by=by)
    with pytest.raises(TidakBoleh, match="atasan Anda"):
        catat_masa_khusus(k.kadis, JenisMasaKhusus.CUTI, mulai=APRIL, sampai=JULI, sk="800/1", by=by)
    assert catat_masa_khusus(k.kabid, JenisMasaKhusus.CUTI, mulai=APRIL, sampai=JULI, sk="800/1", by=by)
    assert tunjuk_pimpinan(k.dinas, isi(k.jf), by=pemeran.admin_bkpsdm)


def test_kepala_daerah_hanya_oleh_bkpsdm(pemeran):
    with pytest.raises(TidakBoleh):
        angkat_kepala_daerah(pemeran.k.akar, "Orang Baru", sejak=APRIL, by=pemeran.admin_unit)


def test_tim_oleh_pimpinan_atau_admin_unit_itu(pemeran):
    k = pemeran.k
    tim = bentuk_tim(k.seksi, "Tim", k.jf, mulai=APRIL, sampai=None, sk="1", anggota=[k.rekan], by=pemeran.atasan)
    for by in (pemeran.pegawai, pemeran.admin_lain):
        for tindakan in (
            lambda by: bentuk_tim(k.seksi, "Lain", k.jf, mulai=APRIL, sampai=None, sk="1", by=by),
            lambda by: tambah_anggota(tim, [k.guru], mulai=APRIL, by=by),
            lambda by: keluarkan_anggota(tim.anggota.get(), JULI, by=by),
            lambda by: akhiri_tim(tim, JULI, by=by),
        ):
            with pytest.raises(TidakBoleh):
                tindakan(by)


# -- accounts: by the main post, and not above oneself


@pytest.fixture
def plt(pemeran):
    """A head of another office stands in for a Kabid here; the code sheet of the unit is none of his business."""
    orang = pemeran.k.kadis_lain
    pabrik.penugasan(orang, pemeran.k.bidang, "Kepala Bidang", JenisJabatan.ADMINISTRATOR, sifat=S.PLT)
    return orang


def test_lembar_dan_daftar_hanya_menurut_jabatan_utama(pemeran, plt):
    Akun.objects.filter(pegawai=plt).update(aktif_sejak=None)
    pemeran.admin_lain.peran_akun.all().delete()
    terbit = actions.terbitkan_lembar(pemeran.k.dinas, by=pemeran.admin_unit, semua=True)
    assert terbit
    assert plt not in {t.akun.pegawai for t in terbit}
    assert plt not in queries.orang_diurus(pemeran.admin_unit)
    assert pemeran.k.jf in queries.orang_diurus(pemeran.admin_unit)
    assert masuk(pemeran.admin_unit).get(f"/akun/{pemeran.admin_lain.pk}/").status_code == 404


def test_lembar_bkpsdm_juga_hanya_orang_unit_itu(pemeran, plt):
    terbit = actions.terbitkan_lembar(pemeran.k.dinas, by=pemeran.admin_bkpsdm, semua=True)
    assert plt not in {t.akun.pegawai for t in terbit}


def test_akun_aktif_atasan_hanya_diurus_bkpsdm(pemeran):
    by, atasan = pemeran.admin_unit, pemeran.kepala_dinas
    for tindakan in (
        lambda: actions.terbitkan_kode(atasan, by=by),
        lambda: actions.nonaktifkan_akun(atasan, by=by, alasan="Uji."),
        lambda: actions.atur_ulang_faktor(atasan, by=by, alasan="Uji."),
    ):
        with pytest.raises(TidakBoleh):
            tindakan()
    assert atasan.pk not in {t.akun.pk for t in actions.terbitkan_lembar(pemeran.k.dinas, by=by, semua=True)}
    assert actions.terbitkan_kode(atasan, by=pemeran.admin_bkpsdm)


def test_akun_atasan_yang_belum_aktif_masih_lewat_lembar(pemeran):
    Akun.objects.filter(pk=pemeran.kepala_dinas.pk).update(aktif_sejak=None)
    assert pemeran.kepala_dinas.pk in {t.akun.pk for t in actions.terbitkan_lembar(pemeran.k.dinas, by=pemeran.admin_unit)}


def test_penilai_menurut_surat_juga_atasan(pemeran):
    """He leads nothing above the admin, but assesses him."""
    k = pemeran.k
    k.sekretaris.hubungan_penilai.all().delete()
    pabrik.hubungan(k.sekretaris, k.jf)
    akun = pabrik.akun(k.jf)
    with pytest.raises(TidakBoleh):
        actions.terbitkan_kode(akun, by=pemeran.admin_unit)


def test_sesama_admin_unit_yang_sama_tidak_saling_mengurus(pemeran):
    pabrik.peran(pemeran.rekan, Peran.ADMIN_UNIT, pemeran.k.dinas)
    with pytest.raises(TidakBoleh):
        actions.terbitkan_kode(pemeran.rekan, by=pemeran.admin_unit)
    pemeran.rekan.peran_akun.update(unit=pemeran.k.seksi)
    assert actions.terbitkan_kode(pemeran.rekan, by=pemeran.admin_unit)


def test_pemilik_akun_aktif_diberi_tahu_begitu_kode_terbit(pemeran):
    actions.terbitkan_kode(pemeran.rekan, by=pemeran.admin_unit)
    kabar = Pesan.objects.get(penerima=pemeran.rekan)
    assert pemeran.admin_unit.nama_tampil in kabar.isi
    assert "segera hubungi BKPSDM" in kabar.isi
    actions.terbitkan_lembar(pemeran.k.dinas, by=pemeran.admin_unit, semua=True)
    assert Pesan.objects.filter(penerima=pemeran.rekan).count() == 2
    belum = actions.buat_akun(pemeran.k.jf, by=pemeran.admin_unit)
    actions.terbitkan_kode(belum, by=pemeran.admin_unit)
    assert not Pesan.objects.filter(penerima=belum).exists()


@pytest.mark.parametrize("jumlah", [1, 20])
def test_lembar_tidak_bertambah_kuerinya(pemeran, jumlah, django_assert_max_num_queries):
    for _ in range(jumlah):
        pabrik.peran(pabrik.akun(pabrik.staf(pemeran.k.seksi)), Peran.ADMIN_UNIT, pemeran.k.seksi)
    with django_assert_max_num_queries(26):
        actions.terbitkan_lembar(pemeran.k.seksi, by=pemeran.admin_unit, semua=True)
    assert KodeAktivasi.objects.count() > jumlah
    assert KodeAktivasi.objects.filter(dibuat_pada__lte=jam.sekarang()).exists()
