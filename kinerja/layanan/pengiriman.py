"""Messages on their way out: claimed before they are sent, so that a killed worker never sends one twice.

``ANTRE → DIKLAIM`` is its own transaction; then the channel sends; then the result is recorded. A row that stays DIKLAIM was
sent or not: nobody knows, so it ends as TAK_PASTI, shown on the page of deliveries and never blindly sent again.
"""

import datetime as dt
import smtplib
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string

from kinerja.layanan.models import Pengiriman, Pesan, StatusPengiriman
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import Daftar
from kinerja.plumbing.titik_gagal import titik

log = structlog.get_logger(__name__)

#: After so many refusals a delivery is GAGAL; the pauses grow: 1, 2, 4, … minutes, at most six hours.
PALING_BANYAK = 12
#: A claim older than this belongs to a worker that is gone.
KLAIM_BASI = dt.timedelta(minutes=10)


class PastiBelumTerkirim(Exception):
    """The channel knows that nothing went out (no connection, recipient refused): it may be tried again."""


@dataclass(frozen=True, slots=True)
class Saluran:
    """A way out. ``alamat(akun)``: where to, or "" for not at all; ``kirim(pengiriman)`` raises what the channel raises."""

    nama: str
    judul: str
    alamat: Callable[[Pesan], str]
    kirim: Callable[[Pengiriman], None]
    aktif: Callable[[], bool]


SALURAN: Daftar[Saluran] = Daftar("Saluran pesan")


def antrekan(pesan: Pesan) -> None:
    """Queue ``pesan`` on every channel that reaches its receiver, in the caller's transaction."""
    for saluran in SALURAN:
        if saluran.aktif() and saluran.alamat(pesan):
            baris, baru = Pengiriman.objects.get_or_create(
                pesan=pesan, saluran=saluran.nama, defaults={"message_id": _nomor(pesan)}
            )
            if baru:
                transaction.on_commit(lambda pk=baris.pk: _jadwalkan(pk), robust=True)


def _nomor(pesan: Pesan) -> str:
    """The Message-ID: the same for the same message, however often a channel is asked."""
    return f"<pesan-{pesan.pk}@{settings.NAMA_SITUS}>"


def _jadwalkan(pk: int) -> None:
    from kinerja.layanan.tasks import kirim_satu

    kirim_satu.delay(pk)


def jatuh_waktu() -> QuerySet[Pengiriman]:
    """Deliveries that may be tried now."""
    sudah = Q(coba_lagi_pada__isnull=True) | Q(coba_lagi_pada__lte=jam.sekarang())
    return Pengiriman.objects.filter(sudah, status=StatusPengiriman.ANTRE)


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
    """What beat does each minute: stale claims become TAK_PASTI, due rows are scheduled."""
    basi = Pengiriman.objects.filter(status=StatusPengiriman.DIKLAIM, diklaim_pada__lt=jam.sekarang() - KLAIM_BASI)
    tak_pasti = basi.update(
        status=StatusPengiriman.TAK_PASTI, dicatat_pada=jam.sekarang(), galat="Pengirim terhenti sebelum hasilnya dicatat."
    )
    nomor = list(jatuh_waktu().order_by("pk").values_list("pk", flat=True)[:500])
    for pk in nomor:
        _jadwalkan(pk)
    return {"tak_pasti": tak_pasti, "dijadwalkan": len(nomor)}


def kirim_ulang(pengiriman: Pengiriman) -> None:
    """A person looked at an uncertain or failed delivery and wants it sent again."""
    Pengiriman.objects.filter(pk=pengiriman.pk, status__in=[StatusPengiriman.TAK_PASTI, StatusPengiriman.GAGAL]).update(
        status=StatusPengiriman.ANTRE, percobaan=0, coba_lagi_pada=None, galat=""
    )
    transaction.on_commit(lambda: _jadwalkan(pengiriman.pk), robust=True)


def _surat(pengiriman: Pengiriman) -> EmailMultiAlternatives:
    pesan = pengiriman.pesan
    konteks = {"pesan": pesan, "situs": settings.ALAMAT_SITUS}
    surat = EmailMultiAlternatives(
        subject=" ".join(pesan.judul.split()),
        body=render_to_string("layanan/surel/pesan.txt", konteks),
        to=[pesan.penerima.email or ""],
        headers={"Message-ID": pengiriman.message_id, "Auto-Submitted": "auto-generated"},
        connection=get_connection(),
    )
    surat.attach_alternative(render_to_string("layanan/surel/pesan.html", konteks), "text/html")
    return surat


def kirim_surel(pengiriman: Pengiriman) -> None:
    """By SMTP. Refused before the text was handed over means: surely not sent."""
    surat = _surat(pengiriman)
    try:
        surat.connection.open()
    except (OSError, smtplib.SMTPException) as galat:
        raise PastiBelumTerkirim(f"Server surel tidak dapat dihubungi ({type(galat).__name__}).") from galat
    try:
        surat.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as galat:
        raise PastiBelumTerkirim(f"Server surel menolak ({type(galat).__name__}).") from galat
    finally:
        surat.connection.close()


SALURAN.daftarkan(
    Saluran(
        nama="surel",
        judul="Surel",
        alamat=lambda pesan: pesan.penerima.email or "",
        kirim=kirim_surel,
        aktif=lambda: bool(settings.SUREL_AKTIF),
    )
)
