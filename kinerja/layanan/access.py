"""The only door to the objects of this floor: 404 for what one may not see, ``TidakBoleh`` for an act that is not his."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from kinerja.layanan.models import Impor, IzinBantu, KeputusanTercatat, LaporanData, Pekerjaan
from kinerja.layanan.rules import IZIN, wilayah_admin
from kinerja.organisasi.models import Akun, AnggotaTim, MasaKhusus, Pegawai, Pendelegasian, Penugasan, TimKerja, UnitKerja
from kinerja.organisasi.queries import pegawai_terlihat
from kinerja.plumbing.galat import TidakBoleh

_KALIMAT = {
    "lihat_penilai_kosong": "Daftar ini untuk admin unit, BKPSDM, dan pengawas.",
    "pimpin_unit": "Pimpinan unit dicatat oleh admin unit itu atau BKPSDM.",
    "akhiri_penugasan": "Penugasan diakhiri oleh admin unit itu atau BKPSDM.",
    "angkat_kepala_daerah": "Kepala daerah dicatat oleh BKPSDM.",
    "delegasikan_penilai": "Pendelegasian diputus pimpinan unit, atau dicatat admin berdasarkan surat.",
    "catat_masa_khusus": "Masa khusus dicatat oleh admin unit tempat pegawai itu bertugas, atau BKPSDM.",
    "bentuk_tim": "Tim dibentuk oleh pimpinan atau admin unit itu.",
    "laporkan_data": "Data seseorang dilaporkan oleh orangnya sendiri, penilainya, atau admin unitnya.",
    "jawab_laporan": "Laporan ini dijawab oleh admin unit yang bersangkutan.",
    "tarik_laporan": "Laporan hanya dapat ditarik oleh pelapornya.",
    "beri_izin_bantu": "Akun ini tidak terhubung dengan pegawai, jadi tidak ada isian yang dapat dibantu.",
    "cabut_izin_bantu": "Izin hanya dapat dicabut oleh pemberinya.",
    "lihat_peristiwa": "Halaman ini untuk BKPSDM.",
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


def get_unit(akun: Akun, pk: int, izin: str) -> UnitKerja:
    """A unit; the tree itself is open to everyone who is signed in."""
    unit = get_object_or_404(UnitKerja, pk=pk)
    pastikan(akun, izin, unit)
    return unit


def get_penugasan(akun: Akun, pk: int, izin: str) -> Penugasan:
    """A posting, by the right over its unit."""
    penugasan = get_object_or_404(Penugasan.objects.select_related("pegawai", "jabatan", "unit"), pk=pk)
    pastikan(akun, izin, penugasan.unit)
    return penugasan


def get_pegawai(akun: Akun, pk: int, izin: str) -> Pegawai:
    """A person of the directory."""
    pegawai = get_object_or_404(pegawai_terlihat(akun), pk=pk)
    pastikan(akun, izin, pegawai)
    return pegawai


def get_masa_khusus(akun: Akun, pk: int, izin: str) -> MasaKhusus:
    """A time away, by the right over its person."""
    masa = get_object_or_404(MasaKhusus.objects.select_related("pegawai"), pk=pk)
    pastikan(akun, izin, masa.pegawai)
    return masa


def get_tim(akun: Akun, pk: int, izin: str = "lihat_tim") -> TimKerja:
    """A team; acts by the right over its unit."""
    tim = get_object_or_404(TimKerja.objects.select_related("unit", "ketua"), pk=pk)
    pastikan(akun, izin, tim.unit)
    return tim


def get_anggota_tim(akun: Akun, tim_pk: int, pk: int) -> AnggotaTim:
    """A membership of a team that one may change."""
    tim = get_tim(akun, tim_pk, "bentuk_tim")
    return get_object_or_404(AnggotaTim.objects.select_related("pegawai"), pk=pk, tim=tim)


def delegasi_terlihat(akun: Akun) -> QuerySet[Pendelegasian]:
    """Letters that concern one's own people, that one recorded, that name one as assessor, or all for BKPSDM and overseers."""
    from kinerja.layanan.rules import wilayah_baca

    wilayah = wilayah_baca(akun)
    if "" in wilayah:
        return Pendelegasian.objects.all()
    boleh_ = Q(oleh=akun)
    if akun.pegawai_id is not None:
        boleh_ |= Q(penilai_id=akun.pegawai_id) | Q(anggota__pegawai_id=akun.pegawai_id)
    for path in wilayah:
        boleh_ |= Q(anggota__pegawai__penugasan__unit__path__startswith=path)
    return Pendelegasian.objects.filter(pk__in=Pendelegasian.objects.filter(boleh_).values("pk"))


def get_delegasi(akun: Akun, pk: int, izin: str = "") -> Pendelegasian:
    """A letter that one may see."""
    surat = get_object_or_404(delegasi_terlihat(akun).select_related("penilai", "unit_penilai", "oleh__pegawai"), pk=pk)
    if izin:
        pastikan(akun, izin)
    return surat


def laporan_terlihat(akun: Akun) -> QuerySet[LaporanData]:
    """Reports that one sent, that speak of oneself, or that lie on a desk of one's own."""
    boleh_ = Q(pelapor=akun)
    if akun.pegawai_id is not None:
        boleh_ |= Q(pegawai_id=akun.pegawai_id)
    for path in wilayah_admin(akun):
        boleh_ |= Q(unit__path__startswith=path)
    return LaporanData.objects.filter(boleh_)


def get_laporan(akun: Akun, pk: int, izin: str = "") -> LaporanData:
    """A report that one may see; ``izin`` names the act."""
    baris = laporan_terlihat(akun).select_related("pegawai", "pelapor__pegawai", "unit", "dijawab_oleh__pegawai")
    laporan = get_object_or_404(baris, pk=pk)
    if izin:
        pastikan(akun, izin, laporan)
    return laporan


def izin_bantu_terlihat(akun: Akun) -> QuerySet[IzinBantu]:
    """Consents that one gave or received."""
    if akun.pegawai_id is None:
        return IzinBantu.objects.none()
    return IzinBantu.objects.filter(Q(pemilik_id=akun.pegawai_id) | Q(pembantu_id=akun.pegawai_id))


def get_izin_bantu(akun: Akun, pk: int, izin: str) -> IzinBantu:
    """A consent that one gave or received."""
    baris = get_object_or_404(izin_bantu_terlihat(akun).select_related("pemilik", "pembantu"), pk=pk)
    pastikan(akun, izin, baris)
    return baris


def get_keputusan(akun: Akun, pk: int) -> KeputusanTercatat:
    """A recorded decision: its recorder, and those who hold a role. 404 for others."""
    baris = get_object_or_404(KeputusanTercatat.objects.select_related("pejabat", "berkas", "oleh__pegawai"), pk=pk)
    if baris.oleh_id != akun.pk and not boleh(akun, "lihat_keputusan"):
        raise Http404
    return baris


def get_impor(akun: Akun, pk: int) -> Impor:
    """An import; they are all BKPSDM's."""
    pastikan(akun, "impor")
    return get_object_or_404(Impor.objects.select_related("berkas", "oleh__pegawai"), pk=pk)


def pekerjaan_terlihat(akun: Akun) -> QuerySet[Pekerjaan]:
    """Jobs that one asked for; BKPSDM sees all."""
    semua = Pekerjaan.objects.select_related("pemilik__pegawai")
    return semua if boleh(akun, "impor") else semua.filter(pemilik=akun)


def get_pekerjaan(akun: Akun, pk: int, izin: str = "lihat_pekerjaan") -> Pekerjaan:
    """A job that one may see; ``izin`` names the act."""
    pekerjaan = get_object_or_404(pekerjaan_terlihat(akun), pk=pk)
    pastikan(akun, izin, pekerjaan)
    return pekerjaan
