"""Evidence in the demo: photos, a report, a link, a number, one of a team, a photo that two people use, one removed."""

import io
import random
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw

from dialog.actions.bukti import IsiBukti, hapus_bukti, lekatkan_bukti, tambah_bukti
from dialog.demo.percakapan import PIMPINAN
from dialog.enums import JenisBukti
from dialog.models import Bukti
from dialog.queries_bukti import PilihanIKI, pilihan_iki, tim_saya
from kinerja.layanan.demo import pemeran
from kinerja.layanan.demo.surat import surat_contoh
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import LANGKAH_DEMO, LangkahDemo
from kinerja.siklus.models import Periode
from skp.demo.susun import akun_dari, bawahan
from skp.models import LiniIKI

PER_TIM = 3
_FOTO = (
    "Rapat koordinasi pengumpulan data, 12 November 2026",
    "Verifikasi lapangan di dua desa dengan cakupan terendah",
    "Serah terima rekap bulanan kepada bidang pengampu",
    "Pendampingan operator saat pemutakhiran data",
)
_FOTO_TW3 = (
    "Rapat evaluasi triwulan III bersama bidang",
    "Penyerahan laporan September kepada pimpinan",
    "Kunjungan lapangan Agustus",
)
_NOMOR = ("800.1/214/DINKES/2026", "440/087/PKM/2026", "000.7/112/SEKR/2026")
_KEMBAR = "Foto rapat koordinasi lintas program"


def foto(benih: int, kata: str) -> bytes:
    """A small picture that is the same each time: a wall, a table, people as round heads, the words below."""
    acak = random.Random(benih)
    gambar = Image.new("RGB", (960, 640), (acak.randint(150, 220), acak.randint(160, 220), acak.randint(160, 215)))
    pena = ImageDraw.Draw(gambar)
    pena.rectangle((0, 430, 960, 640), fill=(acak.randint(90, 140), acak.randint(70, 110), acak.randint(50, 90)))
    for i in range(acak.randint(4, 7)):
        x, y = 90 + i * 125, acak.randint(250, 300)
        baju = tuple(acak.randint(40, 170) for _ in range(3))
        pena.rounded_rectangle((x - 45, y + 40, x + 45, 470), 22, fill=baju)
        pena.ellipse((x - 30, y - 30, x + 30, y + 36), fill=(acak.randint(140, 200), 120, 90))
    pena.text((24, 600), kata, fill=(255, 255, 255))
    isi = io.BytesIO()
    gambar.save(isi, "JPEG", quality=70)
    return isi.getvalue()


def bukti() -> None:
    """Some people of each leader's team, then the special cases; whoever has evidence in the running period is passed over."""
    for urut, kode in enumerate(PIMPINAN):
        orang = bawahan(pemeran.kepala(kode))
        for ke, p in enumerate(sorted(orang, key=_tanpa_peran)[:PER_TIM]):
            with transaction.atomic():
                _lengkapi(akun_dari(p), urut * PER_TIM + ke)
    with transaction.atomic():
        _bersama()


def _tanpa_peran(p: Pegawai) -> bool:
    """Who plays a part comes first."""
    return not Akun.objects.filter(pegawai=p).exclude(peran_demo="").exists()


def _lengkapi(by: Akun, urut: int) -> None:
    iki = pilihan_iki(by, jam.hari_ini())
    if not iki or Bukti.objects.filter(pemilik=by.pegawai_id, taut__realisasi__periode=iki[0].periode).exists():
        return
    kata = _FOTO[urut % len(_FOTO)]
    pertama = _tambah(_unggah(foto(urut, kata), f"IMG_2026{urut:04}.jpg"), by, iki[0], judul=kata)
    if len(iki) > 1:
        lekatkan_bukti(pertama, _lini(iki[1]), iki[1].periode, by=by)
    match urut % 4:
        case 0:
            naskah = surat_contoh("Laporan Bulanan Oktober 2026", f"LB-{urut:03}-10-2026", str(by.pegawai))
            _tambah(_unggah(naskah.read(), "Laporan bulanan Oktober.pdf"), by, iki[-1])
        case 1:
            isi = IsiBukti(JenisBukti.TAUTAN, "Dasbor capaian bulanan", f"https://contoh.balangankab.go.id/dasbor/{urut}")
            _tambah(isi, by, iki[-1])
        case 2:
            isi = IsiBukti(JenisBukti.NOMOR, "Nota dinas penyampaian rekap", nomor=_NOMOR[urut % len(_NOMOR)])
            _tambah(isi, by, iki[-1])
        case _:
            keliru = _tambah(_unggah(foto(900 + urut, "Daftar hadir"), "daftar hadir.jpg"), by, iki[-1])
            hapus_bukti(keliru, "Salah unggah: memuat nomor telepon peserta rapat.", by=by)
    if urut in (4, 9):  # the same photo at two people, who do not share it
        _tambah(_unggah(foto(777, _KEMBAR), "IMG_0777.jpg"), by, iki[0], judul=_KEMBAR)


def bukti_triwulan(by: Akun, lini: LiniIKI, periode: Periode, urut: int) -> None:
    """What somebody hands in with a quarter that closes soon: a photo, or the letter with which he sent his report."""
    if urut % 4:
        isi = IsiBukti(JenisBukti.NOMOR, "Surat pengantar laporan triwulan III", nomor=_NOMOR[urut % len(_NOMOR)])
    else:
        kata = _FOTO_TW3[urut // 4 % len(_FOTO_TW3)]
        isi = replace(_unggah(foto(500 + urut, kata), f"IMG_2026{500 + urut:04}.jpg"), judul=kata)
    tambah_bukti(isi, by=by, lini_iki=lini, periode=periode)


def _bersama() -> None:
    """A report of the team across units: its ketua hands it in, a member attaches it to a measure of his own."""
    ketua = akun_dari(pemeran.kepala("05.2"))
    tim = tim_saya(ketua)
    if not tim or Bukti.objects.filter(bersama=True).exists():
        return
    naskah = surat_contoh("Laporan Audit Kasus Stunting", "400.7/031/TPPS/2026", "Tim Percepatan Penurunan Stunting")
    isi = replace(_unggah(naskah.read(), "Laporan audit kasus stunting.pdf"), tim=tim[0].pk)
    iki = pilihan_iki(ketua, jam.hari_ini())
    b = _tambah(isi, ketua, iki[0] if iki else None, judul="Laporan audit kasus stunting semester II")
    anggota = Akun.objects.get(peran_demo="jf")
    if milik := pilihan_iki(anggota, jam.hari_ini()):
        lekatkan_bukti(b, _lini(milik[-1]), milik[-1].periode, by=anggota)


def _unggah(isi: bytes, nama: str) -> IsiBukti:
    return IsiBukti(JenisBukti.BERKAS, unggahan=SimpleUploadedFile(nama, isi))


def _tambah(isi: IsiBukti, by: Akun, untuk: PilihanIKI | None, judul: str = "") -> Bukti:
    lini, periode = (_lini(untuk), untuk.periode) if untuk else (None, None)
    return tambah_bukti(replace(isi, judul=judul or isi.judul), by=by, lini_iki=lini, periode=periode)


def _lini(p: PilihanIKI) -> LiniIKI:
    lini: LiniIKI = LiniIKI.objects.select_related("lini_rhk__skp").get(pk=p.iki.lini_id)
    return lini


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    LANGKAH_DEMO.daftarkan(LangkahDemo("dialog.bukti", "dialog", bukti, sekaligus=False))
