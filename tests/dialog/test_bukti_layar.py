"""Evidence on screens: the plain form, pieces as the script sends them, what a leader is told, pictures and downloads."""

import io
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from dialog.actions.bukti import IsiBukti, tambah_bukti
from dialog.models import Bukti, Unggahan
from kinerja.plumbing import jam
from tests.dialog import berkas_contoh as c
from tests.dialog.pabrik_realisasi import MEI

TAMBAH, UNGGAH, KUNCI = "/dialog/bukti/tambah/", "/dialog/bukti/unggah/", "0b7f6f0e-1111-4222-8333-944455566677"


@pytest.fixture
def s(panggung_modul, dunia):
    with jam.pada(MEI):
        yield panggung_modul


def masuk(akun) -> Client:
    klien = Client()
    klien.force_login(akun, backend="kinerja.organisasi.masuk.NipAtauEmailBackend")
    return klien


def bukti(akun, **lain) -> Bukti:
    return tambah_bukti(IsiBukti("BERKAS", unggahan=SimpleUploadedFile("foto.jpg", c.foto())), by=akun, **lain)


def test_formulir_tanpa_skrip_menyimpan_foto_untuk_iki(s):
    isi = {"judul": "Serah terima", "iki": f"{s.hitung.pk}.{s.tw2.pk}", "berkas": SimpleUploadedFile("a.jpg", c.foto())}
    jawab = masuk(s.akun).post(TAMBAH, isi, follow=True)
    b = Bukti.objects.get()
    assert jawab.redirect_chain[-1][0] == f"/dialog/bukti/{b.pk}/"
    assert (b.judul, b.taut.get().realisasi.lini_iki) == ("Serah terima", s.hitung)
    assert "Jumlah laporan" in jawab.content.decode()


def test_berkas_yang_ditolak_tidak_menghapus_ketikan(s):
    isi = {"judul": "Rapat di Paringin", "nomor": "800/12", "berkas": SimpleUploadedFile("a.pdf", b"MZ" + b"\0" * 99)}
    jawab = masuk(s.akun).post(TAMBAH, isi)
    teks = unescape(jawab.content.decode())
    assert jawab.status_code == 422
    assert "Jenis berkas ini tidak diterima" in teks and "Rapat di Paringin" in teks and "800/12" in teks
    assert not Bukti.objects.exists()


def test_potongan_menjadi_bukti_lewat_formulir(s):
    klien, isi = masuk(s.akun), c.foto(sisi=(300, 200))
    awal = {"kunci": KUNCI, "nama": "a.jpg", "ukuran": len(isi)}
    assert klien.post(UNGGAH, awal).json() == {"diterima": 0}
    for dari in range(0, len(isi), 4000):
        klien.post(f"{UNGGAH}{KUNCI}/{dari}/", isi[dari : dari + 4000], content_type="application/octet-stream")
    ulang = klien.post(f"{UNGGAH}{KUNCI}/0/", isi[:4000], content_type="application/octet-stream")
    assert (ulang.status_code, ulang.json()["diterima"]) == (409, len(isi))
    assert klien.post(TAMBAH, {"unggahan": KUNCI}).status_code == 302
    assert (Bukti.objects.get().berkas.ukuran, Unggahan.objects.count()) == (len(isi), 0)
    assert klien.post(UNGGAH, awal).json() == {"diterima": len(isi), "jadi": True}


def test_penilai_diberi_tahu_ada_di_tempat_lain_tanpa_nama(s, dunia):
    b = bukti(s.akun, lini_iki=s.hitung, periode=s.tw2)
    bukti(dunia.akun(dunia.k.rekan))
    teks = masuk(s.penilai).get(f"/dialog/bukti/{b.pk}/").content.decode()
    assert "Dipakai juga di tempat lain" in teks
    assert dunia.k.rekan.nama not in teks
    assert "Dipakai juga di tempat lain" not in masuk(s.akun).get(f"/dialog/bukti/{b.pk}/").content.decode()


def test_gambar_kecil_dan_unduhan_aman(s, dunia):
    b = bukti(s.akun)
    klien = masuk(s.akun)
    gambar = klien.get(f"/dialog/bukti/{b.pk}/gambar/kecil/")
    assert Image.open(io.BytesIO(gambar.content)).format == "JPEG"
    assert "no-store" in gambar["Cache-Control"]
    unduh = klien.get(f"/dialog/bukti/{b.pk}/isi/")
    assert unduh["Content-Disposition"].startswith("attachment") and unduh["X-Content-Type-Options"] == "nosniff"
    assert b"".join(unduh.streaming_content) == c.foto()
    for jalan in ("", "isi/", "gambar/kecil/"):
        assert masuk(dunia.akun(dunia.k.rekan)).get(f"/dialog/bukti/{b.pk}/{jalan}").status_code == 404
