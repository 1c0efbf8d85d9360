"""The matrix as plain values: coverage, what is missing, lines of a crossing, a block from Excel. No database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skp.mpph import Baris, Calon, Isi, Kolom, Matriks, bagian, berbunyi_hasil, jejak, kekurangan, temuan, urutkan_calon
from skp.mpph_blok import (
    BLOK_BARIS_MAKS,
    PERAN_MAKS,
    URAIAN_MAKS,
    BlokSalah,
    cocokkan,
    gabung,
    pecah,
    tempatkan,
    urai_blok,
)

K1, K2 = Kolom(11, "Meningkatnya mutu layanan", "RHK 1"), Kolom(12, "Menurunnya angka stunting", "RHK 2")
B1, B2 = Baris(1, "Ernawati", "Perawat", 101), Baris(2, "Hendra", "Analis", 102)


def matriks(isi=None, kolom=(K1, K2), baris=(B1, B2)) -> Matriks:
    return Matriks(tuple(kolom), tuple(baris), isi or {})


def peran(*uraian: str, mulai: int = 1) -> tuple[Isi, ...]:
    return tuple(Isi(mulai + i, u) for i, u in enumerate(uraian))


def kalimat(m: Matriks) -> list[str]:
    return [a.kalimat for a in kekurangan(m)]


# -- coverage


def test_cakupan_baris_menghitung_peran_dan_kolom_menghitung_orang():
    m = matriks({(1, "11"): peran("Tersusunnya A", "Tersusunnya B"), (2, "11"): peran("Tersusunnya C", mulai=9)})
    assert m.peran_baris == {1: 2, 2: 1}
    assert m.pendukung == {"11": 2, "12": 0}
    assert (m.berperan, m.jumlah_orang) == (2, 2)


def test_orang_yang_juga_anggota_tim_dihitung_sekali():
    tim = Baris(3, "Tim Stunting", orang=150, tim="Tim Stunting")
    anggota = Baris(4, "Ernawati", "Perawat", 101, induk=3)
    m = matriks({(4, "11"): peran("Tersusunnya A"), (2, "11"): peran("X", mulai=5)}, baris=(B1, B2, tim, anggota))
    assert m.jumlah_orang == 3
    assert [b.nama for b in m.kosong] == ["Tim Stunting"]
    assert m.pendukung["11"] == 2
    assert (anggota.tingkat, tim.tingkat) == (2, 1)


def test_yang_bukan_lagi_bawahan_tidak_ditagih():
    m = matriks({}, baris=(Baris(1, "Ernawati", orang=101, pergi=True),))
    assert m.kosong == ()


# -- what is missing


def test_kekurangan_menyebut_rhk_tanpa_pendukung_dan_orang_tanpa_peran():
    assert kalimat(matriks({(1, "11"): peran("Tersusunnya A")})) == [
        "RHK 2 belum didukung siapa pun. Isi satu sel atau tandai dikerjakan sendiri.",
        "Hendra belum punya peran. Isi sedikitnya satu sel, atau keluarkan dari matriks.",
    ]


def test_dikerjakan_sendiri_memenuhi_kolom():
    sendiri = Kolom(12, "Menurunnya angka stunting", "RHK 2", dikerjakan_sendiri=True)
    m = matriks({(1, "11"): peran("A"), (2, "11"): peran("B", mulai=3)}, kolom=(K1, sendiri))
    assert kekurangan(m) == ()


def test_peran_di_kolom_iki_mendukung_rhk_nya():
    iki = Kolom(12, "Persentase balita", "RHK 2, IKI 1", lini_iki=7)
    m = matriks({(1, "11"): peran("A"), (2, "12-7"): peran("B", mulai=3)}, kolom=(K1, K2, iki))
    assert iki.kunci == "12-7"
    assert kekurangan(m) == ()


def test_kolom_yang_hilang_menunggu_putusan_dan_tidak_ditagih():
    lama = Kolom(13, "RHK terdahulu", "RHK lama", hilang=True)
    m = matriks({(1, "11"): peran("A"), (2, "12"): peran("B", mulai=3), (1, "13"): peran("C", mulai=5)}, kolom=(K1, K2, lama))
    assert kalimat(m) == [
        "RHK lama sudah tidak ada di SKP Anda, tetapi masih berisi peran. Pindahkan isinya ke RHK lain atau hapus."
    ]


def test_matriks_tanpa_kolom_atau_baris_belum_dapat_disepakati():
    assert kalimat(matriks(kolom=(), baris=())) == [
        "Belum ada kolom. Isi RHK utama di SKP Anda lebih dahulu.",
        "Belum ada baris. Tambahkan pegawai atau tim kerja.",
    ]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from([1, 2]), st.sampled_from(["11", "12"])),
        st.lists(st.sampled_from(["A", "B"]), max_size=3).map(lambda x: peran(*x)),
    )
)
def test_kekurangan_kosong_tepat_bila_semua_baris_dan_kolom_terisi(isi):
    m = matriks(isi)
    penuh = {s for s, x in isi.items() if x}
    lengkap = {b for b, _ in penuh} == {1, 2} and {k for _, k in penuh} == {"11", "12"}
    assert (kekurangan(m) == ()) is lengkap
    assert sum(m.peran_baris.values()) == sum(len(x) for x in isi.values())


# -- what can be seen


def test_temuan_menyebut_peran_kembar_dan_beban():
    m = matriks(
        {(1, "11"): peran("Tersusunnya laporan", "Tersusunnya data"), (2, "12"): peran("tersusunnya  laporan.", mulai=5)}
    )
    semua = [x.kalimat for x in temuan(m)]
    assert "Semua RHK utama Anda didukung, paling sedikit 1 orang." in semua
    assert "Ernawati memegang 2 peran, terbanyak di tim. Rata-rata 1,5 peran." in semua
    assert "“Tersusunnya laporan” tertulis untuk Ernawati dan Hendra. Bedakan bagian masing-masing." in semua


def test_temuan_menegur_peran_yang_sama_dengan_rhk_pimpinan_dan_yang_kegiatan():
    m = matriks({(1, "11"): peran("Meningkatnya mutu layanan"), (2, "12"): peran("Melakukan kunjungan", mulai=4)})
    semua = [x.kalimat for x in temuan(m) if x.awas]
    assert "Peran Ernawati sama persis dengan RHK Anda. Tulis bagian yang ia hasilkan." in semua
    assert any(x.startswith("1 peran belum berbunyi hasil.") for x in semua)


@pytest.mark.parametrize("teks", ["Tersusunnya laporan", "Meningkatnya mutu", "tersedianya data"])
def test_kalimat_hasil(teks):
    assert berbunyi_hasil(teks)


@pytest.mark.parametrize("teks", ["Menyusun laporan", "Melakukan rapat", "", "Laporan kinerja"])
def test_kalimat_kegiatan(teks):
    assert not berbunyi_hasil(teks)


# -- lines of a crossing


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("a\n\n  b  c \r\n", ("a", "b c")),
        ("- a\n• b\n1. c\n2) d", ("a", "b", "c", "d")),
        ("2.500 berkas terverifikasi", ("2.500 berkas terverifikasi",)),
        ("a\x00b", ("ab",)),
        ("", ()),
    ],
)
def test_pecah(teks, hasil):
    assert pecah(teks) == hasil


_BARIS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1).filter(
    lambda t: pecah(t) == (t,)
)


@given(st.lists(_BARIS, max_size=6))
def test_gabung_lalu_pecah_kembali_sama(baris):
    assert pecah(gabung(peran(*baris))) == tuple(baris)


@given(st.lists(st.sampled_from("abcde"), max_size=5), st.lists(st.sampled_from("abcde"), max_size=5))
def test_cocokkan_menghasilkan_teks_baru_dan_tidak_kehilangan_identitas(lama, baru):
    ada = peran(*lama)
    beda = cocokkan(ada, baru)
    tempat = {i: x.uraian for i, x in beda.tetap} | {i: t for i, _, t in beda.ubah} | dict(beda.tambah)
    assert [tempat[i] for i in range(len(baru))] == baru
    dipakai = [x.id for _, x in beda.tetap] + [x.id for _, x, _ in beda.ubah] + [x.id for x in beda.hapus]
    assert sorted(dipakai) == [x.id for x in ada]
    assert beda.kosong is (lama == baru)
    # An edited line keeps its cell: something is only thrown away when there is less than before.
    assert len(beda.hapus) == max(0, len(lama) - len(baru))


def test_jejak_berubah_bila_isi_disunting():
    assert jejak(peran("a", "b")) == "1.0,2.0"
    assert jejak([Isi(1, "a", sunting=3)]) == "1.3"


# -- a block from Excel


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("a\tb\nc\td", (("a", "b"), ("c", "d"))),
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ('"a\nb"\tc', (("a\nb", "c"),)),
        ('"sebut ""x"""\tb', (('sebut "x"', "b"),)),
        ('"Sapa" warga\tb', (('"Sapa" warga', "b"),)),
        ('"terbuka\tb', (('"terbuka', "b"),)),
        ("a\t\tc", (("a", "", "c"),)),
        ("a\n\nb", (("a",), ("",), ("b",))),
    ],
)
def test_urai_blok(teks, hasil):
    assert urai_blok(teks) == hasil


_SEL = st.text(st.sampled_from('ab "\t\n'), max_size=6)


def kutip(sel: str) -> str:
    """A cell as Excel puts it on the clipboard."""
    return '"' + sel.replace('"', '""') + '"' if any(x in sel for x in '\t\n"') else sel


@given(st.lists(st.lists(_SEL, min_size=1, max_size=4), min_size=1, max_size=4))
def test_blok_yang_ditulis_terbaca_sama(baris):
    teks = "\n".join("\t".join(kutip(s) for s in b) for b in baris)
    if not teks.strip() or teks.endswith("\n"):
        return
    assert urai_blok(teks) == tuple(tuple(b) for b in baris)


@given(st.text(max_size=200))
def test_blok_apa_pun_terurai_atau_ditolak_dengan_kalimat(teks):
    try:
        hasil = urai_blok(teks)
    except BlokSalah as salah:
        assert str(salah).endswith(".")
    else:
        assert all(isinstance(s, str) for b in hasil for s in b)


def test_blok_kosong_dan_terlalu_besar_ditolak():
    with pytest.raises(BlokSalah, match="Belum ada yang ditempel"):
        urai_blok(" \n")
    with pytest.raises(BlokSalah, match="lebih besar"):
        urai_blok("\n".join(["a"] * (BLOK_BARIS_MAKS + 1)))
    with pytest.raises(BlokSalah, match="huruf"):
        urai_blok("a" * 200_001)


def test_blok_ditempatkan_ke_kanan_dan_ke_bawah():
    ubahan = tempatkan(matriks(), 1, "11", urai_blok('a\t"b\nc"\n\td'))
    assert [(u.silang, u.teks) for u in ubahan] == [((1, "11"), ("a",)), ((1, "12"), ("b", "c")), ((2, "12"), ("d",))]


@pytest.mark.parametrize(
    ("baris", "kolom", "blok", "kata"),
    [
        (2, "11", "a\nb", "Blok ini 2 baris, padahal dari sel itu ke bawah hanya 1"),
        (1, "12", "a\tb", "Blok ini 2 kolom, padahal dari sel itu ke kanan hanya 1"),
        (9, "11", "a", "tidak ada lagi"),
        (1, "99", "a", "tidak ada lagi"),
        (1, "11", "x" * (URAIAN_MAKS + 1), "Ernawati, RHK 1: Satu peran paling panjang 2.000 huruf"),
        (1, "11", '"' + "\n".join(["x"] * (PERAN_MAKS + 1)) + '"', f"paling banyak {PERAN_MAKS} peran"),
    ],
)
def test_blok_yang_tidak_muat_ditolak_seluruhnya(baris, kolom, blok, kata):
    with pytest.raises(BlokSalah, match=kata):
        tempatkan(matriks(), baris, kolom, urai_blok(blok))


def test_ekor_kosong_blok_tidak_dihitung_lebar():
    assert len(tempatkan(matriks(), 1, "12", urai_blok("a\t\t\nb\t\t\n\t\t"))) == 2


def test_kolom_yang_hilang_tidak_dapat_ditempeli():
    lama = Kolom(13, "RHK terdahulu", "RHK lama", hilang=True)
    with pytest.raises(BlokSalah, match="RHK lama sudah tidak ada"):
        tempatkan(matriks(kolom=(K1, lama)), 1, "11", urai_blok("a\tb"))


# -- suggestions, and what one may see


def test_calon_untuk_jabatan_yang_mirip_didahulukan_dan_yang_ada_dibuang():
    calon = [
        Calon("Tersusunnya A", "Analis"),
        Calon("tersusunnya a."),
        Calon("Tersusunnya B", "Perawat Ahli Muda"),
        Calon("Ada"),
    ]
    assert [c.uraian for c in urutkan_calon(calon, "Perawat Ahli Muda", ["ada"])] == ["Tersusunnya B", "Tersusunnya A"]


def test_bagian_seorang_pegawai_hanya_barisnya_dan_ketua_juga_anggotanya():
    tim = Baris(3, "Tim", orang=101, tim="Tim")
    anggota = Baris(4, "Rahmat", orang=104, induk=3)
    m = matriks({(2, "11"): peran("A"), (4, "11"): peran("B", mulai=5)}, baris=(B1, B2, tim, anggota))
    assert [b.id for b in bagian(m, 101).baris] == [1, 3, 4]
    assert [b.id for b in bagian(m, 104).baris] == [4]
    assert set(bagian(m, 101).isi) == {(4, "11")}
