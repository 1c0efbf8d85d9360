"""What the database knows before an export is compared with it: plain rows, read in six queries however many people."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from kinerja.organisasi.enums import JenisMasaKhusus, SifatPenugasan, StatusPegawai
from kinerja.organisasi.models import Jabatan, MasaKhusus, Pegawai, Penugasan, UnitKerja
from kinerja.organisasi.siasn.uraikan import PohonUnit, UnitFakta


class PegawaiFakta(NamedTuple):
    """A person as stored."""

    id: int
    pns_id: str | None
    nip: str
    nama: str
    gelar_depan: str
    gelar_belakang: str
    lahir: dt.date | None
    jk: str
    status: str
    golongan: str
    tmt_golongan: dt.date | None
    kedudukan_hukum: str
    berhenti_sejak: dt.date | None
    hilang_sejak: dt.date | None


class TugasFakta(NamedTuple):
    """A posting as stored; ``jabatan`` is the key of ``JabatanSiasn``."""

    id: int
    pegawai: int
    unit: int
    sifat: str
    memimpin: bool
    mulai: dt.date
    sampai: dt.date | None
    jabatan: tuple[str, str, str, str]

    def memuat(self, tanggal: dt.date) -> bool:
        """Whether it holds on the date."""
        return self.mulai <= tanggal and (self.sampai is None or tanggal < self.sampai)


class MasaFakta(NamedTuple):
    """A special time as stored; without a letter it came from an earlier import."""

    id: int
    jenis: JenisMasaKhusus
    bersurat: bool
    mulai: dt.date
    sampai: dt.date | None


@dataclass(slots=True)
class Fakta:
    """Everything the comparison looks at."""

    per_pns: dict[str, PegawaiFakta] = field(default_factory=dict)
    per_nip: dict[str, PegawaiFakta] = field(default_factory=dict)
    orang: list[PegawaiFakta] = field(default_factory=list)
    definitif: dict[int, list[TugasFakta]] = field(default_factory=lambda: defaultdict(list))
    pemimpin: dict[int, list[TugasFakta]] = field(default_factory=lambda: defaultdict(list))
    masa: dict[int, list[MasaFakta]] = field(default_factory=lambda: defaultdict(list))
    nama_unit: dict[int, str] = field(default_factory=dict)
    jabatan: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    id_jabatan: set[str] = field(default_factory=set)


def pohon_unit() -> PohonUnit:
    """Known units for parsing, in one query."""
    baris = UnitKerja.objects.exclude(siasn_id=None).values_list("siasn_id", "pk", "kode", "nama_kini", "jabatan_kepala")
    return PohonUnit.dari((siasn_id, UnitFakta(*isi)) for siasn_id, *isi in baris)


def kumpulkan() -> Fakta:
    """Read everybody but the NON_ASN."""
    fakta = Fakta()
    fakta.orang = [
        PegawaiFakta(*b) for b in Pegawai.objects.exclude(status=StatusPegawai.NON_ASN).values_list(*PegawaiFakta._fields)
    ]
    fakta.per_pns = {p.pns_id.upper(): p for p in fakta.orang if p.pns_id}
    fakta.per_nip = {p.nip: p for p in fakta.orang}
    _baca_tugas(fakta)
    for pegawai, id_, jenis, sk, b in MasaKhusus.objects.values_list("pegawai_id", "pk", "jenis", "sk", "berlaku"):
        fakta.masa[pegawai].append(MasaFakta(id_, JenisMasaKhusus(jenis), bool(sk), b.lower, b.upper))
    fakta.nama_unit = dict(UnitKerja.objects.values_list("pk", "nama_kini"))
    for id_, siasn_id, *kunci in Jabatan.objects.order_by("-pk").values_list("pk", "siasn_id", *_KUNCI_JABATAN):
        fakta.jabatan[tuple(kunci)] = id_
        if siasn_id:
            fakta.id_jabatan.add(siasn_id)
    return fakta


_KUNCI_JABATAN = ("nama", "jenis", "eselon", "jenjang_jf")
_TETAP = (SifatPenugasan.DEFINITIF, SifatPenugasan.TUGAS_TAMBAHAN)


def _baca_tugas(fakta: Fakta) -> None:
    kolom = ("pk", "pegawai_id", "unit_id", "sifat", "memimpin", "berlaku", *(f"jabatan__{k}" for k in _KUNCI_JABATAN))
    for id_, pegawai, unit, sifat, memimpin, b, *jabatan in Penugasan.objects.filter(sifat__in=_TETAP).values_list(*kolom):
        tugas = TugasFakta(id_, pegawai, unit, sifat, memimpin, b.lower, b.upper, tuple(jabatan))
        if sifat == SifatPenugasan.DEFINITIF:
            fakta.definitif[pegawai].append(tugas)
        if memimpin:
            fakta.pemimpin[unit].append(tugas)
    for daftar in fakta.definitif.values():
        daftar.sort(key=lambda t: t.mulai)
