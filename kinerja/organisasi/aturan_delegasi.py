"""Who may delegate assessing, and to whom: pure, on plain values.

Pasal 1 angka 9 PermenPANRB 6/2022: the assessor is the direct superior, at the lowest a pejabat pengawas, or another official
to whom it is delegated. It does not say who may delegate, nor when a lower official may be named: that is the project's own
reading and cites no article but ``RANCANGAN``.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kinerja.organisasi.enums import DAPAT_MENILAI, JenisJabatan, JenisUnit
from kinerja.plumbing.putusan import Alasan, Putusan

PASAL_1_9 = "PermenPANRB 6/2022, Pasal 1 angka 9"
RANCANGAN = "rancangan aplikasi"


@dataclass(frozen=True, slots=True)
class CalonPenilai:
    """The delegate on the first day: positions he holds, whether he leads a unit, whether he is at work."""

    nama: str
    jabatan: frozenset[JenisJabatan]
    memimpin: bool
    aktif: bool


def setingkat_pengawas(calon: CalonPenilai) -> bool:
    """Whether the delegate is at least a pengawas, or leads a unit by letter (a head of a school or puskesmas)."""
    return calon.memimpin or bool(calon.jabatan & DAPAT_MENILAI)


def boleh_ditunjuk(calon: CalonPenilai, alasan: str = "") -> Putusan[bool]:
    """Whether the delegate may be named; below pengawas only with a written reason."""
    if not calon.aktif:
        return Putusan(
            False, (Alasan(f"{calon.nama} sedang tidak aktif pada tanggal mulai. Pilih pejabat lain, atau ubah tanggalnya."),)
        )
    if not setingkat_pengawas(calon) and not alasan.strip():
        kalimat = (
            f"{calon.nama} di bawah pejabat pengawas dan tidak memimpin unit. "
            "Tuliskan alasan penunjukannya, atau pilih pejabat lain."
        )
        return Putusan(False, (Alasan(kalimat, RANCANGAN),))
    return Putusan(True, (Alasan(f"{calon.nama} dapat ditunjuk sebagai penilai.", PASAL_1_9),))


@dataclass(frozen=True, slots=True)
class Kepemimpinan:
    """A unit that the deciding official leads: its path in the tree, its kind, the kind of his position."""

    path: str
    jenis_unit: JenisUnit | None
    jenis_jabatan: JenisJabatan


def berwenang_mendelegasikan(dipimpin: Iterable[Kepemimpinan], tempat: Collection[str]) -> Putusan[bool]:
    """Whether an official may delegate the assessing of people who work at the paths ``tempat``.

    The Kepala Daerah and the Sekda for everybody; a leader for his own unit and below.
    """
    milik = list(dipimpin)
    if any(d.jenis_jabatan is JenisJabatan.KEPALA_DAERAH or d.jenis_unit is JenisUnit.SETDA for d in milik):
        return Putusan(True, (Alasan("Kepala daerah dan Sekretaris Daerah berwenang atas semua perangkat daerah.", RANCANGAN),))
    if tempat and all(any(t.startswith(d.path) for d in milik) for t in tempat):
        return Putusan(True, (Alasan("Semua yang didelegasikan bertugas di bawah unit yang dipimpinnya.", RANCANGAN),))
    kalimat = (
        "Pejabat ini tidak memimpin unit di atas semua pegawai yang dipilih. "
        "Pilih pegawai di unit yang dipimpinnya, atau minta keputusan pejabat di atasnya."
    )
    return Putusan(False, (Alasan(kalimat, RANCANGAN),))
