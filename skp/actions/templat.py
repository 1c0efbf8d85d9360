"""A unit's template of the lampiran: rows that every new SKP of the unit and of those below it begins with."""

from django.db import transaction
from django.db.models import Max

from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.tulisan import angka
from skp.actions.dasar import bersihkan, pastikan, rapikan
from skp.aturan import LAMPIRAN_MAKS
from skp.models import TemplatLampiran

_WEWENANG = "Templat lampiran diatur oleh pimpinan unitnya, admin unit, atau BKPSDM."


@transaction.atomic
def tambah_templat(unit: UnitKerja, jenis: str, uraian: str, *, by: Akun | None) -> TemplatLampiran:
    """A row at the end of a block. Raises ``Ditolak`` for an empty text, one that is there already, or a full block."""
    _mulai(unit, by)
    isi = _isi(uraian) | bersihkan(TemplatLampiran, {"jenis": jenis}, ("jenis",))
    blok = TemplatLampiran.objects.filter(unit=unit, jenis=isi["jenis"])
    if blok.filter(uraian=isi["uraian"]).exists():
        raise Ditolak("Kalimat yang sama sudah ada di bagian ini. Ubah yang sudah ada.")
    if blok.count() >= LAMPIRAN_MAKS:
        raise Ditolak(
            f"Satu bagian memuat paling banyak {angka(LAMPIRAN_MAKS)} baris. Hapus yang tidak dipakai, lalu simpan lagi."
        )
    urut = (blok.aggregate(n=Max("urut"))["n"] or 0) + 1
    return TemplatLampiran.objects.create(unit=unit, urut=urut, **isi)


@transaction.atomic
def ubah_templat(baris: TemplatLampiran, uraian: str, *, by: Akun | None, semula: str | None = None) -> TemplatLampiran:
    """Write a row; SKP that took it stay as they are. Raises ``SudahBerubah`` when ``semula`` is not what stands there now."""
    _mulai(baris.unit, by)
    kini = TemplatLampiran.objects.filter(pk=baris.pk).first()
    if kini is None:
        raise SudahBerubah("Baris itu sudah dihapus orang lain. Muat ulang halaman templat.")
    isi = _isi(uraian)
    if kini.uraian == isi["uraian"]:
        return kini
    if semula is not None and rapikan(semula) != kini.uraian:
        raise SudahBerubah("Baris ini sudah diubah orang lain sejak halaman dibuka. Muat ulang halaman, lalu ketik lagi.")
    kini.uraian = isi["uraian"]
    kini.save(update_fields=["uraian"])
    return kini


@transaction.atomic
def hapus_templat(baris: TemplatLampiran, *, by: Akun | None) -> None:
    """Take a row out. Gone already: nothing happens."""
    _mulai(baris.unit, by)
    TemplatLampiran.objects.filter(pk=baris.pk).delete()


def _mulai(unit: UnitKerja, by: Akun | None) -> None:
    """Everybody who types into the template of a unit stands in one queue."""
    UnitKerja.objects.select_for_update(no_key=True).get(pk=unit.pk)
    pastikan(by, "atur_templat", unit, _WEWENANG)


def _isi(uraian: str) -> dict[str, str]:
    isi = bersihkan(TemplatLampiran, {"uraian": uraian}, ("uraian",))
    if not isi["uraian"]:
        raise Ditolak("Kalimatnya masih kosong. Isi dahulu, lalu simpan.")
    return isi
