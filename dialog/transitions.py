"""The workflows of monitoring, each one table: buttons, refusals, tests, the diagram and the database trigger come from it."""

from dialog.enums import StatusDialog as D
from dialog.enums import StatusPerpanjanganStudi as P
from kinerja.plumbing.transisi import Langkah, TabelTransisi

PESERTA = "kedua pihak"
PENGUNDANG = "pihak yang merencanakan"
SISTEM = "sistem, saat batas konfirmasi lewat"

DIALOG = TabelTransisi(
    "dialog kinerja",
    (
        Langkah(D.RENCANA, "mulai", D.BERLANGSUNG, PESERTA),
        Langkah(D.RENCANA, "pindahkan", D.RENCANA, PESERTA, wajib_catatan=True),
        Langkah(D.RENCANA, "tolak", D.DITOLAK, "pihak yang diundang", wajib_catatan=True),
        Langkah(D.RENCANA, "nyatakan_tidak_terlaksana", D.TIDAK_TERLAKSANA, PESERTA, wajib_catatan=True),
        Langkah(D.BERLANGSUNG, "akhiri", D.MENUNGGU_KONFIRMASI, PESERTA),
        Langkah(D.BERLANGSUNG, "nyatakan_tidak_terlaksana", D.TIDAK_TERLAKSANA, PESERTA, wajib_catatan=True),
        Langkah(D.MENUNGGU_KONFIRMASI, "lanjutkan", D.BERLANGSUNG, PESERTA, wajib_catatan=True),
        Langkah(D.MENUNGGU_KONFIRMASI, "konfirmasi", D.MENUNGGU_KONFIRMASI, PESERTA),
        Langkah(D.MENUNGGU_KONFIRMASI, "selesaikan", D.SELESAI, "pihak yang terakhir mengonfirmasi"),
        Langkah(D.MENUNGGU_KONFIRMASI, "kunci", D.SELESAI, SISTEM),
    ),
)

PEGAWAI, UNIT_ASAL, KEPEGAWAIAN = "pegawai", "unit asal", "kepegawaian BKPSDM"

PERPANJANGAN_STUDI = TabelTransisi(
    "perpanjangan tugas belajar",
    (
        Langkah(P.DIMINTA, "catat_unit", P.DICATAT_UNIT, UNIT_ASAL, wajib_catatan=True),
        Langkah(P.DICATAT_UNIT, "rekomendasikan", P.DIREKOMENDASIKAN, KEPEGAWAIAN, wajib_catatan=True),
        Langkah(P.DIREKOMENDASIKAN, "terbitkan", P.DITERBITKAN, KEPEGAWAIAN),
        Langkah(P.DIMINTA, "kembalikan", P.DIKEMBALIKAN, UNIT_ASAL, wajib_catatan=True),
        Langkah(P.DICATAT_UNIT, "kembalikan", P.DIKEMBALIKAN, KEPEGAWAIAN, wajib_catatan=True),
        Langkah(P.DIREKOMENDASIKAN, "kembalikan", P.DIKEMBALIKAN, KEPEGAWAIAN, wajib_catatan=True),
        Langkah(P.DIKEMBALIKAN, "minta_lagi", P.DIMINTA, PEGAWAI, wajib_catatan=True),
        Langkah(P.DIMINTA, "tolak", P.DITOLAK, UNIT_ASAL, wajib_catatan=True),
        Langkah(P.DICATAT_UNIT, "tolak", P.DITOLAK, KEPEGAWAIAN, wajib_catatan=True),
        Langkah(P.DIREKOMENDASIKAN, "tolak", P.DITOLAK, KEPEGAWAIAN, wajib_catatan=True),
        Langkah(P.DIMINTA, "tarik", P.DITARIK, PEGAWAI),
        Langkah(P.DICATAT_UNIT, "tarik", P.DITARIK, PEGAWAI),
        Langkah(P.DIREKOMENDASIKAN, "tarik", P.DITARIK, PEGAWAI),
        Langkah(P.DIKEMBALIKAN, "tarik", P.DITARIK, PEGAWAI),
    ),
)
