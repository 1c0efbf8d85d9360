"""``manage.py buat_admin NIP|surel``: the first admin of BKPSDM, from whom all other roles come."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from kinerja.layanan.akun import actions
from kinerja.layanan.akun.kode import kode_tampil
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.masuk import cari_akun, rapikan_login
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Galat


class Command(BaseCommand):
    """Makes the account when there is none, gives ADMIN_BKPSDM, and prints an activation code."""

    help = "Beri peran Admin BKPSDM dan cetak kode aktivasi."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom."""
        parser.add_argument("login", help="NIP pegawai, atau surel untuk orang tanpa NIP")
        parser.add_argument("--nama", default="", help="Nama, hanya bila memakai surel")

    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction: an admin without a code would be of no use."""
        try:
            with transaction.atomic():
                terbit = self._buat(rapikan_login(options["login"]), options["nama"])
        except Galat as e:
            raise CommandError(e.kalimat) from e
        print(f"{terbit.akun}: kode aktivasi {kode_tampil(terbit.kode)}, buka /akun/aktivasi/")

    def _buat(self, login: str, nama: str) -> actions.KodeTerbit:
        akun = cari_akun(login) or _akun_baru(login, nama)
        if not hak(akun).admin_bkpsdm:
            actions.beri_peran(akun, Peran.ADMIN_BKPSDM, by=None, mulai=jam.hari_ini())
        return actions.terbitkan_kode(akun, by=None)


def _akun_baru(login: str, nama: str) -> Akun:
    if not login.isdecimal():
        return actions.buat_akun_luar(nama or login, login, by=None)
    pegawai = Pegawai.objects.filter(nip=login).first()
    if pegawai is None:
        raise CommandError("Tidak ada pegawai dengan NIP itu. Impor data SIASN dahulu, atau pakai surel.")
    return actions.buat_akun(pegawai, by=None)
