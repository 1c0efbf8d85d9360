"""A period, people with accounts, and feedback by the real actions."""

import datetime as dt

import pytest

from dialog.actions import umpan_balik as aksi
from dialog.actions.umpan_balik import IsiUmpan
from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.siklus.actions import muat_parameter
from kinerja.siklus.models import Periode
from tests import pabrik

BERGUNA = "Pada rapat Selasa datanya lengkap, jadi sebaiknya diteruskan."


def isi(jenis="APRESIASI", perilaku=BERGUNA, **lain) -> IsiUmpan:
    """A whole feedback on a value."""
    lain.setdefault("nilai", "" if lain.get("lini_rhk") else "KOLABORATIF")
    return IsiUmpan(jenis, perilaku, **lain)


def periode(dunia, urut=1) -> Periode:
    """An open quarter of the year."""
    tahun = dunia.siklus.tahun
    awal, akhir = dt.date(tahun, 3 * urut - 2, 1), dt.date(tahun + urut // 4, urut % 4 * 3 + 1, 1)
    baru = Periode.objects.create(
        siklus=dunia.siklus, jenis="TRIWULAN", urut=urut, rentang=rentang(awal, akhir), buka_tanggal=awal, tutup_tanggal=akhir
    )
    baru.status, baru.dibuka_pada = "TERBUKA", jam.sekarang()
    baru.save()
    return baru


def tutup(p: Periode) -> None:
    """Close it."""
    p.status, p.ditutup_pada = "DITUTUP", jam.sekarang()
    p.save()


def seksi_besar(dunia, tambah=2):
    """The seksi with more people, all with accounts: five subordinates of the kasi."""
    baru = [pabrik.staf(dunia.k.seksi, f"Anggota Seksi {i}") for i in range(tambah)]
    for p in baru:
        pabrik.hubungan(p, dunia.k.kasi, dunia.k.kabid)
    for p in (*baru, dunia.k.jf, dunia.k.pelaksana, dunia.k.rekan, dunia.k.kasi, dunia.k.kabid):
        dunia.akun(p)
    return baru


def senin_depan() -> dt.datetime:
    """When what was written without a name this week comes to light: the noon of the next Monday."""
    hari = jam.hari_ini()
    return dt.datetime.combine(hari + dt.timedelta(days=8 - hari.isoweekday()), dt.time(12), jam.WITA)


def beri(dunia, penerima, pemberi, sebutan="NAMA", **lain):
    """Given by an account."""
    return aksi.beri(penerima, isi(**lain), sebutan, by=dunia.akun(pemberi))


@pytest.fixture
def tw(dunia):
    """The first quarter, open, with the parameters of the file and a big seksi."""
    muat_parameter()
    seksi_besar(dunia)
    return periode(dunia)
