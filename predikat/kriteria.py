"""Criteria of "di atas ekspektasi" per kind of position: the shipped list, until BKPSDM writes its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from kinerja.organisasi.enums import JenisJabatan
from predikat.enums import AspekKriteria, KelompokKriteria
from predikat.models import KriteriaUnggul

_H, _P = AspekKriteria.HASIL, AspekKriteria.PERILAKU


@dataclass(frozen=True, slots=True)
class Kriteria:
    """One criterion; ``kode`` names it on the form."""

    kode: str
    aspek: AspekKriteria
    uraian: str
    bantuan: str = ""


_UMUM = (
    (_H, "Hasil melampaui target dengan bukti", "Sebagian besar IKI melampaui target, buktinya dapat dibuka."),
    (_H, "Standar unggul yang disepakati terpenuhi", "Bandingkan dengan standar unggul pada SKP."),
    (_P, "Menjadi teladan, dikuatkan umpan balik", "Sebut umpan balik dari paling sedikit dua pihak."),
    (_P, "Membantu keberhasilan rekan atau unit lain", "Sebut siapa yang terbantu dan hasilnya."),
)
BAWAAN: Mapping[KelompokKriteria, tuple[tuple[AspekKriteria, str, str], ...]] = {
    KelompokKriteria.PIMPINAN: (
        *_UMUM,
        (_H, "Perbaikan tata kelola yang dirasakan penerima layanan", "Sebut ukuran sebelum dan sesudah."),
        (_P, "Membina tim: dialog dan umpan balik teratur, bawahan berkembang", "Lihat jumlah dialog dan kesepakatan selesai."),
    ),
    KelompokKriteria.JF: (
        *_UMUM,
        (_H, "Inovasi atau karya yang dipakai orang lain", "Sebut siapa pemakainya dan sejak kapan."),
    ),
    KelompokKriteria.PELAKSANA: (
        *_UMUM,
        (_H, "Memberi sumbangan nyata bagi kinerja organisasi", "Sebut indikator unit yang terbantu."),
        (_H, "Inovasi yang dipakai orang lain", "Sebut siapa pemakainya dan sejak kapan."),
    ),
}


def kelompok(jenis_jabatan: str | None) -> KelompokKriteria:
    """Which list a kind of position takes; without one the longest."""
    if jenis_jabatan == JenisJabatan.JF:
        return KelompokKriteria.JF
    return KelompokKriteria.PELAKSANA if jenis_jabatan in (None, JenisJabatan.PELAKSANA) else KelompokKriteria.PIMPINAN


def kriteria_untuk(k: KelompokKriteria) -> tuple[Kriteria, ...]:
    """What BKPSDM wrote for the kind, else the shipped list. One query."""
    tulis = [(AspekKriteria(x.aspek), x.uraian, x.bantuan) for x in KriteriaUnggul.objects.filter(kelompok=k)]
    return tuple(Kriteria(f"k{i}", *isi) for i, isi in enumerate(tulis or BAWAAN[k]))
