"""The only door to the objects of this floor: 404 for what one may not see, ``TidakBoleh`` for an act that is not his."""

from typing import TypeVar

from django.db import models
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from kinerja.layanan.keputusan import delegasi_terlihat, keputusan_terlihat
from kinerja.layanan.models import PERLU_DILIHAT, Impor, IzinBantu, KeputusanTercatat, LaporanData, Pekerjaan, Pengiriman
from kinerja.layanan.rules import IZIN
from kinerja.organisasi import access as organisasi_access
from kinerja.organisasi.models import (
    Akun,
    AnggotaPendelegasian,
    AnggotaTim,
    MasaKhusus,
    Pegawai,
    Pendelegasian,
    Penugasan,
    TimKerja,
    UnitKerja,
)
from kinerja.organisasi.peran import hak
from kinerja.plumbing.galat import TidakBoleh

M = TypeVar("M", bound=models.Model)

_KALIMAT = {
    "lihat_penilai_kosong": "Daftar ini untuk admin unit, BKPSDM, dan pengawas.",
    "pimpin_unit": "Pimpinan unit dicatat oleh admin unit itu atau BKPSDM.",
    "akhiri_penugasan": "Penugasan diakhiri oleh admin unit itu atau BKPSDM.",
    "angkat_kepala_daerah": "Kepala daerah dicatat oleh BKPSDM.",
    "ubah_unit": "Unit diakhiri dan diubah namanya oleh BKPSDM.",
    "delegasikan_penilai": "Pendelegasian diputus pimpinan unit, atau dicatat admin berdasarkan surat.",
    "cabut_delegasi": "Surat ini juga memuat pegawai di luar unit yang Anda urus. Minta BKPSDM mencatat pencabutannya.",
    "lepaskan_delegasi": "Pegawai ini bertugas di luar unit yang Anda urus. Minta pimpinan unitnya atau BKPSDM.",
    "catat_masa_khusus": "Masa khusus dicatat oleh admin unit tempat pegawai itu bertugas, atau BKPSDM.",
    "bentuk_tim": "Tim dibentuk oleh pimpinan atau admin unit itu.",
    "laporkan_data": "Data seseorang dilaporkan oleh orangnya sendiri, penilainya, atau admin unitnya.",
    "jawab_laporan": "Laporan ini dijawab oleh admin unit yang bersangkutan.",
    "tarik_laporan": "Laporan hanya dapat ditarik oleh pelapornya.",
    "beri_izin_bantu": "Akun ini tidak terhubung dengan pegawai, jadi tidak ada isian yang dapat dibantu.",
    "cabut_izin_bantu": "Izin hanya dapat dicabut oleh pemberinya.",
    "lihat_peristiwa": "Halaman ini untuk BKPSDM.",
    "urus_layanan": "Halaman ini untuk BKPSDM.",
    "impor": "Impor data hanya dilakukan oleh admin BKPSDM.",
    "hentikan_pekerjaan": "Pekerjaan hanya dapat dihentikan oleh yang memintanya atau BKPSDM.",
}


def boleh(akun: Akun, izin: str, objek: object = None) -> bool:
    """For buttons: the same answer as ``pastikan``, without the refusal."""
    return bool(IZIN[izin].test(akun, objek))


def pastikan(akun: Akun, izin: str, objek: object = None) -> None:
    """Raises ``TidakBoleh`` with a sentence when ``akun`` may not do ``izin`` to ``objek``."""
    if not boleh(akun, izin, objek):
        raise TidakBoleh(_KALIMAT.get(izin, "Akun Anda tidak berwenang melakukan ini."))


def _ambil(semua: QuerySet[M], pk: int, lock: bool, **syarat: object) -> M:
    """The one object; ``lock``: for an act, until the transaction of the caller ends."""
    return get_object_or_404(semua.select_for_update(of=("self",)) if lock else semua, pk=pk, **syarat)


def get_unit(akun: Akun, pk: int, izin: str, *, lock: bool = False) -> UnitKerja:
    """A unit through the door of ``organisasi``, for an act of this floor."""
    unit = organisasi_access.get_unit(akun, pk, lock=lock)
    pastikan(akun, izin, unit)
    return unit


def get_penugasan(akun: Akun, pk: int, izin: str, *, lock: bool = False) -> Penugasan:
    """A posting, by the right over its unit."""
    penugasan = _ambil(Penugasan.objects.select_related("pegawai", "jabatan", "unit"), pk, lock)
    pastikan(akun, izin, penugasan.unit)
    return penugasan


def get_pegawai(akun: Akun, pk: int, izin: str, *, lock: bool = False) -> Pegawai:
    """A person through the door of ``organisasi``, for an act of this floor."""
    pegawai = organisasi_access.get_pegawai(akun, pk, lock=lock)
    pastikan(akun, izin, pegawai)
    return pegawai


def get_masa_khusus(akun: Akun, pk: int, izin: str, *, lock: bool = False) -> MasaKhusus:
    """A time away, by the right over its person."""
    masa = _ambil(MasaKhusus.objects.select_related("pegawai"), pk, lock)
    pastikan(akun, izin, masa.pegawai)
    return masa


def get_tim(akun: Akun, pk: int, izin: str = "lihat_tim", *, lock: bool = False) -> TimKerja:
    """A team; acts by the right over its unit."""
    tim = _ambil(TimKerja.objects.select_related("unit", "ketua"), pk, lock)
    pastikan(akun, izin, tim.unit)
    return tim


def get_anggota_tim(akun: Akun, tim_pk: int, pk: int, *, lock: bool = False) -> AnggotaTim:
    """A membership of a team that one may change."""
    tim = get_tim(akun, tim_pk, "bentuk_tim")
    return _ambil(AnggotaTim.objects.select_related("pegawai"), pk, lock, tim=tim)


def get_delegasi(akun: Akun, pk: int, izin: str = "", *, lock: bool = False) -> Pendelegasian:
    """A letter that one may see; ``izin`` names the act."""
    surat = _ambil(delegasi_terlihat(akun).select_related("penilai", "unit_penilai", "oleh__pegawai"), pk, lock)
    if izin:
        pastikan(akun, izin, surat)
    return surat


def get_anggota_delegasi(akun: Akun, surat_pk: int, pk: int, *, lock: bool = False) -> AnggotaPendelegasian:
    """A membership of a letter that one may see, of a person of one's own area."""
    surat = get_delegasi(akun, surat_pk)
    anggota = _ambil(AnggotaPendelegasian.objects.select_related("pegawai", "pendelegasian"), pk, lock, pendelegasian=surat)
    pastikan(akun, "lepaskan_delegasi", anggota)
    return anggota


def laporan_terlihat(akun: Akun) -> QuerySet[LaporanData]:
    """Reports that one sent, that speak of oneself, or that lie on a desk of one's own."""
    boleh_ = Q(pelapor=akun)
    if akun.pegawai_id is not None:
        boleh_ |= Q(pegawai_id=akun.pegawai_id)
    for path in hak(akun).wilayah_admin:
        boleh_ |= Q(unit__path__startswith=path)
    return LaporanData.objects.filter(boleh_)


def get_laporan(akun: Akun, pk: int, izin: str = "", *, lock: bool = False) -> LaporanData:
    """A report that one may see; ``izin`` names the act."""
    baris = laporan_terlihat(akun).select_related("pegawai", "pelapor__pegawai", "unit", "dijawab_oleh__pegawai")
    laporan = _ambil(baris, pk, lock)
    if izin:
        pastikan(akun, izin, laporan)
    return laporan


def izin_bantu_terlihat(akun: Akun) -> QuerySet[IzinBantu]:
    """Consents that one gave or received."""
    if akun.pegawai_id is None:
        return IzinBantu.objects.none()
    return IzinBantu.objects.filter(Q(pemilik_id=akun.pegawai_id) | Q(pembantu_id=akun.pegawai_id))


def get_izin_bantu(akun: Akun, pk: int, izin: str, *, lock: bool = False) -> IzinBantu:
    """A consent that one gave or received."""
    baris = _ambil(izin_bantu_terlihat(akun).select_related("pemilik", "pembantu"), pk, lock)
    pastikan(akun, izin, baris)
    return baris


def get_keputusan(akun: Akun, pk: int, *, lock: bool = False) -> KeputusanTercatat:
    """A recorded decision that one may see (``keputusan_terlihat``). 404 for others."""
    return _ambil(keputusan_terlihat(akun).select_related("pejabat", "berkas", "oleh__pegawai"), pk, lock)


def get_impor(akun: Akun, pk: int, *, lock: bool = False) -> Impor:
    """An import; they are all BKPSDM's."""
    pastikan(akun, "impor")
    return _ambil(Impor.objects.select_related("berkas", "oleh__pegawai"), pk, lock)


def get_kiriman(akun: Akun, pk: int, *, lock: bool = False) -> Pengiriman:
    """A delivery that a person must look at; they are all BKPSDM's."""
    pastikan(akun, "urus_layanan")
    return _ambil(Pengiriman.objects.filter(status__in=PERLU_DILIHAT), pk, lock)


def pekerjaan_terlihat(akun: Akun) -> QuerySet[Pekerjaan]:
    """Jobs that one asked for; BKPSDM sees all."""
    semua = Pekerjaan.objects.select_related("pemilik__pegawai")
    return semua if boleh(akun, "impor") else semua.filter(pemilik=akun)


def get_pekerjaan(akun: Akun, pk: int, izin: str = "lihat_pekerjaan", *, lock: bool = False) -> Pekerjaan:
    """A job that one may see; ``izin`` names the act."""
    pekerjaan = _ambil(pekerjaan_terlihat(akun), pk, lock)
    pastikan(akun, izin, pekerjaan)
    return pekerjaan
