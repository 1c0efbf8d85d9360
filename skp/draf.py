"""Draft prints: small ones at once, big ones by the worker, so that no web process lays out pages for many seconds.

What the worker made is kept for an hour under the hash of its content, in no file: a draft that changed is made anew.
"""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import Http404
from django.urls import reverse

from kinerja.layanan.models import Pekerjaan
from kinerja.layanan.pekerjaan import buat_pekerjaan
from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import TidakBoleh
from skp import access
from skp.reports import dokumen, mpph

JENIS, SEMUA = "skp_draf", "semua"
#: From so many letters on (about eighty IKI) a form is made by the worker; of all forms together half of that.
LATAR_SEJAK = 20_000
_DETIK = 3600


def ringan(formulir: str, isi: Mapping[str, Any]) -> bool:
    """May be made while somebody waits. Raises ``Ditolak`` for what is not printed as a draft at all."""
    banyak = len(json.dumps(isi, default=str))
    dokumen.pastikan_singkat(banyak)
    return banyak <= LATAR_SEJAK // (2 if formulir == SEMUA else 1)


def buat(formulir: str, isi: Mapping[str, Any]) -> bytes:
    """The PDF; of ``semua`` the ZIP."""
    if formulir == mpph.NAMA:
        return mpph.pratinjau(isi).isi
    if formulir != SEMUA:
        return dokumen.pratinjau(formulir, isi).isi
    jenis = dokumen.formulir(isi["konten"]["bentuk"])
    return bungkus((f"{nama_polos(dokumen.judul_cetak(j, isi))}.pdf", partial(buat, j, isi)) for j in jenis)


def nama_polos(judul: str) -> str:
    """A title as the name of a file."""
    polos = "".join(c if c.isalnum() and c.isascii() else "-" for c in judul)
    return "-".join(x for x in polos.split("-") if x)[:110]


def bungkus(isi: Iterable[tuple[str, Callable[[], bytes]]]) -> bytes:
    """Files in one ZIP, each made when its turn comes."""
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w", zipfile.ZIP_STORED) as berkas:
        for nama, susun in isi:
            berkas.writestr(nama, susun())
    return wadah.getvalue()


def ambil(formulir: str, isi: Mapping[str, Any]) -> bytes | None:
    """What the worker made of this very content."""
    simpan = cache.get(_kunci(formulir, isi))
    return base64.b64decode(simpan) if simpan else None


def _kunci(formulir: str, isi: Mapping[str, Any]) -> str:
    sidik = hashlib.sha256(json.dumps(isi, default=str, sort_keys=True).encode()).hexdigest()
    return f"skp-draf:{formulir}:{sidik}"


def minta(versi: int, formulir: str, *, by: Akun) -> Pekerjaan:
    """Queue one; asking again while it is made gives the same job."""
    with transaction.atomic():
        return buat_pekerjaan(JENIS, {"versi": versi, "formulir": formulir}, by=by, kunci=f"{JENIS}:{versi}:{formulir}:{by.pk}")


def jalankan(pekerjaan: Pekerjaan, laporkan: Callable[..., None]) -> None:
    """The job. Rights are asked again: its owner may have lost them."""
    formulir = pekerjaan.masukan["formulir"]
    if pekerjaan.pemilik is None:
        return
    try:
        isi = isi_draf(pekerjaan.pemilik, pekerjaan.masukan["versi"], formulir)
    except Http404:
        raise TidakBoleh("SKP ini tidak lagi terbuka bagi Anda.") from None
    laporkan(1, 2, "Isi terbaca.")
    cache.set(_kunci(formulir, isi), base64.b64encode(buat(formulir, isi)).decode(), _DETIK)
    laporkan(2, 2)


def isi_draf(akun: Akun, versi: int, formulir: str) -> Mapping[str, Any]:
    """What is printed, as ``akun`` may read it. Raises ``Http404``."""
    if formulir != mpph.NAMA:
        return dokumen.isi_versi(access.get_versi(akun, versi))
    skp = access.get_skp_mpph(akun, access.skp_dari_versi(versi), "lihat_seluruh_mpph")
    if getattr(skp, "mpph", None) is None:
        raise Http404
    return mpph.isi_mpph(skp, skp.mpph)


def url_hasil(pekerjaan: Pekerjaan) -> str:
    """Where the draft is fetched."""
    return reverse("skp:cetak", args=[pekerjaan.masukan["versi"], pekerjaan.masukan["formulir"]])
