"""What a version says as plain values, and what was signed frozen."""

import datetime as dt
import json
from decimal import Decimal

import pytest

from kinerja.layanan.models import Berkas, KeputusanTercatat
from kinerja.plumbing import jam
from skp import snapshot
from skp.berakhlak import PANDUAN
from skp.enums import BentukSKP, JenisLampiran, NilaiBerAKHLAK
from skp.models import ManualIndikator, PerilakuSKP, StandarUnggul, Strategi
from tests import pabrik
from tests.skp import isian

pytestmark = pytest.mark.django_db
PADA = dt.datetime(2027, 1, 17, 22, 30, tzinfo=dt.UTC)  # 18 January in WITA


@pytest.fixture
def kab():
    return pabrik.kabupaten(hitung=False)


@pytest.fixture
def versi(kab):
    pabrik.hubungan(kab.jf, kab.kasi, kab.kabid)
    v = isian.versi(kab.jf, kab.kasi)
    r = isian.rhk(v, "Tersusunnya analisis", keluaran="OUTPUT", rhk_pimpinan_teks="Meningkatnya mutu")
    isian.iki(r, "Jumlah laporan", "4", target_angka=Decimal(4))
    isian.iki(r, "Ketepatan", "95,5", "%", aspek="KUALITAS", target_angka=Decimal("95.5000"))
    Strategi.objects.create(rhk=r, urut=1, uraian="Mulai dari triwulan pertama")
    StandarUnggul.objects.create(rhk=r, penulis="PIMPINAN", uraian="Dipakai dinas lain")
    isian.rhk(v, "Terlaksananya tugas panitia", jenis="TAMBAHAN", penugasan_dari="Kepala BKPSDM", urut=1)
    isian.lampiran(v, JenisLampiran.KONSEKUENSI, "Umpan balik")
    isian.lampiran(v, JenisLampiran.DUKUNGAN_SUMBER_DAYA, "Laptop")
    return v


def test_isi_konten_urut_menurut_formulir_dan_siap_disimpan(versi):
    isi = snapshot.isi_konten(versi)
    assert json.loads(json.dumps(isi)) == isi
    assert [r["uraian"] for r in isi["rhk"]] == ["Tersusunnya analisis", "Terlaksananya tugas panitia"]
    analisis = isi["rhk"][0]
    assert analisis["strategi"] == ["Mulai dari triwulan pertama"]
    assert analisis["standar"] == {"PIMPINAN": "Dipakai dinas lain"}
    assert [(i["target"], i["target_angka"]) for i in analisis["iki"]] == [("4 laporan", "4"), ("95,5%", "95.5")]
    assert [p["nilai"] for p in isi["perilaku"]] == [str(n) for n in NilaiBerAKHLAK]
    assert [x["jenis"] for x in isi["lampiran"]] == ["DUKUNGAN_SUMBER_DAYA", "KONSEKUENSI"]


def test_isi_konten_tujuh_kueri_berapa_pun_barisnya(versi, django_assert_max_num_queries):
    atas = isian.rhk(isian.versi(_atasan()), "RHK atas")
    for n in range(12):
        r = isian.rhk(versi, f"RHK {n}", induk_lini=atas.lini)
        ManualIndikator.objects.create(iki=isian.iki(r, "Jumlah"), tujuan="Mengukur")
    with django_assert_max_num_queries(7):
        isi = snapshot.isi_konten(versi)
    assert isi["rhk"][5]["rhk_pimpinan"] == "RHK atas"
    assert isi["rhk"][5]["iki"][0]["manual"]["tujuan"] == "Mengukur"


def _atasan():
    di = pabrik.unit("Dinas Lain")
    return pabrik.kepala(di)


class TestRHKPimpinan:
    """The leader's words as they were agreed upon, for the printed form never shows what came later."""

    @pytest.fixture
    def pimpinan(self, kab):
        satu = isian.versi(kab.kasi, kab.kabid)
        lini = isian.rhk(satu, "Kata versi satu").lini
        satu.status = "BATAL"
        satu.save()
        dua = isian.versi_lagi(satu.skp, kab.kabid, nomor=2, pendekatan="KUANTITATIF", alasan="Salah")
        isian.rhk(dua, "Kata versi dua", lini=lini)
        return satu, dua, lini

    def teks(self, versi):
        return snapshot.isi_konten(versi)["rhk"][-1]["rhk_pimpinan"]

    def test_versi_terbaru_yang_tidak_batal(self, kab, pimpinan):
        versi = isian.versi(kab.jf, kab.kasi)
        isian.rhk(versi, "Anak", induk_lini=pimpinan[2])
        assert self.teks(versi) == "Kata versi dua"

    def test_tanpa_tautan_seperti_tertulis(self, kab, pimpinan):
        versi = isian.versi(kab.jf, kab.kasi)
        isian.rhk(versi, "Anak", rhk_pimpinan_teks="Dari kertas")
        assert self.teks(versi) == "Dari kertas"


def test_snapshot_kanonik_dan_terikat_sidik(versi):
    teks, sidik = snapshot.susun_snapshot(versi, ditetapkan_pada=PADA)
    lagi, sidik_lagi = snapshot.susun_snapshot(versi, ditetapkan_pada=PADA)
    assert (teks, sidik) == (lagi, sidik_lagi)
    semua = json.loads(teks)
    assert semua["skema"] == 1
    assert teks == json.dumps(semua, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert semua["isi"]["ttd"]["tanggal"] == "2027-01-18"
    assert semua["isi"]["ttd"]["ditetapkan_pada"] == "2027-01-18T06:30:00+08:00"
    assert semua["isi"]["periode"] == {"mulai": "2027-01-01", "sampai": "2027-12-31"}


def test_snapshot_membekukan_pihak(versi, kab):
    sebelum, _ = snapshot.susun_snapshot(versi, ditetapkan_pada=PADA)
    isi = json.loads(sebelum)["isi"]
    assert isi["pegawai"]["nama"] == "Rahmat Hidayatullah"
    assert (isi["pegawai"]["jabatan"], isi["pegawai"]["unit"]) == ("Perawat Ahli Muda", "Seksi Pelayanan Kesehatan Primer")
    assert isi["penilai"]["jabatan"] == kab.seksi.jabatan_kepala
    assert isi["kop"]["unit"] == "Dinas Kesehatan"
    kab.jf.nama = "Nama Baru"
    kab.jf.save()
    versi.skp.pegawai.refresh_from_db()
    assert json.loads(sebelum)["isi"]["pegawai"]["nama"] == "Rahmat Hidayatullah"
    assert snapshot.susun_snapshot(versi, ditetapkan_pada=PADA)[0] != sebelum


def test_penilai_menilai_dalam_jabatan_yang_menjadi_dasarnya(kab):
    plt = pabrik.penugasan(kab.kabid, kab.seksi, "Kepala Seksi", sifat="PLT")
    pabrik.hubungan(kab.pelaksana, kab.kabid, atas_penugasan=plt)
    versi = isian.versi(kab.pelaksana, kab.kabid)
    isi = snapshot.isi_cetak(versi, ditetapkan_pada=PADA)
    assert isi["penilai"]["jabatan"] == "Plt. Kepala Seksi"
    assert isi["penilai"]["unit"] == "Seksi Pelayanan Kesehatan Primer"


def test_bupati_bersatuan_instansi_dan_boleh_tanpa_nip(kab, settings):
    versi = isian.versi(kab.sekda, kab.bupati, bentuk=BentukSKP.JPT)
    penilai = snapshot.isi_cetak(versi, ditetapkan_pada=PADA)["penilai"]
    assert (penilai["nip"], penilai["label_unit"], penilai["unit"]) == ("", "INSTANSI", settings.NAMA_INSTANSI)
    assert snapshot.isi_cetak(versi, ditetapkan_pada=PADA)["pegawai"]["label_unit"] == "UNIT KERJA"


def test_keputusan_di_atas_kertas_tercetak_dengan_pencatatnya(versi, kab):
    berkas = Berkas.objects.create(
        nama="surat.pdf",
        sha256="0" * 64,
        ukuran=1,
        jenis="application/pdf",
        untuk="layanan.keputusan",
        dibuat_pada=jam.sekarang(),
    )
    versi.keputusan = KeputusanTercatat.objects.create(
        objek_jenis="skp.versiskp",
        objek_id=versi.pk,
        tindakan="tetapkan",
        pejabat=kab.kasi,
        jabatan_pejabat="Kepala Seksi",
        nomor="800/7/2027",
        tanggal=dt.date(2027, 1, 15),
        berkas=berkas,
        oleh=pabrik.akun(kab.petugas_bkpsdm),
        dicatat_pada=PADA,
    )
    isi = snapshot.isi_cetak(versi, ditetapkan_pada=PADA)
    assert isi["ttd"]["tanggal"] == dt.date(2027, 1, 15)
    assert isi["pencatat"]["nama"] == "Muhammad Hafiz"
    assert (isi["pencatat"]["jabatan"], isi["pencatat"]["nomor"]) == ("Analis SDM Aparatur Ahli Muda", "800/7/2027")


def test_yang_menetapkan_disebut_bila_bukan_penilai(versi, kab):
    versi.penetap = kab.kasi
    assert snapshot.isi_cetak(versi, ditetapkan_pada=PADA)["penetap"] is None
    versi.penetap = kab.kabid
    assert snapshot.isi_cetak(versi, ditetapkan_pada=PADA)["penetap"]["nama"] == "Gunawan Santosa"


def test_draf_tanpa_tanggal_tanda_tangan(versi):
    ttd = snapshot.isi_cetak(versi, ditetapkan_pada=None)["ttd"]
    assert (ttd["tanggal"], ttd["ditetapkan_pada"], ttd["diajukan_pada"]) == (None, None, None)


def test_panduan_lengkap_tiga_tiap_nilai():
    assert list(PANDUAN) == list(NilaiBerAKHLAK)
    assert all(len(p) == 3 for p in PANDUAN.values())


class TestBeda:
    """Each change of the content is told once, at its row."""

    def ubah(self, versi, ganti):
        lama = snapshot.isi_konten(versi)
        ganti()
        return [(p.jenis, p.di.split(":")[0], p.label, p.lama, p.baru) for p in snapshot.beda(lama, snapshot.isi_konten(versi))]

    def test_sama_tidak_berbeda(self, versi):
        assert self.ubah(versi, lambda: None) == []

    def test_dari_kosong_semuanya_baru(self, versi):
        isi = snapshot.isi_konten(versi)
        assert [p.jenis for p in snapshot.beda({}, isi) if p.di.startswith("rhk")] == ["tambah", "tambah"]

    def test_kolom_rhk(self, versi):
        r = versi.rhk.first()
        assert self.ubah(versi, lambda: versi.rhk.filter(pk=r.pk).update(uraian="Lain", kendali="OUTCOME")) == [
            ("ubah", "rhk", "Rencana hasil kerja", "Terlaksananya tugas panitia", "Lain"),
            ("ubah", "rhk", "Tingkat kendali", "", "Outcome"),
        ]

    def test_target_dan_satuan_satu_perubahan(self, versi):
        def ganti():
            i = versi.rhk.get(jenis="UTAMA").iki.first()
            i.target_teks, i.satuan, i.target_angka = "12", "dokumen", Decimal(12)
            i.save()

        assert self.ubah(versi, ganti) == [("ubah", "iki", "Target", "4 laporan", "12 dokumen")]

    def test_baris_datang_pergi_dan_berpindah(self, versi):
        r = versi.rhk.get(jenis="UTAMA")
        pertama, kedua = r.iki.all()

        def ganti():
            pertama.urut, kedua.urut = kedua.urut, pertama.urut
            pertama.save()
            kedua.save()
            isian.iki(r, "Waktu penyampaian", aspek="WAKTU")
            versi.rhk.get(jenis="TAMBAHAN").delete()

        assert self.ubah(versi, ganti) == [
            ("hapus", "rhk", "Rencana hasil kerja", "Terlaksananya tugas panitia", ""),
            ("tambah", "iki", "Indikator", "", "Waktu penyampaian"),
            ("ubah", "rhk", "Urutan indikator", "1. Jumlah laporan; 2. Ketepatan", "1. Ketepatan; 2. Jumlah laporan"),
        ]

    def test_manual_strategi_standar_perilaku(self, versi):
        r = versi.rhk.get(jenis="UTAMA")

        def ganti():
            ManualIndikator.objects.create(iki=r.iki.first(), tujuan="Mengukur", periode="TRIWULANAN")
            Strategi.objects.create(rhk=r, urut=2, uraian="Lalu evaluasi")
            r.standar.update(uraian="Menjadi rujukan")
            PerilakuSKP.objects.filter(versi=versi, nilai="LOYAL").update(ekspektasi="Menjaga rahasia")

        assert [x[2:] for x in self.ubah(versi, ganti)] == [
            ("Strategi", "Mulai dari triwulan pertama", "Mulai dari triwulan pertama\nLalu evaluasi"),
            ("Standar melampaui menurut pimpinan", "Dipakai dinas lain", "Menjadi rujukan"),
            ("Manual: tujuan", "", "Mengukur"),
            ("Manual: periode pelaporan", "", "Triwulanan"),
            ("Ekspektasi khusus pimpinan", "", "Menjaga rahasia"),
        ]

    def test_lampiran_tanpa_lini_dibandingkan_menurut_isinya(self, versi):
        def ganti():
            isian.lampiran(versi, JenisLampiran.DUKUNGAN_SUMBER_DAYA, "Kendaraan")
            versi.lampiran.filter(jenis=JenisLampiran.KONSEKUENSI).update(uraian="Penghargaan")

        assert [x[0] for x in self.ubah(versi, ganti)] == ["tambah", "ubah"]

    def test_pendekatan(self, versi):
        def ganti():
            versi.pendekatan = "KUALITATIF"

        assert self.ubah(versi, ganti) == [("ubah", "versi", "Pendekatan", "Kuantitatif", "Kualitatif")]
