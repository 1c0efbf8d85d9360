"""Messages on their way out: claimed before they are sent, so that a killed worker never sends one twice.

``ANTRE → DIKLAIM`` is its own transaction; then the channel sends; then the result is recorded. A row that stays DIKLAIM was
sent or not: nobody knows, so it ends as TAK_PASTI, shown on the page of deliveries and never blindly sent again.
"""

import datetime as dt
import smtplib
from collections.abc import Callable, Collection
from dataclasses import dataclass

import structlog
from celery import current_app
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string

from kinerja.layanan.models import PERLU_DILIHAT, Pengiriman, Pesan, StatusPengiriman
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import Daftar
from kinerja.plumbing.titik_gagal import titik

log = structlog.get_logger(__name__)

#: After so many refusals a delivery is GAGAL; the pauses grow: 1, 2, 4, … minutes, at most six hours.
PALING_BANYAK = 12
#: A claim older than this belongs to a worker that is gone.
KLAIM_BASI = dt.timedelta(minutes=10)
#: So many in one task; then the worker takes a breath and others their turn.
SEKALI = 500


class PastiBelumTerkirim(Exception):
    """The channel knows that nothing went out (no connection, recipient refused): it may be tried again."""


@dataclass(frozen=True, slots=True)
class Saluran:
    """A way out. ``alamat(pesan)``: where to, or "" for not at all; ``kirim(pengiriman)`` raises what the channel raises.

    ``bersama``: what ``alamat`` reads beside the receiver, so that many cost one query.
    """

    nama: str
    judul: str
    alamat: Callable[[Pesan], str]
    kirim: Callable[[Pengiriman], None]
    aktif: Callable[[], bool]
    bersama: tuple[str, ...] = ()


SALURAN: Daftar[Saluran] = Daftar("Saluran pesan")


def antrekan(kunci: str, akun_ids: Collection[int]) -> None:
    """Queue the messages of ``kunci`` to these people on every channel that reaches them, in the caller's transaction."""
    for saluran in SALURAN:
        if not saluran.aktif():
            continue
        pesan = Pesan.objects.filter(kunci=kunci, penerima__in=akun_ids).exclude(pengiriman__saluran=saluran.nama)
        Pengiriman.objects.bulk_create(
            [
                Pengiriman(pesan=p, saluran=saluran.nama, message_id=_nomor(p))
                for p in pesan.select_related("penerima__pegawai", *saluran.bersama)
                if saluran.alamat(p)
            ],
            ignore_conflicts=True,
        )
        transaction.on_commit(_jadwalkan_sapuan, robust=True)


def _nomor(pesan: Pesan) -> str:
    """The Message-ID: the same for the same message, however often a channel is asked."""
    return f"<pesan-{pesan.pk}@{settings.NAMA_SITUS}>"


def _jadwalkan_sapuan() -> None:
    """Ask the worker to look; when Redis is away beat will."""
    current_app.send_task("layanan.sapu_pengiriman")


def jatuh_waktu() -> QuerySet[Pengiriman]:
    """Deliveries that may be tried now, on the channels that this process can use."""
    sudah = Q(coba_lagi_pada__isnull=True) | Q(coba_lagi_pada__lte=jam.sekarang())
    aktif = [s.nama for s in SALURAN if s.aktif()]
    return Pengiriman.objects.filter(sudah, status=StatusPengiriman.ANTRE, saluran__in=aktif)


def kirim(pk: int) -> str:
    """Claim, send, record one delivery; returns its new status. Does nothing for a row that another worker holds."""
    if not _klaim(pk):
        return ""
    titik("pesan_setelah_klaim")
    pengiriman = Pengiriman.objects.select_related("pesan__penerima").get(pk=pk)
    try:
        SALURAN[pengiriman.saluran].kirim(pengiriman)
    except PastiBelumTerkirim as galat:
        return _tunda(pengiriman, str(galat))
    except Exception as galat:
        log.warning("pesan_tak_pasti", pengiriman=pk, galat=type(galat).__name__)
        return _catat(pk, StatusPengiriman.TAK_PASTI, galat=f"{type(galat).__name__}: {galat}"[:500])
    titik("pesan_sebelum_dicatat")
    return _catat(pk, StatusPengiriman.TERKIRIM)


def _klaim(pk: int) -> bool:
    """One conditional update: of any number of workers exactly one gets the row."""
    return bool(
        jatuh_waktu()
        .filter(pk=pk)
        .update(status=StatusPengiriman.DIKLAIM, diklaim_pada=jam.sekarang(), percobaan=F("percobaan") + 1)
    )


def _tunda(pengiriman: Pengiriman, galat: str) -> str:
    if pengiriman.percobaan >= PALING_BANYAK:
        return _catat(pengiriman.pk, StatusPengiriman.GAGAL, galat=galat[:500])
    jeda = min(dt.timedelta(minutes=2 ** (pengiriman.percobaan - 1)), dt.timedelta(hours=6))
    return _catat(pengiriman.pk, StatusPengiriman.ANTRE, galat=galat[:500], coba_lagi_pada=jam.sekarang() + jeda)


def _catat(pk: int, status: StatusPengiriman, **lain: object) -> str:
    Pengiriman.objects.filter(pk=pk, status=StatusPengiriman.DIKLAIM).update(status=status, dicatat_pada=jam.sekarang(), **lain)
    return status.value


def sapu() -> dict[str, int]:
    """Stale claims become TAK_PASTI, due rows are sent; any number of workers may do so at once."""
    basi = Pengiriman.objects.filter(status=StatusPengiriman.DIKLAIM, diklaim_pada__lt=jam.sekarang() - KLAIM_BASI)
    tak_pasti = basi.update(
        status=StatusPengiriman.TAK_PASTI, dicatat_pada=jam.sekarang(), galat="Pengirim terhenti sebelum hasilnya dicatat."
    )
    nomor = list(jatuh_waktu().order_by("pk").values_list("pk", flat=True)[:SEKALI])
    terkirim = sum(kirim(pk) == StatusPengiriman.TERKIRIM for pk in nomor)
    return {"tak_pasti": tak_pasti, "ditangani": len(nomor), "terkirim": terkirim}


def kirim_ulang(pengiriman: Pengiriman) -> None:
    """A person looked at an uncertain or failed delivery and wants it sent again."""
    Pengiriman.objects.filter(pk=pengiriman.pk, status__in=PERLU_DILIHAT).update(
        status=StatusPengiriman.ANTRE, percobaan=0, coba_lagi_pada=None, galat=""
    )
    transaction.on_commit(_jadwalkan_sapuan, robust=True)


def _surat(pengiriman: Pengiriman) -> EmailMultiAlternatives:
    pesan = pengiriman.pesan
    konteks = {"pesan": pesan, "situs": settings.ALAMAT_SITUS}
    surat = EmailMultiAlternatives(
        subject=" ".join(pesan.judul.split()),
        body=render_to_string("layanan/surel/pesan.txt", konteks),
        to=[pesan.penerima.email or ""],
        headers={"Message-ID": pengiriman.message_id, "Auto-Submitted": "auto-generated"},
    )
    surat.attach_alternative(render_to_string("layanan/surel/pesan.html", konteks), "text/html")
    return surat


def kirim_surel(pengiriman: Pengiriman) -> None:
    """By SMTP. Refused before the text was handed over means: surely not sent."""
    surat = _surat(pengiriman)
    surat.connection = sambungan = get_connection()
    try:
        sambungan.open()
    except (OSError, smtplib.SMTPException) as galat:
        raise PastiBelumTerkirim(f"Server surel tidak dapat dihubungi ({type(galat).__name__}).") from galat
    try:
        surat.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as galat:
        raise PastiBelumTerkirim(f"Server surel menolak ({type(galat).__name__}).") from galat
    finally:
        sambungan.close()


SALURAN.daftarkan(
    Saluran(
        nama="surel",
        judul="Surel",
        alamat=lambda pesan: pesan.penerima.email or "",
        kirim=kirim_surel,
        aktif=lambda: bool(settings.SUREL_AKTIF),
    )
)
