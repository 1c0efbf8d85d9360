"""Write a Perjanjian Kinerja from plain values below a draft; what existed before keeps its lineage. Only actions call this."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from skp.aturan import urai_target
from skp.kalimat import lipat
from skp.models import (
    IndikatorPK,
    LiniIndikator,
    LiniSasaran,
    PerjanjianKinerja,
    Program,
    RujukanPK,
    Sasaran,
    Simpul,
)
from skp.pk_isi import Indikator, IsiPK, pasangkan
from skp.queries_pk import DARI_SUMBER, Rincian

_KEPALA = ("jenis_dokumen", "jabatan_kepala", "sumber", "keyakinan", "catatan")


def kepala_dari(isi: IsiPK) -> dict[str, Any]:
    """Columns of the head; what the source says of unit and pemda goes to ``lain``."""
    dari_sumber = {k: getattr(isi, k) for k in DARI_SUMBER if getattr(isi, k)}
    return {**{k: getattr(isi, k) for k in _KEPALA}, "lain": {**dari_sumber, **isi.lain}}


def tulis_isi(pk: PerjanjianKinerja, isi: IsiPK, lama: Rincian | None = None) -> None:
    """Rows below the empty draft ``pk``. ``lama``: whose lineage is taken over by what is worded alike."""
    silsilah = _Silsilah(pk, isi, lama)
    sasaran = _tulis_sasaran(pk, isi, silsilah)
    program = _tulis_program(pk, isi, sasaran)
    simpul = _tulis_simpul(pk, isi, sasaran, program)
    pemilik: list[tuple[str, Any, Sequence[Indikator]]] = [
        *(("sasaran", baris, x.indikator) for baris, x in zip(sasaran, isi.sasaran, strict=True)),
        *(("program", baris, x.indikator) for baris, x in zip(program, isi.program, strict=True)),
        *(("simpul", baris, x.indikator) for baris, x in zip(simpul, isi.simpul, strict=True)),
    ]
    IndikatorPK.objects.bulk_create(
        IndikatorPK(lini=silsilah.indikator(i), urut=urut, **{jenis: baris}, **kolom_indikator(i))
        for jenis, baris, daftar in pemilik
        for urut, i in enumerate(daftar, 1)
    )
    RujukanPK.objects.bulk_create(
        RujukanPK(pk_unit=pk, urut=urut, jenis=r.jenis, judul=r.judul, tautan=r.tautan, halaman=r.halaman)
        for urut, r in enumerate(isi.rujukan, 1)
    )


def kolom_indikator(i: Indikator) -> dict[str, Any]:
    """Columns of an indicator."""
    sama = ("uraian", "satuan", "arah", "pola_ukur", "cara_ukur", "peran", "keterangan")
    peta = ("deret", "target_triwulan", "target_bulanan", "lain")
    return {
        **{k: getattr(i, k) for k in sama},
        **{k: dict(getattr(i, k)) for k in peta},
        "target_teks": i.target,
        "target_angka": urai_target(i.target),
    }


def _tulis_sasaran(pk: PerjanjianKinerja, isi: IsiPK, silsilah: "_Silsilah") -> list[Sasaran]:
    return Sasaran.objects.bulk_create(
        Sasaran(
            pk_unit=pk,
            lini=silsilah.sasaran(s),
            urut=urut,
            kode=s.kode,
            uraian=s.uraian,
            tujuan=s.tujuan,
            sasaran_daerah=s.sasaran_daerah,
            lain=dict(s.lain),
        )
        for urut, s in enumerate(isi.sasaran, 1)
    )


def _tulis_program(pk: PerjanjianKinerja, isi: IsiPK, sasaran: Iterable[Sasaran]) -> list[Program]:
    per_kode = {s.kode: s for s in sasaran if s.kode}
    return Program.objects.bulk_create(
        Program(
            pk_unit=pk,
            sasaran=per_kode.get(p.sasaran),
            urut=urut,
            kode_sumber=p.kode_sumber,
            kode=p.kode,
            nama=p.nama,
            anggaran=p.anggaran,
            realisasi_anggaran=p.realisasi_anggaran,
            lain=dict(p.lain),
        )
        for urut, p in enumerate(isi.program, 1)
    )


def _tulis_simpul(pk: PerjanjianKinerja, isi: IsiPK, sasaran: Iterable[Sasaran], program: Iterable[Program]) -> list[Simpul]:
    """Nodes without their parents first: a parent may stand further down in the source."""
    baru = Simpul.objects.bulk_create(
        Simpul(
            pk_unit=pk,
            urut=urut,
            kode_sumber=s.kode_sumber,
            level=s.level,
            jabatan=s.jabatan,
            uraian=s.uraian,
            anggaran=s.anggaran,
            permasalahan=s.permasalahan,
            upaya=s.upaya,
            lain=dict(s.lain),
        )
        for urut, s in enumerate(isi.simpul, 1)
    )
    induk: dict[str, tuple[str, Any]] = {
        **{s.kode: ("induk_sasaran", s) for s in sasaran if s.kode},
        **{p.kode_sumber: ("induk_program", p) for p in program if p.kode_sumber},
        **{s.kode_sumber: ("induk", s) for s in baru if s.kode_sumber},
    }
    for baris, s in zip(baru, isi.simpul, strict=True):
        if s.induk in induk:
            setattr(baris, *induk[s.induk])
    Simpul.objects.bulk_update(baru, ["induk", "induk_sasaran", "induk_program"], batch_size=500)
    return baru


class _Silsilah:
    """Lineages: taken over where sasaran or indicator is worded alike (or has the same id in the source), else new."""

    def __init__(self, pk: PerjanjianKinerja, isi: IsiPK, lama: Rincian | None) -> None:
        self._pk = pk
        self._sasaran: dict[int, LiniSasaran] = {}
        self._indikator: dict[int, LiniIndikator] = {}
        if lama is not None:
            self._ambil(isi, lama)

    def _ambil(self, isi: IsiPK, lama: Rincian) -> None:
        kelompok: tuple[tuple[list[Any], Sequence[Any], str, str], ...] = (
            (lama.sasaran, isi.sasaran, "uraian", "kode"),
            (lama.program, isi.program, "nama", "kode_sumber"),
            (lama.simpul, isi.simpul, "uraian", "kode_sumber"),
        )
        for ada, baru, nama, kode in kelompok:
            cocok: Mapping[int, Any] = pasangkan(ada, baru, nama, kode)
            for x in baru:
                if id(x) in cocok:
                    self._ambil_indikator(cocok[id(x)].daftar_indikator, x.indikator)
            if baru is isi.sasaran:
                self._sasaran = {k: v.lini for k, v in cocok.items()}
        self._ambil_yang_pindah(isi, lama)

    def _ambil_indikator(self, ada: Iterable[Any], baru: Iterable[Indikator]) -> None:
        self._indikator |= {k: v.lini for k, v in pasangkan(ada, baru, "uraian", "").items()}

    def _ambil_yang_pindah(self, isi: IsiPK, lama: Rincian) -> None:
        """An indicator that moved to another sasaran is the same one."""
        dipakai = {x.pk for x in self._indikator.values()}
        semua = [i for x in (*lama.sasaran, *lama.program, *lama.simpul) for i in x.daftar_indikator]
        bebas = {lipat(i.uraian): i.lini for i in semua if i.lini_id not in dipakai}
        bagian: list[Any] = [*isi.sasaran, *isi.program, *isi.simpul]
        for x in bagian:
            for i in x.indikator:
                if id(i) not in self._indikator and lipat(i.uraian) in bebas:
                    self._indikator[id(i)] = bebas.pop(lipat(i.uraian))

    def sasaran(self, s: Any) -> LiniSasaran:
        """The lineage of a sasaran."""
        ada = self._sasaran.get(id(s))
        return ada or LiniSasaran.objects.create(unit_id=self._pk.unit_id, tahun=self._pk.tahun)

    def indikator(self, i: Indikator) -> LiniIndikator:
        """The lineage of an indicator."""
        ada = self._indikator.get(id(i))
        return ada or LiniIndikator.objects.create(unit_id=self._pk.unit_id, tahun=self._pk.tahun)


def kosongkan(pk: PerjanjianKinerja) -> None:
    """Remove every row below a draft."""
    for model in (RujukanPK, Simpul, Program, Sasaran):
        model.objects.filter(pk_unit=pk).delete()
