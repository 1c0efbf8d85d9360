"""Objects of evaluation for the table of rights: of somebody of ``unit`` rated by his head, or of ``luar``."""

from typing import Any

from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak
from kinerja.siklus.models import Periode
from predikat.models import BagianEvaluasi, Evaluasi, PredikatUnit
from tests import pabrik

TIADA = 2**40


def _periode(s: Any) -> Periode:
    return Periode.objects.get(siklus=s.siklus, jenis="TRIWULAN", urut=3)


def _evaluasi(s: Any, objek: str, **lain: Any) -> Evaluasi:
    k = s.k
    isi = {"unit": (k.jf, k.kasi, k.dinas), "luar": (k.guru, k.kepsek, k.dinas_lain)}[objek]
    kunci = dict(zip(("pegawai", "penilai", "unit_hitung"), isi, strict=True))
    return Evaluasi.objects.create(**{**kunci, "periode": _periode(s), **lain})


def _ditetapkan(s: Any, objek: str) -> Evaluasi:
    oleh = Akun.objects.filter(pegawai=s.k.sekda).first() or pabrik.akun(s.k.sekda)
    for unit in (s.k.dinas, s.k.dinas_lain):
        PredikatUnit.objects.create(
            unit=unit, periode=_periode(s), nilai="BAIK", penetap=s.k.sekda, oleh=oleh, ditetapkan_pada=jam.sekarang()
        )
    rating = {"hasil": "SESUAI_EKSPEKTASI", "perilaku": "SESUAI_EKSPEKTASI", "predikat": "BAIK", "status": "DITETAPKAN"}
    return _evaluasi(s, objek, **rating)


def _pk(**lain: Any) -> Any:
    return lambda s, o, p: {"pk": TIADA if o == "tiada" else _evaluasi(s, o, **lain).pk}


def _bagian(s: Any, objek: str, peran: str) -> dict[str, Any]:
    e = _evaluasi(s, objek)
    penilai, e.penilai = e.penilai, s.k.kabid
    e.save(update_fields=["penilai"])
    b = BagianEvaluasi.objects.create(evaluasi=e, penilai=penilai, rentang=sejak(_periode(s).mulai, _periode(s).sampai))
    return {"pk": b.pk}


_TIDAK = {"status": "TIDAK_DIEVALUASI", "alasan_tidak_dievaluasi": "CLTN"}
RESEP: dict[str, Any] = {
    **{f"predikat:{n}": _pk() for n in ("nilai", "mengapa", "refleksi", "tidak_dievaluasi", "ganti_penilai")},
    "predikat:evaluasi_juga": _pk(**_TIDAK),
    "predikat:buka_kembali": lambda s, o, p: {"pk": _ditetapkan(s, o).pk},
    "predikat:catat_rating": lambda s, o, p: {"pk": _evaluasi(s, o, penilai=s.k.bupati).pk},
    "predikat:tetapkan_studi": lambda s, o, p: {"pk": _evaluasi(s, o, penilai=s.k.bupati, sumber="TUBEL").pk},
    "predikat:laporan": lambda s, o, p: {"pk": s.unit[o].pk, "nama": "peringkat"},
    "predikat:tren_orang": lambda s, o, p: {"pk": s.k.guru.pk if o == "luar" else s.pelihat(p).pegawai.pk},
    "predikat:serah_terima": _bagian,
    **{f"predikat:{n}": lambda s, o, p: {"pk": _periode(s).pk} for n in ("buka", "lembar", "catat_lembar", "luar")},
    "predikat:kriteria": lambda s, o, p: {"kelompok": "JF"},
    "predikat:rekomendasi": lambda s, o, p: {"pk": _periode(s).pk, "unit": s.k.dinas.pk},
    **{f"predikat:{n}": lambda s, o, p: {"pk": s.unit[o].pk} for n in ("unit", "jadikan_organisasi")},
    "predikat:alasan_pola": lambda s, o, p: {"pk": s.unit[o].pk, "periode": _periode(s).pk},
}
