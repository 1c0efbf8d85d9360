"""A list that leaves the application as Excel: counted, recorded, not without end. Who may have it, the view has asked."""

from collections.abc import Iterable, Sequence
from typing import Any

import structlog
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from redis import RedisError

from kinerja.layanan.reports.excel import Lembar, tanggapan_excel, tulis_buku
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.models import Peristiwa, susun_peristiwa
from kinerja.plumbing.tulisan import angka

log = structlog.get_logger(__name__)

PERISTIWA = "daftar_diunduh"
PALING_BANYAK = 20
_JENDELA_DETIK = 600


def unduh_daftar(
    request: HttpRequest,
    daftar: str,
    judul: str,
    kolom: Sequence[str],
    baris: Iterable[Sequence[Any]],
    keterangan: Sequence[str] = (),
) -> HttpResponse:
    """The rows as ``<daftar>-<day>.xlsx``; who took which filter and how many rows stays in the log and among the events.

    Raises ``Ditolak`` for somebody who takes more than ``PALING_BANYAK`` files within ten minutes.
    """
    return unduh_buku(request, daftar, [Lembar(judul, kolom, [list(b) for b in baris], keterangan)])


def unduh_buku(request: HttpRequest, daftar: str, lembar: Sequence[Lembar]) -> HttpResponse:
    """Some sheets as one file, recorded and limited alike; the rows of each sheet are a list."""
    akun_id = int(request.user.pk or 0)
    _batasi(akun_id)
    banyak = sum(len(list(x.baris)) for x in lembar)
    saringan = {k: v for k, v in request.GET.items() if v and k not in ("unduh", "page")}
    isi = {"daftar": daftar, "saringan": saringan, "baris": banyak}
    Peristiwa.objects.bulk_create([susun_peristiwa(PERISTIWA, Akun, akun_id, by=request.user, **isi)])
    log.info(PERISTIWA, akun=akun_id, daftar=daftar, baris=banyak)
    return tanggapan_excel(tulis_buku(lembar), f"{daftar}-{jam.hari_ini()}")


def _batasi(akun_id: int) -> None:
    kunci = f"unduh-daftar:{akun_id}"
    try:
        cache.add(kunci, 0, _JENDELA_DETIK)
        kali = cache.incr(kunci)
    except ValueError:  # the window closed between the two
        return
    except RedisError:  # who took what is in the log and among the events all the same
        log.warning("batas_unduh_tak_terhitung", akun=akun_id)
        return
    if kali > PALING_BANYAK:
        raise Ditolak(
            f"Anda sudah mengunduh {angka(PALING_BANYAK)} daftar dalam sepuluh menit. Tunggu sebentar, lalu coba lagi."
        )
