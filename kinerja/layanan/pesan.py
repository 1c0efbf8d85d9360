"""Messages inside the application: one per person and key, however often the same news is told."""

from collections.abc import Iterable

from kinerja.layanan.models import Pesan
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam


def kirim_pesan(
    penerima: Akun | Iterable[Akun], kunci: str, judul: str, isi: str = "", url: str = "", ikon: str = "message-2"
) -> None:
    """Put a message into the inbox of ``penerima``. ``kunci`` names event and object; a second call with it changes nothing."""
    semua = [penerima] if isinstance(penerima, Akun) else penerima
    kini = jam.sekarang()
    Pesan.objects.bulk_create(
        [Pesan(penerima=p, kunci=kunci, judul=judul[:200], isi=isi, url=url, ikon=ikon, dibuat_pada=kini) for p in semua],
        ignore_conflicts=True,
    )


def tandai_dibaca(akun: Akun, pesan_ids: Iterable[int] | None = None) -> int:
    """Mark messages of ``akun`` as read (None: all of them); returns how many were unread."""
    belum = Pesan.objects.filter(penerima=akun, dibaca_pada__isnull=True)
    if pesan_ids is not None:
        belum = belum.filter(pk__in=list(pesan_ids))
    return belum.update(dibaca_pada=jam.sekarang())
