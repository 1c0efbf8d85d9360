"""What applying an export would write: plain rows, worked out before anything is written."""

import datetime as dt
from dataclasses import dataclass, field

from kinerja.organisasi.enums import JenisMasaKhusus
from kinerja.organisasi.siasn.fakta import TugasFakta
from kinerja.organisasi.siasn.jabatan import JabatanSiasn
from kinerja.organisasi.siasn.uraikan import OrangSiasn


@dataclass(slots=True)
class TugasBaru:
    """A definitive posting to write for the person of sheet row ``baris``."""

    baris: int
    jabatan: JabatanSiasn
    unit: int
    mulai: dt.date
    sampai: dt.date | None
    memimpin: bool = False


@dataclass(slots=True)
class TugasUbah:
    """A posting that changes: the stored one, and what it becomes. ``jabatan`` None: stays."""

    lama: TugasFakta
    unit: int
    mulai: dt.date
    sampai: dt.date | None
    memimpin: bool
    jabatan: JabatanSiasn | None = None

    @property
    def berubah(self) -> bool:
        """Whether anything would be written."""
        lama = self.lama
        sama = (self.unit, self.mulai, self.sampai, self.memimpin) == (lama.unit, lama.mulai, lama.sampai, lama.memimpin)
        return not sama or (self.jabatan is not None and self.jabatan.kunci != lama.jabatan)


@dataclass(frozen=True, slots=True)
class MasaBuka:
    """A special time that opens for the person of sheet row ``baris``."""

    baris: int
    jenis: JenisMasaKhusus
    mulai: dt.date
    sampai: dt.date | None


@dataclass(slots=True)
class Rencana:
    """Rows to write. ``id_pegawai``: sheet row -> id of a known person; a new one is missing there.

    ``berhenti`` and ``kembali_bekerja`` are sheet rows; ``hilang`` and ``kembali`` are ids of people.
    """

    orang: list[OrangSiasn] = field(default_factory=list)
    id_pegawai: dict[int, int] = field(default_factory=dict)
    tugas_baru: dict[int, TugasBaru] = field(default_factory=dict)
    tugas_ubah: dict[int, TugasUbah] = field(default_factory=dict)
    masa_buka: list[MasaBuka] = field(default_factory=list)
    masa_tutup: list[int] = field(default_factory=list)
    berhenti: set[int] = field(default_factory=set)
    bekerja_lagi: set[int] = field(default_factory=set)
    hilang: list[int] = field(default_factory=list)
    kembali: list[int] = field(default_factory=list)

    def ubah(self, lama: TugasFakta) -> TugasUbah:
        """The change of a stored posting, made when there is none yet."""
        if lama.id not in self.tugas_ubah:
            self.tugas_ubah[lama.id] = TugasUbah(lama, lama.unit, lama.mulai, lama.sampai, lama.memimpin)
        return self.tugas_ubah[lama.id]
