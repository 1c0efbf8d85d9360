"""The cast of every test: the same people with the same accounts, and the same questions of every view."""

from dataclasses import dataclass
from functools import partial

import pytest
from django.test import Client

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun
from tests import pabrik
from tests.cetakan import dari_cetakan

BACKEND = "kinerja.organisasi.masuk.NipAtauEmailBackend"
#: Names of the roles in ``hak_akses.csv``, each an attribute of ``Pemeran`` (``anonim``: nobody).
PERAN_UJI = (
    "anonim", "pegawai", "atasan", "kepala_dinas", "admin_unit", "admin_bkpsdm", "tim_penilai", "pyb", "auditor", "orang_luar",
)  # fmt: skip


@dataclass(slots=True)
class Pemeran:
    """Accounts of one small kabupaten (``k``). ``admin_unit`` looks after the Dinas of ``pegawai``, ``admin_lain`` another.

    ``orang_luar`` works in that other one and holds no role.
    """

    k: pabrik.Kabupaten
    pegawai: Akun
    rekan: Akun
    atasan: Akun
    kepala_dinas: Akun
    admin_unit: Akun
    admin_lain: Akun
    admin_bkpsdm: Akun
    tim_penilai: Akun
    pyb: Akun
    auditor: Akun
    orang_luar: Akun

    def klien(self, peran: str) -> Client:
        """A client signed in as one of the cast; ``anonim``: not signed in."""
        return Client() if peran == "anonim" else masuk(getattr(self, peran))


def masuk(akun: Akun) -> Client:
    """A client with a session of ``akun``, without the form."""
    klien = Client()
    klien.force_login(akun, backend=BACKEND)
    return klien


def buat_pemeran(*, demo: bool = True) -> Pemeran:
    """The whole cast; ``demo=False``: admins need their second factor."""
    return dari_cetakan(("pemeran", demo), lambda: _buat_pemeran(demo))


def _buat_pemeran(demo: bool) -> Pemeran:
    k = pabrik.kabupaten()
    buat = partial(_akun, demo=demo)
    return Pemeran(
        k,
        pegawai=buat(k.pelaksana),
        rekan=buat(k.rekan),
        atasan=buat(k.kasi),
        kepala_dinas=buat(k.kadis),
        admin_unit=buat(k.sekretaris, Peran.ADMIN_UNIT, di=k.dinas),
        admin_lain=buat(k.kadis_lain, Peran.ADMIN_UNIT, di=k.dinas_lain),
        admin_bkpsdm=buat(k.petugas_bkpsdm, Peran.ADMIN_BKPSDM),
        tim_penilai=buat(pabrik.staf(k.setda, "Fitriani"), Peran.TIM_PENILAI),
        pyb=buat(pabrik.staf(k.setda, "Yusran Effendi"), Peran.PYB),
        auditor=_akun(None, Peran.AUDITOR, demo=demo, nama="Auditor Inspektorat"),
        orang_luar=buat(k.orang_luar),
    )


def _akun(orang, *peran, di=None, demo=True, **lain) -> Akun:
    akun = pabrik.akun(orang, *peran, di=di, **lain)
    if not demo:
        Akun.objects.filter(pk=akun.pk).update(demo=False)
        akun.demo = False
    return akun


@pytest.fixture
def pemeran(db) -> Pemeran:
    """The cast."""
    return buat_pemeran()
