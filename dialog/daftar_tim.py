"""What the team page and the figures of intensity register: menu, tab, columns, the count, the nudge, the next acts."""

from operator import attrgetter

from dialog import ajakan_intensitas, langkah_dasar, skala
from dialog.access import boleh
from dialog.intensitas import hitung_kolom
from kinerja.layanan.pengingat import AJAKAN, Ajakan
from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import (
    JADWAL,
    KOLOM_UNIT,
    MENU,
    TAB_UNIT,
    TAHAP_SKALA,
    ButirMenu,
    Jadwal,
    KolomUnit,
    Tab,
    TahapSkala,
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    from dialog.views.intensitas import url_unit

    # A leader works from his team page, so on a phone it stands beside Beranda.
    MENU.daftarkan(
        ButirMenu("tim", "Tim saya", "dialog:tim", "users-group", lambda akun: hak(akun).menilai, "/dialog/tim/", urut=10)
    )
    MENU.daftarkan(
        ButirMenu(
            "intensitas", "Intensitas dialog", "dialog:intensitas", "messages",
            lambda akun: boleh(akun, "lihat_intensitas_kabupaten"), "/dialog/intensitas/", utama=False,
        )
    )  # fmt: skip
    TAB_UNIT.daftarkan(Tab("intensitas", "Intensitas dialog", url_unit, lambda akun, u: boleh(akun, "lihat_intensitas", u)))
    KOLOM_UNIT.daftarkan(KolomUnit("dialog_lewat", "Dialog lewat irama", hitung_kolom, attrgetter("lewat"), awas=True))
    KOLOM_UNIT.daftarkan(KolomUnit("atasan_diam", "Atasan diam", hitung_kolom, attrgetter("atasan_diam"), awas=True))
    JADWAL.daftarkan(Jadwal("Dialog: hitung intensitas", "dialog.hitung_intensitas", "*/3", "50"))
    AJAKAN.daftarkan(Ajakan("dialog_diam", "Lama tanpa dialog", ajakan_intensitas.ajak_yang_diam))
    TAHAP_SKALA.daftarkan(TahapSkala("dialog", skala.isi, skala.halaman))
    langkah_dasar.daftarkan()
