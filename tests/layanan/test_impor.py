"""The import frame: upload, reading in the background, preview, applying, cancelling, what is kept and for how long."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from kinerja.layanan import pekerjaan as jobs
from kinerja.layanan.actions import impor as aksi
from kinerja.layanan.models import Impor, Pekerjaan, Pesan
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Pegawai, UnitKerja
from kinerja.plumbing import jam, lembar
from kinerja.plumbing.galat import SudahBerubah, TidakBoleh
from tests import pabrik
from tests.siasn import UNIT, orang, tulis_xlsx

pytestmark = pytest.mark.django_db
HARI = dt.date(2026, 1, 31)
JENIS_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def _pada_hari_itu():
    with jam.pada(HARI):
        yield


@pytest.fixture
def admin():
    akar = pabrik.unit("Pemerintah", jenis="PEMDA")
    satu = pabrik.unit("Dinas Contoh", akar)
    UnitKerja.objects.filter(pk=satu.pk).update(siasn_id=UNIT)
    return pabrik.akun(pabrik.staf(satu, "Petugas"), Peran.ADMIN_BKPSDM)


@pytest.fixture
def klien(admin):
    klien = Client()
    klien.force_login(admin)
    return klien


@pytest.fixture
def berkas(tmp_path):
    def _berkas(*baris, nama="data-utama.xlsx"):
        isi = tulis_xlsx(tmp_path / "b.xlsx", list(baris)).read_bytes()
        return SimpleUploadedFile(nama, isi, JENIS_XLSX)

    return _berkas


@pytest.fixture
def unggah(admin, berkas):
    """Upload and let the worker read."""

    def _unggah(*baris):
        impor = aksi.unggah_impor("siasn", berkas(*baris), HARI, by=admin)
        kerjakan()
        impor.refresh_from_db()
        return impor

    return _unggah


def kerjakan():
    """What the worker does with everything that waits."""
    for pk in Pekerjaan.objects.filter(status="ANTRE").values_list("pk", flat=True):
        jobs.jalankan(pk)


def ada(impor):
    return impor.berkas.isi.storage.exists(impor.berkas.isi.name)


def test_unggah_dibaca_di_latar_lalu_pratinjau(klien, admin, berkas):
    isi = {"berkas": berkas(orang(1), orang(2), orang(3, NAMA=None)), "acuan": "2026-01-31"}
    jawab = klien.post("/impor/siasn/unggah/", isi)
    impor = Impor.objects.get()
    assert jawab.url == f"/impor/{impor.pk}/"
    assert (impor.status, impor.berkas.nama, impor.berkas.untuk_id) == ("DIUNGGAH", "data-utama.xlsx", impor.pk)
    assert "Sedang dikerjakan" in klien.get(jawab.url).content.decode()
    kerjakan()
    impor.refresh_from_db()
    assert impor.status == "DIBACA"
    assert {k: impor.ringkasan[k] for k in ("data", "baru", "berubah", "tetap", "ditolak")} == {
        "data": 3, "baru": 2, "berubah": 0, "tetap": 0, "ditolak": 1,
    }  # fmt: skip
    halaman = klien.get(jawab.url).content.decode()
    assert "Terapkan 2 perubahan" in halaman
    assert "NAMA kosong" in halaman
    assert not Pegawai.objects.filter(pns_id__isnull=False).exists()
    assert Pesan.objects.get(penerima=admin).judul == "Membaca berkas impor selesai"


def test_daftar_terbuka_selagi_berkas_dibaca(klien, admin, berkas):
    impor = aksi.unggah_impor("siasn", berkas(orang(1)), HARI, by=admin)
    assert (impor.status, impor.ringkasan) == ("DIUNGGAH", {})
    jawaban = klien.get("/impor/")
    assert jawaban.status_code == 200
    assert '<td data-l="Baris" class="n">–</td>' in jawaban.content.decode()


def test_terapkan_menulis_sekaligus(klien, unggah):
    impor = unggah(orang(1), orang(2))
    assert "Terapkan impor?" in klien.get(f"/impor/{impor.pk}/terapkan/").content.decode()
    assert klien.post(f"/impor/{impor.pk}/terapkan/").url == f"/impor/{impor.pk}/"
    kerjakan()
    impor.refresh_from_db()
    assert (impor.status, Pegawai.objects.filter(pns_id__isnull=False).count()) == ("DITERAPKAN", 2)
    assert "sudah ditulis" in klien.get(f"/impor/{impor.pk}/").content.decode()
    assert klien.post(f"/impor/{impor.pk}/terapkan/").status_code == 409


def test_yang_diterapkan_harus_sama_dengan_yang_dilihat(klien, unggah):
    impor = unggah(orang(1), orang(2))
    pabrik.pegawai("Pegawai Contoh 1", nip=orang(1)["NIP BARU"])
    klien.post(f"/impor/{impor.pk}/terapkan/")
    kerjakan()
    impor.refresh_from_db()
    assert impor.status == "DIBACA"
    assert (impor.ringkasan["baru"], impor.ringkasan["berubah"]) == (1, 1)
    assert not Pegawai.objects.filter(pns_id__isnull=False).exists()
    assert "Data berubah sejak pratinjau" in klien.get(f"/impor/{impor.pk}/").content.decode()
    klien.post(f"/impor/{impor.pk}/terapkan/")
    kerjakan()
    assert Pegawai.objects.filter(pns_id__isnull=False).count() == 2


def test_batalkan_membuang_berkas_dan_pratinjau(klien, unggah, django_capture_on_commit_callbacks):
    impor = unggah(orang(1))
    with django_capture_on_commit_callbacks(execute=True):
        klien.post(f"/impor/{impor.pk}/batalkan/")
    impor.refresh_from_db()
    assert impor.status == "DIBATALKAN"
    assert not ada(impor)
    assert not impor.baris_impor.exists()
    assert not Pegawai.objects.filter(pns_id__isnull=False).exists()
    assert klien.post(f"/impor/{impor.pk}/terapkan/").status_code == 409


def test_berkas_salah_satu_kalimat_dan_berkasnya_dibuang(klien, admin, django_capture_on_commit_callbacks):
    salah = SimpleUploadedFile("terkunci.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    impor = aksi.unggah_impor("siasn", salah, HARI, by=admin)
    with django_capture_on_commit_callbacks(execute=True):
        kerjakan()
    impor.refresh_from_db()
    assert (impor.status, impor.galat) == ("GAGAL", lembar.TERKUNCI)
    assert not ada(impor)
    assert lembar.TERKUNCI in klien.get(f"/impor/{impor.pk}/").content.decode()


@pytest.mark.parametrize(
    ("isi", "kata"), [(b"", "kosong"), (b"PK\x03\x04" + b"0" * 3_000_000, "2 MB")], ids=["kosong", "terlalu besar"]
)
def test_unggahan_yang_tidak_diterima(klien, monkeypatch, isi, kata):
    monkeypatch.setattr(aksi, "UKURAN_MAKS", 2 * 1024 * 1024)
    jawab = klien.post("/impor/siasn/unggah/", {"berkas": SimpleUploadedFile("x.xlsx", isi), "acuan": "2026-01-31"})
    assert jawab.status_code == 422
    assert kata in jawab.content.decode()
    assert not Impor.objects.exists()


def test_acuan_tidak_boleh_besok(klien, berkas):
    jawab = klien.post("/impor/siasn/unggah/", {"berkas": berkas(orang(1)), "acuan": "2026-02-01"})
    assert jawab.status_code == 422
    assert "tidak boleh sesudah hari ini" in jawab.content.decode()


def test_pembacaan_yang_dihentikan_dapat_diulang(klien, admin, berkas):
    impor = aksi.unggah_impor("siasn", berkas(orang(1)), HARI, by=admin)
    klien.post(f"/pekerjaan/{Pekerjaan.objects.get().pk}/hentikan/")
    kerjakan()
    assert "Baca lagi" in klien.get(f"/impor/{impor.pk}/").content.decode()
    klien.post(f"/impor/{impor.pk}/baca-ulang/")
    kerjakan()
    impor.refresh_from_db()
    assert impor.status == "DIBACA"


def test_tanpa_perubahan_tidak_ada_yang_diterapkan(klien, unggah):
    klien.post(f"/impor/{unggah(orang(1)).pk}/terapkan/")
    kerjakan()
    impor = unggah(orang(1))
    assert "sudah sama dengan data sekarang" in klien.get(f"/impor/{impor.pk}/").content.decode()
    assert klien.post(f"/impor/{impor.pk}/terapkan/").status_code == 422


def test_hanya_admin_bkpsdm(admin, unggah, berkas):
    impor = unggah(orang(1))
    rekan = pabrik.akun(pabrik.staf(UnitKerja.objects.get(siasn_id=UNIT)), Peran.AUDITOR)
    klien = Client()
    klien.force_login(rekan)
    ekor = ("", "terapkan/", "batalkan/", "ditolak.xlsx", "berubah/")
    for alamat in ("/impor/", "/impor/siasn/unggah/", "/impor/siasn/templat.xlsx", *(f"/impor/{impor.pk}/{e}" for e in ekor)):
        assert klien.get(alamat).status_code == 403, alamat
    for alamat in (f"/impor/{impor.pk}/terapkan/", f"/impor/{impor.pk}/batalkan/", f"/impor/{impor.pk}/baca-ulang/"):
        assert klien.post(alamat).status_code == 403, alamat
    assert klien.get(f"/berkas/{impor.berkas_id}/").status_code == 404
    assert klien.get(f"/pekerjaan/{Pekerjaan.objects.get().pk}/").status_code == 404
    for panggil in (aksi.terapkan_impor, aksi.batalkan_impor, aksi.baca_ulang_impor):
        with pytest.raises(TidakBoleh):
            panggil(impor, by=rekan)
    with pytest.raises(TidakBoleh):
        aksi.unggah_impor("siasn", berkas(orang(1)), HARI, by=rekan)


def test_berkas_dikirim_sebagai_unduhan(klien, unggah):
    impor = unggah(orang(1))
    jawab = klien.get(f"/berkas/{impor.berkas_id}/")
    assert jawab["Content-Disposition"] == 'attachment; filename="data-utama.xlsx"'
    assert jawab["X-Content-Type-Options"] == "nosniff"
    assert b"".join(jawab.streaming_content).startswith(b"PK")


def test_membatalkan_saat_diterapkan_ditolak(admin, unggah):
    impor = unggah(orang(1))
    aksi.terapkan_impor(impor, by=admin)
    with pytest.raises(SudahBerubah, match="sedang diterapkan"):
        aksi.batalkan_impor(impor, by=admin)


def test_excel_baris_ditolak_memuat_alasan_dan_isi_yang_terbaca(klien, unggah):
    impor = unggah(orang(1, NAMA=None, NIK="6311055801013880"), orang(2, NAMA="'=1+1"), orang(2, NAMA="B"))
    buku = load_workbook(io.BytesIO(klien.get(f"/impor/{impor.pk}/ditolak.xlsx").content))
    baris = [b for b in buku.active.iter_rows(values_only=True) if isinstance(b[0], int)]
    assert [b[0] for b in baris] == [2, 3, 4]
    assert "NAMA kosong" in baris[0][2]
    judul = next(b for b in buku.active.iter_rows(values_only=True) if b[0] == "BARIS")
    assert baris[1][judul.index("NAMA")] == "=1+1"
    assert "NIK" not in judul
    assert "6311055801013880" not in str(list(buku.active.iter_rows(values_only=True)))


@pytest.mark.parametrize("jenis", ["siasn", "unor", "tugas_tambahan"])
def test_templat_berjudul_berpilihan_dan_bersel_teks(klien, jenis):
    from kinerja.plumbing.daftar import JENIS_IMPOR

    buku = load_workbook(io.BytesIO(klien.get(f"/impor/{jenis}/templat.xlsx").content))
    data = buku["Data"]
    kolom = JENIS_IMPOR[jenis].kolom
    assert [s.value for s in data[1]] == [k.nama for k in kolom]
    assert data["B2"].number_format == "@"
    assert len(data.data_validations.dataValidation) == sum(1 for k in kolom if k.pilihan)


def test_berkas_dihapus_sesudah_waktunya(unggah, django_capture_on_commit_callbacks):
    impor = unggah(orang(1, NAMA=None))
    assert impor.hapus_berkas_pada == HARI + dt.timedelta(days=30)
    with jam.pada(HARI + dt.timedelta(days=29)):
        assert aksi.hapus_berkas_lama() == 0
    with jam.pada(HARI + dt.timedelta(days=30)), django_capture_on_commit_callbacks(execute=True):
        assert aksi.hapus_berkas_lama() == 1
    impor.refresh_from_db()
    assert not ada(impor)
    assert impor.baris_impor.get(kelas="DITOLAK").isi == {}


def test_htmx_hanya_mendapat_kemajuan_dan_menyegarkan_bila_selesai(klien, admin, berkas):
    impor = aksi.unggah_impor("siasn", berkas(orang(1)), HARI, by=admin)
    isi = klien.get(f"/impor/{impor.pk}/", headers={"hx-request": "true"}).content.decode()
    assert isi.lstrip().startswith('<div id="kemajuan"')
    kerjakan()
    assert klien.get(f"/impor/{impor.pk}/", headers={"hx-request": "true"})["HX-Refresh"] == "true"


@pytest.mark.parametrize("alamat", ["/impor/", "/pekerjaan/"])
def test_daftar_tidak_menambah_kueri(klien, unggah, django_assert_max_num_queries, alamat):
    unggah(orang(1))
    klien.get(alamat)
    with django_assert_max_num_queries(12) as satu:
        klien.get(alamat)
    unggah(orang(1))
    unggah(orang(2))
    with django_assert_max_num_queries(len(satu)):
        klien.get(alamat)


def test_pratinjau_tidak_menambah_kueri(klien, unggah, django_assert_max_num_queries):
    impor = unggah(orang(1), orang(2, NAMA=None))
    with django_assert_max_num_queries(12):
        klien.get(f"/impor/{impor.pk}/")
    banyak = unggah(*(orang(n, NAMA=None if n % 2 else "A") for n in range(1, 61)))
    with django_assert_max_num_queries(12):
        klien.get(f"/impor/{banyak.pk}/")
