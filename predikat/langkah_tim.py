"""What evaluation brings to the team page: whom I still have to rate, and whose rating waits to be set."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from dialog.langkah_tim import LANGKAH_TIM, LangkahTim, Tombol
from kinerja.layanan.beranda import alamat
from predikat.enums import StatusEvaluasi, SumberEvaluasi
from predikat.models import Evaluasi

if TYPE_CHECKING:
    from dialog.queries_tim import BarisTim

NAMA = "rating"
_TERBUKA = [StatusEvaluasi.BELUM, StatusEvaluasi.DIUSULKAN]


def siapkan(saya: int, pegawai: Collection[int]) -> Mapping[int, Any]:
    """Person -> his earliest evaluation that waits for me as penilai. One query."""
    tunggu = Evaluasi.objects.filter(
        penilai=saya, pegawai__in=list(pegawai), sumber=SumberEvaluasi.LOKAL, status__in=_TERBUKA
    ).exclude(pegawai=saya)
    # The earliest comes last, so that it is the one that stays.
    return {e.pegawai_id: e for e in tunggu.select_related("periode__siklus").order_by("-periode__rentang", "-pk")}


def pilih(b: "BarisTim") -> Tombol | None:
    """The rating page of the person; once rated, the list in which predikat are set."""
    e = b.tambahan.get(NAMA)
    if e is None:
        return None
    if e.status == StatusEvaluasi.DIUSULKAN:
        url = f"{alamat('predikat:daftar')}?periode={e.periode_id}"
        return Tombol("Tetapkan predikat", url, f"Rating {e.periode} sudah Anda usulkan.")
    return Tombol("Beri rating", alamat("predikat:nilai", e.pk), f"{e.periode} menunggu rating Anda.")


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    selesai = ("predikat:nilai", "predikat:tetapkan")
    LANGKAH_TIM.daftarkan(LangkahTim(NAMA, 15, pilih, selesai=selesai, siapkan=siapkan))
