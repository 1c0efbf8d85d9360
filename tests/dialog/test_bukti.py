"""Evidence: handed in whole or in pieces, attached, shared, found twice, taken off, removed; and what is refused, in words."""

import datetime as dt
import resource
import signal
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from dialog.actions import unggahan as unggah
from dialog.actions.bukti import IsiBukti, hapus_bukti, lekatkan_bukti, lepas_bukti, tambah_bukti
from dialog.actions.realisasi import pastikan_realisasi
from dialog.aturan_bukti import (
    NAMA_MAKS,
    POTONGAN_MAKS,
    UKURAN_MAKS,
    UNGGAHAN_MAKS,
    Tempat,
    dipakai_di_tempat_lain,
    judul_dari_nama,
    nama_aman,
    tolak_tautan,
)
from dialog.models import Bukti, TautBukti, Unggahan
from dialog.queries_bukti import bukti_kembar, bukti_realisasi, pilihan_iki, semua_kembar, visible_to
from dialog.rules_bukti import IZIN_BUKTI
from kinerja.layanan.models import Berkas
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import AnggotaTim, TimKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.gudang import GudangPenuh
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.rentang import sejak
from kinerja.siklus.actions import buka_periode, tutup_periode
from skp.models import IKI, LiniIKI
from tests import pabrik
from tests.dialog import berkas_contoh as c
from tests.dialog.pabrik_realisasi import MEI

KUNCI = "0b7f6f0e-1111-4222-8333-944455566677"


@pytest.fixture
def s(panggung_modul, dunia):
    with jam.pada(MEI):
        yield panggung_modul


def unggahan(isi: bytes | None = None, nama: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, c.foto() if isi is None else isi)


def foto(**lain) -> IsiBukti:
    return IsiBukti("BERKAS", unggahan=unggahan(), **lain)


def isi_gudang() -> list[str]:
    return sorted(str(x) for x in Path(default_storage.location).rglob("*") if x.is_file())


def lini(iki_pk: int) -> LiniIKI:
    return LiniIKI.objects.select_related("lini_rhk__skp__pegawai").get(pk=iki_pk)


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


# -- in pieces


def kirim(s, isi: bytes, potongan: int, kunci: str = KUNCI) -> int:
    sampai = unggah.mulai_unggahan(kunci, "foto.jpg", len(isi), by=s.akun)
    while sampai < len(isi):
        sampai = unggah.terima_potongan(kunci, sampai, isi[sampai : sampai + potongan], by=s.akun)
    return sampai


def test_potongan_menjadi_berkas_yang_sama_dan_tidak_bersisa(s, django_capture_on_commit_callbacks):
    isi, sebelum = c.foto(sisi=(300, 200)), isi_gudang()
    kirim(s, isi, 5000)
    assert len(isi_gudang()) > len(sebelum) + 2
    with django_capture_on_commit_callbacks(execute=True):
        b = tambah_bukti(IsiBukti("BERKAS", kunci_unggahan=KUNCI), by=s.akun)
    with b.berkas.isi.open() as tersimpan:
        assert tersimpan.read() == isi
    assert b.berkas.nama == "foto.jpg"
    assert not Unggahan.objects.exists()
    assert len(isi_gudang()) == len(sebelum) + 1
    assert unggah.mulai_unggahan(KUNCI, "foto.jpg", len(isi), by=s.akun) is None
    assert tambah_bukti(IsiBukti("BERKAS", kunci_unggahan=KUNCI), by=s.akun) == b


def test_unggahan_dilanjutkan_dari_tempatnya_putus(s):
    isi = c.foto(sisi=(300, 200))
    unggah.mulai_unggahan(KUNCI, "foto.jpg", len(isi), by=s.akun)
    unggah.terima_potongan(KUNCI, 0, isi[:4000], by=s.akun)
    assert unggah.mulai_unggahan(KUNCI, "foto.jpg", len(isi), by=s.akun) == 4000
    for dari in (0, 8000):
        with pytest.raises(unggah.Bergeser) as galat:
            unggah.terima_potongan(KUNCI, dari, isi[dari : dari + 10], by=s.akun)
        assert galat.value.diterima == 4000
    with pytest.raises(Ditolak, match="belum selesai"):
        tambah_bukti(IsiBukti("BERKAS", kunci_unggahan=KUNCI), by=s.akun)
    assert Unggahan.objects.exists() is False  # a refused one is forgotten


@pytest.mark.parametrize(
    ("kunci", "ukuran", "kalimat"),
    [("../x", 10, "tidak bernama"), (KUNCI, 0, "kosong"), (KUNCI, UKURAN_MAKS + 1, "25 MB")],
)
def test_unggahan_yang_tidak_dimulai(s, kunci, ukuran, kalimat):
    with pytest.raises(Ditolak, match=kalimat):
        unggah.mulai_unggahan(kunci, "a.jpg", ukuran, by=s.akun)


def test_potongan_yang_tidak_cocok(s):
    isi = c.foto()
    unggah.mulai_unggahan(KUNCI, "a.jpg", len(isi), by=s.akun)
    for potongan in (b"", isi + b"x", b"\xff\xd8\xff" + b"0" * POTONGAN_MAKS):
        with pytest.raises(Ditolak, match="tidak sesuai ukurannya"):
            unggah.terima_potongan(KUNCI, 0, potongan, by=s.akun)
    with pytest.raises(Ditolak, match="tidak diterima"):
        unggah.terima_potongan(KUNCI, 0, b"MZ" + isi[2:], by=s.akun)
    with pytest.raises(Ditolak, match="berbeda"):
        unggah.mulai_unggahan(KUNCI, "a.jpg", len(isi) + 1, by=s.akun)


def test_unggahan_orang_lain_tidak_ada(s, dunia):
    isi, lain = c.foto(), dunia.akun(dunia.k.rekan)
    kirim(s, isi, 5000)
    with pytest.raises(Ditolak, match="tidak ada lagi"):
        tambah_bukti(IsiBukti("BERKAS", kunci_unggahan=KUNCI), by=lain)
    unggah.batalkan_unggahan(KUNCI, by=lain)
    assert Unggahan.objects.count() == 1


def test_terlalu_banyak_unggahan_sekaligus(s):
    for i in range(UNGGAHAN_MAKS):
        unggah.mulai_unggahan(f"aaaaaaaa{i:02}", "a.jpg", 10, by=s.akun)
    with pytest.raises(Ditolak, match="belum selesai"):
        unggah.mulai_unggahan(KUNCI, "a.jpg", 10, by=s.akun)


def test_potongan_hilang_dari_gudang(s):
    kirim(s, c.foto(), 100_000)
    default_storage.delete(f"{Unggahan.objects.get().tempat}/{0:010d}")
    with pytest.raises(Ditolak, match="hilang di penyimpanan"):
        tambah_bukti(IsiBukti("BERKAS", kunci_unggahan=KUNCI), by=s.akun)


def test_yang_tak_selesai_sehari_disapu_beserta_potongannya(s, django_capture_on_commit_callbacks):
    sebelum, isi = isi_gudang(), c.foto()
    kirim(s, isi, 1000)
    with jam.pada(MEI + dt.timedelta(hours=23)):
        assert unggah.sapu_unggahan() == 0
    with jam.pada(MEI + dt.timedelta(hours=25)), django_capture_on_commit_callbacks(execute=True):
        assert unggah.sapu_unggahan() == 1
    assert (Unggahan.objects.count(), isi_gudang()) == (0, sebelum)


def test_gudang_penuh_di_tengah_potongan_tidak_mengakuinya(s):
    isi = c.foto(sisi=(300, 200))
    unggah.mulai_unggahan(KUNCI, "a.jpg", len(isi), by=s.akun)
    batas, lama = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, batas[1]))
    try:
        with pytest.raises(GudangPenuh):
            unggah.terima_potongan(KUNCI, 0, isi[:5000], by=s.akun)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, batas)
        signal.signal(signal.SIGXFSZ, lama)
    assert unggah.mulai_unggahan(KUNCI, "a.jpg", len(isi), by=s.akun) == 0
    assert kirim(s, isi, 5000) == len(isi)


# -- shared, and found twice


@pytest.fixture
def tim(dunia):
    t = TimKerja.objects.create(
        unit=dunia.k.seksi, nama="Tim Stunting", ketua=dunia.k.kasi, berlaku=sejak(dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    )
    for orang in (dunia.k.pelaksana, dunia.k.rekan):
        AnggotaTim.objects.create(tim=t, pegawai=orang, berlaku=t.berlaku)
    return t


def test_bukti_tim_dipakai_anggotanya_dan_bukan_orang_lain(s, dunia, tim):
    b = tambah_bukti(foto(tim=tim.pk), by=dunia.akun(dunia.k.rekan))
    assert b.bersama and b in visible_to(s.akun)
    lekatkan_bukti(b, s.hitung, s.tw2, by=s.akun)
    luar = dunia.akun(dunia.k.jf)
    assert not IZIN_BUKTI["lihat_bukti"].test(luar, b) and b not in visible_to(luar)
    with pytest.raises(TidakBoleh):
        hapus_bukti(b, "bukan milik saya", by=s.akun)
    assert bukti_kembar([b]) == set()


def test_bukti_sendiri_tidak_dilekatkan_orang_lain(s, dunia):
    b = tambah_bukti(foto(), by=dunia.akun(dunia.k.rekan))
    with pytest.raises(TidakBoleh):
        lekatkan_bukti(b, s.hitung, s.tw2, by=s.akun)


def test_berkas_yang_sama_pada_dua_orang_ditandai_tanpa_nama(s, dunia):
    b = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    assert bukti_kembar([b]) == set()
    lain = tambah_bukti(foto(), by=dunia.akun(dunia.k.rekan))
    assert bukti_kembar([b, lain]) == {b.pk, lain.pk}
    (kelompok,), lebih = semua_kembar()
    assert ({x.bukti.pk for x in kelompok.baris}, lebih) == ({b.pk, lain.pk}, False)
    hapus_bukti(lain, "Bukan foto saya.", by=dunia.akun(dunia.k.rekan))
    assert bukti_kembar([b]) == set()


def test_bukti_yang_dipakai_lagi_di_periode_lain_ditandai(s):
    b = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    with jam.pada(dt.datetime(2026, 7, 2, 9, tzinfo=jam.WITA)):
        tw3 = buka_periode(s.periode[2], by=None)
        lekatkan_bukti(b, s.hitung, tw3, by=s.akun)
    assert bukti_kembar([b]) == {b.pk}
    assert [k.baris[0].bukti.pk for k in semua_kembar()[0]] == [b.pk]


# -- taken off, removed


def test_dilepas_sebelum_lengkap_saja(s):
    b = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    taut = b.taut.get()
    pastikan_realisasi(s.hitung, s.tw2, by=s.akun)
    taut.realisasi.dikirim_pada = jam.sekarang()
    taut.realisasi.save(update_fields=["dikirim_pada"])
    with pytest.raises(Ditolak, match="hapus dengan alasan"):
        lepas_bukti(taut, by=s.akun)
    taut.realisasi.dikirim_pada = None
    taut.realisasi.save(update_fields=["dikirim_pada"])
    with pytest.raises(TidakBoleh):
        lepas_bukti(taut, by=s.penilai)
    lepas_bukti(taut, by=s.akun)
    with pytest.raises(SudahBerubah):
        lepas_bukti(taut, by=s.akun)
    assert Bukti.objects.filter(pk=b.pk, dihapus_pada=None).exists()
    assert Peristiwa.objects.filter(nama="bukti.dilepas", objek_id=b.pk).exists()


def test_dihapus_dengan_alasan_meninggalkan_nisan_tanpa_isi(s, django_capture_on_commit_callbacks):
    b = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    with pytest.raises(Ditolak, match="mengapa"):
        hapus_bukti(b, "  ", by=s.akun)
    with pytest.raises(TidakBoleh):
        hapus_bukti(b, "x", by=s.penilai)
    with django_capture_on_commit_callbacks(execute=True):
        hapus_bukti(b, "Memuat data pasien.", by=s.akun)
    b.refresh_from_db()
    assert not default_storage.exists(b.berkas.isi.name)
    baris = bukti_realisasi([b.taut.get().realisasi_id], s.orang.pk)
    (nisan,) = next(iter(baris.values()))
    assert (nisan.bukti.alasan_hapus, nisan.ada_isi) == ("Memuat data pasien.", False)
    with pytest.raises(SudahBerubah):
        hapus_bukti(b, "lagi", by=s.akun)
    with pytest.raises(SudahBerubah):
        lekatkan_bukti(b, s.posisi, s.tw2, by=s.akun)


def test_setelah_periode_ditutup_isinya_tinggal_untuk_inspektorat(s, dunia, django_capture_on_commit_callbacks):
    b = tambah_bukti(foto(), by=s.akun, lini_iki=s.hitung, periode=s.tw2)
    with jam.pada(dt.datetime(2026, 7, 9, 9, tzinfo=jam.WITA)):
        tutup_periode(s.tw2, by=None)
        with pytest.raises(Ditolak, match="sudah ditutup"):
            lepas_bukti(b.taut.get(), by=s.akun)
        with django_capture_on_commit_callbacks(execute=True):
            b = hapus_bukti(b, "Salah unggah.", by=s.akun)
    assert default_storage.exists(b.berkas.isi.name)
    auditor = pabrik.akun(dunia.k.guru)
    assert not IZIN_BUKTI["isi_bukti"].test(s.akun, b)
    assert not IZIN_BUKTI["isi_bukti"].test(s.penilai, b)
    pabrik.peran(auditor, Peran.AUDITOR)
    auditor = type(auditor).objects.get(pk=auditor.pk)
    assert IZIN_BUKTI["isi_bukti"].test(auditor, b)


def test_basis_data_tidak_mengubah_isi_dan_tidak_menghapus_bukti(s):
    b = tambah_bukti(foto(), by=s.akun)
    for ubah in (lambda: Bukti.objects.filter(pk=b.pk).update(nomor="x"), b.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            ubah()


# -- who


def test_siapa_melihat_dan_membuka(s, dunia):
    b = tambah_bukti(foto(), by=s.akun)
    atasan = dunia.akun(dunia.k.kabid)
    for izin in ("lihat_bukti", "isi_bukti"):
        assert IZIN_BUKTI[izin].test(s.akun, b)
        assert not IZIN_BUKTI[izin].test(s.penilai, b), "belum dilekatkan, belum dibaca penilai"
    lekatkan_bukti(b, s.hitung, s.tw2, by=s.akun)
    for akun in (s.penilai, atasan):
        assert IZIN_BUKTI["isi_bukti"].test(akun, b)
        assert not IZIN_BUKTI["hapus_bukti"].test(akun, b)
    for orang in (dunia.k.rekan, dunia.k.guru):
        assert not IZIN_BUKTI["lihat_bukti"].test(dunia.akun(orang), b)


def test_pilihan_iki_hanya_milik_sendiri_pada_periode_terbuka(s):
    assert {(p.iki.lini_id, p.periode.pk) for p in pilihan_iki(s.akun, MEI.date())} == {
        (x, s.tw2.pk) for x in IKI.objects.filter(rhk__versi=s.versi).values_list("lini", flat=True)
    }
    assert pilihan_iki(s.penilai, MEI.date()) != pilihan_iki(s.akun, MEI.date())


@pytest.mark.parametrize("banyak", [1, 3])
def test_bukti_banyak_iki_tiga_query(s, banyak, django_assert_num_queries):
    b = [tambah_bukti(foto(judul=f"b{i}"), by=s.akun, lini_iki=s.hitung, periode=s.tw2) for i in range(banyak)]
    realisasi = [b[0].taut.get().realisasi_id]
    with django_assert_num_queries(2):
        hasil = bukti_realisasi(realisasi, s.orang.pk)
    assert len(hasil[realisasi[0]]) == banyak
