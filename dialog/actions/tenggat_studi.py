"""Clocks of a tugas belajar: each wait of an extension, and the last day of the study itself.

The second starts ``tubel_pengingat`` days before the end and lies with whoever has to act: the pegawai, or the desk at which
his extension waits. After an extension the new end has a clock of its own.
"""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from dialog.enums import PERPANJANGAN_BERJALAN, StatusPerpanjanganStudi
from dialog.models import LangkahStudi, PerpanjanganStudi
from dialog.queries_studi import hari_terakhir
from kinerja.layanan.meja import meja_untuk
from kinerja.organisasi.enums import JenisMasaKhusus
from kinerja.organisasi.models import Akun, MasaKhusus, Pegawai, UnitKerja
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.siklus.actions.tenggat import buka_tenggat, pindahkan_meja, selesaikan_tenggat
from kinerja.siklus.models import Tenggat
from kinerja.siklus.queries import parameter

PROSES, AKHIR, AKHIR_PANJANG = "studi_proses", "studi_berakhir", "studi_perpanjangan_berakhir"
OBJEK_LANGKAH: str = LangkahStudi._meta.label_lower
OBJEK_MASA: str = MasaKhusus._meta.label_lower
OBJEK_PANJANG: str = PerpanjanganStudi._meta.label_lower
S = StatusPerpanjanganStudi


def meja(pegawai: Pegawai, status: str) -> tuple[Pegawai | None, UnitKerja | None]:
    """(person, unit) that must act in ``status``: exactly one."""
    if status == S.DIMINTA:
        return None, meja_untuk(pegawai, jam.hari_ini())
    if status in (S.DICATAT_UNIT, S.DIREKOMENDASIKAN):
        return None, _bkpsdm()
    return pegawai, None


def _bkpsdm() -> UnitKerja:
    akar = UnitKerja.objects.filter(depth=1).order_by("path").first()
    if akar is None:
        raise Ditolak("Pohon unit belum diimpor. Hubungi BKPSDM.")
    return akar


def _kantor(pegawai: Pegawai) -> int | None:
    tugas = jabatan_utama([pegawai.pk], jam.hari_ini()).get(pegawai.pk)
    return tugas.unit_id if tugas else None


def buka_proses(langkah: LangkahStudi, *, by: Akun | None) -> Tenggat:
    """Somebody has to act on what this step led to."""
    pegawai = langkah.perpanjangan.masa_khusus.pegawai
    orang, unit = meja(pegawai, langkah.ke)
    kantor = _kantor(pegawai) if orang else None
    return buka_tenggat(langkah, PROSES, pemegang=orang, pemegang_unit=unit, kantor=kantor, by=by)


def selesai_proses(perpanjangan: PerpanjanganStudi, *, by: Akun | None) -> None:
    """It was acted upon."""
    langkah = LangkahStudi.objects.filter(perpanjangan=perpanjangan).values("pk")
    for t in _jalan().filter(objek_jenis=OBJEK_LANGKAH, objek_id__in=langkah, jenis=PROSES):
        selesaikan_tenggat(LangkahStudi(pk=t.objek_id), PROSES, by=by)


def _jalan() -> QuerySet[Tenggat]:
    return Tenggat.objects.filter(selesai_pada__isnull=True)


def akhir_berjalan(masa: MasaKhusus) -> Tenggat | None:
    """The running clock of the end of a study."""
    panjang = PerpanjanganStudi.objects.filter(masa_khusus=masa).values("pk")
    sendiri = _jalan().filter(objek_jenis=OBJEK_MASA, objek_id=masa.pk, jenis=AKHIR)
    return (sendiri | _jalan().filter(objek_jenis=OBJEK_PANJANG, objek_id__in=panjang, jenis=AKHIR_PANJANG)).first()


def _objek(t: Tenggat) -> MasaKhusus | PerpanjanganStudi:
    return MasaKhusus(pk=t.objek_id) if t.jenis == AKHIR else PerpanjanganStudi(pk=t.objek_id)


def pindahkan_akhir(masa: MasaKhusus, *, by: Akun | None) -> None:
    """The end of the study lies with whoever acts on the extension now, else with the pegawai."""
    if t := akhir_berjalan(masa):
        orang, unit = _meja_akhir(masa)
        pindahkan_meja(_objek(t), t.jenis, pemegang=orang, pemegang_unit=unit, by=by)


def selesai_akhir(masa: MasaKhusus, *, by: Akun | None) -> None:
    """It does not end on that day any more, or has ended."""
    if t := akhir_berjalan(masa):
        selesaikan_tenggat(_objek(t), t.jenis, by=by)


def _meja_akhir(masa: MasaKhusus) -> tuple[Pegawai | None, UnitKerja | None]:
    jalan = PerpanjanganStudi.objects.filter(masa_khusus=masa, status__in=PERPANJANGAN_BERJALAN).first()
    return meja(masa.pegawai, jalan.status if jalan else "")


def jaga_akhir() -> int:
    """Open the clocks of studies that end soon, follow ends that were recorded anew, stop those that are over.

    Each in its own transaction; run again, it changes nothing. Returns how many clocks it opened, moved or stopped.
    """
    hari = jam.hari_ini()
    sebelum = parameter("tubel_pengingat", hari).bulat
    studi = MasaKhusus.objects.filter(jenis=JenisMasaKhusus.TUBEL).select_related("pegawai")
    dekat = studi.filter(berlaku__endswith__gt=hari, berlaku__endswith__lte=hari + dt.timedelta(days=sebelum + 1))
    kena = set(dekat.values_list("pk", flat=True)) | _berjam()
    return sum(_jaga(masa, hari, sebelum) for masa in studi.filter(pk__in=kena).order_by("pk"))


def _berjam() -> set[int]:
    masa = _jalan().filter(objek_jenis=OBJEK_MASA, jenis=AKHIR).values_list("objek_id", flat=True)
    panjang = _jalan().filter(objek_jenis=OBJEK_PANJANG, jenis=AKHIR_PANJANG).values("objek_id")
    return {*masa, *PerpanjanganStudi.objects.filter(pk__in=panjang).values_list("masa_khusus_id", flat=True)}


@transaction.atomic
def _jaga(masa: MasaKhusus, hari: dt.date, sebelum: int) -> bool:
    selesai, ada = hari_terakhir(masa), akhir_berjalan(masa)
    menunggu = PerpanjanganStudi.objects.filter(masa_khusus=masa, status__in=PERPANJANGAN_BERJALAN).exists()
    if ada is None:
        return selesai is not None and selesai >= hari and _buka(masa, selesai, sebelum)
    if selesai is None or (selesai < hari and not menunggu):
        selesai_akhir(masa, by=None)
        return True
    if ada.batas == selesai:
        return False
    ada.batas = selesai
    ada.save(update_fields=["batas"])
    return True


def _buka(masa: MasaKhusus, selesai: dt.date, sebelum: int) -> bool:
    """The clock of this end; False when it had one that was stopped."""
    terakhir = PerpanjanganStudi.objects.filter(masa_khusus=masa, status=S.DITERBITKAN).order_by("-sampai").first()
    objek, jenis = (terakhir, AKHIR_PANJANG) if terakhir else (masa, AKHIR)
    orang, unit = _meja_akhir(masa)
    mulai = selesai - dt.timedelta(days=sebelum)
    t = buka_tenggat(
        objek, jenis, mulai=mulai, pemegang=orang, pemegang_unit=unit, kantor=_kantor(masa.pegawai), by=None
    )  # fmt: skip
    if t.batas != selesai:  # the parameter was another when the clock started
        t.batas = selesai
        t.save(update_fields=["batas"])
    return t.selesai_pada is None
