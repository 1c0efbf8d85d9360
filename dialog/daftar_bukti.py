"""What evidence registers: who may download, events, the daily sweep of cut uploads, the menu entry of the Inspektorat."""

from functools import partial

from dialog.access_bukti import boleh, boleh_berkas
from dialog.actions.bukti import UNTUK
from kinerja.plumbing.daftar import JADWAL, JENIS_BERKAS, JENIS_PERISTIWA, MENU, ButirMenu, Jadwal, JenisBerkas, JenisPeristiwa

_PERISTIWA = (
    JenisPeristiwa("bukti.ditambahkan", "Bukti dukung ditambahkan.", ("pemilik", "jenis")),
    JenisPeristiwa("bukti.dilekatkan", "Bukti dukung dilekatkan pada realisasi sebuah IKI.", ("realisasi",)),
    JenisPeristiwa("bukti.dilepas", "Bukti dukung dilepas dari realisasi sebuah IKI.", ("realisasi",)),
    JenisPeristiwa("bukti.dihapus", "Bukti dukung dihapus oleh pemiliknya, dengan alasan.", ("pemilik",)),
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    JENIS_BERKAS.daftarkan(JenisBerkas(UNTUK, boleh_berkas))
    for peristiwa in _PERISTIWA:
        JENIS_PERISTIWA.daftarkan(peristiwa)
    JADWAL.daftarkan(Jadwal("Bukti: sapu unggahan yang tak selesai", "dialog.sapu_unggahan", "3", "10"))
    for nama, judul, alamat, ikon in (
        ("bukti", "Bukti saya", "bukti_daftar", "paperclip"),
        ("bukti_kembar", "Bukti kembar", "bukti_kembar", "copy"),
    ):
        awalan = "/dialog/bukti/kembar/" if nama == "bukti_kembar" else "/dialog/bukti/"
        MENU.daftarkan(ButirMenu(nama, judul, f"dialog:{alamat}", ikon, partial(boleh, izin=nama), awalan, utama=False))
