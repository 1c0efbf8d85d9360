"""Who leads a unit: appointments end what they must, refuse what they may not, and move the assessors."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.organisasi.actions.akibat import jalankan_semu
from kinerja.organisasi.actions.masa_khusus import akhiri_masa_khusus, catat_masa_khusus
from kinerja.organisasi.actions.penugasan import IsiPimpinan, akhiri_penugasan, angkat_kepala_daerah, tunjuk_pimpinan
from kinerja.organisasi.enums import JenisJabatan, JenisMasaKhusus, SifatPenugasan
from kinerja.organisasi.models import HubunganPenilai, Pegawai, PenilaiKosong, Penugasan
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from tests import pabrik

pytestmark = pytest.mark.django_db
S = SifatPenugasan
APRIL = dt.date(2026, 4, 1)
JULI = dt.date(2026, 7, 1)


@pytest.fixture
def k():
    return pabrik.kabupaten()


def isi(orang, sifat=S.DEFINITIF, *, jenis=JenisJabatan.PENGAWAS, mulai=APRIL, sampai=None, sk="800/12/2026"):
    return IsiPimpinan(orang, pabrik.jabatan("Kepala Seksi", jenis), sifat, mulai, sampai, sk, mulai)


def penilai(orang, pada):
    return HubunganPenilai.objects.pada(pada).get(pegawai=orang).penilai


def test_pejabat_definitif_baru_mengakhiri_pendahulunya_dan_jabatan_lamanya_sendiri(k):
    tunjuk_pimpinan(k.seksi, isi(k.jf), by=None)
    assert Penugasan.objects.get(pegawai=k.kasi).berlaku.upper == APRIL
    assert [(p.memimpin, p.berlaku.upper) for p in k.jf.penugasan.order_by("berlaku")] == [(False, APRIL), (True, None)]
    assert penilai(k.pelaksana, APRIL) == k.jf
    assert penilai(k.pelaksana, APRIL - dt.timedelta(days=1)) == k.kasi
    assert penilai(k.jf, APRIL) == k.kabid


def test_pejabat_yang_dipindah_meninggalkan_kursi_kosong_di_unit_lama(k):
    tunjuk_pimpinan(k.sekretariat, isi(k.kabid, jenis=JenisJabatan.ADMINISTRATOR), by=None)
    assert not Penugasan.objects.pada(APRIL).filter(unit=k.bidang, memimpin=True).exists()
    assert penilai(k.kasi, APRIL) == k.kadis


def test_plt_ditolak_selama_pejabat_definitif_masih_di_tempat(k):
    with pytest.raises(Ditolak, match=r"masih dipimpin Noorlaila Azizah .*Plh\."):
        tunjuk_pimpinan(k.seksi, isi(k.jf, S.PLT), by=None)


def test_plt_diterima_setelah_kursinya_kosong_dan_menggantikan_plt_sebelumnya(k):
    akhiri_penugasan(k.kasi.penugasan.get(), APRIL, by=None)
    tunjuk_pimpinan(k.seksi, isi(k.jf, S.PLT), by=None)
    tunjuk_pimpinan(k.seksi, isi(k.rekan, S.PLT, mulai=JULI), by=None)
    assert Penugasan.objects.get(pegawai=k.jf, sifat="PLT").berlaku.upper == JULI
    assert (penilai(k.pelaksana, APRIL), penilai(k.pelaksana, JULI)) == (k.jf, k.rekan)
    # A Plt. keeps his own definitive post.
    assert k.jf.penugasan.get(sifat="DEFINITIF").berlaku.upper is None


def test_plh_menilai_hanya_selama_pejabatnya_pergi(k):
    catat_masa_khusus(k.kasi, JenisMasaKhusus.TUBEL, mulai=APRIL, sampai=JULI, sk="800/3", by=None)
    tunjuk_pimpinan(k.seksi, isi(k.jf, S.PLH, sampai=JULI), by=None)
    assert penilai(k.pelaksana, APRIL) == k.jf
    assert penilai(k.pelaksana, JULI) == k.kasi


def test_plh_tanpa_tanggal_akhir_ditolak(k):
    with pytest.raises(Ditolak, match="Isi tanggal akhirnya"):
        tunjuk_pimpinan(k.seksi, isi(k.jf, S.PLH), by=None)


def test_pimpinan_tidak_menjadi_plh_bagi_dirinya_sendiri(k):
    with pytest.raises(Ditolak, match=r"pimpinan Seksi .* sendiri"):
        tunjuk_pimpinan(k.seksi, isi(k.kasi, S.PLH, sampai=JULI), by=None)


def test_tugas_tambahan_memimpin_tanpa_meninggalkan_jabatan_fungsional(k):
    baru = isi(k.guru, S.TUGAS_TAMBAHAN, jenis=JenisJabatan.JF)
    tunjuk_pimpinan(k.sekolah, baru, by=None)
    assert Penugasan.objects.get(pegawai=k.kepsek, sifat="TUGAS_TAMBAHAN").berlaku.upper == APRIL
    assert k.kepsek.penugasan.get(sifat="DEFINITIF").berlaku.upper is None
    assert k.guru.penugasan.get(sifat="DEFINITIF").berlaku.upper is None
    assert penilai(k.kepsek, APRIL) == k.guru


@pytest.mark.parametrize(
    ("rusak", "kalimat"),
    [
        (lambda k: isi(k.jf, sk=" "), "nomor SK"),
        (lambda k: isi(k.jf, sampai=APRIL), "sesudah tanggal mulai"),
        (lambda k: isi(k.jf, mulai=dt.date(2019, 1, 1)), "tidak berlaku pada 1 Januari 2019"),
        (lambda k: isi(k.bupati), "bukan ASN"),
        (lambda k: replace(isi(k.kasi), jabatan=k.kasi.penugasan.get().jabatan), "sudah tercatat memimpin"),
    ],
)
def test_penunjukan_yang_tidak_lengkap_atau_mustahil_ditolak_dengan_kalimat(k, rusak, kalimat):
    with pytest.raises(Ditolak, match=kalimat):
        tunjuk_pimpinan(k.seksi, rusak(k), by=None)


def test_orang_yang_sedang_tugas_belajar_atau_sudah_berhenti_tidak_ditunjuk(k):
    pabrik.masa_khusus(k.jf)
    with pytest.raises(Ditolak, match="sedang tugas belajar"):
        tunjuk_pimpinan(k.seksi, isi(k.jf), by=None)
    Pegawai.objects.filter(pk=k.rekan.pk).update(berhenti_sejak=APRIL)
    k.rekan.refresh_from_db()
    with pytest.raises(Ditolak, match="sudah berhenti"):
        tunjuk_pimpinan(k.seksi, isi(k.rekan), by=None)


def test_penunjukan_sebelum_penunjukan_lain_yang_sudah_tercatat_ditolak(k):
    tunjuk_pimpinan(k.seksi, isi(k.jf, mulai=JULI), by=None)
    with pytest.raises(Ditolak, match="sudah tercatat sebagai Kepala Seksi mulai 1 Juli 2026"):
        tunjuk_pimpinan(k.seksi, isi(k.rekan), by=None)


def test_pratinjau_menyebut_akibatnya_dan_tidak_mengubah_apa_pun(k):
    pratinjau = jalankan_semu(lambda c: tunjuk_pimpinan(k.seksi, isi(k.jf), by=None, catatan=c), APRIL)
    # Those who are left: kasi (now without a post) and the staff; the new head himself is assessed by the kabid.
    assert {(g.pegawai, g.lama, g.baru) for g in pratinjau.akibat.berganti} == {
        (k.pelaksana, k.kasi, k.jf),
        (k.rekan, k.kasi, k.jf),
        (k.jf, k.kasi, k.kabid),
        (k.kasi, k.kabid, None),
    }
    assert pratinjau.akibat.tanpa_penilai == 1
    assert {p.pegawai for p in pratinjau.akibat.ditutup} == {k.kasi, k.jf}
    assert Penugasan.objects.get(pegawai=k.kasi).berlaku.upper is None
    assert penilai(k.pelaksana, APRIL) == k.kasi


def test_sidik_pratinjau_sama_dengan_yang_dilakukan_dan_berubah_bila_keadaan_berubah(k):
    def semu():
        return jalankan_semu(lambda c: tunjuk_pimpinan(k.seksi, isi(k.jf), by=None, catatan=c), APRIL).akibat.sidik

    awal = semu()
    assert semu() == awal
    pabrik.staf(k.seksi)
    assert semu() != awal


def test_mengakhiri_penugasan_yang_sudah_berakhir_atau_belum_mulai(k):
    tugas = k.kasi.penugasan.get()
    with pytest.raises(Ditolak, match="baru mulai"):
        akhiri_penugasan(tugas, pabrik.SEJAK, by=None)
    akhiri_penugasan(tugas, APRIL, by=None)
    with pytest.raises(SudahBerubah, match="sudah berakhir 1 April 2026"):
        akhiri_penugasan(tugas, JULI, by=None)


def test_kepala_daerah_diangkat_tanpa_nip_dan_semua_mendapat_penilai():
    akar = pabrik.unit("Kabupaten", jenis="PEMDA")
    dinas = pabrik.unit("Dinas", akar)
    kadis = pabrik.kepala(dinas)
    angkat_kepala_daerah(akar, "Bupati Contoh", sejak=APRIL, sk="131/1", by=None)
    bupati = Pegawai.objects.get(status="NON_ASN")
    assert (bupati.nip, penilai(kadis, APRIL)) == (None, bupati)
    assert not PenilaiKosong.objects.pada(APRIL).exists()


def test_kepala_daerah_baru_mengakhiri_yang_lama_dan_hanya_di_unit_paling_atas(k):
    angkat_kepala_daerah(k.akar, "Bupati Baru", sejak=APRIL, sk="131/2", by=None)
    assert Penugasan.objects.get(pegawai=k.bupati).berlaku.upper == APRIL
    assert penilai(k.kadis, APRIL).nama == "Bupati Baru"
    with pytest.raises(Ditolak, match="unit paling atas"):
        angkat_kepala_daerah(k.dinas, "Seseorang", sejak=APRIL, by=None)


def test_masa_khusus_dicatat_diakhiri_dan_tidak_bertumpuk(k):
    masa = catat_masa_khusus(k.kasi, JenisMasaKhusus.TUBEL, mulai=APRIL, sampai=None, sk="800/3", by=None)
    assert penilai(k.jf, APRIL) == k.kabid
    with pytest.raises(Ditolak, match="sudah tercatat sejak 1 April 2026"):
        catat_masa_khusus(k.kasi, JenisMasaKhusus.TUBEL, mulai=JULI, sampai=None, sk="800/4", by=None)
    akhiri_masa_khusus(masa, JULI, by=None)
    assert (penilai(k.jf, APRIL), penilai(k.jf, JULI)) == (k.kabid, k.kasi)
    with pytest.raises(SudahBerubah):
        akhiri_masa_khusus(masa, JULI, by=None)


def test_masa_khusus_tanpa_sk_ditolak(k):
    with pytest.raises(Ditolak, match="nomor SK"):
        catat_masa_khusus(k.kasi, JenisMasaKhusus.MPP, mulai=APRIL, sampai=None, sk="", by=None)


def test_pratinjau_hanya_membaca_penilai_orang_yang_bersangkutan(k):
    with CaptureQueriesContext(connection) as kueri:
        akibat = jalankan_semu(lambda c: tunjuk_pimpinan(k.seksi, isi(k.jf), by=None, catatan=c), APRIL).akibat
    assert {g.lama for g in akibat.berganti} >= {k.kasi}
    penilai = [q["sql"] for q in kueri if q["sql"].startswith("SELECT") and 'FROM "organisasi_hubunganpenilai"' in q["sql"]]
    assert penilai
    assert all("pegawai_id" in s.split("WHERE")[1] or "penilai_id" in s.split("WHERE")[1] for s in penilai)
