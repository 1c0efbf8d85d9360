"""``manage.py impor_siasn FILE [--terapkan]``: take in the SIASN export of people."""

from kinerja.layanan.impor.perintah import PerintahImpor


class Command(PerintahImpor):
    """See ``PerintahImpor``."""

    help = "Impor siasn: pratinjau sebagai JSON, atau tulis dengan --terapkan."
    jenis = "siasn"
    dengan_acuan = True
