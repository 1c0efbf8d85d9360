"""Advice on wording: is an RHK a result, and is its IKI specific, measurable and bound to a time?

SMART is a method, not a requirement of PermenPANRB 6/2022: every reason here is a suggestion, and nothing may be refused on its
account. The substance: 5.3, 5.5 and 5.6 of the regulation reference. How often the rules are right: ``docs/smart.md``.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from kinerja.plumbing.putusan import Alasan
from skp.butir_smart import (
    BENTUK_HASIL,
    PERSEN,
    SERATUS,
    Butir,
    Ukuran,
    batas_nilai,
    bernama_indeks,
    dapat_dijumlah,
    kata_kabur,
    kata_kegiatan,
)
from skp.enums import Aspek, Perspektif
from skp.kalimat import kata, rentang, sama

SARAN = "Saran penyusunan (metode SMART), bukan syarat penetapan"
SARAN_HASIL = f"{SARAN}; PermenPANRB 6/2022: RHK menyatakan hasil, bukan uraian tugas"
SARAN_ASPEK = f"{SARAN}; aspek kuantitas, kualitas, waktu, dan biaya pada format SKP PermenPANRB 6/2022"
SARAN_BAGI = f"{SARAN}; pembagian peran dan hasil"

#: A target that sums are made of: as written, or its number.
Target = str | Decimal | None


class AturanSmart(StrEnum):
    """The rules. The value is ``fakta["aturan"]`` of a reason, by which somebody sets it aside ("abaikan karena…")."""

    KEGIATAN = "KEGIATAN"
    TANPA_ANGKA = "TANPA_ANGKA"
    TANPA_SATUAN = "TANPA_SATUAN"
    KATA_KABUR = "KATA_KABUR"
    TANPA_WAKTU = "TANPA_WAKTU"
    ASPEK_TIDAK_COCOK = "ASPEK_TIDAK_COCOK"
    SERATUS_PERSEN = "SERATUS_PERSEN"
    HITUNG_DOKUMEN = "HITUNG_DOKUMEN"
    SAMA_DENGAN_INDUK = "SAMA_DENGAN_INDUK"
    ANAK_KURANG = "ANAK_KURANG"

    @property
    def label(self) -> str:
        """What the screen and the quality report call it."""
        return _LABEL[self]


_LABEL = {
    AturanSmart.KEGIATAN: "Kegiatan, bukan hasil",
    AturanSmart.TANPA_ANGKA: "Target tanpa ukuran",
    AturanSmart.TANPA_SATUAN: "Target tanpa satuan",
    AturanSmart.KATA_KABUR: "Kata tanpa ukuran",
    AturanSmart.TANPA_WAKTU: "Tanpa batas waktu",
    AturanSmart.ASPEK_TIDAK_COCOK: "Target tidak sesuai aspek",
    AturanSmart.SERATUS_PERSEN: "100 % tanpa ukuran mutu",
    AturanSmart.HITUNG_DOKUMEN: "Hanya menghitung dokumen",
    AturanSmart.SAMA_DENGAN_INDUK: "Sama dengan RHK pimpinan",
    AturanSmart.ANAK_KURANG: "Jumlah target di bawahnya kurang",
}


def periksa_smart(
    rhk: str | None,
    iki: str | None,
    target: str | None,
    satuan: str | None,
    aspek: Aspek | Perspektif | str | None,
    *,
    aspek_lain: Collection[Aspek | str] = (),
    induk: str | None = "",
    target_anak: Sequence[Target] = (),
    target_induk: Target = None,
) -> list[Alasan]:
    """Advice on one IKI under its RHK, in the order of ``AturanSmart``; empty if all is well. Never raises for a text.

    ``induk``: the leader's RHK. ``aspek_lain``: aspects of the other IKI of this RHK, so that a WAKTU or KUALITAS beside it
    counts. ``target_anak``: targets of all children of one parent, against ``target_induk`` (None: against ``target``); pass
    them only where they are shares of one amount. ``fakta`` of each: ``aturan``, ``bagian`` (rhk, iki, target or satuan),
    ``kutipan``, ``contoh``.
    """
    hasil = periksa_rhk(rhk, induk=induk) + periksa_iki(rhk, iki, target, satuan, aspek, aspek_lain=aspek_lain)
    if target_anak:
        hasil += periksa_pembagian(iki, target if target_induk is None else target_induk, satuan, target_anak)
    return sorted(hasil, key=lambda x: _URUTAN[x.fakta["aturan"]])


def periksa_rhk(rhk: str | None, *, induk: str | None = "") -> list[Alasan]:
    """The advice that concerns the RHK alone: once per RHK, whatever IKI it has."""
    teks = (rhk or "").strip()
    hasil = []
    if kutipan := kata_kegiatan(teks):
        hasil.append(_kegiatan(teks, kutipan))
    if induk and sama(teks, induk):
        hasil.append(_sama_dengan_induk(teks))
    return hasil


def periksa_iki(
    rhk: str | None,
    iki: str | None,
    target: str | None,
    satuan: str | None,
    aspek: Aspek | Perspektif | str | None,
    *,
    aspek_lain: Collection[Aspek | str] = (),
) -> list[Alasan]:
    """The advice that concerns one IKI with its target. An RHK without any IKI yet gets none."""
    rhk, iki, target, satuan, aspek = ((x or "").strip() for x in (rhk, iki, target, satuan, aspek))
    butir = Butir(rhk, iki, target, satuan, str(aspek), frozenset(map(str, aspek_lain)))
    return [] if butir.kosong else [alasan for aturan in _ATURAN_IKI if (alasan := aturan(butir))]


def periksa_pembagian(iki: str | None, target_induk: Target, satuan: str | None, target_anak: Sequence[Target]) -> list[Alasan]:
    """Children that add up to less than their parent, ranges taken at their best.

    Silent where a share, an index, a time or an upper limit is measured, and where a child has no readable number yet.
    """
    induk, anak = batas_nilai(target_induk), [batas_nilai(x) for x in target_anak]
    terbaca = [x[1] for x in anak if x]
    if induk is None or not anak or len(terbaca) < len(anak):
        return []
    jumlah = sum(terbaca, Decimal(0))
    if jumlah >= induk[0] or not dapat_dijumlah(iki or "", satuan or "", [target_induk, *target_anak]):
        return []
    return [_anak_kurang(induk[0], jumlah, terbaca, (satuan or "").strip(" .-"))]


def kode_saran(alasan: Sequence[Alasan]) -> Iterator[AturanSmart]:
    """The rules that gave these reasons, for counting in the quality report."""
    return (AturanSmart(x.fakta["aturan"]) for x in alasan)


# ── The rules of one IKI ─────────────────────────────────────────────────────────────────────────────────────────────────


def _tanpa_angka(b: Butir) -> Alasan | None:
    if b.terukur:
        return None
    keadaan = "Target ini belum dapat diukur." if b.kata_target else "Target belum ditetapkan."
    return _saran(
        AturanSmart.TANPA_ANGKA,
        f"{keadaan} Tulis angka, predikat, atau tanggal yang dapat diperiksa pada akhir periode.",
        ("iki", b.iki) if b.narasi else ("target", b.target),
        "95 %; 12 desa; predikat BB; paling lambat 31 Maret",
    )


def _tanpa_satuan(b: Butir) -> Alasan | None:
    if b.narasi or not b.berangka or b.bersatuan:
        return None
    satuan = "%" if PERSEN & set(b.kata_iki[:1]) else b.inti_iki[0] if b.mencacah and b.inti_iki else "desa"
    kalimat = f"Angka {_pendek(b.target)} belum bersatuan. Tulis apa yang dihitung."
    return _saran(AturanSmart.TANPA_SATUAN, kalimat, ("satuan", b.target), f"{b.target} {satuan}")


def _kata_kabur(b: Butir) -> Alasan | None:
    temuan = _temuan_kabur(b)
    if temuan is None:
        return None
    return _saran(
        AturanSmart.KATA_KABUR,
        f"Kata “{temuan[1]}” dapat dibaca berbeda-beda. Ganti atau lengkapi dengan ukuran yang sama bagi semua orang.",
        temuan,
        "“dilayani paling lama 15 menit”, bukan “dengan cepat”; “indeks kepuasan 85”, bukan “dengan baik”",
    )


def _temuan_kabur(b: Butir) -> tuple[str, str] | None:
    """Where a vague word stands and which; in the RHK only if nothing measures it."""
    if not bernama_indeks(b.iki) and (x := kata_kabur(b.iki)):
        return ("iki", x)
    if x := kata_kabur(b.target, predikat=b.berpredikat):
        return ("target", x)
    return ("rhk", x) if not b.mengukur_mutu and (x := kata_kabur(b.rhk)) else None


def _tanpa_waktu(b: Butir) -> Alasan | None:
    if b.aspek == Aspek.WAKTU or Aspek.WAKTU in b.aspek_lain or b.berwaktu or not (b.janji_waktu or b.sekali_jadi):
        return None
    keadaan = f"“{b.janji_waktu}” belum menyebut tenggatnya." if b.janji_waktu else "Kapan hasil ini selesai belum disebut."
    return _saran(
        AturanSmart.TANPA_WAKTU,
        f"{keadaan} Tulis tanggal, bulan, triwulan, atau lamanya; atau tambahkan IKI beraspek Waktu.",
        ("iki", b.janji_waktu or b.iki),
        "paling lambat 31 Maret; setiap bulan paling lambat tanggal 5; paling lama 3 hari kerja",
    )


def _aspek_tidak_cocok(b: Butir) -> Alasan | None:
    cocok = _COCOK.get(b.aspek)
    if cocok is None or b.ukuran is None or cocok(b):
        return None
    saran, contoh = _SARAN_ASPEK[b.aspek]
    kutipan = _pendek(f"{b.target} {b.satuan}".strip())
    return _saran(
        AturanSmart.ASPEK_TIDAK_COCOK, f"“{kutipan}” tidak mengukur {saran}", ("target", kutipan), contoh, SARAN_ASPEK
    )


def _seratus_persen(b: Butir) -> Alasan | None:
    if b.ukuran != Ukuran.PERSEN or rentang(b.target) != (SERATUS, SERATUS) or Aspek.KUALITAS in b.aspek_lain:
        return None
    if b.aspek in (Aspek.WAKTU, Aspek.BIAYA, Perspektif.ANGGARAN) or b.bersyarat_mutu:
        return None
    return _saran(
        AturanSmart.SERATUS_PERSEN,
        "Target 100 % belum menyebut syarat yang harus dipenuhi setiap kasus. Tambahkan mutunya: sesuai standar apa, lengkap, "
        "tanpa perbaikan, atau paling lama berapa hari.",
        ("iki", b.iki),
        "Persentase permohonan yang dijawab lengkap paling lama 10 hari kerja: 100 %",
    )


def _hitung_dokumen(b: Butir) -> Alasan | None:
    if Aspek.KUALITAS in b.aspek_lain or not b.mencacah_kertas or b.menyebut_guna:
        return None
    return _saran(
        AturanSmart.HITUNG_DOKUMEN,
        "Yang dihitung hanya dokumennya. Ukur juga mutu atau kegunaannya: diterima tanpa perbaikan, ditindaklanjuti, "
        "atau dipakai oleh siapa.",
        ("iki", b.iki),
        "Jumlah laporan triwulanan yang diterima Inspektorat tanpa perbaikan: 4 laporan",
    )


_ATURAN_IKI: tuple[Callable[[Butir], Alasan | None], ...] = (
    _tanpa_angka,
    _tanpa_satuan,
    _kata_kabur,
    _tanpa_waktu,
    _aspek_tidak_cocok,
    _seratus_persen,
    _hitung_dokumen,
)

# ── Target and aspect ────────────────────────────────────────────────────────────────────────────────────────────────────


def _cocok_waktu(b: Butir) -> bool:
    return b.ukuran == Ukuran.WAKTU or (b.ukuran == Ukuran.PERSEN and b.mengukur_ketepatan)


def _cocok_kualitas(b: Butir) -> bool:
    return b.mencacah_cacat if b.ukuran in (Ukuran.CACAH, Ukuran.RUPIAH) else b.ukuran != Ukuran.WAKTU


def _cocok_biaya(b: Butir) -> bool:
    return b.ukuran in (Ukuran.RUPIAH, Ukuran.PERSEN, Ukuran.INDEKS)


_COCOK: dict[str, Callable[[Butir], bool]] = {
    Aspek.KUANTITAS: lambda b: b.ukuran != Ukuran.WAKTU,
    Aspek.KUALITAS: _cocok_kualitas,
    Aspek.WAKTU: _cocok_waktu,
    Aspek.BIAYA: _cocok_biaya,
    Perspektif.ANGGARAN: _cocok_biaya,
}
_SARAN_BIAYA = ("biaya. Tulis rupiah atau persen, atau pilih aspek lain.", "paling tinggi Rp45.000.000; serapan 95 %")
_SARAN_ASPEK: dict[str, tuple[str, str]] = {
    Aspek.KUANTITAS: ("banyaknya hasil. Tulis jumlah, atau pilih aspek Waktu.", "150 boks arsip"),
    Aspek.KUALITAS: (
        "mutu. Tulis persen yang memenuhi syarat, nilai, indeks, atau banyaknya kesalahan; jumlah hasil termasuk aspek "
        "Kuantitas, lamanya termasuk aspek Waktu.",
        "95 % berkas diterima tanpa perbaikan; paling banyak 2 kesalahan",
    ),
    Aspek.WAKTU: (
        "waktu. Tulis tanggal, lamanya, atau persen yang selesai sebelum tenggat.",
        "paling lama 3 hari kerja; tanggal 10 tiap bulan",
    ),
    Aspek.BIAYA: _SARAN_BIAYA,
    Perspektif.ANGGARAN: _SARAN_BIAYA,
}

# ── What the reasons say ─────────────────────────────────────────────────────────────────────────────────────────────────


def _kegiatan(rhk: str, kutipan: str) -> Alasan:
    hasil, sisa = BENTUK_HASIL.get(kutipan), rhk.split(maxsplit=1)[1:]
    contoh = (
        f"{hasil} {sisa[0]}" if hasil and sisa and kata(rhk)[0] == kutipan else "Terlayaninya 200 warga; Menurunnya jumlah …"
    )
    return _saran(
        AturanSmart.KEGIATAN,
        f"RHK yang diawali “{_pendek(kutipan)}” menyatakan pekerjaan atau peran. Tulis keadaan yang dicapai setelah "
        "pekerjaan itu selesai.",
        ("rhk", kutipan),
        contoh,
        SARAN_HASIL,
    )


def _sama_dengan_induk(rhk: str) -> Alasan:
    return _saran(
        AturanSmart.SAMA_DENGAN_INDUK,
        "RHK ini sama dengan RHK pimpinan. Tulis bagian Anda sendiri: wilayah, tahap, kelompok, atau jumlah yang Anda tangani.",
        ("rhk", rhk),
        "pimpinan “Meningkatnya produksi ikan”, Anda “Meningkatnya produksi ikan di Kecamatan Awayan”",
        SARAN_BAGI,
    )


def _anak_kurang(induk: Decimal, jumlah: Decimal, anak: Sequence[Decimal], satuan: str) -> Alasan:
    kurang = f"{_cetak(induk - jumlah)} {satuan}".strip()
    return _saran(
        AturanSmart.ANAK_KURANG,
        f"Target di bawahnya berjumlah {_cetak(jumlah)}, kurang {kurang} dari target pimpinan {_cetak(induk)}. Tambah target, "
        "atau catat siapa yang menutup kekurangannya.",
        ("target", " + ".join(map(_cetak, anak))),
        f"{len(anak)} target yang seluruhnya {_cetak(induk)}",
        SARAN_BAGI,
    )


def _saran(aturan: AturanSmart, kalimat: str, kutipan: tuple[str, str], contoh: str, dasar: str = SARAN) -> Alasan:
    bagian, teks = kutipan
    fakta = {"aturan": aturan.value, "bagian": bagian, "kutipan": _pendek(teks), "contoh": _pendek(contoh)}
    return Alasan(f"{kalimat} Contoh: {_pendek(contoh).rstrip('.')}.", dasar, fakta)


def _cetak(nilai: Decimal) -> str:
    """A number as Indonesian writes it: ``1.250,5``."""
    teks = f"{nilai:,f}"
    teks = teks.rstrip("0").rstrip(".") if "." in teks else teks
    return teks.translate(str.maketrans(",.", ".,"))


def _pendek(teks: str, batas: int = 200) -> str:
    return teks if len(teks) <= batas else f"{teks[: batas - 1]}…"


_URUTAN = {x.value: n for n, x in enumerate(AturanSmart)}
