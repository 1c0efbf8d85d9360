"""Two quarters of feedback in the demo units: named and not, asked, spontaneous, of citizens, withdrawn, reported."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from dialog.actions import umpan_balik as aksi
from dialog.actions.umpan_balik import IsiUmpan
from dialog.aturan_umpan import Sebutan
from dialog.demo.percakapan import PIMPINAN
from dialog.models import PermintaanUmpanBalik, UmpanBalik
from dialog.queries_umpan import periode_umpan, pilihan_sebutan, rhk_berlaku
from kinerja.layanan.demo import pemeran
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import LANGKAH_DEMO, LangkahDemo
from kinerja.plumbing.jam_basisdata import pada
from skp.demo.susun import akun_dari, bawahan

PER_TIM = 4
#: First days of the two quarters; feedback falls on working days after them.
AWAL = (dt.date(2026, 7, 20), dt.date(2026, 10, 12))
_NILAI = ("KOLABORATIF", "AKUNTABEL", "KOMPETEN", "ADAPTIF", "HARMONIS", "BERORIENTASI_PELAYANAN", "LOYAL")
_PIMPINAN = (
    (
        "APRESIASI",
        "Rekap bulanan",
        "Menyelesaikan rekap dua hari lebih awal tanpa koreksi.",
        "Bidang lain dapat menyusun bahan rapat tepat waktu.",
        "",
    ),
    (
        "KOREKSI",
        "Rapat koordinasi pekan lalu",
        "Data desa dibawa dalam tiga format berbeda.",
        "Pembahasan tertunda setengah hari.",
        "Sebaiknya satu format dipakai sejak pengumpulan.",
    ),
    (
        "HARAPAN",
        "Penyusunan laporan triwulan",
        "Angka sudah lengkap, tetapi belum dianalisis.",
        "",
        "Tambahkan satu halaman analisis pada laporan berikutnya.",
    ),
    (
        "APRESIASI",
        "Kunjungan lapangan",
        "Menyampaikan kendala sebelum tanggal 20, lengkap dengan usul jalan keluarnya.",
        "Keputusan dapat diambil pada hari yang sama.",
        "",
    ),
)
_REKAN = (
    ("APRESIASI", "", "Membantu menyusun daftar periksa bukti saat saya cuti pekan lalu.", "", ""),
    ("APRESIASI", "Apel gabungan Senin", "Menjelaskan cara baru mengunggah bukti dengan sabar kepada semua rekan.", "", ""),
    (
        "KOREKSI",
        "Rapat persiapan hari Selasa",
        "Keputusan diambil sebelum semua menyampaikan pendapat.",
        "",
        "Sebaiknya tanya satu per satu lebih dahulu.",
    ),
    ("HARAPAN", "", "Jadwal piket bulan depan dibagikan lebih awal, supaya kami dapat bertukar.", "", ""),
)
_BAWAHAN = (
    (
        "APRESIASI",
        "Saat target bulan Agustus direvisi",
        "Mengajak kami menghitung ulang bersama, bukan mengirim angka jadi.",
        "",
        "",
    ),
    ("HARAPAN", "", "Arahan lewat grup malam hari sebaiknya ditulis juga di ruang dialog, supaya tidak terlewat.", "", ""),
    (
        "KOREKSI",
        "Pembagian tugas Oktober",
        "Dua orang menerima tugas yang sama tanpa saling tahu.",
        "Pekerjaan dikerjakan dua kali.",
        "Mohon dibagikan tertulis.",
    ),
)
_WARGA = (
    ("APRESIASI", "Petugas menjelaskan syarat dengan ramah dan selesai dalam 15 menit.", "Ibu Hamidah"),
    ("KOREKSI", "Antrean hari Senin panjang, sebaiknya nomor antrean dipanggil lewat pengeras suara.", ""),
    ("HARAPAN", "Semoga berkas dapat dikirim dari desa, tidak perlu datang dua kali.", ""),
    ("APRESIASI", "Saya dibantu mengisi formulir karena kacamata saya tertinggal.", ""),
)
_TANGGAPAN = ("Terima kasih. Bulan depan saya pakai satu format.", "", "Terima kasih, akan saya teruskan.", "")


@dataclass(frozen=True, slots=True)
class Kelompok:
    """A leader and those of his people who take part."""

    urut: int
    pimpinan: Pegawai
    orang: list[Pegawai]


def _kelompok() -> Iterator[Kelompok]:
    for urut, kode in enumerate(PIMPINAN):
        pimpinan = pemeran.kepala(kode)
        orang = bawahan(pimpinan)
        utama = set(Akun.objects.filter(pegawai__in=orang).exclude(peran_demo="").values_list("pegawai_id", flat=True))
        pilih = sorted(orang, key=lambda p: p.pk not in utama)[:PER_TIM]
        if pilih:
            yield Kelompok(urut, pimpinan, pilih)


def umpan() -> None:
    """All feedback of both quarters, oldest first. A quarter whose period is closed is passed over."""
    kelompok = list(_kelompok())
    for triwulan, awal in enumerate(AWAL):
        for k in kelompok:
            if periode_umpan(awal) is not None and not _sudah(k, awal):
                with transaction.atomic():
                    _jalani(k, awal, triwulan)


def _sudah(k: Kelompok, awal: dt.date) -> bool:
    rentang = (awal, awal + dt.timedelta(days=50))
    return UmpanBalik.objects.filter(penerima__in=k.orang, tanggal__range=rentang).exists()


def _hari(awal: dt.date, n: int) -> dt.datetime:
    """The ``n``-th working day."""
    hari = awal + dt.timedelta(days=n // 5 * 7 + n % 5)
    return dt.datetime.combine(hari, dt.time(10), jam.WITA)


def _jalani(k: Kelompok, awal: dt.date, triwulan: int) -> None:
    for i, orang in enumerate(k.orang):
        n = k.urut + i + triwulan
        _dari_pimpinan(k.pimpinan, orang, awal, n)
        rekan = k.orang[(i + 1) % len(k.orang)]
        if rekan != orang:
            with pada(_hari(awal, n % 20)):
                _beri(orang, _REKAN[n % 4], rekan, n, Sebutan.NAMA if n % 2 else Sebutan.TANPA)
        with pada(_hari(awal, (n + 7) % 20)):
            _beri(k.pimpinan, _BAWAHAN[n % 3], orang, n, Sebutan.PERAN)
    _dari_warga(k, awal, triwulan)


def _dari_pimpinan(pimpinan: Pegawai, orang: Pegawai, awal: dt.date, n: int) -> None:
    with pada(_hari(awal, (n * 3) % 22)):
        u = _beri(orang, _PIMPINAN[n % 4], pimpinan, n, Sebutan.NAMA, rhk=True)
    if _TANGGAPAN[n % 4]:
        with pada(_hari(awal, (n * 3) % 22 + 1)):
            aksi.tanggapi(u, _TANGGAPAN[n % 4], by=akun_dari(orang))


def _beri(
    penerima: Pegawai, isi: tuple[str, str, str, str, str], pemberi: Pegawai, n: int, sebutan: str, *, rhk: bool = False
) -> UmpanBalik:
    jenis, situasi, perilaku, dampak, harapan = isi
    lini = list(rhk_berlaku(penerima.pk, jam.hari_ini()).values_list("lini", flat=True)) if rhk else []
    objek = {"lini_rhk": lini[n % len(lini)]} if lini else {"nilai": _NILAI[n % 7]}
    tersedia = pilihan_sebutan(pemberi.pk, penerima.pk).tersedia
    pilih = sebutan if sebutan in tersedia else tersedia[-1]
    return aksi.beri(penerima, IsiUmpan(jenis, perilaku, situasi, dampak, harapan, **objek), pilih, by=akun_dari(pemberi))


def _dari_warga(k: Kelompok, awal: dt.date, triwulan: int) -> None:
    orang = k.orang[0]
    pesan = "Kami ingin tahu apakah layanan hari ini sudah cepat dan jelas."
    with pada(_hari(awal, 3)):
        objek = IsiUmpan("", "", nilai="BERORIENTASI_PELAYANAN")
        tautan = aksi.buat_tautan(objek, 4, pesan, by=akun_dari(orang))
    for i, p in enumerate(tautan[:2]):
        jenis, teks, nama = _WARGA[(k.urut + triwulan + i) % 4]
        with pada(_hari(awal, 4 + i)):
            aksi.jawab_tautan(aksi.kode_tautan(p), IsiUmpan(jenis, teks), nama)


def hari_ini() -> None:
    """This week: a request waits, one was withdrawn, one was reported and hidden, one report waits for BKPSDM."""
    pegawai = Akun.objects.select_related("pegawai").get(peran_demo="pegawai")
    pengawas = akun_dari(pemeran.kepala(pemeran.PERENCANAAN))
    assert pegawai.pegawai is not None and pengawas.pegawai is not None
    senin = dt.datetime(2026, 11, 23, 10, tzinfo=jam.WITA)
    if PermintaanUmpanBalik.objects.filter(peminta=pegawai.pegawai, dibuat_pada__gte=senin).exists():
        return
    rekan = [akun_dari(p) for p in bawahan(pengawas.pegawai) if p.pk != pegawai.pegawai_id][:2]
    objek = IsiUmpan("", "", nilai="KOLABORATIF")
    with transaction.atomic(), pada(senin):
        aksi.minta(pengawas.pegawai, objek, "Terutama tentang rekap bersama bidang lain.", by=pegawai)
        for r in rekan[:1]:
            assert r.pegawai is not None
            aksi.minta(pegawai.pegawai, objek, "Mohon satu masukan tentang cara saya membagi data.", by=r)
        aksi.buat_tautan(IsiUmpan("", "", nilai="BERORIENTASI_PELAYANAN"), 2, "Masukan Anda kami pakai bulan ini.", by=pegawai)
        if rekan:
            _ditarik_dan_dilaporkan(pegawai, rekan[0])


def _ditarik_dan_dilaporkan(pegawai: Akun, rekan: Akun) -> None:
    orang = pegawai.pegawai
    assert orang is not None
    salah = aksi.beri(orang, IsiUmpan("KOREKSI", "Rekap Jumat lalu belum dikirim.", nilai="AKUNTABEL"), "NAMA", by=rekan)
    aksi.tarik(salah, "Ternyata sudah dikirim; surat elektronik saya yang penuh.", by=rekan)
    kasar = aksi.beri(orang, IsiUmpan("KOREKSI", "Malas dan tidak becus.", nilai="KOMPETEN"), "NAMA", by=rekan)
    aksi.laporkan(kasar, "Isinya menghina, tanpa satu pun kejadian.", by=pegawai)
    bkpsdm = Akun.objects.get(peran_demo="admin_bkpsdm")
    aksi.putuskan(kasar, True, "Menghina pribadi, bukan perilaku kerja.", by=bkpsdm)
    lagi = aksi.beri(orang, IsiUmpan("KOREKSI", "Payah kalau diajak rapat.", nilai="HARMONIS"), "NAMA", by=rekan)
    aksi.laporkan(lagi, "Menghina, mohon disembunyikan.", by=pegawai)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    LANGKAH_DEMO.daftarkan(LangkahDemo("dialog.umpan_balik", "dialog", umpan, sekaligus=False))
    LANGKAH_DEMO.daftarkan(LangkahDemo("dialog.umpan_hari_ini", "dialog", hari_ini))
