"""Who leads a unit after the import: one structural head per unit, never two, and nobody silently pushed aside."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kinerja.organisasi.enums import SifatPenugasan
from kinerja.organisasi.siasn.fakta import Fakta, TugasFakta
from kinerja.organisasi.siasn.rencana import Rencana, TugasBaru, TugasUbah
from kinerja.organisasi.siasn.uraikan import OrangSiasn, Uraian

Sasaran = TugasBaru | TugasUbah


def tetapkan_pimpinan(rencana: Rencana, fakta: Fakta, uraian: Uraian, acuan: dt.date) -> list[str]:
    """Decide ``memimpin`` for every posting of ``rencana``; returns notes about claims that were not granted.

    A head already in place stays. Of two new claims the first row leads, the second is taken without the lead.
    """
    penuntut: dict[int, list[tuple[OrangSiasn, Sasaran]]] = defaultdict(list)
    for o in rencana.orang:
        sasaran = _sasaran(o, rencana, fakta, acuan)
        if sasaran and o.kepala and not o.berhenti:
            penuntut[sasaran.unit].append((o, sasaran))
        elif sasaran and not _di_tempat_lama(sasaran):
            sasaran.memimpin = False
    hadir = {p.id for p in fakta.orang if (p.pns_id or "").upper() in uraian.hadir_pns or p.nip in uraian.hadir_nip}
    hakim = _Hakim(rencana, fakta, hadir, acuan)
    return [catatan for unit, tuntutan in penuntut.items() for catatan in hakim.putuskan(unit, tuntutan)]


def _sasaran(o: OrangSiasn, rencana: Rencana, fakta: Fakta, acuan: dt.date) -> Sasaran | None:
    if o.baris in rencana.tugas_baru:
        return rencana.tugas_baru[o.baris]
    kini = next((t for t in fakta.definitif.get(rencana.id_pegawai.get(o.baris, 0), []) if t.memuat(acuan)), None)
    return rencana.ubah(kini) if kini else None


def _di_tempat_lama(sasaran: Sasaran) -> bool:
    """Same position in the same unit: a lead given by hand there is not the export's business."""
    return isinstance(sasaran, TugasUbah) and sasaran.unit == sasaran.lama.unit and sasaran.jabatan is None


def _sudah_memimpin(sasaran: Sasaran) -> bool:
    return isinstance(sasaran, TugasUbah) and sasaran.lama.memimpin and sasaran.lama.unit == sasaran.unit


@dataclass(slots=True)
class _Hakim:
    """Grants the lead of a unit. ``hadir``: ids of people whom the file names, taken or not."""

    rencana: Rencana
    fakta: Fakta
    hadir: set[int]
    acuan: dt.date

    def putuskan(self, unit: int, tuntutan: list[tuple[OrangSiasn, Sasaran]]) -> Iterator[str]:
        """At most one of ``tuntutan`` leads; a sentence for everybody who does not."""
        tuntutan.sort(key=lambda t: (not _sudah_memimpin(t[1]), t[0].baris))
        (o, sasaran), *kalah = tuntutan
        nama = self.fakta.nama_unit[unit]
        potong, penghalang = self._bertumpuk(unit, sasaran)
        sasaran.memimpin = penghalang is None
        if penghalang:
            sebab = f"{self._nama(penghalang)} masih tercatat memimpin"
            yield f"Baris {o.baris}: {o.nama} tidak dijadikan pimpinan {nama}, karena {sebab}."
        else:
            yield from self._akhiri(potong, sasaran, nama)
        for lain, s in kalah:
            s.memimpin = False
            sebab = f"baris {o.baris} ({o.nama}) juga menyatakannya"
            yield f"Baris {lain.baris}: {lain.nama} tidak dijadikan pimpinan {nama}, karena {sebab}."

    def _bertumpuk(self, unit: int, sasaran: Sasaran) -> tuple[list[TugasFakta], TugasFakta | None]:
        """(stored leads that would overlap but can be cut short, the one that cannot)."""
        potong: list[TugasFakta] = []
        for t in self.fakta.pemimpin.get(unit, []):
            kini = self.rencana.tugas_ubah.get(t.id)
            if kini is sasaran or (kini and (kini.unit != unit or not kini.memimpin)):
                continue
            sampai = kini.sampai if kini else t.sampai
            if (sampai and sampai <= sasaran.mulai) or (sasaran.sampai and sasaran.sampai <= t.mulai):
                continue
            masih = t.sifat != SifatPenugasan.DEFINITIF or (sampai is None and t.pegawai in self.hadir)
            if masih or t.mulai > self.acuan:
                return potong, t
            potong.append(t)
        return potong, None

    def _akhiri(self, potong: list[TugasFakta], sasaran: Sasaran, nama: str) -> Iterator[str]:
        """The file names a successor, so the lead before him ends where his begins."""
        for t in potong:
            ubah = self.rencana.ubah(t)
            if ubah.sampai is None:
                yield f"{self._nama(t)} tidak ada di berkas; jabatannya memimpin {nama} diakhiri karena ada pengganti."
            if t.mulai < sasaran.mulai:
                ubah.sampai = sasaran.mulai
            else:
                ubah.memimpin = False

    def _nama(self, tugas: TugasFakta) -> str:
        return next((p.nama for p in self.fakta.orang if p.id == tugas.pegawai), "orang lain")
