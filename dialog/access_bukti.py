"""The door to evidence: 404 for what one may not see, ``TidakBoleh`` for an act that is not his."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from dialog.models import Bukti, TautBukti
from dialog.rules_bukti import IZIN_BUKTI
from dialog.rules_realisasi import pemilik_dari, siklus_dari, terbaca
from kinerja.layanan.models import Berkas
from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import TidakBoleh

_KALIMAT = {
    "taut_bukti": "Bukti dilekatkan oleh pemiliknya, atau oleh tim yang memilikinya bersama, selama belum dihapus.",
    "lepas_bukti": "Bukti dilepas oleh pemilik realisasinya.",
    "hapus_bukti": "Bukti dihapus oleh pemiliknya, satu kali.",
}


def boleh(akun: Akun, izin: str, objek: object = None) -> bool:
    """For buttons: the same answer as the door, without the refusal."""
    return bool(IZIN_BUKTI[izin].test(akun, objek))


def get_bukti(akun: Akun, pk: int, izin: str = "lihat_bukti", *, lock: bool = False) -> Bukti:
    """An evidence with its file; ``izin`` names the act. Its content (``isi_bukti``) is 404 for whoever may not have it."""
    semua = Bukti.objects.select_related("berkas", "pemilik", "tim")
    b: Bukti = get_object_or_404(semua.select_for_update(of=("self",), no_key=True) if lock else semua, pk=pk)
    _periksa(akun, izin, b)
    return b


def get_taut(akun: Akun, pk: int, izin: str = "lepas_bukti") -> TautBukti:
    """An evidence at one measure."""
    semua = TautBukti.objects.select_related(
        "bukti__berkas", "realisasi__lini_iki__lini_rhk__skp__pegawai", "realisasi__periode"
    )
    t: TautBukti = get_object_or_404(semua, pk=pk)
    _periksa(akun, izin, t)
    return t


def tempat_terbaca(akun: Akun, taut: Iterable[TautBukti]) -> list[TautBukti]:
    """Of the places where an evidence serves those that one may read: one query, however many people share it."""
    milik = [(t, (pemilik_dari(t.realisasi), siklus_dari(t.realisasi))) for t in taut]
    boleh_baca = terbaca(akun, {m for _, (orang, siklus) in milik if orang is not None for m in [(orang, siklus)]})
    return [t for t, m in milik if m in boleh_baca]


def boleh_berkas(akun: Akun, berkas: Berkas) -> bool:
    """For ``JenisBerkas``: the stored file of an evidence."""
    b = Bukti.objects.select_related("berkas").filter(berkas=berkas).first()
    return b is not None and boleh(akun, "isi_bukti", b)


def _periksa(akun: Akun, izin: str, objek: Any) -> None:
    if boleh(akun, izin, objek):
        return
    if izin in {"lihat_bukti", "isi_bukti"} or not boleh(akun, "lihat_bukti", objek):
        raise Http404
    raise TidakBoleh(_KALIMAT[izin])
