"""``manage.py impor_unor FILE [--terapkan]``: take in the unit tree."""

from kinerja.layanan.impor.perintah import PerintahImpor


class Command(PerintahImpor):
    """See ``PerintahImpor``."""

    help = "Impor unor: pratinjau sebagai JSON, atau tulis dengan --terapkan."
    jenis = "unor"
