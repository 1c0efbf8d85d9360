"""Values of parameters as plain data: what may be stored, how it is read back, how it is said. No Django, no database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from kinerja.plumbing import tulisan
from kinerja.siklus.aturan import tanggal_siklus_terbaca, uraikan_tanggal_siklus
from kinerja.siklus.enums import JenisNilai, Satuan

Pilihan = Sequence[Sequence[str]]


def periksa_nilai(
    nilai: Any,
    jenis: JenisNilai,
    *,
    isi: str = "",
    pilihan: Pilihan = (),
    kunci: Iterable[str] = (),
    minimum: Decimal | None = None,
    maksimum: Decimal | None = None,
) -> Any:
    """``nilai`` in its Python form: int, Decimal, bool, str, tuple of int, dict.

    Raises ``ValueError`` with a sentence for the person: another kind, outside the limits, not one of the choices, or
    (PETA) other keys than ``kunci``.
    """
    match jenis:
        case JenisNilai.BULAT:
            return _dalam_batas(_bulat(nilai), minimum, maksimum)
        case JenisNilai.DESIMAL:
            return _dalam_batas(_desimal(nilai), minimum, maksimum)
        case JenisNilai.YA_TIDAK:
            if not isinstance(nilai, bool):
                raise ValueError("Isi dengan ya atau tidak.")
            return nilai
        case JenisNilai.PILIHAN:
            return _satu_pilihan(nilai, pilihan)
        case JenisNilai.TANGGAL:
            uraikan_tanggal_siklus(str(nilai))
            return str(nilai)
        case JenisNilai.DAFTAR_BULAT:
            return _daftar(nilai, minimum, maksimum)
        case JenisNilai.PETA:
            return _peta(nilai, JenisNilai(isi), pilihan, frozenset(kunci), minimum, maksimum)


def _bulat(nilai: Any) -> int:
    if isinstance(nilai, bool) or not isinstance(nilai, int):
        raise ValueError("Isi dengan bilangan bulat.")
    return nilai


def _desimal(nilai: Any) -> Decimal:
    try:
        hasil = Decimal(str(nilai))
    except InvalidOperation:
        hasil = Decimal("NaN")
    if isinstance(nilai, bool) or not hasil.is_finite():
        raise ValueError("Isi dengan bilangan, misalnya 12,5.")
    return hasil


def _dalam_batas(nilai: Any, minimum: Decimal | None, maksimum: Decimal | None) -> Any:
    if minimum is not None and nilai < minimum:
        raise ValueError(f"Paling kecil {tulisan.angka(minimum)}.")
    if maksimum is not None and nilai > maksimum:
        raise ValueError(f"Paling besar {tulisan.angka(maksimum)}.")
    return nilai


def _satu_pilihan(nilai: Any, pilihan: Pilihan) -> str:
    if nilai not in [kode for kode, _ in pilihan]:
        raise ValueError("Pilih salah satu yang tersedia.")
    return str(nilai)


def _daftar(nilai: Any, minimum: Decimal | None, maksimum: Decimal | None) -> tuple[int, ...]:
    if isinstance(nilai, str | bytes) or not isinstance(nilai, Iterable):
        raise ValueError("Isi dengan beberapa bilangan bulat, dipisah koma.")
    hasil = tuple(_dalam_batas(_bulat(x), minimum, maksimum) for x in nilai)
    if not hasil or len(set(hasil)) != len(hasil):
        raise ValueError("Isi sedikitnya satu bilangan, dan jangan ulangi bilangan yang sama.")
    return tuple(sorted(hasil, reverse=True))


def _peta(
    nilai: Any, isi: JenisNilai, pilihan: Pilihan, kunci: frozenset[str], minimum: Decimal | None, maksimum: Decimal | None
) -> dict[str, Any]:
    if not isinstance(nilai, Mapping) or set(nilai) != kunci:
        raise ValueError("Isi setiap baris tabel padanan.")
    return {k: periksa_nilai(v, isi, pilihan=pilihan, minimum=minimum, maksimum=maksimum) for k, v in nilai.items()}


def bentuk_simpan(nilai: Any) -> Any:
    """As JSON: a Decimal becomes its digits, a tuple a list."""
    if isinstance(nilai, Decimal):
        return str(nilai)
    if isinstance(nilai, Mapping):
        return {k: bentuk_simpan(v) for k, v in nilai.items()}
    return list(nilai) if isinstance(nilai, tuple) else nilai


def baca_simpanan(nilai: Any, jenis: JenisNilai, isi: str = "", kunci: Sequence[str] = ()) -> Any:
    """The Python form of a stored value. ``kunci`` gives a PETA its order back (the database keeps none)."""
    match jenis:
        case JenisNilai.DESIMAL:
            return Decimal(nilai)
        case JenisNilai.DAFTAR_BULAT:
            return tuple(nilai)
        case JenisNilai.PETA:
            return {k: baca_simpanan(nilai[k], JenisNilai(isi)) for k in kunci or nilai}
    return nilai


def nilai_terbaca(nilai: Any, jenis: JenisNilai, satuan: Satuan, pilihan: Pilihan = ()) -> str:
    """``14 hari kerja``, ``70 %``, ``Ya``, ``31 Januari tahun berikutnya``: one line for lists (PETA: see ``baris_peta``)."""
    label = {x[0]: x[1] for x in pilihan}
    pembaca: dict[JenisNilai, Callable[[], str]] = {
        JenisNilai.YA_TIDAK: lambda: "Ya" if nilai else "Tidak",
        JenisNilai.PILIHAN: lambda: label.get(nilai, str(nilai)),
        JenisNilai.TANGGAL: lambda: tanggal_siklus_terbaca(nilai),
        JenisNilai.DAFTAR_BULAT: lambda: f"{', '.join(map(tulisan.angka, nilai))} {satuan.label}".strip(),
        JenisNilai.PETA: lambda: "; ".join(f"{k}: {v}" for k, v in baris_peta(nilai, satuan, pilihan)),
    }
    return pembaca[jenis]() if jenis in pembaca else f"{tulisan.angka(nilai)} {satuan.label}".strip()


def baris_peta(nilai: Mapping[str, Any], satuan: Satuan, pilihan: Pilihan = ()) -> list[tuple[str, str]]:
    """Rows of a PETA as people read them: ``("Ahli muda", "25 angka kredit")``."""
    label = {x[0]: x[1] for x in pilihan}
    return [(kata_kunci(k), label.get(str(v)) or f"{tulisan.angka(v)} {satuan.label}".strip()) for k, v in nilai.items()]


def kata_kunci(kode: str) -> str:
    """An enumeration's string as words; Kurang/misconduct is one predikat and is written with the stroke."""
    if kode == "KURANG_MISCONDUCT":
        return "Kurang/misconduct"
    return kode.replace("_", " ").replace("/", " / ").capitalize()
