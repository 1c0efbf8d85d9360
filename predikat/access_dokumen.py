"""The only door to documents, objections and sessions: 404 for what one may not see, ``TidakBoleh`` for an act not his."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from kinerja.organisasi.models import Akun, UnitKerja
from kinerja.plumbing.galat import SudahBerubah, TidakBoleh
from predikat.models import DokumenEvaluasi, Evaluasi, Geseran, Keberatan, PesertaSesi, SesiKalibrasi
from predikat.queries_dokumen import keberatan_lengkap, lengkap
from predikat.rules_dokumen import IZIN, ingat_peran

_BERUBAH = "Keadaannya sudah berubah sejak halaman ini dibuka. Muat ulang halaman, lalu periksa kembali."
_KALIMAT = {
    "serahkan": "Dokumen diserahkan pejabat penilainya.",
    "terima": "Dokumen diterima pegawai yang dinilai.",
    "tanda_tangani": "Dokumen ditandatangani pegawai yang dinilai, dengan akunnya sendiri.",
    "ajukan_keberatan": "Keberatan diajukan oleh pegawai yang dinilai, dengan akunnya sendiri.",
    "sahkan": "Dokumen yang tidak ditandatangani disahkan atasan pejabat penilai.",
    "buka_kembali_dokumen": "Dokumen Evaluasi dibuka kembali oleh BKPSDM, dengan surat.",
    "jelaskan": "Penjelasan ditulis pejabat penilai.",
    "periksa_keberatan": "Keberatan diperiksa atasan pejabat penilai.",
    "putus": "Keberatan diputus atasan pejabat penilai.",
    "catat_putusan": "Putusan di atas kertas dicatat BKPSDM, bila atasan pejabat penilai tidak memakai akun.",
    "tarik_keberatan": "Keberatan ditarik oleh yang mengajukannya, sebelum diperiksa.",
    "beri_bukti": "Bukti diserahkan pegawai yang berkeberatan atau penilainya, selama belum diputus.",
    "geser": "Sesi ini tidak terbuka bagi Anda untuk memindahkan.",
    "catat_kunci": "Penguncian di atas kertas dicatat fasilitator sesi ini yang tidak dinilai di dalamnya.",
    "kunci": "Hasil dikunci oleh pimpinan yang ditetapkan sebagai pengunci sesi ini; sampaikan usul Anda kepadanya.",
}
_BAWAAN = "Akun Anda tidak berwenang melakukan ini."
#: Acts of the person, by the state in which they are possible: whoever comes late is told so, not refused as a stranger.
_SAYA = {"terima", "tanda_tangani", "ajukan_keberatan", "tarik_keberatan"}


def boleh(akun: Akun, izin: str, objek: object = None) -> bool:
    """For buttons: the same answer as ``pastikan``, without the refusal."""
    return bool(IZIN[izin].test(akun, objek))


def pastikan(akun: Akun, izin: str, objek: object = None) -> None:
    """Raises ``TidakBoleh`` with a sentence when ``akun`` may not do ``izin`` to ``objek``."""
    if not boleh(akun, izin, objek):
        raise TidakBoleh(_KALIMAT.get(izin, _BAWAAN))


def get_dokumen(akun: Akun, pk: int, izin: str = "lihat_dokumen") -> DokumenEvaluasi:
    """A document with everything on it; ``izin`` names the act. One that may not be seen: 404."""
    d: DokumenEvaluasi = get_object_or_404(lengkap(DokumenEvaluasi.objects.all()), pk=pk)
    _periksa(akun, izin, d, "lihat_dokumen", d.evaluasi)
    return d


def get_keberatan(akun: Akun, pk: int, izin: str = "lihat_keberatan") -> Keberatan:
    """A case with its document."""
    k: Keberatan = get_object_or_404(keberatan_lengkap(Keberatan.objects.all()), pk=pk)
    _periksa(akun, izin, k, "lihat_keberatan", k.dokumen.evaluasi)
    return k


def _periksa(akun: Akun, izin: str, objek: Any, lihat: str, evaluasi: Evaluasi) -> None:
    if boleh(akun, izin, objek):
        return
    if izin == lihat or not boleh(akun, lihat, objek):
        raise Http404
    if izin in _SAYA and akun.pegawai_id == evaluasi.pegawai_id:
        raise SudahBerubah(_BERUBAH)
    raise TidakBoleh(_KALIMAT.get(izin, _BAWAAN))


def get_sesi(akun: Akun, pk: int, izin: str = "lihat_sesi") -> SesiKalibrasi:
    """A session in which one sits, or that one oversees. Another one: 404."""
    peran = PesertaSesi.objects.filter(sesi=OuterRef("pk"), pegawai=akun.pegawai_id or 0).values("peran")
    semua = SesiKalibrasi.objects.select_related("unit", "periode__siklus").annotate(peran_saya=ArraySubquery(peran))
    s: SesiKalibrasi = get_object_or_404(semua, pk=pk)
    ingat_peran(akun, s, s.peran_saya)  # type: ignore[attr-defined]
    if boleh(akun, izin, s):
        return s
    if not boleh(akun, "lihat_sesi", s):
        raise Http404
    raise TidakBoleh(_KALIMAT.get(izin, _BAWAAN))


def get_geseran(akun: Akun, pk: int, izin: str = "jawab_geseran") -> Geseran:
    """A move in a session in which one sits."""
    semua = Geseran.objects.select_related("sesi__unit", "sesi__periode__siklus", "evaluasi__pegawai")
    g: Geseran = get_object_or_404(semua, pk=pk)
    if not boleh(akun, "lihat_sesi", g.sesi):
        raise Http404
    pastikan(akun, izin, g)
    return g


def get_unit_sesi(akun: Akun, pk: int) -> UnitKerja:
    """A unit for which one may open a session."""
    unit: UnitKerja = get_object_or_404(UnitKerja, pk=pk)
    pastikan(akun, "buka_sesi", unit)
    return unit
