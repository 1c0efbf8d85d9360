"""Who may do what to the cycle: everyone signed in reads it, admins and auditors read its parameters, BKPSDM steers it."""

import rules
from rules.predicates import is_authenticated

from kinerja.organisasi.rules import adalah_admin_bkpsdm, bertugas_mengawasi

LIHAT_SIKLUS = "siklus.lihat_siklus"
UBAH_SIKLUS = "siklus.ubah_siklus"
LIHAT_LIBUR = "siklus.lihat_libur"
UBAH_LIBUR = "siklus.ubah_libur"
LIHAT_PARAMETER = "siklus.lihat_parameter"
UBAH_PARAMETER = "siklus.ubah_parameter"

#: act -> who
IZIN = {
    LIHAT_SIKLUS: is_authenticated,
    UBAH_SIKLUS: adalah_admin_bkpsdm,
    LIHAT_LIBUR: is_authenticated,
    UBAH_LIBUR: adalah_admin_bkpsdm,
    LIHAT_PARAMETER: bertugas_mengawasi,
    UBAH_PARAMETER: adalah_admin_bkpsdm,
}

for _nama, _siapa in IZIN.items():
    if not rules.perm_exists(_nama):
        rules.add_perm(_nama, _siapa)
