"""Sentences of an SKP as words and numbers. Pure, and linear in the length of the text."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

_KATA = re.compile(r"\w+")
_ANGKA = re.compile(r"\d[\d.,]*")
_KODE = re.compile(r"\([A-Za-z]{0,3}\d{1,3}\)")
#: Joining words: two sentences that differ only here say the same.
SAMBUNG = frozenset(["dan", "yang", "di", "ke", "dari", "pada", "untuk", "dalam", "dengan", "oleh", "bagi", "atas"])
_SAMPAI = re.compile(r"\s*(-|–|—|s\.?\s?/?d\.?|sampai|hingga)\s*", re.IGNORECASE)
_ANGKA_TERPANJANG = 30


def kata(teks: str) -> list[str]:
    """Words in lower case, without punctuation; ``"3,5 %"`` gives ``["3", "5"]``."""
    return _KATA.findall(unicodedata.normalize("NFKC", teks).casefold())


def lipat(teks: str) -> str:
    """A name or a title as it is compared: case and blanks do not count, every sign does."""
    return " ".join(teks.casefold().split())


def bentuk_baku(teks: str) -> str:
    """The sentence as it is compared: case, spaces, punctuation and a code such as ``(J4)`` do not count."""
    return " ".join(kata(_KODE.sub(" ", teks)))


def sama(a: str, b: str) -> bool:
    """Whether two sentences say the same word for word. Joining words and one letter within a long word may differ."""
    x, y = _inti(a), _inti(b)
    return bool(x) and len(x) == len(y) and all(_seejaan(p, q) for p, q in zip(x, y, strict=True))


def bagian_salinan(kalimat: Sequence[str]) -> Fraction:
    """Share of sentences that repeat an earlier one: ten people with one sentence give 9/10. Empty ones are left out."""
    isi = [baku for x in kalimat if (baku := bentuk_baku(x))]
    return Fraction(len(isi) - len(set(isi)), len(isi)) if isi else Fraction(0)


def bilangan(teks: str) -> Decimal | None:
    """A number in Indonesian or English writing: ``1.250.000``, ``12,5``, ``79.34``; None where it cannot be told.

    One dot with exactly three digits behind it separates thousands (``1.157``), as Indonesian rules say.
    """
    polos = teks.strip().rstrip(".,")
    if not polos or len(polos) > _ANGKA_TERPANJANG or not _ANGKA.fullmatch(polos):
        return None
    titik, koma = polos.count("."), polos.count(",")
    if titik and koma:
        return _campur(polos)
    if not titik and not koma:
        return Decimal(polos)
    tanda = "." if titik else ","
    ribuan = _berkelompok(polos.split(tanda)) and (tanda == "." or koma > 1)
    if ribuan:
        return Decimal(polos.replace(tanda, ""))
    return Decimal(polos.replace(tanda, ".")) if titik + koma == 1 else None


def angka_dalam(teks: str) -> Iterator[re.Match[str]]:
    """Every stretch of digits with its separators."""
    return _ANGKA.finditer(teks)


def rentang(teks: str, pengali: dict[str, int] | None = None) -> tuple[Decimal, Decimal] | None:
    """Lowest and highest value of a target: ``300-500``, or ``12 laporan`` as twice 12; None if it names none or several."""
    temuan = list(angka_dalam(teks))
    if not 1 <= len(temuan) <= 2:
        return None
    nilai = [_kali(bilangan(t.group()), teks[t.end() : t.end() + 12], pengali or {}) for t in temuan]
    awal, akhir = nilai[0], nilai[-1]
    if awal is None or akhir is None:
        return None
    if len(temuan) == 2 and not _SAMPAI.fullmatch(teks[temuan[0].end() : temuan[1].start()]):
        return None
    return (min(awal, akhir), max(awal, akhir))


def _inti(teks: str) -> list[str]:
    return [x for x in bentuk_baku(teks).split() if x not in SAMBUNG]


def _seejaan(a: str, b: str) -> bool:
    """Equal, or one letter apart in words of six letters and more (ketentraman, ketenteraman)."""
    if a == b:
        return True
    pendek, panjang = sorted((a, b), key=len)
    if len(pendek) < 6 or len(panjang) - len(pendek) > 1 or not (a + b).isalpha():
        return False
    i = next((n for n, (p, q) in enumerate(zip(pendek, panjang, strict=False)) if p != q), len(pendek))
    geser = 1 if len(pendek) == len(panjang) else 0
    return pendek[i + geser :] == panjang[i + 1 :]


def _berkelompok(bagian: list[str]) -> bool:
    """Thousands: no number begins with a zero, so ``0.125`` is a decimal."""
    return 1 <= len(bagian[0]) <= 3 and bagian[0][0] != "0" and all(len(x) == 3 for x in bagian[1:])


def _campur(polos: str) -> Decimal | None:
    """Both signs: the later one is the decimal sign, if it stands once."""
    desimal, ribuan = (",", ".") if polos.rfind(",") > polos.rfind(".") else (".", ",")
    bulat, _, pecahan = polos.partition(desimal)
    if desimal in pecahan or not _berkelompok(bulat.split(ribuan)):
        return None
    return Decimal(f"{bulat.replace(ribuan, '')}.{pecahan}")


def _kali(nilai: Decimal | None, ekor: str, pengali: dict[str, int]) -> Decimal | None:
    sesudah = kata(ekor)[:1]
    return nilai * pengali.get(sesudah[0], 1) if nilai is not None and sesudah else nilai
