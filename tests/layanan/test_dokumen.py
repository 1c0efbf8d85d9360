"""Issue, print, seal, revise, withdraw: what the database refuses, what a seal shows, who may read."""

import datetime as dt
import io
import re

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, transaction
from django.test import override_settings
from pypdf import PdfReader

from kinerja.layanan.dokumen import access, actions, lembar_kode, queries, segel, susun
from kinerja.layanan.dokumen.surat_pendelegasian import NAMA as SURAT
from kinerja.layanan.models import Berkas, Dokumen, KeputusanTercatat, PihakDokumen
from kinerja.organisasi.actions.delegasi import IsiDelegasi, cabut_delegasi, delegasikan_penilai
from kinerja.organisasi.models import Akun, KodeAktivasi, Pegawai, Pendelegasian, PeranAkun, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from tests import pabrik

pytestmark = pytest.mark.django_db
NOMOR = "800.1.4/0917/2026"


@pytest.fixture
def delegasi(pemeran):
    """The head of the Dinas delegates two people to the kabid, by his own sign-in."""
    isi = IsiDelegasi(nomor=NOMOR, tanggal=jam.hari_ini(), mulai=jam.hari_ini(), penilai=pemeran.k.kabid)
    orang = [pemeran.k.pelaksana.pk, pemeran.k.rekan.pk]
    return delegasikan_penilai(isi, orang, by=pemeran.kepala_dinas)


@pytest.fixture
def dokumen(delegasi, pemeran):
    return actions.terbitkan_dokumen(SURAT, str(delegasi.pk), by=pemeran.admin_unit)


def tercetak(dokumen: Dokumen) -> tuple[Dokumen, bytes]:
    assert actions.cetak_dan_segel(dokumen.pk)
    dokumen.refresh_from_db()
    with dokumen.berkas.isi.open("rb") as berkas:
        return dokumen, berkas.read()


def menolak(lakukan) -> None:
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        lakukan()


# -- snapshot


def test_terbit_membekukan_nama_jabatan_dan_pihak(dokumen, pemeran):
    Pegawai.objects.filter(pk=pemeran.k.pelaksana.pk).update(nama="Nama Baru")
    UnitKerja.objects.filter(pk=pemeran.k.seksi.pk).update(nama_kini="Unit Baru")
    _, pdf = tercetak(dokumen)
    teks = " ".join(" ".join(h.extract_text().split()) for h in PdfReader(io.BytesIO(pdf)).pages)
    assert "Ernawati" in teks
    assert "Nama Baru" not in teks
    assert "Unit Baru" not in teks
    assert "Seksi Pelayanan Kesehatan Primer" in teks
    assert "Akhmad Fauzi" in teks
    assert "Gunawan Santosa" in teks
    assert NOMOR in teks
    assert dokumen.sha256 == susun.sidik(dokumen.snapshot)


def test_keputusan_tercatat_menyebut_pemutus_dan_pencatat(delegasi, pemeran):
    berkas = Berkas.objects.create(
        isi="x.pdf", nama="x.pdf", jenis="application/pdf", ukuran=1, sha256="0" * 64, untuk="uji", dibuat_pada=jam.sekarang()
    )
    KeputusanTercatat.objects.create(
        objek_jenis="organisasi.pendelegasian",
        objek_id=delegasi.pk,
        tindakan="delegasikan_penilai",
        pejabat=pemeran.k.bupati,
        jabatan_pejabat="Bupati Contoh",
        nomor="100/7/2026",
        tanggal=dt.date(2026, 11, 20),
        berkas=berkas,
        oleh=pemeran.admin_bkpsdm,
        dicatat_pada=jam.sekarang(),
    )
    isi = actions.terbitkan_dokumen(SURAT, str(delegasi.pk), by=pemeran.admin_bkpsdm).isi
    assert isi["pemutus"]["jabatan"] == isi["ttd"]["jabatan"] == "Bupati Contoh"
    assert isi["pencatat"]["nama"] == "Muhammad Hafiz"
    assert isi["pencatat"]["nomor"] == "100/7/2026"


def test_isi_yang_sama_tidak_menjadi_revisi_baru(dokumen, pemeran):
    assert actions.terbitkan_dokumen(SURAT, dokumen.kunci_objek, by=pemeran.admin_bkpsdm) == dokumen


def test_isi_yang_berubah_menjadi_revisi_baru_dan_yang_lama_tetap(dokumen, delegasi, pemeran):
    lama = dokumen.snapshot
    Pegawai.objects.filter(pk=pemeran.k.pelaksana.pk).update(gelar_belakang="S.Kep.")
    baru = actions.terbitkan_dokumen(SURAT, dokumen.kunci_objek, by=pemeran.admin_unit)
    dokumen.refresh_from_db()
    assert (dokumen.revisi, baru.revisi) == (1, 2)
    assert dokumen.snapshot == lama
    assert dokumen.kode != baru.kode
    assert queries.keadaan_revisi(baru).berlaku
    assert "digantikan oleh revisi 2" in queries.keadaan_revisi(dokumen).gugur
    assert list(Dokumen.objects.terkini()) == [baru]


def test_surat_yang_dicabut_gugur_tanpa_mengubah_dokumennya(dokumen, delegasi, pemeran):
    cabut_delegasi(delegasi, jam.hari_ini() + dt.timedelta(days=1), "Pejabat pindah tugas", by=pemeran.kepala_dinas)
    keadaan = queries.keadaan_revisi(dokumen)
    assert not keadaan.berlaku
    assert "dicabut" in keadaan.gugur


def test_jenis_yang_tidak_terdaftar_ditolak(pemeran):
    with pytest.raises(LookupError):
        actions.terbitkan_dokumen("tidak_ada", "1", by=pemeran.admin_bkpsdm)


# -- what the database refuses


@pytest.mark.parametrize(
    ("kolom", "nilai"),
    [
        ("snapshot", '{"isi":{},"skema":1}'),
        ("sha256", "0" * 64),
        ("kode", "0" * 26),
        ("revisi", 7),
        ("judul", "x"),
        ("nomor", "x"),
        ("tanggal", dt.date(2020, 1, 1)),
        ("rahasia", True),
        ("unit", None),
        ("oleh", None),
    ],
)
def test_yang_sudah_terbit_tidak_dapat_diubah(dokumen, kolom, nilai):
    menolak(lambda: Dokumen.objects.filter(pk=dokumen.pk).update(**{kolom: nilai}))


def test_dokumen_dan_pihaknya_tidak_dapat_dihapus(dokumen):
    menolak(lambda: PihakDokumen.objects.filter(dokumen=dokumen).delete())
    menolak(lambda: PihakDokumen.objects.filter(dokumen=dokumen).update(sebagai="x"))
    menolak(dokumen.delete)


def test_berkas_dan_segel_dicatat_sekali(dokumen):
    tercetak(dokumen)
    for ubah in (
        {"berkas": None, "sha256_pdf": "", "disegel_pada": None},
        {"sha256_pdf": "1" * 64},
        {"segel": "x"},
        {"halaman": 9},
    ):
        menolak(lambda ubah=ubah: Dokumen.objects.filter(pk=dokumen.pk).update(**ubah))


def test_sidik_harus_milik_snapshotnya(dokumen):
    salin = Dokumen.objects.get(pk=dokumen.pk)
    salin.pk, salin.revisi, salin.kode, salin.sha256 = None, 2, susun.kode_baru(), "0" * 64
    menolak(salin.save)


def test_revisi_yang_sama_dua_kali_ditolak(dokumen):
    salin = Dokumen.objects.get(pk=dokumen.pk)
    salin.pk, salin.kode = None, susun.kode_baru()
    menolak(salin.save)


def test_penarikan_beralasan_dan_tidak_dapat_dibatalkan(dokumen, pemeran):
    with pytest.raises(Ditolak):
        actions.tarik_dokumen(dokumen, "  ", by=pemeran.admin_unit)
    actions.tarik_dokumen(dokumen, "Salah nomor", by=pemeran.admin_unit)
    with pytest.raises(SudahBerubah):
        actions.tarik_dokumen(dokumen, "Lagi", by=pemeran.admin_unit)
    menolak(lambda: Dokumen.objects.filter(pk=dokumen.pk).update(ditarik_pada=None))
    menolak(lambda: Dokumen.objects.filter(pk=dokumen.pk).update(alasan_tarik="lain"))
    dokumen.refresh_from_db()
    assert "ditarik" in queries.keadaan_revisi(dokumen).gugur


def test_yang_ditarik_terbit_lagi_sebagai_revisi_baru(dokumen, pemeran):
    actions.tarik_dokumen(dokumen, "Salah cetak", by=pemeran.admin_unit)
    assert actions.terbitkan_dokumen(SURAT, dokumen.kunci_objek, by=pemeran.admin_unit).revisi == 2


def test_riwayat_mencatat_terbit_segel_dan_tarik(dokumen, pemeran):
    tercetak(dokumen)
    actions.tarik_dokumen(dokumen, "Salah nomor", by=pemeran.admin_unit)
    riwayat = list(dokumen.events.order_by("pgh_id").values_list("segel", "alasan_tarik"))
    nama = segel.PenyegelSendiri.nama
    assert riwayat == [("", ""), (nama, ""), (nama, "Salah nomor")]


# -- print and seal


def test_pdf_dicetak_sekali_saja(dokumen):
    _, pertama = tercetak(dokumen)
    assert not actions.cetak_dan_segel(dokumen.pk)
    assert Berkas.objects.filter(untuk=actions.UNTUK, untuk_id=dokumen.pk).count() == 1
    assert dokumen.sha256_pdf == susun.sidik(pertama)
    assert dokumen.halaman == len(PdfReader(io.BytesIO(pertama)).pages)


def test_gagal_mencatat_tidak_meninggalkan_berkas(dokumen, monkeypatch):
    def gagal(*_):
        raise RuntimeError("basis data putus")

    sebelum = _isi_gudang()
    monkeypatch.setattr(actions, "_tautkan", gagal)
    with pytest.raises(RuntimeError):
        actions.cetak_dan_segel(dokumen.pk)
    assert _isi_gudang() == sebelum
    assert not Berkas.objects.filter(untuk=actions.UNTUK).exists()


def _isi_gudang(di: str = "") -> set[str]:
    try:
        folder, berkas = default_storage.listdir(di)
    except FileNotFoundError:
        return set()
    return {f"{di}{b}" for b in berkas} | {x for f in folder for x in _isi_gudang(f"{di}{f}/")}


def test_segel_utuh_dan_satu_bita_yang_berubah_merusaknya(dokumen):
    _, pdf = tercetak(dokumen)
    assert segel.periksa(pdf) == segel.HasilPeriksa(True, utuh=True, dari_kami=True)
    mulai, akhir = pdf.index(b"/Contents <") + len(b"/Contents <"), pdf.index(b"/ByteRange")
    # Inside the gap no signature covers the bytes: a padding zero, and the certificate beside the signature.
    isian, sertifikat = akhir - 40, pdf.lower().index(segel._kunci_dan_sertifikat()[1].dump().hex().encode()) + 200
    luar = [x for x in range(0, len(pdf), 211) if not mulai <= x < akhir]
    for letak in (*luar, isian, sertifikat):
        rusak = pdf[:letak] + bytes([pdf[letak] ^ 1]) + pdf[letak + 1 :]
        assert not segel.periksa(rusak).utuh, letak


def test_yang_ditambahkan_sesudah_segel_ketahuan(dokumen):
    _, pdf = tercetak(dokumen)
    assert not segel.periksa(pdf + b"\n% tambahan").utuh


def test_bukan_pdf_dan_pdf_tanpa_segel_dikenali(dokumen):
    assert segel.periksa(b"bukan pdf") == segel.HasilPeriksa(False)
    assert segel.periksa(actions.render(dokumen).isi) == segel.HasilPeriksa(False)


def test_segel_kunci_lain_bukan_dari_kami(dokumen, tmp_path):
    kunci = {"SEGEL_KUNCI": str(tmp_path / "lain.pem"), "SEGEL_SERTIFIKAT": str(tmp_path / "lain-sertifikat.pem")}
    with override_settings(**kunci):
        segel.lupakan()
        _, pdf = tercetak(dokumen)
        assert segel.periksa(pdf).dari_kami
        assert (tmp_path / "lain.pem").stat().st_mode & 0o077 == 0
    segel.lupakan()
    assert not segel.periksa(pdf).dari_kami


@pytest.mark.parametrize("hilang", ["SEGEL_KUNCI", "SEGEL_SERTIFIKAT"])
def test_produksi_tidak_membuat_kunci_sendiri(tmp_path, hilang):
    from django.core.exceptions import ImproperlyConfigured

    with override_settings(PRODUKSI=True, **{hilang: str(tmp_path / "tidak-ada.pem")}):
        segel.lupakan()
        with pytest.raises(ImproperlyConfigured):
            segel.penyegel()
    segel.lupakan()
    assert not list(tmp_path.iterdir())


# -- who reads


@pytest.mark.parametrize(
    ("peran", "melihat", "menerbitkan"),
    [
        ("pegawai", True, False),
        ("rekan", True, False),
        ("kepala_dinas", True, True),
        ("admin_unit", True, True),
        ("admin_bkpsdm", True, True),
        ("auditor", True, False),
        ("admin_lain", False, False),
        ("tim_penilai", False, False),
        ("orang_luar", False, False),
        ("atasan", False, False),
    ],
)
def test_siapa_melihat_dan_menerbitkan_surat(dokumen, pemeran, peran, melihat, menerbitkan):
    akun = getattr(pemeran, peran)
    assert queries.visible_to(akun).filter(pk=dokumen.pk).exists() is melihat
    assert access.boleh_terbit(akun, SURAT, dokumen.kunci_objek) is menerbitkan


def test_penerbit_yang_tidak_lagi_bertugas_tidak_membaca_dan_tidak_mencetak(delegasi, pemeran):
    admin = pabrik.akun(pemeran.k.guru, "ADMIN_UNIT", di=pemeran.k.dinas_lain)
    dokumen = actions.terbitkan_dokumen(SURAT, str(delegasi.pk), by=admin)
    Pendelegasian.objects.filter(pk=delegasi.pk).update(oleh=admin)
    assert dokumen in queries.visible_to(admin)
    assert access.boleh_terbit(admin, SURAT, str(delegasi.pk))
    PeranAkun.objects.filter(akun=admin).delete()
    bekas = Akun.objects.get(pk=admin.pk)
    assert dokumen not in queries.visible_to(bekas)
    assert not access.boleh_terbit(bekas, SURAT, str(delegasi.pk))


# -- a sheet with secrets


def test_kode_aktivasi_tidak_tersimpan_di_mana_pun(pemeran):
    dokumen, pdf = lembar_kode.cetak_lembar_kode(pemeran.k.seksi, by=pemeran.admin_unit)
    lembar = "\n".join(h.extract_text() for h in PdfReader(io.BytesIO(pdf)).pages)
    kode = re.findall(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b(?!-)", lembar)
    assert len(kode) == KodeAktivasi.objects.count() == 1
    assert "Rahmat Hidayatullah" in lembar
    _, arsip = tercetak(dokumen)
    terarsip = "\n".join(h.extract_text() for h in PdfReader(io.BytesIO(arsip)).pages)
    assert "Rahmat Hidayatullah" in terarsip
    for rahasia in (kode[0], kode[0].replace("-", "")):
        assert rahasia not in dokumen.snapshot
        assert rahasia not in terarsip
        assert rahasia.encode() not in arsip


def test_lembar_kode_terlalu_besar_ditolak_dan_tidak_membatalkan_kode_lama(pemeran, monkeypatch):
    lembar_kode.cetak_lembar_kode(pemeran.k.seksi, by=pemeran.admin_unit)
    lama = set(KodeAktivasi.objects.values_list("sidik", flat=True))
    monkeypatch.setattr(lembar_kode, "PALING_BANYAK", 0)
    with pytest.raises(Ditolak):
        lembar_kode.cetak_lembar_kode(pemeran.k.seksi, by=pemeran.admin_unit)
    assert set(KodeAktivasi.objects.values_list("sidik", flat=True)) == lama


def test_lembar_kode_hanya_untuk_pengurus_unit_itu(pemeran):
    with pytest.raises(TidakBoleh):
        lembar_kode.cetak_lembar_kode(pemeran.k.dinas, by=pemeran.admin_lain)
    dokumen, _ = lembar_kode.cetak_lembar_kode(pemeran.k.seksi, by=pemeran.admin_unit)
    melihat = [p for p in ("admin_unit", "admin_bkpsdm", "admin_lain", "pegawai", "auditor") if _lihat(pemeran, p, dokumen)]
    assert melihat == ["admin_unit", "admin_bkpsdm"]


def _lihat(pemeran, peran: str, dokumen: Dokumen) -> bool:
    return queries.visible_to(getattr(pemeran, peran)).filter(pk=dokumen.pk).exists()
