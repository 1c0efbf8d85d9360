"""Transition tables: one table per workflow drives buttons, refusals, tests, diagram and database trigger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kinerja.plumbing.daftar import Daftar
from kinerja.plumbing.galat import Ditolak, SudahBerubah


@dataclass(frozen=True, slots=True)
class Langkah:
    """One row: in status ``dari`` the act ``tindakan`` leads to ``ke``. ``siapa`` names the owner in plain words."""

    dari: str
    tindakan: str
    ke: str
    siapa: str
    wajib_catatan: bool = False


class TabelTransisi:
    """Rows of one workflow, looked up by (status, act)."""

    def __init__(self, nama: str, langkah: Iterable[Langkah]) -> None:
        self.nama = nama
        self.langkah = tuple(langkah)
        self._cari = {(x.dari, x.tindakan): x for x in self.langkah}
        if len(self._cari) != len(self.langkah):
            raise ValueError(f"Tabel transisi {nama}: pasangan status dan tindakan ganda.")

    def __iter__(self) -> Iterator[Langkah]:
        return iter(self.langkah)

    def tindakan(self, status: str) -> tuple[Langkah, ...]:
        """The acts possible in ``status``, in table order: the buttons."""
        return tuple(x for x in self.langkah if x.dari == status)

    def pasangan(self) -> list[tuple[str, str]]:
        """(from, to) pairs for ``pgtrigger.FSM(transitions=...)``."""
        return sorted({(x.dari, x.ke) for x in self.langkah})

    def berikut(self, status: str, tindakan: str, catatan: str = "") -> str:
        """The next status.

        Raises ``SudahBerubah`` when the act does not exist in ``status``, ``Ditolak`` without a required note.
        """
        langkah = self._cari.get((status, tindakan))
        if langkah is None:
            raise SudahBerubah("Keadaannya sudah berubah sejak halaman ini dibuka. Muat ulang halaman, lalu periksa kembali.")
        if langkah.wajib_catatan and not catatan.strip():
            raise Ditolak("Tuliskan alasannya terlebih dahulu, lalu kirim lagi.")
        return langkah.ke


@dataclass(frozen=True, slots=True)
class Alur:
    """A workflow on the page ``docs/alur.md``: its heading, its table, and a sentence about it."""

    judul: str
    tabel: TabelTransisi
    kalimat: str

    @property
    def nama(self) -> str:
        """Its name in the registry."""
        return self.tabel.nama


ALUR: Daftar[Alur] = Daftar("Alur")
