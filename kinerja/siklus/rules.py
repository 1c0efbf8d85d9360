"""Who may do what to the cycle: everyone signed in reads it, admins and auditors read its parameters, BKPSDM steers it."""

import rules

from kinerja.organisasi.rules import adalah_admin_bkpsdm, berperan, sudah_masuk

LIHAT_SIKLUS = "siklus.lihat_siklus"
UBAH_SIKLUS = "siklus.ubah_siklus"
LIHAT_LIBUR = "siklus.lihat_libur"
UBAH_LIBUR = "siklus.ubah_libur"
LIHAT_PARAMETER = "siklus.lihat_parameter"
UBAH_PARAMETER = "siklus.ubah_parameter"

#: act -> who
IZIN = {
    LIHAT_SIKLUS: sudah_masuk,
    UBAH_SIKLUS: adalah_admin_bkpsdm,
    LIHAT_LIBUR: sudah_masuk,
    UBAH_LIBUR: adalah_admin_bkpsdm,
    LIHAT_PARAMETER: berperan,
    UBAH_PARAMETER: adalah_admin_bkpsdm,
}

for _nama, _siapa in IZIN.items():
    if not rules.perm_exists(_nama):
        rules.add_perm(_nama, _siapa)
