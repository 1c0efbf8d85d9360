"""The only door to the objects of planning: 404 for what one may not see, ``TidakBoleh`` for an act that is not his.

``lock`` takes the VERSION row (``FOR NO KEY UPDATE``): every act and every edit of one form stand in one queue.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404

from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.plumbing.galat import TidakBoleh
from skp.models import (
    IKI,
    MPPH,
    RHK,
    SKP,
    BarisMPPH,
    Komentar,
    PustakaRHK,
    TemplatLampiran,
    VersiSKP,
)
from skp.queries import lengkap
from skp.queries_mpph import skp_matriks
from skp.rules import IZIN

_KALIMAT = {
    "isi": "Isi SKP ini tidak dapat diketik sekarang, atau bukan oleh Anda. Muat ulang halaman untuk melihat keadaannya.",
    "ajukan": "SKP hanya diajukan oleh pemiliknya dengan akunnya sendiri, selama masih draf atau dikembalikan.",
    "tarik": "SKP hanya dapat ditarik oleh pemiliknya, selama belum ditetapkan.",
    "kembalikan": "Hanya penilai hari ini yang dapat mengembalikan SKP yang diajukan.",
    "sunting_penilai": "Hanya penilai hari ini yang dapat menyunting SKP yang diajukan.",
    "tetapkan": "Hanya penilai hari ini yang dapat menetapkan SKP yang diajukan.",
    "catat_penetapan": "Penetapan berdasarkan surat dicatat oleh admin unit pegawai itu atau BKPSDM.",
    "buka_versi": "Perubahan SKP dimulai oleh pemiliknya, setelah SKP ditetapkan.",
    "batalkan": "Draf hanya dibatalkan oleh pemiliknya.",
    "komentar": "Komentar ditulis oleh pemilik SKP, pembantunya, dan atasannya.",
    "konfirmasi_induk": "Perubahan RHK pimpinan dikonfirmasi oleh pemilik SKP dengan akunnya sendiri.",
    "isi_mpph": "Matriks diisi oleh pimpinan pemiliknya, dan baris anggota tim oleh ketua timnya, selama masih draf.",
    "lihat_pohon": "Pohon kinerja ini terbuka bagi orang yang bertugas di unitnya, pimpinan di atasnya, dan pengelola kinerja.",
    "lihat_perencanaan": "Perencanaan unit ini terbuka bagi pimpinan di atasnya, admin unit, dan pengelola kinerja.",
    "atur_pustaka": "Pustaka jabatan diatur oleh BKPSDM.",
    "atur_templat": "Templat lampiran diatur oleh pimpinan unitnya, admin unit, atau BKPSDM.",
    "lihat_mpph": "Matriks ini belum disepakati, atau tidak memuat Anda.",
}


def boleh(akun: Akun, izin: str, objek: object = None) -> bool:
    """For buttons: the same answer as ``pastikan``, without the refusal."""
    return bool(IZIN[izin].test(akun, objek))


def pastikan(akun: Akun, izin: str, objek: object = None) -> None:
    """Raises ``TidakBoleh`` with a sentence when ``akun`` may not do ``izin`` to ``objek``."""
    if not boleh(akun, izin, objek):
        raise TidakBoleh(_KALIMAT.get(izin, "Akun Anda tidak berwenang melakukan ini."))


def get_skp(akun: Akun, pk: int, izin: str = "lihat", *, lock: bool = False) -> SKP:
    """An SKP that one may see; ``izin`` names the act."""
    semua = SKP.objects.select_related("pegawai", "siklus", "penugasan__jabatan", "penugasan__unit")
    skp = get_object_or_404(semua.select_for_update(of=("self",), no_key=True) if lock else semua, pk=pk)
    _periksa(akun, izin, skp)
    return skp


def get_versi(akun: Akun, pk: int, izin: str = "lihat", *, lock: bool = False) -> VersiSKP:
    """A version that one may see, with everything its heading says; ``izin`` names the act."""
    semua = lengkap(VersiSKP.objects.all())
    versi = get_object_or_404(semua.select_for_update(of=("self",), no_key=True) if lock else semua, pk=pk)
    _periksa(akun, izin, versi)
    return versi


def get_unit(akun: Akun, pk: int, izin: str) -> UnitKerja:
    """A unit whose planning or tree one may look at; ``izin`` names the act."""
    unit: UnitKerja = get_object_or_404(UnitKerja, pk=pk)
    pastikan(akun, izin, unit)
    return unit


def get_pustaka(akun: Akun, pk: int) -> PustakaRHK:
    """A model RHK of the library, for BKPSDM to change."""
    pastikan(akun, "atur_pustaka")
    hasil: PustakaRHK = get_object_or_404(PustakaRHK, pk=pk)
    return hasil


def get_templat(akun: Akun, pk: int) -> TemplatLampiran:
    """A row of a unit's template, to change."""
    baris: TemplatLampiran = get_object_or_404(TemplatLampiran.objects.select_related("unit"), pk=pk)
    pastikan(akun, "atur_templat", baris.unit)
    return baris


def get_rhk(akun: Akun, pk: int, izin: str = "lihat", *, lock: bool = False) -> RHK:
    """An RHK with its version."""
    semua = RHK.objects.select_related("versi__skp__pegawai", "versi__skp__siklus", "versi__penilai")
    rhk = get_object_or_404(semua, pk=pk)
    _kunci(rhk.versi, lock)
    _periksa(akun, izin, rhk.versi)
    return rhk


def get_iki(akun: Akun, pk: int, izin: str = "lihat", *, lock: bool = False) -> IKI:
    """An IKI with its RHK and version."""
    semua = IKI.objects.select_related("rhk__versi__skp__pegawai", "rhk__versi__skp__siklus", "rhk__versi__penilai")
    iki = get_object_or_404(semua, pk=pk)
    _kunci(iki.rhk.versi, lock)
    _periksa(akun, izin, iki.rhk.versi)
    return iki


def get_komentar(akun: Akun, pk: int, izin: str = "lihat", *, lock: bool = False) -> Komentar:
    """A remark with its version."""
    semua = Komentar.objects.select_related("versi__skp__pegawai", "penulis")
    baris = get_object_or_404(semua.select_for_update(of=("self",), no_key=True) if lock else semua, pk=pk)
    _periksa(akun, "lihat", baris.versi)
    if izin != "lihat":
        pastikan(akun, izin, baris)
    return baris


def get_skp_mpph(akun: Akun, pk: int, izin: str = "lihat_mpph") -> SKP:
    """The SKP of a leader for his matrix, with ``mpph`` when there is one. Who may not look into it may not know of it."""
    skp = get_object_or_404(skp_matriks(), pk=pk)
    objek = getattr(skp, "mpph", None) or skp
    _periksa_mpph(akun, izin, objek, objek)
    return skp


def skp_dari_versi(versi: int) -> int:
    """The id of the SKP that a version belongs to; says nothing of who may see it. Raises ``Http404``."""
    return get_object_or_404(VersiSKP.objects.only("skp_id"), pk=versi).skp_id


def get_baris_mpph(akun: Akun, pk: int, izin: str = "isi_baris_mpph") -> BarisMPPH:
    """A row of a matrix with whom and what it hangs on."""
    rel = ("mpph__skp__pegawai", "mpph__skp__siklus", "pegawai", "tim__ketua", "induk__tim", "penugasan__jabatan")
    baris = get_object_or_404(BarisMPPH.objects.select_related(*rel), pk=pk)
    _periksa_mpph(akun, izin, baris, baris.mpph)
    return baris


def _periksa_mpph(akun: Akun, izin: str, objek: SKP | MPPH | BarisMPPH, mpph: SKP | MPPH) -> None:
    if boleh(akun, izin, objek):
        return
    if izin == "lihat_mpph" or not boleh(akun, "lihat_mpph", mpph):
        raise Http404
    raise TidakBoleh(_KALIMAT.get(izin, _KALIMAT["isi_mpph"]))


def _kunci(versi: VersiSKP, lock: bool) -> None:
    if lock:
        versi.status = VersiSKP.objects.select_for_update(no_key=True).values_list("status", flat=True).get(pk=versi.pk)


def _periksa(akun: Akun, izin: str, objek: SKP | VersiSKP) -> None:
    """An act that is allowed needs no second look at visibility: whoever may do it sees it."""
    if boleh(akun, izin, objek):
        return
    if izin == "lihat" or not boleh(akun, "lihat", objek):
        raise Http404
    raise TidakBoleh(_KALIMAT.get(izin, "Akun Anda tidak berwenang melakukan ini."))
