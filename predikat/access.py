"""The only door to the objects of evaluation: 404 for what one may not see, ``TidakBoleh`` for an act that is not his."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from kinerja.organisasi.models import Akun, Pegawai, UnitKerja
from kinerja.plumbing.galat import SudahBerubah, TidakBoleh
from kinerja.siklus.models import Periode
from predikat.models import BagianEvaluasi, Evaluasi
from predikat.queries import dokumen_diserahkan, lengkap
from predikat.rules import IZIN
from predikat.transitions import EVALUASI

_KALIMAT = {
    "nilai": "Rating diberikan oleh pejabat penilai pegawai ini, sebelum predikatnya ditetapkan.",
    "buka_nilai": "Halaman ini untuk pejabat penilai pegawai yang bersangkutan.",
    "tetapkan_predikat": "Predikat ditetapkan oleh pejabat penilai, setelah ratingnya diusulkan.",
    "buka_kembali": "Predikat dibuka kembali oleh penilainya; setelah dokumennya ada, oleh BKPSDM dengan surat.",
    "refleksi": "Refleksi ditulis oleh pegawai yang dinilai, sebelum predikatnya ditetapkan.",
    "serah_terima": "Catatan serah terima ditulis oleh penilai sebelumnya, sebelum predikat ditetapkan.",
    "tetapkan_organisasi": "Predikat organisasi ditetapkan pimpinan satu tingkat di atas unit itu.",
    "tetapkan_studi": "Predikat tugas belajar ditetapkan BKPSDM menurut transkrip, bukan orangnya sendiri.",
    "alasan_pola": "Alasan baris pola ditulis oleh pimpinan unit.",
    "lihat_papan": "Papan predikat dibuka oleh pengawas dan pimpinan perangkat daerah.",
    "telaah": "Telaah dibuka oleh Kepala BKPSDM dan Inspektorat.",
}
_BAWAAN = "Akun Anda tidak berwenang melakukan ini."


def boleh(akun: Akun, izin: str, objek: object = None) -> bool:
    """For buttons: the same answer as ``pastikan``, without the refusal."""
    return bool(IZIN[izin].test(akun, objek))


def pastikan(akun: Akun, izin: str, objek: object = None) -> None:
    """Raises ``TidakBoleh`` with a sentence when ``akun`` may not do ``izin`` to ``objek``."""
    if not boleh(akun, izin, objek):
        raise TidakBoleh(_KALIMAT.get(izin, _BAWAAN))


def get_evaluasi(akun: Akun, pk: int, izin: str = "lihat", *, lock: bool = False) -> Evaluasi:
    """An evaluation with person, period, penilai and units; ``izin`` names the act. One that may not be seen: 404.

    To its penilai a state that moved on is told as that (``SudahBerubah``).
    """
    semua = lengkap(Evaluasi.objects.annotate(diserahkan=dokumen_diserahkan()))
    e: Evaluasi = get_object_or_404(semua.select_for_update(of=("self",), no_key=True) if lock else semua, pk=pk)
    if not boleh(akun, "lihat", e):
        raise Http404
    if not boleh(akun, izin, e):
        if izin in ("nilai", "tetapkan_predikat", "buka_kembali") and boleh(akun, "buka_nilai", e):
            EVALUASI.berikut(e.status, {"nilai": "usulkan_rating"}.get(izin, izin), "-")
            raise SudahBerubah("Keadaan evaluasi ini sudah berubah. Muat ulang halaman, lalu periksa kembali.")
        raise TidakBoleh(_KALIMAT.get(izin, _BAWAAN))
    return e


def get_bagian(akun: Akun, pk: int, izin: str = "serah_terima") -> BagianEvaluasi:
    """A part of an evaluation. Of one that may not be seen: 404."""
    semua = BagianEvaluasi.objects.select_related(
        "evaluasi__pegawai", "evaluasi__periode__siklus", "evaluasi__unit_hitung", "evaluasi__penilai", "skp"
    )
    bagian: BagianEvaluasi = get_object_or_404(semua, pk=pk)
    if not boleh(akun, "lihat", bagian):
        raise Http404
    pastikan(akun, izin, bagian)
    return bagian


def get_unit(akun: Akun, pk: int, izin: str = "lihat_unit") -> UnitKerja:
    """A unit. The structure is no secret, so a wrong one is refused in words."""
    unit: UnitKerja = get_object_or_404(UnitKerja, pk=pk)
    pastikan(akun, izin, unit)
    return unit


def get_pegawai_tren(akun: Akun, pk: int) -> Pegawai:
    """A person whose official predikat one may read. Another one: 404."""
    orang: Pegawai = get_object_or_404(Pegawai, pk=pk)
    if not boleh(akun, "lihat_tren", orang):
        raise Http404
    return orang


def get_unit_bebas(pk: int) -> UnitKerja:
    """A unit that somebody who recommends speaks about: they are no secret."""
    unit: UnitKerja = get_object_or_404(UnitKerja, pk=pk)
    return unit


def get_periode(pk: int) -> Periode:
    """A period; they are open to everybody who is signed in."""
    periode: Periode = get_object_or_404(Periode.objects.select_related("siklus"), pk=pk)
    return periode
