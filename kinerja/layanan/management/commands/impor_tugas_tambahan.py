"""``manage.py impor_tugas_tambahan FILE [--terapkan]``: take in additional duties (heads of schools and puskesmas)."""

from kinerja.layanan.impor.perintah import PerintahImpor


class Command(PerintahImpor):
    """See ``PerintahImpor``."""

    help = "Impor tugas_tambahan: pratinjau sebagai JSON, atau tulis dengan --terapkan."
    jenis = "tugas_tambahan"
