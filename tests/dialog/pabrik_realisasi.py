"""A person with a set SKP, the periods of the year, and realisasi brought as far as a test needs by the real actions."""

import datetime as dt
from dataclasses import dataclass

from dialog.actions import realisasi as aksi
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak
from kinerja.siklus.actions import buka_periode, tutup_periode
from kinerja.siklus.models import Periode, Siklus
from skp.models import IKI, LiniIKI, VersiSKP
from tests.skp import pabrik as p

TAHUN = 2026
#: In the second quarter: the first is over, the third is still to come.
MEI = dt.datetime(TAHUN, 5, 20, 9, tzinfo=jam.WITA)
_BATAS = (("TRIWULAN", 1, 1, 4), ("TRIWULAN", 2, 4, 7), ("TRIWULAN", 3, 7, 10), ("AKHIR", 1, 1, 13))


def periode(siklus: Siklus) -> list[Periode]:
    """Three quarters and the review of the year; the first closed, the second open."""
    hasil = []
    for jenis, urut, awal, akhir in _BATAS:
        mulai, sampai = dt.date(TAHUN, awal, 1), dt.date(TAHUN + akhir // 13, (akhir - 1) % 12 + 1, 1)
        buka = dt.date(TAHUN, 10, 1) if jenis == "AKHIR" else mulai
        isi = {"rentang": sejak(mulai, sampai), "buka_tanggal": buka, "tutup_tanggal": sampai + dt.timedelta(days=7)}
        hasil.append(Periode.objects.create(siklus=siklus, jenis=jenis, urut=urut, **isi))
    hasil[0] = buka_periode(hasil[0], by=None)
    with jam.pada(MEI):
        hasil[0] = tutup_periode(hasil[0], by=None)
        hasil[1] = buka_periode(hasil[1], by=None)
    return hasil


@dataclass(slots=True)
class Panggung:
    """``orang`` with his account, his set SKP with two measures (a count and a position), his assessor's account."""

    orang: Pegawai
    akun: Akun
    penilai: Akun
    versi: VersiSKP
    hitung: LiniIKI
    posisi: LiniIKI
    periode: list[Periode]

    @property
    def tw2(self) -> Periode:
        """The one that runs."""
        return self.periode[1]

    def tulis(self, **isi):
        """Into the count, in the running quarter."""
        return aksi.isi_realisasi(self.hitung, self.tw2, isi, by=self.akun)


def panggung(dunia, orang: Pegawai | None = None) -> Panggung:
    """Set at planning time; the caller goes on in May (``MEI``)."""
    orang = orang or dunia.k.pelaksana
    penilai = p.penilai_kini(orang.pk)
    if p.rhk_utama(penilai) is None:
        p.skp_ditetapkan(dunia, penilai)
    versi = p.skp_draf(dunia, orang)
    rhk = versi.rhk.order_by("pk").first()
    p.isi_iki(rhk, uraian="Jumlah laporan", target_teks="12", satuan="laporan")
    p.tetapkan(dunia, p.penetapan.ajukan(versi, by=dunia.akun(orang)))
    posisi, hitung = (
        i.lini for i in IKI.objects.filter(rhk=rhk).order_by("urut").select_related("lini__lini_rhk__skp__pegawai")
    )
    versi.refresh_from_db()
    return Panggung(orang, dunia.akun(orang), dunia.akun(versi.penilai), versi, hitung, posisi, periode(dunia.siklus))
