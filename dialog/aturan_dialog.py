"""Rules of the talk, pure: how an agreement stands, who must still confirm, what is suggested, what a talk is called."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dialog.enums import JenisDialog, KeadaanKesepakatan, StatusDialog

ISI_MAKS, CATATAN_MAKS, ALASAN_MAKS = 1000, 20_000, 1000
#: An IKI without a word for so many days is worth talking about.
TANPA_KABAR = 60


def keadaan_kesepakatan(batas: dt.date, hari: dt.date, *, selesai: bool = False, dilepas: bool = False) -> KeadaanKesepakatan:
    """How an agreement stands on ``hari``; the last day itself still counts."""
    if selesai:
        return KeadaanKesepakatan.SELESAI
    if dilepas:
        return KeadaanKesepakatan.DILEPAS
    return KeadaanKesepakatan.LEWAT if hari > batas else KeadaanKesepakatan.BERJALAN


def belum_konfirmasi(pihak: Sequence[int], sudah: Collection[int]) -> list[int]:
    """Whose word is still missing, in the order of ``pihak``."""
    return [p for p in pihak if p not in sudah]


def menyelesaikan(pihak: Sequence[int], sudah: Collection[int], saya: int) -> bool:
    """Whether the word of ``saya`` is the last one."""
    return belum_konfirmasi(pihak, {*sudah, saya}) == []


@dataclass(frozen=True, slots=True)
class KabarIKI:
    """When a measure was last heard of. ``sejak``: the day from which one could have written (the SKP holds)."""

    nomor: str
    sejak: dt.date
    terakhir: dt.date | None = None


def bulan_tanpa_kabar(iki: KabarIKI, hari: dt.date) -> int:
    """Whole months (of 30 days) since the last word; 0 below ``TANPA_KABAR`` days."""
    diam = (hari - (iki.terakhir or iki.sejak)).days
    return diam // 30 if diam >= TANPA_KABAR else 0


def sebutan(jenis: str, periode: str) -> str:
    """``Dialog triwulan IV``, ``Klarifikasi ekspektasi``, ``Dialog insidental``."""
    if jenis == JenisDialog.KLARIFIKASI:
        return JenisDialog.KLARIFIKASI.label
    if jenis == JenisDialog.INSIDENTAL:
        return "Dialog insidental"
    kata = "Dialog evaluasi" if jenis == JenisDialog.EVALUASI else "Dialog"
    return f"{kata} {periode}".strip()


def dapat_diisi(status: str) -> bool:
    """Agenda and notes are written while it is prepared and held; not when it waits for the other's word."""
    return status in (StatusDialog.RENCANA, StatusDialog.BERLANGSUNG)
