"""What ``dasar.html`` needs on every page: menu by registry, unread count, chosen theme. At most one query, and lazy."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kinerja.layanan.models import Pesan
from kinerja.plumbing.daftar import MENU

TEMA = (("", "Perangkat", "device-desktop"), ("terang", "Terang", "sun"), ("gelap", "Gelap", "moon"))
KUKI_TEMA = "tema"
DI_ATAS = 6
DI_BAWAH = 4


@dataclass(frozen=True, slots=True)
class Butir:
    """A menu entry ready to be written."""

    judul: str
    url: str
    ikon: str
    kini: bool
    utama: bool


class Kerangka:
    """Computed when the template asks, so a fragment or a public page pays nothing."""

    pilihan_tema = TEMA

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._akun = getattr(request, "user", None)

    @cached_property
    def _butir(self) -> list[Butir]:
        akun = self._akun
        if akun is None or not akun.is_authenticated:
            return []
        urut = sorted(MENU, key=lambda b: (not b.utama, b.urut))
        tampak = [(b, reverse(b.url_name)) for b in urut if b.tampil(akun)]
        di_sini = self._tempat([b.awalan or url for b, url in tampak])
        return [
            Butir(judul=b.judul, url=url, ikon=b.ikon, kini=(b.awalan or url) == di_sini, utama=b.utama) for b, url in tampak
        ]

    def _tempat(self, awalan: list[str]) -> str | None:
        """The longest prefix of the path, so that only one entry is the current place; the root counts only for itself."""
        jalan = self._request.path
        cocok = [a for a in awalan if jalan == a or (a != "/" and jalan.startswith(a))]
        return max(cocok, key=len, default=None)

    @cached_property
    def menu_atas(self) -> list[Butir]:
        """Entries of the header: all while there is room, else the main ones."""
        if len(self._butir) <= DI_ATAS:
            return self._butir
        return [b for b in self._butir if b.utama][: DI_ATAS - 1]

    @cached_property
    def menu_lain(self) -> list[Butir]:
        """The rest, under "Lainnya"."""
        return [b for b in self._butir if b not in self.menu_atas]

    @property
    def lain_kini(self) -> bool:
        """The current place is under "Lainnya"."""
        return any(b.kini for b in self.menu_lain)

    @cached_property
    def menu_bawah(self) -> list[Butir]:
        """The phone's bottom bar: five places, or four and "Lainnya"."""
        utama = [b for b in self._butir if b.utama]
        return self._butir if len(self._butir) <= DI_BAWAH + 1 else utama[:DI_BAWAH]

    @cached_property
    def menu_bawah_lain(self) -> list[Butir]:
        """What the bottom bar has no room for."""
        return [b for b in self._butir if b not in self.menu_bawah]

    @cached_property
    def belum_dibaca(self) -> int:
        """Unread messages of the inbox."""
        akun = self._akun
        if akun is None or not akun.is_authenticated:
            return 0
        return Pesan.objects.filter(penerima=akun, dibaca_pada__isnull=True).count()


def tema_pilihan(request: HttpRequest) -> str:
    """``terang``, ``gelap``, or an empty text: as the device."""
    tema = request.COOKIES.get(KUKI_TEMA, "")
    return tema if tema in {"terang", "gelap"} else ""


def kerangka(request: HttpRequest) -> dict[str, Any]:
    """Adds ``kerangka`` and ``tema``."""
    return {"kerangka": Kerangka(request), "tema": tema_pilihan(request)}
