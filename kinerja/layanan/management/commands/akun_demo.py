"""``manage.py akun_demo``: the demo accounts as JSON, alone on stdout."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kinerja.organisasi.masuk import login_dari
from kinerja.organisasi.models import Akun

URUTAN = (
    "pegawai", "jf", "pengawas", "administrator", "kepala_dinas", "sekda", "admin_unit",
    "kepala_sekolah", "kepala_puskesmas", "camat", "admin_bkpsdm", "tim_penilai", "auditor",
)  # fmt: skip


class Command(BaseCommand):
    """Prints a list of ``{"peran", "nama", "nip", "sandi"}`` in the order of ``URUTAN``; empty before the demo is filled."""

    help = "Cetak akun contoh sebagai JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse in production: there are no demo accounts."""
        if settings.PRODUKSI:
            raise CommandError("Akun contoh tidak ada pada produksi.")
        akun = Akun.objects.filter(demo=True, is_active=True).exclude(peran_demo="").select_related("pegawai")
        per_peran = {a.peran_demo: a for a in akun}
        print(json.dumps([_baris(per_peran[p]) for p in URUTAN if p in per_peran], ensure_ascii=False))


def _baris(akun: Akun) -> dict[str, str]:
    return {"peran": akun.peran_demo, "nama": akun.nama_tampil, "nip": login_dari(akun), "sandi": settings.KINERJA_SANDI_DEMO}
