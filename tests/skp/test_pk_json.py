"""Every example of a Perjanjian Kinerja and of an SKP is read whole; nonsense costs one sentence and never anything else."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skp import pk_json, skp_json
from skp.baca_json import UKURAN_MAKS, GalatBerkas

CONTOH = Path(__file__).resolve().parents[2] / "skp" / "data" / "contoh"

#: Counted by eye: sasaran, indikator of the sasaran, program, simpul; and whether every target of the sasaran is written.
PK = {
    "bapenda_banyuwangi_2026": (2, 3, 2, 4),
    "bappeda_situbondo_2025_capaian": (1, 1, 1, 9),
    "bkpsdm_aceh_barat_2025_2029": (1, 1, 2, 0),
    "bkpsdm_kabupaten_2021_mpph": (6, 11, 0, 0),
    "bkpsdm_kota_cirebon_2026": (3, 3, 3, 2),
    "bkpsdm_pohuwato_2023": (1, 1, 1, 0),
    "dinkes_boyolali_2026": (1, 1, 1, 0),
    "disdikbud_aceh_barat_2025_2029": (1, 6, 2, 0),
    "disdikbud_kutai_kartanegara_2025": (1, 10, 1, 6),
    "dlh_pringsewu_2026_pohon": (2, 2, 0, 6),
    "dpmptsp_majalengka_pohon": (1, 1, 0, 1),
}
#: rhk, iki, perilaku, rows of the lampiran.
SKP = {
    "01_jpt_kepala_bkpsdm": (6, 11, 7, 6),
    "02_unit_mandiri_kepala_puskesmas": (5, 7, 7, 6),
    "03_administrator_kabid_penilaian_kinerja": (4, 7, 7, 6),
    "04_jf_analis_sdm_ahli_muda": (3, 7, 7, 6),
    "05_jf_pranata_sdm_terampil": (2, 5, 7, 6),
    "07_jf_guru_smk": (4, 4, 7, 6),
    "08_jf_guru_smp_tiga_aspek": (4, 10, 7, 6),
    "09_jf_pranata_komputer_ahli_pertama": (3, 8, 7, 6),
    "10_jf_perawat_ahli_pertama": (3, 7, 7, 6),
    "11_pelaksana_pengadministrasi_perkantoran": (3, 7, 7, 6),
    "13_pelaksana_bendahara_pengeluaran": (2, 5, 7, 6),
    "14_administrator_camat": (4, 4, 7, 6),
    "15_pengawas_kasi_pmd": (3, 7, 7, 6),
    "17_jf_dokter_ahli_pertama": (3, 6, 7, 6),
}


def berarti(x: Any) -> Any:
    """Without keys that say nothing: null and the empty text."""
    if isinstance(x, dict):
        return {k: berarti(v) for k, v in x.items() if v not in ("", None)}
    return [berarti(v) for v in x] if isinstance(x, list) else x


def pk(**ubah: Any) -> bytes:
    """A small, right file with some of it changed."""
    isi: dict[str, Any] = {
        "skema": "pk-1",
        "tahun": 2026,
        "unit": "Dinas Contoh",
        "sasaran_strategis": [
            {"id": "S1", "uraian": "Sasaran", "indikator": [{"uraian": "Indikator", "target": "90", "satuan": "%"}]}
        ],
        "program": [{"id": "P1", "sasaran_id": "S1", "nama": "Program", "anggaran": 1_000, "indikator": []}],
        "simpul_bawah": [
            {"id": "K1", "induk_id": "P1", "level": "KEGIATAN", "jabatan": "", "uraian": "Kegiatan", "indikator": []}
        ],
    }
    return json.dumps(isi | ubah).encode()


def simpul(kode: str, induk: str | None, **lain: Any) -> dict[str, Any]:
    return {"id": kode, "induk_id": induk, "level": "ES3", "uraian": f"Simpul {kode}", "indikator": []} | lain


def test_semua_contoh_ada() -> None:
    assert {p.stem for p in (CONTOH / "pk").iterdir()} == set(PK)
    assert {p.stem for p in (CONTOH / "skp").iterdir()} == set(SKP)


@pytest.mark.parametrize("nama", PK)
def test_pk_terbaca_utuh(nama: str) -> None:
    mentah = (CONTOH / "pk" / f"{nama}.json").read_bytes()
    hasil = pk_json.urai(mentah)
    assert tuple(hasil.isi.jumlah.values()) == PK[nama]
    assert hasil.ditolak == ()
    assert berarti(pk_json.susun(hasil.isi)) == berarti(json.loads(mentah))


@pytest.mark.parametrize("nama", SKP)
def test_skp_terbaca_utuh(nama: str) -> None:
    mentah = (CONTOH / "skp" / f"{nama}.json").read_bytes()
    hasil = skp_json.urai(mentah)
    assert tuple(hasil.isi.jumlah.values()) == SKP[nama]
    assert hasil.ditolak == ()
    assert berarti(skp_json.susun(hasil.isi)) == berarti(json.loads(mentah))


def test_target_seperti_tertulis_dan_null_tetap_kosong() -> None:
    isi = pk_json.urai((CONTOH / "pk" / "bkpsdm_kabupaten_2021_mpph.json").read_bytes()).isi
    target = [i.target for s in isi.sasaran for i in s.indikator]
    assert target == ["100", "90", "90", "90", "85", "85", "85", "87", "", "", ""]
    pecahan = pk(sasaran_strategis=[{"id": "S1", "uraian": "x", "indikator": [{"uraian": "y", "target": 91.60}]}])
    assert pk_json.urai(pecahan.replace(b"91.6", b"91.60")).isi.sasaran[0].indikator[0].target == "91.60"


def test_kunci_asing_disimpan_di_tempatnya() -> None:
    isi = pk_json.urai((CONTOH / "pk" / "dlh_pringsewu_2026_pohon.json").read_bytes()).isi
    rilis = isi.sasaran[1].indikator[0]
    assert (rilis.pola_ukur, dict(rilis.lain)) == (
        "RILIS",
        {"bulan_ukur": [12], "penerbit": "Komisi Informasi Provinsi Lampung"},
    )
    assert isi.sasaran[0].indikator[0].lain["target_5_tahun"] == 1000
    daerah = pk_json.urai((CONTOH / "pk" / "dinkes_boyolali_2026.json").read_bytes()).isi.sasaran[0]
    assert (daerah.sasaran_daerah, daerah.lain["sasaran_daerah"]["2029"]) == ("", 77.91)


def test_rhk_pimpinan_menunjuk_berkas_dan_baris() -> None:
    rhk = skp_json.urai((CONTOH / "skp" / "05_jf_pranata_sdm_terampil.json").read_bytes()).isi.rhk
    assert [r.induk for r in rhk] == [("04", "F1"), ("03", "A3")]
    assert skp_json.nomor_berkas("04_jf_analis.json") == "04"
    assert skp_json.nomor_berkas("analis.json") == ""


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"", "kosong"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "bukan teks UTF-8"),
        (b"bukan json", "bukan JSON"),
        (b"[]", "objek JSON"),
        (b"{}", "tanpa tanda skema"),
        (b'{"skema": "skp-1"}', "bertanda skema skp-1"),
        (b'{"skema": "pk-1"}', "Kunci tahun"),
        (b'{"skema": "pk-1", "tahun": 2026}', "Kunci sasaran_strategis"),
        (b'{"skema": "pk-1", "skema": "pk-1", "tahun": 2026, "sasaran_strategis": []}', "tertulis dua kali"),
        (b'{"skema": "pk-1", "tahun": NaN, "sasaran_strategis": []}', "bukan angka"),
        (b'{"skema": "pk-1", "tahun": 2026, "sasaran_strategis": [], "x": 1e999}', "di luar batas"),
        (b"{" + b'"a":{' * 50_000, "bukan JSON"),
        (b" " * (UKURAN_MAKS + 1), "lebih besar"),
        (pk(tahun=1900), "Tahun harus"),
        (pk(tahun=True), "Tahun harus"),
        (pk(sasaran_strategis={}), "harus daftar"),
        (pk(sasaran_strategis=["x"]), "sasaran ke-1 harus objek"),
        (pk(sasaran_strategis=[{"id": "S1", "uraian": ["x"]}]), "uraian harus teks"),
        (pk(program=[{"id": "P1", "nama": "x", "anggaran": "satu juta"}]), "anggaran harus angka"),
        (pk(sasaran_strategis=[{"id": "S1", "uraian": "a"}, {"id": "S1", "uraian": "b"}]), "Id S1 dipakai dua kali"),
        (pk(simpul_bawah=[simpul("A", "B"), simpul("B", "C"), simpul("C", "A")]), "A → B → C → A"),
        (pk(simpul_bawah=[simpul("A", "A")]), "A → A"),
        (pk(simpul_bawah=[simpul(f"N{n}", f"N{n - 1}" if n else "S1") for n in range(2_000, -1, -1)]), "lebih dari 20 tingkat"),
        (pk(simpul_bawah=[simpul("S1", None), simpul("A", "S1")]), "Id S1 dipakai dua kali"),
        (pk(unit="a\x00b"), "tidak dapat disimpan"),
        (pk(unit="\ud800"), "tidak dapat disimpan"),
        (pk(catatan="a" * 20_001), "20.000 huruf"),
    ],
)  # fmt: skip
def test_berkas_salah_satu_kalimat(isi: bytes, kata: str) -> None:
    with pytest.raises(GalatBerkas, match=kata) as galat:
        pk_json.urai(isi)
    assert galat.value.kalimat.endswith((".", "!"))


@pytest.mark.parametrize(
    ("ubah", "di", "kata"),
    [
        ({"sasaran_strategis": [{"id": "S1", "uraian": " "}]}, "sasaran ke-1", "uraian kosong"),
        ({"program": [{"id": "P1", "nama": "x", "sasaran_id": "S9"}]}, "program ke-1", "S9 tidak ada"),
        ({"program": [{"id": "P1", "nama": "x", "anggaran": -5}]}, "program ke-1", "bukan jumlah rupiah"),
        ({"simpul_bawah": [simpul("A", "Z")]}, "simpul ke-1", "Z tidak ada"),
        ({"simpul_bawah": [simpul("A", "S1", level="RAJA")]}, "simpul ke-1", "RAJA tidak dikenal"),
        ({"simpul_bawah": [simpul("A", "S1", jabatan="x" * 251)]}, "simpul ke-1", "jabatan lebih dari 250"),
    ],
)  # fmt: skip
def test_bagian_yang_ditolak_disebut_tempatnya(ubah: dict[str, Any], di: str, kata: str) -> None:
    hasil = pk_json.urai(pk(**ubah))
    assert any(c.di == di and kata in c.alasan for c in hasil.ditolak), hasil.ditolak


_nilai = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=8), x, max_size=3),
    max_leaves=8,
)
_kunci_pk = st.sampled_from(
    [
        "id",
        "uraian",
        "indikator",
        "nama",
        "anggaran",
        "level",
        "induk_id",
        "sasaran_id",
        "target",
        "satuan",
        "arah",
        "deret",
        "x",
    ]
)
_kunci_skp = st.sampled_from(
    ["id", "uraian", "iki", "jenis", "rhk_pimpinan_id", "aspek", "perspektif", "target", "nilai", "ekspektasi_khusus"]
)


def _benda(kunci: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    dalam = st.dictionaries(kunci, _nilai, max_size=5)
    return st.lists(st.dictionaries(kunci, _nilai | st.lists(dalam, max_size=2), max_size=6) | _nilai, max_size=3)


@given(
    st.one_of(
        st.binary(max_size=60),
        st.fixed_dictionaries(
            {"skema": st.just("pk-1"), "tahun": st.just(2026) | _nilai, "sasaran_strategis": _benda(_kunci_pk) | _nilai},
            optional={"program": _benda(_kunci_pk), "simpul_bawah": _benda(_kunci_pk), "unit": _nilai, "rujukan": _nilai},
        ).map(lambda x: json.dumps(x).encode()),
    )
)
def test_pk_apa_pun_hanya_menghasilkan_kalimat(mentah: bytes) -> None:
    try:
        hasil = pk_json.urai(mentah)
    except GalatBerkas as galat:
        assert galat.kalimat
    else:
        json.dumps(pk_json.susun(hasil.isi))


@given(
    st.fixed_dictionaries(
        {"skema": st.just("skp-1"), "tahun": st.just(2026) | _nilai, "rhk": _benda(_kunci_skp) | _nilai},
        optional={
            "pendekatan": st.sampled_from(["KUANTITATIF", "kualitatif", "x"]),
            "perilaku": _benda(_kunci_skp),
            "lampiran": _nilai
            | st.dictionaries(st.sampled_from(["konsekuensi", "dukungan_sumber_daya", "x"]), _nilai, max_size=3),
        },
    ).map(lambda x: json.dumps(x).encode())
)
def test_skp_apa_pun_hanya_menghasilkan_kalimat(mentah: bytes) -> None:
    try:
        hasil = skp_json.urai(mentah)
    except GalatBerkas as galat:
        assert galat.kalimat
    else:
        json.dumps(skp_json.susun(hasil.isi))
