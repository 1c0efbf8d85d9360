"""Studies, reports and extensions brought as far as a test needs by the real actions."""

import datetime as dt
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from dialog.actions import perpanjangan as panjang
from dialog.actions import studi
from dialog.enums import StatusPerpanjanganStudi as S
from dialog.models import LaporanStudi, PerpanjanganStudi
from kinerja.layanan.actions.keputusan import IsiKeputusan, menurut_surat
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, MasaKhusus
from kinerja.plumbing import jam
from tests import pabrik

D = dt.date
SAMPAI = D(2027, 1, 31)


def khs(nama: str = "khs.pdf") -> SimpleUploadedFile:
    """A whole file."""
    return SimpleUploadedFile(nama, b"%PDF-1.4 isi %%EOF", "application/pdf")


def masa(dunia, orang=None) -> MasaKhusus:
    """A study from September 2025 to the end of August 2026."""
    return pabrik.masa_khusus(orang or dunia.k.pelaksana, sejak=D(2025, 9, 1), sampai=D(2026, 9, 1))


def lapor(m: MasaKhusus, semester: int, *, by) -> LaporanStudi:
    """A report."""
    isi = studi.IsiLaporan(ipk=Decimal("3.50"), ips=Decimal("3.50"), sks=20, khs=khs())
    return studi.laporkan_semester(m, semester, isi, by=by)


def petugas(dunia) -> Akun:
    """BKPSDM."""
    ada = Akun.objects.filter(pegawai=dunia.k.petugas_bkpsdm).first()
    return ada or pabrik.akun(dunia.k.petugas_bkpsdm, Peran.ADMIN_BKPSDM)


def sk(dunia, p: PerpanjanganStudi, sampai: D = SAMPAI, tanggal: D | None = None) -> PerpanjanganStudi:
    """The SK, signed by the Bupati."""
    by = petugas(dunia)
    surat = IsiKeputusan(dunia.k.bupati, "800/12/2026", tanggal or jam.hari_ini(), khs("sk.pdf"))
    return menurut_surat("perpanjang_studi", surat, by, lambda k: panjang.terbitkan(p, sampai, by=by, berdasarkan=k))


def berstatus(dunia, status, orang=None) -> PerpanjanganStudi:
    """An extension in ``status``."""
    orang = orang or dunia.k.pelaksana
    saya, pusat = dunia.akun(orang), petugas(dunia)
    if orang == dunia.k.petugas_bkpsdm:
        saya = pusat
    p = panjang.minta_perpanjangan(masa(dunia, orang), SAMPAI, "Menunggu sidang", by=saya)
    if status == S.DIMINTA:
        return p
    akhir = {S.DIKEMBALIKAN: ("kembalikan", pusat), S.DITOLAK: ("tolak", pusat), S.DITARIK: ("tarik", saya)}
    if status in akhir:
        return panjang.langkahkan(p, akhir[status][0], "Belum lengkap", by=akhir[status][1])
    p = panjang.langkahkan(p, "catat_unit", "Disetujui unit", by=pusat)
    if status == S.DICATAT_UNIT:
        return p
    p = panjang.langkahkan(p, "rekomendasikan", "Layak diperpanjang", by=pusat)
    return p if status == S.DIREKOMENDASIKAN else sk(dunia, p)
