"""The door to rencana aksi, realisasi and notes: 404 for what one may not see, ``TidakBoleh`` for an act that is not his."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from dialog.models import CatatanRealisasi, Realisasi, RencanaAksi
from dialog.rules_realisasi import IZIN_REALISASI
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing.galat import TidakBoleh
from skp.models import LiniIKI, LiniRHK

_KALIMAT = {
    "isi_realisasi": "Realisasi diisi oleh pemilik SKP dengan akunnya sendiri.",
    "isi_rencana": "Rencana aksi diatur oleh pemilik SKP dan penilainya.",
}


def get_realisasi(akun: Akun, pk: int, izin: str = "lihat_realisasi", *, lock: bool = False) -> Realisasi:
    """The realisasi of a measure in a period; ``izin`` names the act. ``lock``: its row, until the transaction ends."""
    semua = Realisasi.objects.select_related("lini_iki__lini_rhk__skp__pegawai", "periode__siklus")
    r: Realisasi = get_object_or_404(semua.select_for_update(of=("self",), no_key=True) if lock else semua, pk=pk)
    return _periksa(akun, izin, "lihat_realisasi", r)


def get_lini_iki(akun: Akun, pk: int, izin: str = "lihat_realisasi") -> LiniIKI:
    """A measure through all versions, to write realisasi of."""
    lini: LiniIKI = get_object_or_404(LiniIKI.objects.select_related("lini_rhk__skp__pegawai", "lini_rhk__skp__siklus"), pk=pk)
    return _periksa(akun, izin, "lihat_realisasi", lini)


def get_lini_rhk(akun: Akun, pk: int, izin: str = "lihat_rencana") -> LiniRHK:
    """An RHK through all versions, to plan steps for."""
    lini: LiniRHK = get_object_or_404(LiniRHK.objects.select_related("skp__pegawai", "skp__siklus"), pk=pk)
    return _periksa(akun, izin, "lihat_rencana", lini)


def get_rencana(akun: Akun, pk: int, izin: str = "lihat_rencana") -> RencanaAksi:
    """A step of a rencana aksi."""
    semua = RencanaAksi.objects.select_related("lini_rhk__skp__pegawai", "lini_rhk__skp__siklus", "periode__siklus", "dialog")
    r: RencanaAksi = get_object_or_404(semua, pk=pk)
    return _periksa(akun, izin, "lihat_rencana", r)


def get_catatan(akun: Akun, pk: int, izin: str = "isi_realisasi") -> CatatanRealisasi:
    """A progress note."""
    c: CatatanRealisasi = get_object_or_404(CatatanRealisasi.objects.select_related("lini_iki__lini_rhk__skp__pegawai"), pk=pk)
    return _periksa(akun, izin, "lihat_realisasi", c)


def get_orang(akun: Akun, pk: int, izin: str = "lihat_realisasi") -> Pegawai:
    """Whose realisasi or rencana aksi. That a person exists is no secret, so a wrong one is refused in words."""
    orang: Pegawai = get_object_or_404(Pegawai, pk=pk)
    if not IZIN_REALISASI[izin].test(akun, orang):
        raise TidakBoleh(
            "Realisasi dan rencana aksi dibaca pemiliknya dan atasannya. Angka unitnya ada di halaman Intensitas dialog."
        )
    return orang


def _periksa(akun: Akun, izin: str, baca: str, objek: Any) -> Any:
    if not IZIN_REALISASI[baca].test(akun, objek):
        raise Http404
    if izin != baca and not IZIN_REALISASI[izin].test(akun, objek):
        raise TidakBoleh(_KALIMAT[izin])
    return objek
