"""What every act of typing asks: is the row still there, does one more fit, whose Perjanjian Kinerja it may name."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max, Q

from kinerja.organisasi.queries import jalur
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.tulisan import angka
from skp.actions.dasar import bersihkan
from skp.aturan import RHK_MAKS, tingkat_kendali
from skp.enums import StatusPK, TingkatKendali
from skp.models import RHK, VersiSKP


def baris_kini(baris: Any, pk: int, nama: str) -> Any:
    """The row as it is now; ``SudahBerubah`` when it is gone."""
    kini = baris.filter(pk=pk).first()
    if kini is None:
        raise SudahBerubah(f"{nama} ini sudah dihapus di layar lain. Muat ulang halaman.")
    return kini


def urut_berikut(baris: Any) -> int:
    """The place after the last."""
    return int(baris.aggregate(akhir=Max("urut"))["akhir"] or 0) + 1


def periksa_muat(versi: VersiSKP) -> None:
    """Raises ``Ditolak`` when no RHK fits into the form any more."""
    periksa_penuh(RHK.objects.filter(versi=versi).count(), RHK_MAKS, "RHK")


def periksa_penuh(jumlah: int, maks: int, nama: str) -> None:
    """Raises ``Ditolak`` when no more fits."""
    if jumlah >= maks:
        raise Ditolak(f"Paling banyak {angka(maks)} {nama}. Gabungkan atau hapus yang tidak diperlukan.")


def dari_pk(versi: VersiSKP, lewat: str) -> Q:
    """Belongs to the Perjanjian Kinerja in force of the owner's unit, or of one above it."""
    unit = jalur(versi.skp.penugasan.unit.path)
    isi = {"unit__path__in": unit, "tahun": versi.skp.siklus.tahun, "status": StatusPK.BERLAKU}
    return Q(**{f"{lewat}__{k}": v for k, v in isi.items()})


def polos(model: Any, semula: Mapping[str, Any] | None, boleh: Iterable[str]) -> dict[str, Any] | None:
    """What was there when typing began, as plain values of the fields that may be typed."""
    return None if semula is None else bersihkan(model, semula, boleh)


def periksa_kendali(versi: VersiSKP, isi: Mapping[str, Any]) -> None:
    """The fourth degree of control is for JF only; the position is looked up when somebody takes it."""
    tinggi = TingkatKendali.OUTPUT_KENDALI_TINGGI
    if isi.get("kendali") == tinggi and tinggi not in tingkat_kendali(versi.skp.penugasan.jabatan.jenis):
        raise Ditolak("Output kendali tinggi hanya untuk pejabat fungsional. Pilih tingkat kendali yang lain.")
