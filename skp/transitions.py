"""The workflows of planning, each one table: buttons, refusals, tests, the diagram and the database trigger come from it.

Penetapan has two acts (Pasal 14 PermenPANRB 6/2022): the pegawai signs (*ajukan*), the penilai sets (*tetapkan*).
"""

from kinerja.plumbing.transisi import Langkah, TabelTransisi
from skp.enums import StatusMPPH, StatusPK, StatusSKP

PEGAWAI = "pegawai"
PENILAI = "penilai"
PIMPINAN = "pimpinan unit"
SISTEM = "sistem, saat versi yang lebih baru ditetapkan"

SKP = TabelTransisi(
    "versi SKP",
    (
        Langkah(StatusSKP.DRAF, "ajukan", StatusSKP.DIAJUKAN, PEGAWAI),
        Langkah(StatusSKP.DIKEMBALIKAN, "ajukan", StatusSKP.DIAJUKAN, PEGAWAI),
        Langkah(StatusSKP.DIAJUKAN, "tarik", StatusSKP.DRAF, PEGAWAI),
        Langkah(StatusSKP.DIAJUKAN, "kembalikan", StatusSKP.DIKEMBALIKAN, PENILAI, wajib_catatan=True),
        Langkah(StatusSKP.DIAJUKAN, "sunting_penilai", StatusSKP.DIKEMBALIKAN, PENILAI),
        Langkah(StatusSKP.DIAJUKAN, "tetapkan", StatusSKP.DITETAPKAN, PENILAI),
        Langkah(StatusSKP.DITETAPKAN, "gantikan", StatusSKP.DIGANTI, SISTEM),
        Langkah(StatusSKP.DRAF, "batalkan", StatusSKP.BATAL, PEGAWAI, wajib_catatan=True),
        Langkah(StatusSKP.DIKEMBALIKAN, "batalkan", StatusSKP.BATAL, PEGAWAI, wajib_catatan=True),
    ),
)

MPPH = TabelTransisi(
    "MPPH",
    (
        Langkah(StatusMPPH.DRAF, "sepakati", StatusMPPH.DISEPAKATI, PIMPINAN),
        Langkah(StatusMPPH.DISEPAKATI, "finalkan", StatusMPPH.FINAL, PIMPINAN),
        Langkah(StatusMPPH.DISEPAKATI, "buka_kembali", StatusMPPH.DRAF, PIMPINAN, wajib_catatan=True),
        Langkah(StatusMPPH.FINAL, "buka_kembali", StatusMPPH.DRAF, PIMPINAN, wajib_catatan=True),
    ),
)

PK = TabelTransisi(
    "Perjanjian Kinerja",
    (
        Langkah(StatusPK.DRAF, "berlakukan", StatusPK.BERLAKU, PIMPINAN),
        Langkah(StatusPK.BERLAKU, "gantikan", StatusPK.DIGANTI, SISTEM),
        Langkah(StatusPK.DRAF, "batalkan", StatusPK.BATAL, PIMPINAN, wajib_catatan=True),
    ),
)
