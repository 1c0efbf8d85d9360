"""What periods, units and ratings register: events, menu, tabs, tasks, jobs."""

from typing import Any

from django.urls import reverse

from kinerja.layanan.keputusan import OBJEK, ObjekKeputusan
from kinerja.organisasi.models import Akun
from kinerja.plumbing.daftar import (
    JENIS_PEKERJAAN,
    JENIS_PERISTIWA,
    MENU,
    SUMBER_TUGAS,
    TAB_PEGAWAI,
    TAB_UNIT,
    ButirMenu,
    JenisPekerjaan,
    JenisPeristiwa,
    SumberTugas,
    Tab,
)
from kinerja.siklus.models import Periode
from predikat.access import boleh
from predikat.actions import luar, populasi
from predikat.models import Evaluasi
from predikat.queries import rating_terlihat
from predikat.tugas_evaluasi import tugas_evaluasi, tugas_organisasi

_ORANG = ("pegawai", "periode")
_PERISTIWA = (
    JenisPeristiwa(
        "predikat.organisasi_ditetapkan", "Predikat organisasi suatu unit ditetapkan.", ("unit", "periode", "nilai")
    ),
    JenisPeristiwa("predikat.populasi_dibekukan", "Pegawai satu periode dihitung ke unitnya.", ("periode",)),
    JenisPeristiwa("predikat.dibuka", "Evaluasi satu periode dibuka untuk semua pegawai.", ("periode", "jumlah")),
    JenisPeristiwa("predikat.rating_diusulkan", "Penilai mengusulkan rating.", _ORANG),
    JenisPeristiwa("predikat.ditetapkan", "Predikat pegawai ditetapkan.", (*_ORANG, "unit_hitung", "predikat")),
    JenisPeristiwa(luar.KONVERSI, "Tabel konversi IPK tugas belajar diganti, dengan dasar hukum.", ("mulai",)),
    JenisPeristiwa("predikat.dibuka_kembali", "Predikat pegawai dibuka kembali, dengan alasan.", _ORANG),
    JenisPeristiwa("predikat.tidak_dievaluasi", "Pegawai dinyatakan tidak dievaluasi, dengan alasan.", _ORANG),
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for peristiwa in _PERISTIWA:
        JENIS_PERISTIWA.daftarkan(peristiwa)
    for butir in _MENU:
        MENU.daftarkan(butir)
    TAB_UNIT.daftarkan(Tab("penilaian", "Penilaian", lambda u: reverse("predikat:unit", args=[u.pk]), _lihat_unit))
    TAB_PEGAWAI.daftarkan(Tab("predikat", "Predikat", lambda p: reverse("predikat:tren_orang", args=[p.pk]), _lihat_tren))
    JENIS_PEKERJAAN.daftarkan(
        JenisPekerjaan(populasi.JENIS, "Membuka evaluasi", populasi.jalankan, lambda p: reverse("predikat:periode"))
    )
    SUMBER_TUGAS.daftarkan(SumberTugas("predikat_organisasi", tugas_organisasi))
    SUMBER_TUGAS.daftarkan(SumberTugas("evaluasi", tugas_evaluasi))
    OBJEK.daftarkan(ObjekKeputusan(Periode._meta.label_lower, _periode_terlihat, _tampil_periode))
    OBJEK.daftarkan(ObjekKeputusan(Evaluasi._meta.label_lower, rating_terlihat, _tampil_evaluasi))


_MENU = (
    ButirMenu("penilaian", "Penilaian", "predikat:daftar", "scale", lambda akun: boleh(akun, "daftar"), "/predikat/"),
    ButirMenu(
        "lembar", "Predikat organisasi", "predikat:lembar_kini", "building-community",
        lambda akun: boleh(akun, "lembar"), "/predikat/lembar/", utama=False,
    ),
    ButirMenu(
        "periode_penilaian", "Periode penilaian", "predikat:periode", "calendar-event",
        lambda akun: boleh(akun, "atur_periode"), "/predikat/periode/", utama=False,
    ),
)  # fmt: skip


def _lihat_tren(akun: Any, pegawai: Any) -> bool:
    return boleh(akun, "lihat_tren", pegawai)


def _lihat_unit(akun: Any, unit: Any) -> bool:
    return boleh(akun, "lihat_unit", unit)


def _periode_terlihat(akun: Akun) -> Any:
    """The paper of a sheet is for BKPSDM, auditors, who recorded it and who decided: a period alone shows it to nobody."""
    return Periode.objects.none()


def _tampil_periode(pk: int) -> tuple[str, str]:
    p = Periode.objects.filter(pk=pk).select_related("siklus").first()
    return (f"Predikat organisasi, {p}", reverse("predikat:lembar", args=[p.pk])) if p else ("", "")


def _tampil_evaluasi(pk: int) -> tuple[str, str]:
    e = Evaluasi.objects.filter(pk=pk).select_related("pegawai", "periode__siklus").first()
    return (str(e), reverse("predikat:mengapa", args=[e.pk])) if e else ("", "")
