"""Messages inside the application: one per person and key, however often the same news is told; and on their way out."""

from collections.abc import Iterable, Mapping

from kinerja.layanan import pengiriman
from kinerja.layanan.models import Pesan
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam


def kirim_pesan(
    penerima: Akun | Iterable[Akun], kunci: str, judul: str, isi: str = "", url: str = "", ikon: str = "message-2"
) -> None:
    """Put a message into the inbox of ``penerima``. ``kunci`` names event and object; a second call with it changes nothing."""
    semua = [penerima] if isinstance(penerima, Akun) else penerima
    kirim_pesan_masing(kunci, {p.pk: (judul, isi, url) for p in semua}, ikon=ikon)


def kirim_pesan_masing(kunci: str, isi: Mapping[int, tuple[str, str, str]], *, ikon: str = "message-2") -> None:
    """The same news for many, each with his own words: account id -> (title, text, url). At most three queries."""
    kini = jam.sekarang()
    Pesan.objects.bulk_create(
        [
            Pesan(penerima_id=p, kunci=kunci, judul=judul[:200], isi=teks, url=url, ikon=ikon, dibuat_pada=kini)
            for p, (judul, teks, url) in isi.items()
        ],
        ignore_conflicts=True,
    )
    pengiriman.antrekan(kunci, list(isi))


def tandai_dibaca(akun: Akun, pesan_ids: Iterable[int] | None = None) -> int:
    """Mark messages of ``akun`` as read (None: all of them); returns how many were unread."""
    belum = Pesan.objects.filter(penerima=akun, dibaca_pada__isnull=True)
    if pesan_ids is not None:
        belum = belum.filter(pk__in=list(pesan_ids))
    return belum.update(dibaca_pada=jam.sekarang())
