"""The distribution pattern of SE MenPANRB 3/2023 (8.3 of the reference): lines that hold or not, and the nearest way there.

The pattern is a consideration (pertimbangan), never a bar: a broken line needs a written reason. All arithmetic is exact.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from kinerja.plumbing.putusan import Alasan, Putusan
from predikat.aliran import Jaringan
from predikat.enums import Pembulatan, Predikat, PredikatOrganisasi

SE = "SE MenPANRB 3/2023"
SB, B, BP, K, SK = Predikat
Jumlah = Mapping[Predikat, int]


@dataclass(frozen=True, slots=True)
class ParameterDistribusi:
    """The shares of the SE, and ``unit_kecil``: below so many people a line is advice. Rounding is uncertain (11 no. 3).

    ``wajib_di_bawah``: so many people below Baik in an organisation rated Baik; 0 leaves that line out.
    """

    utama_maks: Fraction = Fraction(70, 100)
    utama_min: Fraction = Fraction(60, 100)
    sangat_baik_maks: Fraction = Fraction(10, 100)
    pendamping_min: Fraction = Fraction(10, 100)
    unit_kecil: int = 5
    sangat_baik_maks_sangat_kurang: Fraction = Fraction(0)
    wajib_di_bawah: int = 1
    pembulatan: Pembulatan = Pembulatan.KE_DALAM


BAWAAN = ParameterDistribusi()


@dataclass(frozen=True, slots=True)
class Baris:
    """One line of the pattern: what is counted (``nilai``), its limit (None for information), whether it holds, and why.

    ``nasihat``: the unit is small, the line is advice. ``hanya_terkunci``: only people who cannot be moved here break it.
    """

    nama: str
    batas: int | None
    nilai: int
    dipenuhi: bool
    alasan: str
    dasar_hukum: str = SE
    nasihat: bool = False
    hanya_terkunci: bool = False
    informasi: bool = False


def maksimum(bagian: Fraction, n: int, pembulatan: Pembulatan = Pembulatan.KE_DALAM) -> int:
    """floor(p·n), but at least 1 for a share above 0 % when there is anybody (rounding: uncertain, parameter)."""
    if pembulatan is Pembulatan.TERDEKAT:
        return _terdekat(bagian * n)
    hitung = (bagian * n).__floor__()
    return max(hitung, 1) if bagian and n else hitung


def minimum(bagian: Fraction, n: int, pembulatan: Pembulatan = Pembulatan.KE_DALAM) -> int:
    """ceil(p·n) (rounding: uncertain, parameter)."""
    return _terdekat(bagian * n) if pembulatan is Pembulatan.TERDEKAT else (bagian * n).__ceil__()


def _terdekat(nilai: Fraction) -> int:
    """The nearest whole number; a half goes up."""
    return (nilai + Fraction(1, 2)).__floor__()


def _lengkap(jumlah: Jumlah) -> dict[Predikat, int]:
    isi = dict.fromkeys(Predikat, 0) | {Predikat(p): n for p, n in jumlah.items()}
    if any(n < 0 for n in isi.values()):
        raise ValueError("Jumlah pegawai tidak boleh negatif.")
    return isi


# --- the lines, as data: one list per predikat organisasi ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Terbanyak:
    """``apa`` is the largest group; a tie counts."""

    apa: Predikat

    def periksa(self, c: Jumlah, n: int) -> Baris:
        saingan = max(c[p] for p in Predikat if p is not self.apa)
        kalimat = f"{self.apa.label} {c[self.apa]} orang; kelompok terbanyak lainnya {saingan} orang."
        return Baris(f"{self.apa.label} kelompok terbanyak", saingan, c[self.apa], c[self.apa] >= saingan, kalimat)


@dataclass(frozen=True, slots=True)
class _Maks:
    apa: Predikat
    bagian: Callable[[ParameterDistribusi], Fraction]
    p: ParameterDistribusi = BAWAAN

    def batas(self, n: int) -> int:
        return maksimum(self.bagian(self.p), n, self.p.pembulatan)

    def periksa(self, c: Jumlah, n: int) -> Baris:
        bagian, batas = self.bagian(self.p), self.batas(n)
        nama = f"{self.apa.label} paling banyak {_persen(bagian)}" if bagian else f"Tidak ada {self.apa.label}"
        kalimat = f"{_persen(bagian)} dari {n} orang: paling banyak {batas}; sekarang {c[self.apa]}."
        return Baris(nama, batas, c[self.apa], c[self.apa] <= batas, kalimat)


@dataclass(frozen=True, slots=True)
class _Min:
    """At least a share (without ``bagian``: ``wajib_di_bawah`` people) have one of ``apa``."""

    apa: tuple[Predikat, ...]
    bagian: Callable[[ParameterDistribusi], Fraction] | None = None
    p: ParameterDistribusi = BAWAAN

    def batas(self, n: int) -> int:
        return minimum(self.bagian(self.p), n, self.p.pembulatan) if self.bagian else min(self.p.wajib_di_bawah, n)

    def periksa(self, c: Jumlah, n: int) -> Baris:
        nilai, batas = sum(c[x] for x in self.apa), self.batas(n)
        siapa = " atau ".join(x.label for x in self.apa)
        if self.bagian is None:
            nama = f"Ada {siapa}" if self.p.wajib_di_bawah == 1 else f"Ada {self.p.wajib_di_bawah} {siapa}"
            return Baris(nama, batas, nilai, nilai >= batas, f"Harus ada sedikitnya {batas} orang; sekarang {nilai}.")
        persen = _persen(self.bagian(self.p))
        kalimat = f"{persen} dari {n} orang: sedikitnya {batas}; sekarang {nilai}."
        return Baris(f"{siapa} paling sedikit {persen}", batas, nilai, nilai >= batas, kalimat)


_Aturan = _Terbanyak | _Maks | _Min


def _utama_maks(p: ParameterDistribusi) -> Fraction:
    return p.utama_maks


def _utama_min(p: ParameterDistribusi) -> Fraction:
    return p.utama_min


def _sb_maks(p: ParameterDistribusi) -> Fraction:
    return p.sangat_baik_maks


def _pendamping(p: ParameterDistribusi) -> Fraction:
    return p.pendamping_min


def _sb_maks_sangat_kurang(p: ParameterDistribusi) -> Fraction:
    return p.sangat_baik_maks_sangat_kurang


_POLA: Mapping[PredikatOrganisasi, tuple[_Aturan, ...]] = {
    PredikatOrganisasi.ISTIMEWA: (_Terbanyak(SB), _Maks(SB, _utama_maks)),
    PredikatOrganisasi.BAIK: (_Terbanyak(B), _Maks(B, _utama_maks), _Min((BP, K))),
    PredikatOrganisasi.BUTUH_PERBAIKAN: (_Min((BP,), _utama_min), _Maks(SB, _sb_maks)),
    PredikatOrganisasi.KURANG: (_Min((K,), _utama_min), _Min((BP,), _pendamping), _Maks(SB, _sb_maks)),
    PredikatOrganisasi.SANGAT_KURANG: (_Min((SK,), _utama_min), _Min((K, BP), _pendamping), _Maks(SB, _sb_maks_sangat_kurang)),
}

#: "others may have …": what the SE allows beside the named groups; shown, never broken.
_BOLEH: Mapping[PredikatOrganisasi, tuple[Predikat, ...]] = {
    PredikatOrganisasi.ISTIMEWA: (B, BP, K, SK),
    PredikatOrganisasi.BAIK: (SB, SK),
    PredikatOrganisasi.BUTUH_PERBAIKAN: (B, K, SK),
    PredikatOrganisasi.KURANG: (B, SK),
    PredikatOrganisasi.SANGAT_KURANG: (B,),
}


def _aturan(organisasi: PredikatOrganisasi, parameter: ParameterDistribusi) -> tuple[_Aturan, ...]:
    semua = (x if isinstance(x, _Terbanyak) else replace(x, p=parameter) for x in _POLA[organisasi])
    return tuple(x for x in semua if not (isinstance(x, _Min) and x.bagian is None and parameter.wajib_di_bawah == 0))


def _persen(bagian: Fraction) -> str:
    nilai = bagian * 100
    return f"{nilai.numerator} %" if nilai.denominator == 1 else f"{float(nilai):.2f} %".replace(".", ",")


def periksa_distribusi(
    predikat_organisasi: PredikatOrganisasi,
    jumlah: Jumlah,
    terkunci: Jumlah | None = None,
    parameter: ParameterDistribusi = BAWAAN,
) -> list[Baris]:
    """Every line of the pattern for the people counted. Source: SE MenPANRB 3/2023 (8.3).

    ``jumlah``: people per predikat (missing: 0), ``terkunci`` the part of them that cannot be moved here (imported teachers,
    tugas belajar, rated elsewhere). Raises ``ValueError`` for negative counts or more locked than counted.
    """
    organisasi = PredikatOrganisasi(predikat_organisasi)
    c, kunci = _lengkap(jumlah), _lengkap(terkunci or {})
    if any(kunci[p] > c[p] for p in Predikat):
        raise ValueError("Yang terkunci adalah bagian dari jumlah, tidak boleh lebih banyak.")
    n = sum(c.values())
    bebas = {p: c[p] - kunci[p] for p in Predikat}
    baris = [_tandai(a, c, n, bebas, parameter) for a in _aturan(organisasi, parameter)]
    lain = sum(c[p] for p in _BOLEH[organisasi])
    sebut = ", ".join(p.label for p in _BOLEH[organisasi])
    return [*baris, Baris(f"Selebihnya boleh {sebut}", None, lain, True, f"{lain} orang.", informasi=True)]


def _tandai(a: _Aturan, c: Jumlah, n: int, bebas: Jumlah, parameter: ParameterDistribusi) -> Baris:
    baris = a.periksa(c, n)
    n_bebas = sum(bebas.values())
    hanya = not baris.dipenuhi and a.periksa(bebas, n_bebas).dipenuhi
    return replace(baris, nasihat=n < parameter.unit_kecil, hanya_terkunci=hanya)


# --- the nearest way ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Geser:
    """``jumlah`` people move one step, from ``dari`` to ``ke``."""

    dari: Predikat
    ke: Predikat
    jumlah: int


#: Predikat that touch on the grid of nine cells: a step changes one rating by one.
_BERSENTUHAN = ((SB, B), (B, BP), (B, K), (BP, SK), (K, SK))


def _langkah(organisasi: PredikatOrganisasi) -> list[tuple[Predikat, Predikat]]:
    """Allowed single steps. Under an organisation rated Baik nobody is moved into Kurang/Misconduct to fill a pattern."""
    dua_arah = [arah for a, b in _BERSENTUHAN for arah in ((a, b), (b, a))]
    return [x for x in dua_arah if not (organisasi is PredikatOrganisasi.BAIK and x[1] is K)]


def geser_terkecil(
    predikat_organisasi: PredikatOrganisasi,
    jumlah: Jumlah,
    terkunci: Jumlah | None = None,
    parameter: ParameterDistribusi = BAWAAN,
) -> Putusan[tuple[Geser, ...] | None]:
    """The fewest single steps after which every line holds; empty when they hold already, None when no way exists.

    A hint on request, never applied by itself: people decide. The order can be carried out as given. Cost does not grow with
    the number of people (a flow through five groups; where "largest group" matters, a search by halves over its size).
    Raises ``ValueError`` as ``periksa_distribusi``.
    """
    organisasi = PredikatOrganisasi(predikat_organisasi)
    baris = periksa_distribusi(organisasi, jumlah, terkunci, parameter)
    if all(b.dipenuhi for b in baris):
        return Putusan((), (Alasan("Semua baris pola sudah terpenuhi.", SE),))
    c, kunci = _lengkap(jumlah), _lengkap(terkunci or {})
    aliran = _aliran_terbaik(organisasi, c, kunci, parameter)
    if aliran is None:
        return Putusan(None, (Alasan(_mengapa_buntu(sum(c.values()), kunci), SE),))
    geser = tuple(_urutkan(aliran))
    langkah = sum(g.jumlah for g in geser)
    return Putusan(
        geser, (Alasan(f"{langkah} langkah memenuhi semua baris pola. Hanya petunjuk; pimpinan yang memutuskan.", SE),)
    )


def _mengapa_buntu(n: int, kunci: Jumlah) -> str:
    if any(kunci.values()):
        return "Tidak ada jalan: predikat yang terkunci tidak dapat dipindahkan dari sini."
    return f"Tidak ada jalan: dengan {n} orang baris-baris pola tidak dapat dipenuhi bersama."


Aliran = dict[tuple[Predikat, Predikat], int]


def _aliran_terbaik(
    organisasi: PredikatOrganisasi, c: dict[Predikat, int], kunci: dict[Predikat, int], parameter: ParameterDistribusi
) -> Aliran | None:
    aturan = _aturan(organisasi, parameter)
    n = sum(c.values())
    terbanyak = next((a.apa for a in aturan if isinstance(a, _Terbanyak)), None)
    if terbanyak is None:
        return _selesaikan(organisasi, c, kunci, aturan, None).aliran
    jawab: dict[int, _Jawaban] = {}

    def biaya(m: int) -> int:
        if m not in jawab:
            jawab[m] = _selesaikan(organisasi, c, kunci, aturan, (terbanyak, m))
        return jawab[m].biaya

    # The cost is convex in the size of the largest group, so halves find its lowest point.
    terbaik = bisect_left(range(n), True, key=lambda m: biaya(m) <= biaya(m + 1))
    biaya(terbaik)
    return jawab[terbaik].aliran


#: What breaking a line costs, for each person: more than all steps of any unit (nobody needs more than three).
_LANGGAR = 1_000_000_000


@dataclass(frozen=True, slots=True)
class _Jawaban:
    biaya: int
    aliran: Aliran | None


def _selesaikan(
    organisasi: PredikatOrganisasi,
    c: dict[Predikat, int],
    kunci: dict[Predikat, int],
    aturan: Iterable[_Aturan],
    terbanyak: tuple[Predikat, int] | None,
) -> _Jawaban:
    """The cheapest flow of people between the five groups; breaking a line costs more than any number of steps.

    With ``terbanyak`` = (group, m) that group has m people and no other has more.
    """
    n = sum(c.values())
    bawah, atas = Counter[Predikat](), dict.fromkeys(Predikat, n)
    gabungan: tuple[tuple[Predikat, ...], int] | None = None
    if terbanyak:
        atas = dict.fromkeys(Predikat, terbanyak[1])
        bawah[terbanyak[0]] = terbanyak[1]
    for a in aturan:
        match a:
            case _Maks(apa=satu):
                atas[satu] = min(atas[satu], a.batas(n))
            case _Min(apa=(satu,)):
                bawah[satu] = max(bawah[satu], a.batas(n))
            case _Min():
                gabungan = a.apa, a.batas(n)
    return _alirkan(_langkah(organisasi), c, kunci, bawah, atas, gabungan)


def _alirkan(
    langkah: list[tuple[Predikat, Predikat]],
    c: dict[Predikat, int],
    kunci: dict[Predikat, int],
    bawah: Counter[Predikat],
    atas: dict[Predikat, int],
    gabungan: tuple[tuple[Predikat, ...], int] | None,
) -> _Jawaban:
    n = sum(c.values())
    wajib = {p: max(bawah[p] - kunci[p], 0) for p in Predikat}
    j = Jaringan()
    for p in Predikat:
        j.sisi("asal", p, c[p] - kunci[p])
    for a, b in langkah:
        j.sisi(a, b, n, 1)
    for p in Predikat:
        tujuan = "gabungan" if gabungan and p in gabungan[0] else "akhir"
        j.sisi(p, tujuan, wajib[p], -_LANGGAR)
        j.sisi(p, tujuan, atas[p] - max(bawah[p], kunci[p]))
        j.sisi(p, tujuan, n, _LANGGAR)
    bersama = max(gabungan[1] - sum(kunci[p] for p in gabungan[0]), 0) if gabungan else 0
    j.sisi("gabungan", "akhir", bersama, -_LANGGAR)
    j.sisi("gabungan", "akhir", n)
    lebih = sum(max(kunci[p] - atas[p], bawah[p] - atas[p], 0) for p in Predikat)
    tertagih = j.alirkan("asal", "akhir") + _LANGGAR * (sum(wajib.values()) + bersama + lebih)
    if tertagih >= _LANGGAR:
        return _Jawaban(tertagih, None)
    return _Jawaban(tertagih, {(a, b): x.isi for (a, b), x in zip(langkah, j.antara(langkah), strict=True) if x.isi})


def _urutkan(aliran: Aliran) -> Iterable[Geser]:
    """Steps in an order that can be carried out: whoever passes through a group arrives before he leaves."""
    sisa = dict(aliran)
    while sisa:
        dapat = next(x for x in sisa if not any(b is x[0] for _, b in sisa))
        yield Geser(dapat[0], dapat[1], sisa.pop(dapat))
