"""The clocks of documents and objections: many at a time, each with the days of its own office.

What starts each and what silence means stands in ``aturan_jangka``.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.db.models import Q

from kinerja.organisasi.models import MasaUnit, Pegawai, UnitKerja
from kinerja.plumbing import jam
from kinerja.siklus import aturan, ingatan
from kinerja.siklus.models import Tenggat
from kinerja.siklus.queries import libur, parameter
from predikat.aturan_jangka import JANGKA, jangka_keberatan
from predikat.enums import Jangka
from predikat.models import DokumenEvaluasi, Keberatan

SERAH, TANDA_TANGAN, AJUKAN = "dokumen_serah", "dokumen_tanda_tangan", "keberatan_ajukan"
JELASKAN, PUTUS = "keberatan_jelaskan", "keberatan_putus"
DOKUMEN: str = DokumenEvaluasi._meta.label_lower
KEBERATAN: str = Keberatan._meta.label_lower

#: kind of clock -> what starts it and how long it is; that of objecting depends on the kind of day (``parameter_jam``)
JAM: Mapping[str, Jangka] = {
    SERAH: Jangka.SERAH_DOKUMEN,
    TANDA_TANGAN: Jangka.TANDA_TANGAN,
    AJUKAN: Jangka.KEBERATAN_HARI,
    JELASKAN: Jangka.PENJELASAN,
    PUTUS: Jangka.PUTUSAN,
}


def parameter_jam(jenis: str, hari: dt.date) -> str:
    """The parameter of a clock. Whether 14 days are calendar or working days is a parameter itself (8.7, uncertain)."""
    jangka = jangka_keberatan(parameter("keberatan_jenis_hari", hari).teks) if jenis == AJUKAN else JAM[jenis]
    return JANGKA[jangka].parameter


@dataclass(frozen=True, slots=True)
class Jam:
    """A clock to start: of which object, on whose desk, by the week of which office."""

    objek_id: int
    kantor: UnitKerja
    pemegang: Pegawai | None = None
    pemegang_unit: UnitKerja | None = None


def mulai(objek_jenis: str, jenis: str, semua: Iterable[Jam], hari: dt.date | None = None) -> None:
    """Start ``jenis`` for each; asked again, the first one stays. At most seven queries, however many."""
    daftar, hari = list(semua), hari or jam.hari_ini()
    if not daftar:
        return
    with ingatan.ingat():
        nama, libur_ = parameter_jam(jenis, hari), libur()
        pekan = _pekan({x.kantor.pk for x in daftar}, hari)
        batas: dict[int, dict[str, object]] = {}
        for x in daftar:
            if x.kantor.pk not in batas:
                batas[x.kantor.pk] = _batas(nama, x.kantor, hari, pekan.get(x.kantor.pk, 5), libur_)
    tetap = {"objek_jenis": objek_jenis, "jenis": jenis, "mulai": hari, "di_meja_sejak": hari, "dibuka_pada": jam.sekarang()}
    Tenggat.objects.bulk_create(
        [
            Tenggat(objek_id=x.objek_id, pemegang=x.pemegang, pemegang_unit=x.pemegang_unit, **tetap, **batas[x.kantor.pk])
            for x in daftar
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )


def _pekan(kantor: Iterable[int], hari: dt.date) -> dict[int, int]:
    return dict(MasaUnit.objects.pada(hari).filter(unit_id__in=kantor).values_list("unit_id", "hari_kerja"))


def _batas(nama: str, kantor: UnitKerja, hari: dt.date, pekan: int, libur_: frozenset[dt.date]) -> dict[str, object]:
    p = parameter(nama, hari, kantor)
    putusan = aturan.hitung_batas(
        hari,
        p.nilai,
        p.satuan,
        libur=libur_,
        hari_kerja=aturan.hari_kerja_dari(pekan),
        dasar_hukum=p.dasar_hukum,
    )
    return {
        "batas": putusan.nilai,
        "hari_kerja": pekan,
        "dasar": p.dasar_hukum,
        "alasan": [asdict(a) for a in putusan.alasan],
        "parameter_versi_id": p.versi_id,
    }


def berhenti(objek_jenis: str, ids: Iterable[int], *jenis: str) -> None:
    """Stop those that run; of none that run nothing is written."""
    jalan = Tenggat.objects.filter(objek_jenis=objek_jenis, objek_id__in=list(ids), selesai_pada__isnull=True)
    jalan.filter(jenis__in=jenis).update(selesai_pada=jam.sekarang())


def pindah(objek_jenis: str, objek_id: int, jenis: str, pemegang: Pegawai) -> None:
    """Somebody else must act now; the last day stays."""
    jalan = Tenggat.objects.filter(objek_jenis=objek_jenis, objek_id=objek_id, jenis=jenis, selesai_pada__isnull=True)
    jalan.exclude(pemegang=pemegang).update(pemegang=pemegang, pemegang_unit=None, di_meja_sejak=jam.hari_ini())


def jam_dari(objek_jenis: str, objek_id: int) -> dict[str, Tenggat]:
    """The clocks of an object by kind, those that stopped too."""
    baris = Tenggat.objects.filter(objek_jenis=objek_jenis, objek_id=objek_id).select_related("pemegang", "pemegang_unit")
    return {t.jenis: t for t in baris}


def lewat(objek_jenis: str, jenis: str, hari: dt.date) -> Q:
    """Over objects: their running clock ``jenis`` is past on ``hari``."""
    habis = Tenggat.objects.filter(objek_jenis=objek_jenis, jenis=jenis, selesai_pada__isnull=True, batas__lt=hari)
    return Q(pk__in=habis.values("objek_id"))
