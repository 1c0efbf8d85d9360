"""Screens of documents, and the public page behind the QR."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from kinerja.layanan.dokumen import actions, segel, susun
from kinerja.layanan.dokumen.surat_pendelegasian import NAMA as SURAT
from kinerja.layanan.models import Dokumen
from kinerja.layanan.views import verifikasi
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_DOKUMEN, JenisDokumen, Rakitan
from tests.layanan.test_dokumen import NOMOR, delegasi, dokumen, tercetak  # noqa: F401
from tests.pemeran import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def rahasia(pemeran):
    """A document of a kind marked rahasia."""
    macam = JenisDokumen(
        nama="uji_rahasia",
        judul="Surat peringatan rahasia",
        template={1: "cetak/tanda_terima_kode.html"},
        rakit=lambda kunci: Rakitan(
            judul="Peringatan Ernawati",
            isi={
                "kop": {"instansi": "X", "unit": "", "alamat": ""},
                "unit": "U",
                "dibuat": "2026-11-24",
                "petugas": "P",
                "penerima": [],
            },
        ),
        publik=lambda isi: (("Pegawai", "Ernawati"),),
        boleh_terbit=lambda akun, kunci: False,
        rahasia=True,
    )
    JENIS_DOKUMEN.daftarkan(macam)
    yield actions.terbitkan_dokumen(macam.nama, "1", by=pemeran.admin_bkpsdm)
    del JENIS_DOKUMEN._isi[macam.nama]


def buka(dokumen: Dokumen, **berkas) -> str:  # noqa: F811
    alamat = f"/verifikasi/{dokumen.kode}/"
    jawaban = Client().post(alamat, berkas) if berkas else Client().get(alamat)
    assert jawaban.status_code == 200
    assert "no-store" in jawaban["Cache-Control"]
    return jawaban.content.decode()


def pdf(isi: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("surat.pdf", isi, content_type="application/pdf")


# -- public page


def test_verifikasi_menyebut_jenis_pihak_tanggal_revisi_dan_batas_qr(dokumen, pemeran):  # noqa: F811
    tercetak(dokumen)
    isi = buka(dokumen)
    for kata in (
        "Dokumen ini terdaftar dan berlaku",
        "Surat pendelegasian penilaian kinerja",
        NOMOR,
        "Kepala Dinas Kesehatan",
        "Gunawan Santosa",
        "1 dari 1",
        dokumen.kode_tampil,
        "Kode QR bukan tanda tangan elektronik tersertifikasi",
        "2 orang",
    ):
        assert kata in isi
    for nip in (pemeran.k.kabid.nip, pemeran.k.pelaksana.nip, "Ernawati"):
        assert nip not in isi


def test_verifikasi_revisi_lama_menyebut_penggantinya(dokumen, pemeran):  # noqa: F811
    type(pemeran.k.rekan).objects.filter(pk=pemeran.k.rekan.pk).update(gelar_belakang="S.E.")
    actions.terbitkan_dokumen(SURAT, dokumen.kunci_objek, by=pemeran.admin_unit)
    isi = buka(dokumen)
    assert "tidak berlaku lagi" in isi
    assert "digantikan oleh revisi 2" in isi
    assert "1 dari 2" in isi


def test_verifikasi_yang_ditarik_menyatakannya(dokumen, pemeran):  # noqa: F811
    actions.tarik_dokumen(dokumen, "Salah nomor", by=pemeran.admin_unit)
    isi = buka(dokumen)
    assert "Dokumen ini ditarik" in isi
    assert "Salah nomor" not in isi


@pytest.mark.parametrize("ubah", [False, True])
def test_berkas_yang_diunggah_dicocokkan_per_bita(dokumen, ubah):  # noqa: F811
    _, asli = tercetak(dokumen)
    isi = buka(dokumen, berkas=pdf(asli[:-1] + b"x" if ubah else asli))
    assert ('data-hasil="cocok" hidden' in isi) is ubah
    assert ('data-hasil="berubah" hidden' in isi) is not ubah


def test_berkas_revisi_lain_terbaca_berbeda(dokumen, pemeran):  # noqa: F811
    _, asli = tercetak(dokumen)
    type(pemeran.k.rekan).objects.filter(pk=pemeran.k.rekan.pk).update(gelar_belakang="S.E.")
    baru, _ = tercetak(actions.terbitkan_dokumen(SURAT, dokumen.kunci_objek, by=pemeran.admin_unit))
    assert 'data-hasil="cocok" hidden' in buka(baru, berkas=pdf(asli))


def test_jenis_rahasia_hanya_asli_atau_berubah(rahasia):
    _, asli = tercetak(rahasia)
    for isi in (buka(rahasia), buka(rahasia, berkas=pdf(asli)), buka(rahasia, berkas=pdf(b"%PDF-1.7 palsu"))):
        assert "Dokumen ini asli" in isi
        for bocor in ("Ernawati", "peringatan", "Peringatan", "Diterbitkan", "1 dari 1"):
            assert bocor not in isi
    assert 'data-hasil="cocok" hidden' not in buka(rahasia, berkas=pdf(asli))


def test_kode_yang_tidak_ada_tidak_membocorkan_apa_pun(dokumen):  # noqa: F811
    jawaban = Client().get(f"/verifikasi/{susun.kode_baru()}/")
    assert jawaban.status_code == 404
    assert "tidak dikenal" in jawaban.content.decode()


def test_kode_dari_kertas_diketik_apa_adanya(dokumen):  # noqa: F811
    jawaban = Client().get("/verifikasi/", {"kode": dokumen.kode_tampil.lower()})
    assert jawaban["Location"] == f"/verifikasi/{dokumen.kode}/"
    assert Client().get("/verifikasi/", {"kode": "salah"}).status_code == 422


def test_verifikasi_dibatasi_per_alamat_per_menit(dokumen, monkeypatch):  # noqa: F811
    monkeypatch.setattr(verifikasi, "PER_MENIT", 3)
    kini = jam.sekarang()
    monkeypatch.setattr(jam, "sekarang", lambda: kini)
    status = [Client().get(f"/verifikasi/{dokumen.kode}/").status_code for _ in range(5)]
    assert status == [200, 200, 200, 429, 429]
    assert Client(REMOTE_ADDR="10.1.2.3").get(f"/verifikasi/{dokumen.kode}/").status_code == 200


def test_unggahan_dibatasi_lebih_ketat(dokumen, monkeypatch):  # noqa: F811
    monkeypatch.setattr(verifikasi, "UNGGAH_PER_MENIT", 1)
    kini = jam.sekarang()
    monkeypatch.setattr(jam, "sekarang", lambda: kini)
    alamat = f"/verifikasi/{dokumen.kode}/"
    assert [Client().post(alamat, {"berkas": pdf(b"%PDF-x")}).status_code for _ in range(2)] == [200, 429]


# -- inside


def test_daftar_hanya_yang_boleh_dan_revisi_terkini(dokumen, pemeran):  # noqa: F811
    assert dokumen.judul in masuk(pemeran.admin_unit).get("/dokumen/").content.decode()
    assert dokumen.judul not in masuk(pemeran.admin_lain).get("/dokumen/").content.decode()
    klien = masuk(pemeran.admin_bkpsdm)
    assert dokumen.judul in klien.get("/dokumen/", {"q": dokumen.kode_tampil}).content.decode()
    assert dokumen.judul not in klien.get("/dokumen/", {"q": "tidak ada nomor ini"}).content.decode()


def test_unduh_memberi_pdf_bersegel_hanya_kepada_yang_berhak(dokumen, pemeran):  # noqa: F811
    _, asli = tercetak(dokumen)
    jawaban = masuk(pemeran.pegawai).get(f"/dokumen/{dokumen.pk}/unduh/")
    isi = b"".join(jawaban.streaming_content)
    assert isi == asli
    assert segel.periksa(isi).utuh
    assert jawaban["Content-Disposition"].startswith("attachment")
    assert masuk(pemeran.orang_luar).get(f"/dokumen/{dokumen.pk}/unduh/").status_code == 404
    assert masuk(pemeran.orang_luar).get(f"/berkas/{dokumen.berkas_id}/").status_code == 404
    lewat_berkas = masuk(pemeran.pegawai).get(f"/berkas/{dokumen.berkas_id}/")
    assert b"".join(lewat_berkas.streaming_content) == asli


def test_naskah_word_hanya_bagi_penerbit(dokumen, pemeran):  # noqa: F811
    jawaban = masuk(pemeran.admin_unit).get(f"/dokumen/{dokumen.pk}/naskah.docx")
    teks = "\n".join(p.text for p in Document(io.BytesIO(jawaban.content)).paragraphs)
    assert NOMOR in teks
    assert "naskah.docx" in masuk(pemeran.admin_unit).get(f"/dokumen/{dokumen.pk}/").content.decode()
    assert "naskah.docx" not in masuk(pemeran.pegawai).get(f"/dokumen/{dokumen.pk}/").content.decode()
    assert masuk(pemeran.pegawai).get(f"/dokumen/{dokumen.pk}/naskah.docx").status_code == 403


def test_terbit_dan_tarik_lewat_layar(delegasi, pemeran):  # noqa: F811
    klien = masuk(pemeran.admin_unit)
    alamat = f"/dokumen/terbit/{SURAT}/{delegasi.pk}/"
    assert "Terbitkan" in klien.get(alamat).content.decode()
    assert not Dokumen.objects.exists()
    tujuan = klien.post(alamat)["Location"]
    baru = Dokumen.objects.get()
    assert tujuan == f"/dokumen/{baru.pk}/"
    assert masuk(pemeran.pegawai).post(alamat).status_code == 403
    assert masuk(pemeran.pegawai).post(f"{tujuan}tarik/", {"alasan": "x"}).status_code == 403
    assert klien.post(f"{tujuan}tarik/", {"alasan": ""}).status_code == 422
    assert klien.post(f"{tujuan}tarik/", {"alasan": "Salah \x00nomor"}).status_code == 302
    baru.refresh_from_db()
    assert baru.alasan_tarik == "Salah nomor"
    assert "Salah nomor" in klien.get(tujuan).content.decode()
