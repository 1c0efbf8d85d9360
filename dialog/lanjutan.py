"""Acts that a later app offers from a dialogue (point 9: bimbingan, konseling). With none registered no button is drawn."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dialog.models import Dialog
from kinerja.organisasi.models import Akun
from kinerja.plumbing.daftar import Daftar


@dataclass(frozen=True, slots=True)
class AksiLanjutan:
    """A button in the room: ``url(dialog) -> str``, for whom ``tampil(akun, dialog)`` holds."""

    nama: str
    judul: str
    ikon: str
    url: Callable[[Dialog], str]
    tampil: Callable[[Akun, Dialog], bool]


AKSI_LANJUTAN: Daftar[AksiLanjutan] = Daftar("Aksi lanjutan dialog")


def aksi_lanjutan(akun: Akun, dialog: Dialog) -> Iterator[dict[str, Any]]:
    """What ``akun`` may go on with."""
    for aksi in AKSI_LANJUTAN:
        if aksi.tampil(akun, dialog):
            yield {"judul": aksi.judul, "ikon": aksi.ikon, "url": aksi.url(dialog)}
