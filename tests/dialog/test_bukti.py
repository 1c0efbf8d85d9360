"""Evidence: handed in whole or in pieces, attached, shared, found twice, taken off, removed; and what is refused, in words."""

import resource
import signal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dialog.actions.bukti import IsiBukti, lekatkan_bukti, tambah_bukti
from dialog.aturan_bukti import (
    NAMA_MAKS,
    UKURAN_MAKS,
    Tempat,
    dipakai_di_tempat_lain,
    judul_dari_nama,
    nama_aman,
    tolak_tautan,
)
from dialog.models import Bukti, TautBukti
from dialog.queries_bukti import bukti_kembar
from kinerja.layanan.models import Berkas
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, TidakBoleh
from kinerja.plumbing.gudang import GudangPenuh
from kinerja.plumbing.models import Peristiwa
from tests.dialog import berkas_contoh as c
from tests.dialog.pabrik_bukti import KUNCI, foto, isi_gudang, unggahan
from tests.dialog.pabrik_realisasi import MEI


@pytest.fixture
def s(panggung_modul, dunia):
    with jam.pada(MEI):
        yield panggung_modul


# -- rules


@pytest.mark.parametrize(
    ("nama", "hasil"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\a\\foto \u202egpj.exe", "foto gpj.exe"),
        ("a" * 300 + ".pdf", "a" * (NAMA_MAKS - 4) + ".pdf"),
        ("...", "berkas"),
        ("b" * 300, "b" * NAMA_MAKS),
    ],
)
def test_nama_berkas_tanpa_jalan_dan_tak_terpotong_akhirannya(nama, hasil):
    assert nama_aman(nama) == hasil


def test_judul_dari_nama():
    assert judul_dari_nama("../Laporan_bulanan  Mei.pdf") == "Laporan bulanan Mei"


@pytest.mark.parametrize("tautan", ["https://drive.google.com/a?b=1", "http://10.1.1.1:8080/x"])
def test_tautan_biasa(tautan):
    assert tolak_tautan(tautan) == ""


@pytest.mark.parametrize(
    "tautan",
    ["", "javascript:alert(1)", "data:text/html,x", "ftp://a/b", "//a.id", "https://", "https://a id", "https://a:b@c.id", "https://[",
     "https://a.id/" + "x" * 1000, "https://a.id:99999/", "java\nscript:x"],
)  # fmt: skip
def test_tautan_yang_ditolak(tautan):
    assert tolak_tautan(tautan)


SATU, DUA = frozenset({1}), frozenset({1, 2})


@pytest.mark.parametrize(
    ("ini", "lain", "hasil"),
    [
        (Tempat(1, 10, None, SATU), [], False),
        (Tempat(1, 10, None, SATU), [Tempat(2, 11, None)], True),
        (Tempat(1, 10, None, SATU), [Tempat(2, 10, None)], True),
        (Tempat(1, 10, 5, SATU), [Tempat(2, 11, 5)], False),
        (Tempat(1, 10, 5, SATU), [Tempat(2, 11, 6)], True),
        (Tempat(1, 10, None, DUA), [], True),
    ],
)
def test_kapan_isi_dipakai_di_tempat_lain(ini, lain, hasil):
    assert dipakai_di_tempat_lain(ini, [ini, *lain]) is hasil


# -- handed in


def test_foto_tersimpan_dan_dilekatkan_sekaligus(s):
    b = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    assert (b.judul, b.jenis, b.berkas.jenis) == ("foto", "BERKAS", "image/jpeg")
    assert (b.berkas.untuk, b.berkas.untuk_id) == ("dialog.bukti", b.pk)
    assert [(t.realisasi.lini_iki, t.realisasi.periode) for t in b.taut.all()] == [(s.hitung, s.tw2)]
    catatan = Peristiwa.objects.filter(objek_id=b.pk, nama__startswith="bukti.").order_by("pk")
    assert list(catatan.values_list("nama", flat=True)) == ["bukti.ditambahkan", "bukti.dilekatkan"]


def test_satu_bukti_untuk_beberapa_iki_dan_dua_kali_tetap_satu(s):
    b = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    lekatkan_bukti(b, s.posisi, s.tw2, by=s.akun)
    lekatkan_bukti(b, s.posisi, s.tw2, by=s.akun)
    assert b.taut.count() == 2
    assert bukti_kembar([b]) == set()


def test_tautan_dan_nomor(s):
    tautan = tambah_bukti(IsiBukti("TAUTAN", "Dasbor", tautan=" https://a.id/x "), by=s.akun)
    nomor = tambah_bukti(IsiBukti("NOMOR", "Nota dinas", nomor="800/1"), by=s.akun)
    assert (tautan.tautan, nomor.nomor, nomor.berkas) == ("https://a.id/x", "800/1", None)


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (IsiBukti("TAUTAN", "x", tautan="javascript:alert(1)"), "diawali https"),
        (IsiBukti("NOMOR", "x"), "nomor dokumennya"),
        (IsiBukti("NOMOR", nomor="1"), "Beri judul"),
        (IsiBukti("BERKAS"), "Pilih berkasnya"),
        (IsiBukti("LAIN"), "Pilih jenis"),
        (foto(judul="a" * 251), "Judul"),
        (foto(tim=999), "bukan anggota tim"),
        (IsiBukti("BERKAS", unggahan=unggahan(b"")), "kosong"),
        (IsiBukti("BERKAS", unggahan=unggahan(b"MZ" + b"\0" * 50, "laporan.pdf")), "tidak diterima"),
        (IsiBukti("BERKAS", unggahan=unggahan(c.pdf(b"<< /S /JavaScript /JS (x) >>"), "a.pdf")), "memuat skrip"),
        (IsiBukti("BERKAS", unggahan=unggahan(c.pdf()[:-7], "a.pdf")), "tidak utuh"),
        (IsiBukti("BERKAS", unggahan=unggahan(c.foto()[:400])), "tidak utuh"),
    ],
)
def test_yang_keliru_ditolak_dengan_kalimat_dan_tanpa_sisa(s, isi, kalimat):
    sebelum = isi_gudang()
    with pytest.raises(Ditolak, match=kalimat):
        tambah_bukti(isi, by=s.akun)
    assert not Bukti.objects.exists()
    assert isi_gudang() == sebelum


def test_berkas_lebih_dari_25_mb_ditolak(s):
    besar = SimpleUploadedFile("a.jpg", c.foto())
    besar.size = UKURAN_MAKS + 1
    with pytest.raises(Ditolak, match="lebih dari 25 MB"):
        tambah_bukti(IsiBukti("BERKAS", unggahan=besar), by=s.akun)


def test_periode_yang_tertutup_atau_belum_mulai_menolak_dan_isinya_tidak_tertinggal(s):
    sebelum = isi_gudang()
    for periode in (s.periode[0], s.periode[2]):
        with pytest.raises(Ditolak):
            tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=periode)
    assert (Bukti.objects.count(), isi_gudang()) == (0, sebelum)


def test_untuk_iki_orang_lain_ditolak(s, dunia):
    with pytest.raises(TidakBoleh):
        tambah_bukti(foto(), by=dunia.akun(dunia.k.rekan), lini_iki=s.hitung, periode=s.tw2)
    assert not Bukti.objects.exists()


def test_formulir_yang_sama_dua_kali_menjadi_satu_bukti(s):
    satu = tambah_bukti(foto(kunci=KUNCI), by=s.akun)
    dua = tambah_bukti(foto(kunci=KUNCI), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    assert satu.pk == dua.pk
    assert (Bukti.objects.count(), Berkas.objects.filter(untuk="dialog.bukti").count(), TautBukti.objects.count()) == (1, 1, 1)


def test_gudang_penuh_dijawab_dengan_kalimat_dan_tanpa_separuh_berkas(s):
    sebelum, batas = isi_gudang(), resource.getrlimit(resource.RLIMIT_FSIZE)
    lama = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    isi = foto()
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, batas[1]))
    try:
        with pytest.raises(GudangPenuh, match="penuh"):
            tambah_bukti(isi, by=s.akun)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, batas)
        signal.signal(signal.SIGXFSZ, lama)
    assert (Bukti.objects.count(), isi_gudang()) == (0, sebelum)
