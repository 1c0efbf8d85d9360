"""A list that leaves the application as Excel: counted, recorded, not without end. Who may have it, the view has asked."""

from collections.abc import Iterable, Sequence
from typing import Any

import structlog
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from redis import RedisError

from kinerja.layanan.reports.excel import tanggapan_excel, tulis_excel
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
    akun_id = int(request.user.pk or 0)
    _batasi(akun_id)
    semua = [list(b) for b in baris]
    saringan = {k: v for k, v in request.GET.items() if v and k not in ("unduh", "page")}
    isi = {"daftar": daftar, "saringan": saringan, "baris": len(semua)}
    Peristiwa.objects.bulk_create([susun_peristiwa(PERISTIWA, Akun, akun_id, by=request.user, **isi)])
    log.info(PERISTIWA, akun=akun_id, daftar=daftar, baris=len(semua))
    return tanggapan_excel(tulis_excel(judul, kolom, semua, keterangan), f"{daftar}-{jam.hari_ini()}")


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
