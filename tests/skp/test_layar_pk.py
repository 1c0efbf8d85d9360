"""Screens of Perjanjian Kinerja: nothing of a file is hidden, no JavaScript needed, an upload is seen before it counts."""

import datetime as dt
import html
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.enums import Peran
from kinerja.plumbing.daftar import JENIS_IMPOR
from kinerja.plumbing.impor import pengenal
from kinerja.plumbing.lembar import baca_lembar
from skp import pk_excel
from skp.actions.pk import berlakukan_pk, revisi_pk, terapkan_isi
from skp.enums import StatusPK
from skp.impor_pk import NAMA
from skp.models import IndikatorPK, PerjanjianKinerja, Program, RujukanPK, Sasaran, Simpul
from skp.pk_json import urai
from skp.queries_pk import baca_isi, rincian
from tests import pabrik
from tests.pabrik import Kabupaten
from tests.pemeran import masuk
from tests.skp.test_pk_json import CONTOH, PK

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def k() -> Kabupaten:
    return pabrik.kabupaten()


@pytest.fixture
def klien(k: Kabupaten) -> Client:
    """The head of the Dinas."""
    return masuk(pabrik.akun(k.kadis))


def contoh(k: Kabupaten, nama: str = "bkpsdm_kota_cirebon_2026", tahun: int = 2026) -> PerjanjianKinerja:
    isi = urai((CONTOH / "pk" / f"{nama}.json").read_bytes()).isi
    return terapkan_isi(isi, k.dinas, tahun, by=None)[0]


def teks_halaman(klien: Client, url: str) -> str:
    isi = re.sub(r"<[^>]+>", " ", klien.get(url).content.decode())
    return " ".join(html.unescape(isi).split())


def isi_unduhan(jawab: Any) -> bytes:
    return b"".join(jawab.streaming_content) if jawab.streaming else jawab.content


def daun(x: Any, kunci: str = "") -> Iterator[str]:
    """Every text and number of a file but ids, levels, words of lists, and what no person reads (the schema)."""
    if isinstance(x, dict):
        for k, v in x.items():
            if k not in {"skema", "id", "sasaran_id", "induk_id", "level", "arah", "pola_ukur", "anggaran"}:
                yield from daun(v, k)
    elif isinstance(x, list):
        for v in x:
            yield from daun(v, kunci)
    elif x not in (None, ""):
        yield str(x)


@pytest.mark.parametrize("nama", PK)
def test_seluruh_isi_berkas_terbaca_di_halamannya(nama: str, k: Kabupaten, klien: Client) -> None:
    mentah = json.loads((CONTOH / "pk" / f"{nama}.json").read_text())
    teks = teks_halaman(klien, f"/skp/pk/{contoh(k, nama, mentah['tahun']).pk}/")
    hilang = [x for x in daun(mentah) if " ".join(x.split()) not in teks]
    assert hilang == []


def test_rupiah_dan_jumlahnya(k: Kabupaten, klien: Client) -> None:
    teks = teks_halaman(klien, f"/skp/pk/{contoh(k).pk}/")
    assert "Rp7.263.549.243" in teks
    assert "Jumlah Rp7.646.183.378" in teks


def test_target_yang_belum_ada_disebut(k: Kabupaten, klien: Client) -> None:
    teks = teks_halaman(klien, f"/skp/pk/{contoh(k, 'bkpsdm_kabupaten_2021_mpph').pk}/")
    assert "3 target belum ditetapkan" in teks
    assert teks.count("Belum ditetapkan") == 3


def test_simpul_bertingkat(k: Kabupaten, klien: Client) -> None:
    pohon = rincian(contoh(k, "dlh_pringsewu_2026_pohon")).pohon
    assert [(b.simpul.kode_sumber, b.dalam) for b in pohon] == [("A3", 0), ("B3", 0)]
    assert [(b.simpul.kode_sumber, b.dalam) for b in pohon[0].anak[0].anak] == [("A5", 2)]


@pytest.mark.parametrize("url", ["/skp/pk/", "/skp/pk/unit/{unit}/"])
def test_jumlah_kueri_daftar_tetap(url: str, k: Kabupaten, klien: Client) -> None:
    alamat = url.format(unit=k.dinas.pk)

    def kueri() -> int:
        klien.get(alamat)
        with CaptureQueriesContext(connection) as tercatat:
            assert klien.get(alamat).status_code == 200
        return len(tercatat)

    contoh(k, tahun=2026)
    satu = kueri()
    contoh(k, tahun=2027)
    contoh(k, tahun=2028)
    assert kueri() == satu <= 16


def test_jumlah_kueri_halaman_tidak_bergantung_isi(k: Kabupaten, klien: Client) -> None:
    def kueri(pk: PerjanjianKinerja) -> int:
        with CaptureQueriesContext(connection) as tercatat:
            assert klien.get(f"/skp/pk/{pk.pk}/").status_code == 200
        return len(tercatat)

    kecil, besar = contoh(k, "bkpsdm_pohuwato_2023", 2026), contoh(k, "bappeda_situbondo_2025_capaian", 2027)
    kueri(kecil)
    assert kueri(besar) == kueri(kecil) <= 18


def test_daftar_menyaring_dan_mengunduh(k: Kabupaten, klien: Client) -> None:
    lama = berlakukan_pk(contoh(k), by=None)
    berlakukan_pk(revisi_pk(lama, "Perubahan", by=None), by=None)
    contoh(k, "dinkes_boyolali_2026", 2027)
    assert klien.get("/skp/pk/").context["tabel"].paginator.count == 2
    assert klien.get("/skp/pk/?keadaan=DIGANTI").context["tabel"].paginator.count == 1
    assert klien.get("/skp/pk/?tahun=2027").context["tabel"].paginator.count == 1
    assert klien.get("/skp/pk/?q=tidak+ada").context["tabel"].paginator.count == 0
    buku = load_workbook(io.BytesIO(isi_unduhan(klien.get("/skp/pk/?unduh=xlsx&tahun=2027"))))
    assert any("Dinas Kesehatan" in str(s.value) for baris in buku.active for s in baris)


def test_rekan_tidak_melihat_draf(k: Kabupaten) -> None:
    pk, rekan = contoh(k), masuk(pabrik.akun(k.rekan))
    assert rekan.get(f"/skp/pk/{pk.pk}/").status_code == 404
    assert rekan.get("/skp/pk/").context["tabel"].paginator.count == 0
    berlakukan_pk(pk, by=None)
    assert rekan.get(f"/skp/pk/{pk.pk}/").status_code == 200
    assert "Revisi" not in teks_halaman(rekan, f"/skp/pk/{pk.pk}/")


# -- the editor, without JavaScript


def kirim(klien: Client, url: str, **isi: Any) -> None:
    jawab = klien.post(url, isi)
    assert jawab.status_code == 302, jawab.content.decode()[:2000]


def test_dari_kosong_sampai_berlaku(k: Kabupaten, klien: Client) -> None:
    kirim(klien, f"/skp/pk/unit/{k.dinas.pk}/baru/", tahun=2026)
    dasar = f"/skp/pk/{PerjanjianKinerja.objects.get().pk}/"
    kirim(klien, f"{dasar}kepala/", jabatan_kepala="Kepala Dinas Kesehatan", jenis_dokumen="Perjanjian Kinerja")
    kirim(klien, f"{dasar}tambah/sasaran/", uraian="Meningkatnya layanan", tujuan="Sehat")
    s = Sasaran.objects.get()
    kirim(
        klien, f"{dasar}tambah/indikator/?di=sasaran-{s.pk}", uraian="IKM", target_teks="BB", satuan="predikat", arah="NAIK",
        pola_ukur="RILIS", target_triwulan="1: 10\n4: 40", deret="2027: A",
    )  # fmt: skip
    i = IndikatorPK.objects.get()
    assert (i.target_triwulan, i.deret, i.target_angka) == ({"1": "10", "4": "40"}, {"2027": "A"}, None)
    kirim(klien, f"{dasar}tambah/program/", nama="Program", sasaran=s.pk, anggaran="Rp1.250.000.000,50")
    p = Program.objects.get()
    assert str(p.anggaran) == "1250000000.50"
    kirim(klien, f"{dasar}tambah/simpul/", uraian="Kegiatan", level="KEGIATAN", di=f"program-{p.pk}")
    assert Simpul.objects.get().induk_program == p
    kirim(klien, f"{dasar}tambah/rujukan/", jenis="RENSTRA", judul="Renstra 2025-2029", tautan="https://contoh.test/renstra")
    assert RujukanPK.objects.get().jenis == "RENSTRA"
    sunting = klien.get(f"{dasar}sunting/").content.decode()
    assert all(x in sunting for x in ("Meningkatnya layanan", "BB predikat", "Rp1.250.000.000,50", "Renstra 2025-2029"))
    kirim(klien, f"{dasar}berlakukan/", nomor="7/PK", tanggal="2026-01-05")
    assert PerjanjianKinerja.objects.get().status == StatusPK.BERLAKU


def test_ubah_urutkan_hapus(k: Kabupaten, klien: Client) -> None:
    pk = contoh(k)
    dasar, s = f"/skp/pk/{pk.pk}/", pk.sasaran.first()
    form = klien.get(f"{dasar}sasaran/{s.pk}/").context["form"]
    kirim(klien, f"{dasar}sasaran/{s.pk}/", uraian="Lain", kode="S1", sidik=form.initial["sidik"])
    basi = klien.post(f"{dasar}sasaran/{s.pk}/", {"uraian": "Tab kedua", "kode": "S1", "sidik": form.initial["sidik"]})
    assert basi.status_code == 422
    assert "diubah orang lain" in basi.content.decode()
    kirim(klien, f"{dasar}sasaran/{s.pk}/geser/", arah="turun")
    assert [x.kode for x in rincian(pk).sasaran] == ["S2", "S1", "S3"]
    assert "hilang dari draf ini" in klien.get(f"{dasar}sasaran/{s.pk}/hapus/").content.decode()
    kirim(klien, f"{dasar}sasaran/{s.pk}/hapus/")
    assert pk.sasaran.count() == 2


@pytest.mark.parametrize(
    ("jalan", "isi", "kata"),
    [
        ("tambah/sasaran/", {"uraian": " "}, "id_uraian"),
        ("tambah/program/", {"nama": "x", "anggaran": "banyak"}, "Tulis jumlah rupiah"),
        ("tambah/rujukan/", {"jenis": "RENJA", "judul": "x", "tautan": "javascript:alert(1)"}, "id_tautan"),
        ("tambah/simpul/", {"uraian": "x", "level": "RAJA"}, "id_level"),
    ],
)
def test_isian_salah_tidak_menyimpan(jalan: str, isi: dict[str, str], kata: str, k: Kabupaten, klien: Client) -> None:
    pk = contoh(k, "bkpsdm_pohuwato_2023")
    sebelum = baca_isi(rincian(pk))
    jawab = klien.post(f"/skp/pk/{pk.pk}/{jalan}", isi)
    assert jawab.status_code == 422
    assert kata in jawab.content.decode()
    assert baca_isi(rincian(pk)) == sebelum


def test_teks_berbahaya_tetap_teks(k: Kabupaten, klien: Client) -> None:
    pk = contoh(k)
    kirim(klien, f"/skp/pk/{pk.pk}/tambah/sasaran/", uraian="<script>alert(1)</script>")
    for jalan in ("", "sunting/"):
        assert "<script>alert(1)" not in klien.get(f"/skp/pk/{pk.pk}/{jalan}").content.decode()


def test_baris_dokumen_lain_tidak_ada(k: Kabupaten, klien: Client) -> None:
    satu, dua = contoh(k, tahun=2026), contoh(k, tahun=2027)
    asing = dua.sasaran.first()
    assert klien.get(f"/skp/pk/{satu.pk}/sasaran/{asing.pk}/").status_code == 404
    assert klien.get(f"/skp/pk/{satu.pk}/indikator/{asing.indikator.get().pk}/").status_code == 404
    assert klien.get(f"/skp/pk/{satu.pk}/tambah/indikator/?di=sasaran-{asing.pk}").status_code == 404
    assert klien.get(f"/skp/pk/{satu.pk}/tambah/raja/").status_code == 404


def test_dengan_htmx_isian_terbuka_di_tempat(k: Kabupaten, klien: Client) -> None:
    url = f"/skp/pk/{contoh(k).pk}/tambah/sasaran/"
    bagian = klien.get(url, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in bagian
    assert f'hx-post="{url}"' in bagian
    jawab = klien.post(url, {"uraian": "Baru"}, headers={"hx-request": "true"})
    assert jawab["HX-Redirect"].endswith(f"#sasaran-{Sasaran.objects.get(uraian='Baru').pk}")


def test_admin_mencatat_dengan_surat(k: Kabupaten) -> None:
    pk = contoh(k)
    admin = masuk(pabrik.akun(k.sekretaris, Peran.ADMIN_UNIT, di=k.dinas))
    isi = {"pejabat": k.bupati.pk, "nomor_keputusan": "188/1", "tanggal_keputusan": "2026-01-05"}
    assert admin.post(f"/skp/pk/{pk.pk}/berlakukan/", isi).status_code == 422
    berkas = SimpleUploadedFile("pk.pdf", PDF, "application/pdf")
    assert admin.post(f"/skp/pk/{pk.pk}/berlakukan/", {**isi, "berkas": berkas}).status_code == 302
    tercatat = KeputusanTercatat.objects.get()
    assert (tercatat.objek_jenis, tercatat.objek_id, tercatat.pejabat) == ("skp.perjanjiankinerja", pk.pk, k.bupati)
    assert "188/1" in teks_halaman(admin, f"/skp/pk/{pk.pk}/")


def test_revisi_beda_dan_batal(k: Kabupaten, klien: Client) -> None:
    pk = berlakukan_pk(contoh(k), by=None)
    kirim(klien, f"/skp/pk/{pk.pk}/revisi/", alasan="APBD Perubahan")
    baru = PerjanjianKinerja.objects.get(versi=2)
    assert "Tidak ada yang berbeda" in teks_halaman(klien, f"/skp/pk/{baru.pk}/beda/")
    i = IndikatorPK.objects.filter(sasaran__pk_unit=baru).first()
    kirim(klien, f"/skp/pk/{baru.pk}/indikator/{i.pk}/", uraian=i.uraian, target_teks="20", satuan=i.satuan)
    ubah = klien.get(f"/skp/pk/{baru.pk}/beda/").context["ubah"]
    assert ("Target", "16.46", "20") in {(p.kolom, p.lama, p.baru) for p in ubah}
    kirim(klien, f"/skp/pk/{baru.pk}/batalkan/", alasan="Keliru")
    baru.refresh_from_db()
    assert (baru.status, pk.status) == (StatusPK.BATAL, StatusPK.BERLAKU)
    assert klien.get(f"/skp/pk/{pk.pk}/beda/").status_code == 404


def test_unduhan_sama_dengan_yang_diimpor(k: Kabupaten, klien: Client) -> None:
    jawab = klien.get(f"/skp/pk/{contoh(k).pk}/unduh.json")
    assert urai(jawab.content).isi == urai((CONTOH / "pk" / "bkpsdm_kota_cirebon_2026.json").read_bytes()).isi


# -- upload


def unggah(klien: Client, nama: str, isi: bytes, **lain: Any) -> Any:
    return klien.post("/skp/pk/unggah/", {"berkas": SimpleUploadedFile(nama, isi), **lain})


def kembali(jawab: Any) -> dict[str, Any]:
    """What the preview's button sends."""
    return dict(jawab.context["form"].initial)


def test_unggah_json_dilihat_dahulu(k: Kabupaten, klien: Client) -> None:
    mentah = (CONTOH / "pk" / "dinkes_boyolali_2026.json").read_bytes()
    jawab = unggah(klien, "dinkes.json", mentah)
    assert jawab.status_code == 200
    assert jawab.context["unit"] == k.dinas
    assert not PerjanjianKinerja.objects.exists()
    assert klien.post("/skp/pk/unggah/", kembali(jawab)).status_code == 302
    pk = PerjanjianKinerja.objects.get()
    assert (pk.unit, pk.dibuat_oleh.pegawai, baca_isi(rincian(pk))) == (k.dinas, k.kadis, urai(mentah).isi)
    assert not unggah(klien, "dinkes.json", mentah).context["beda"].berubah


def test_unggah_untuk_unit_orang_lain_ditolak(k: Kabupaten, klien: Client) -> None:
    mentah = (CONTOH / "pk" / "dinkes_boyolali_2026.json").read_bytes()
    isi = kembali(unggah(klien, "a.json", mentah)) | {"unit": k.dinas_lain.pk}
    assert klien.post("/skp/pk/unggah/", isi).status_code == 422
    tak_dikenal = unggah(klien, "a.json", (CONTOH / "pk" / "dpmptsp_majalengka_pohon.json").read_bytes())
    assert tak_dikenal.status_code == 422
    assert "Pilih unitnya" in tak_dikenal.content.decode()
    assert unggah(klien, "a.json", mentah, unit=k.dinas_lain.pk).status_code == 422
    assert not PerjanjianKinerja.objects.exists()


@pytest.mark.parametrize(
    ("nama", "isi", "kata"),
    [
        ("a.json", b"{", "bukan JSON"),
        ("a.json", b'{"skema": "skp-1"}', "bertanda skema skp-1"),
        ("a.xlsx", b"PK\x03\x04rusak", "rusak"),
        ("a.json", b" " * 1000, "kosong"),
        ("a.csv", b"A;B\n1;2\n", "Baris judul kolom tidak ditemukan"),
    ],
)
def test_unggahan_salah_adalah_satu_kalimat(nama: str, isi: bytes, kata: str, klien: Client) -> None:
    jawab = unggah(klien, nama, isi)
    assert jawab.status_code == 422
    assert kata in jawab.content.decode()


def test_pratinjau_yang_diutak_atik_ditolak(k: Kabupaten, klien: Client) -> None:
    isi = kembali(unggah(klien, "a.json", (CONTOH / "pk" / "dinkes_boyolali_2026.json").read_bytes()))
    for ubah in ({"isi": "{}"}, {"isi": isi["isi"].replace('"S1"', '"S9"', 1)}, {"tahun": 1900}):
        assert klien.post("/skp/pk/unggah/", isi | ubah).status_code == 422
    assert not PerjanjianKinerja.objects.exists()


# -- Excel


def lembar(*baris: list[Any], gabung: str = "") -> bytes:
    buku = Workbook()
    kepala = [
        "UNIT",
        "TAHUN",
        "SASARAN STRATEGIS",
        "PROGRAM",
        "KEGIATAN",
        "ANGGARAN",
        "INDIKATOR KINERJA",
        "TARGET",
        "SATUAN",
        "ARAH",
    ]
    buku.active.append(["PERJANJIAN KINERJA"])
    buku.active.append([])
    buku.active.append(kepala)
    for b in baris:
        buku.active.append(b)
    if gabung:
        buku.active.merge_cells(gabung)
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


PANJANG = lembar(
    ["Dinas Kesehatan", 2026, "Sasaran satu", None, None, None, "Indikator 1.1", 91.62, "nilai", "naik"],
    [None, None, None, None, None, None, "Indikator 1.2", "BB", "predikat", None],
    [None, None, None, "Program A", None, "Rp 1.595.757.500,00", "Indikator A1", 100, "%", None],
    [None, None, None, None, None, None, "Indikator A2", "4-8", "dokumen", None],
    [None, None, None, None, "Kegiatan A.1", 125602000, "Indikator K1", None, None, "turun"],
    [None, None, None, "Program B", None, 5000000, None, None, None, None],
    [None, None, "Sasaran dua", None, None, None, "Indikator 2.1", None, "%", None],
    ["JUMLAH", None, None, None, None, 6000000],
    gabung="C4:C9",
)  # fmt: skip


def baca(isi: bytes, tmp_path: Path) -> pk_excel.Uraian:
    jalur = tmp_path / "a.xlsx"
    jalur.write_bytes(isi)
    return pk_excel.urai(baca_lembar(jalur, pengenal(pk_excel.KOLOM).__contains__, 2))


def test_lembar_panjang_dengan_sel_gabung(tmp_path: Path) -> None:
    hasil = baca(PANJANG, tmp_path)
    assert hasil.ditolak == []
    [(baris, isi)] = hasil.dokumen
    assert (baris, isi.unit, isi.tahun, isi.jumlah) == (
        4,
        "Dinas Kesehatan",
        2026,
        {"sasaran": 2, "indikator": 3, "program": 2, "simpul": 1},
    )
    assert [(i.uraian, i.target, i.arah) for i in isi.sasaran[0].indikator] == [
        ("Indikator 1.1", "91.62", "NAIK"), ("Indikator 1.2", "BB", ""),
    ]  # fmt: skip
    a, b = isi.program
    assert (a.sasaran, str(a.anggaran), [i.target for i in a.indikator]) == ("S1", "1595757500.00", ["100", "4-8"])
    assert (b.nama, str(b.anggaran), b.indikator) == ("Program B", "5000000.00", ())
    assert (isi.simpul[0].induk, isi.simpul[0].level, isi.simpul[0].indikator[0].target) == ("P1", "KEGIATAN", "")


@pytest.mark.parametrize(
    ("baris", "kata"),
    [
        ([None, 2026, "S", None, None, None, "I"], "Unit belum disebut"),
        (["D", None, "S", None, None, None, "I"], "Tahun belum disebut"),
        (["D", 1990, "S", None, None, None, "I"], "Tahun belum disebut"),
        (["D", 2026, None, None, None, None, "I"], "Sasaran belum disebut"),
        (["D", 2026, None, "P", None, None, "I"], "tanpa sasaran"),
        (["D", 2026, "S", None, "K", None, "I"], "tanpa program"),
        (["D", 2026, "S", "P", None, "banyak", "I"], "bukan jumlah rupiah"),
        (["D", 2026, "S", None, None, 5, "I"], "tanpa program"),
        (["D", 2026, "S", None, None, None, None, "90"], "tanpa indikator"),
        (["D", 2026, "S", None, None, None, "I", "90", "%", "miring"], "Arah miring"),
        (["D", 2026, "S", None, None, None, "I", "90", "x" * 121], "SATUAN lebih dari"),
    ],
)
def test_baris_excel_yang_ditolak_beralasan(baris: list[Any], kata: str, tmp_path: Path) -> None:
    hasil = baca(lembar(baris), tmp_path)
    assert [kata in t.alasan for t in hasil.ditolak] == [True]


def test_unggah_excel_sendiri(k: Kabupaten, klien: Client) -> None:
    jawab = unggah(klien, "pk.xlsx", PANJANG)
    assert jawab.status_code == 200
    assert klien.post("/skp/pk/unggah/", kembali(jawab)).status_code == 302
    pk = PerjanjianKinerja.objects.get()
    assert (pk.unit, pk.jabatan_kepala, pk.sasaran.count()) == (k.dinas, "Kepala Dinas Kesehatan", 2)
    PerjanjianKinerja.objects.filter(pk=pk.pk).update(nomor="7", sumber="Diketik")
    RujukanPK.objects.create(pk_unit=pk, jenis="RENJA", judul="Renja", urut=1)
    assert not unggah(klien, "pk.xlsx", PANJANG).context["beda"].berubah


def test_jenis_impor_bkpsdm(k: Kabupaten, tmp_path: Path) -> None:
    """Many units in one sheet: compared, applied as drafts, the second time nothing changes."""
    jenis = JENIS_IMPOR[NAMA]
    jalur = tmp_path / "a.xlsx"
    jalur.write_bytes(
        lembar(
            ["Dinas Kesehatan", 2026, "Sasaran", None, None, None, "I1", "90"],
            ["Dinas Pendidikan", 2026, "Sasaran", None, None, None, "I2", "80"],
            ["Dinas Antah Berantah", 2026, "Sasaran", None, None, None, "I3", "80"],
        )
    )
    isi = baca_lembar(jalur, pengenal(jenis.kolom).__contains__, 3)
    acuan = dt.date(2026, 1, 5)
    hasil = jenis.bandingkan(jenis.uraikan(isi, acuan, jenis.rujukan()), acuan)
    assert [(b.kelas, b.nama) for b in hasil.beda] == [("BARU", "Dinas Kesehatan 2026"), ("BARU", "Dinas Pendidikan 2026")]
    assert [t.baris for t in hasil.ditolak] == [6]
    jenis.terapkan(hasil, acuan, by=None)
    lagi = jenis.bandingkan(jenis.uraikan(isi, acuan, jenis.rujukan()), acuan)
    assert (lagi.tetap, lagi.beda, PerjanjianKinerja.objects.count()) == (2, [], 2)
    bkpsdm, lain = pabrik.akun(k.petugas_bkpsdm, Peran.ADMIN_BKPSDM), pabrik.akun(k.kadis)
    assert (jenis.boleh(bkpsdm), jenis.boleh(lain)) == (True, False)


def test_templat_dapat_dibaca_ulang(klien: Client, tmp_path: Path) -> None:
    jalur = tmp_path / "t.xlsx"
    jalur.write_bytes(isi_unduhan(klien.get("/skp/pk/templat.xlsx")))
    lembar_ = baca_lembar(jalur, pengenal(pk_excel.KOLOM).__contains__, len(pk_excel.KOLOM))
    assert list(lembar_.kepala) == [k.nama for k in pk_excel.KOLOM]
