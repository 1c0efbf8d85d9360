"""What periods, units and ratings register: events, menu, tabs, tasks, jobs."""

from kinerja.plumbing.daftar import JENIS_PERISTIWA, JenisPeristiwa

_ORANG = ("pegawai", "periode")
_PERISTIWA = (
    JenisPeristiwa(
        "predikat.organisasi_ditetapkan", "Predikat organisasi suatu unit ditetapkan.", ("unit", "periode", "nilai")
    ),
    JenisPeristiwa("predikat.populasi_dibekukan", "Pegawai satu periode dihitung ke unitnya.", ("periode",)),
    JenisPeristiwa("predikat.dibuka", "Evaluasi satu periode dibuka untuk semua pegawai.", ("periode", "jumlah")),
    JenisPeristiwa("predikat.rating_diusulkan", "Penilai mengusulkan rating.", _ORANG),
    JenisPeristiwa("predikat.ditetapkan", "Predikat pegawai ditetapkan.", (*_ORANG, "unit_hitung", "predikat")),
    JenisPeristiwa("predikat.dibuka_kembali", "Predikat pegawai dibuka kembali, dengan alasan.", _ORANG),
    JenisPeristiwa("predikat.tidak_dievaluasi", "Pegawai dinyatakan tidak dievaluasi, dengan alasan.", _ORANG),
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    for peristiwa in _PERISTIWA:
        JENIS_PERISTIWA.daftarkan(peristiwa)
