"""Two quarters of talks in the Dinas, its puskesmas and the kecamatan: held, moved, refused, not held, waiting, locked.

Each talk is one transaction of real actions on its own day, passed over when the two have talked in that quarter.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from dialog.actions import agenda, catatan, kesepakatan
from dialog.actions import dialog as aksi
from dialog.models import Dialog
from dialog.queries import pasangan
from kinerja.layanan.demo import pemeran
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import LANGKAH_DEMO, LangkahDemo
from kinerja.plumbing.jam_basisdata import pada
from skp.demo.susun import akun_dari, bawahan
from skp.enums import StatusSKP
from skp.models import VersiSKP

TAHUN = 2026
#: Units whose heads talk with their people; the last two are a puskesmas and a kecamatan.
PIMPINAN = ("01", "05", "05.1", "05.1.1", "05.1.2", "05.2", "05.4", "05.P11", "31", "31.1", "31.3")
#: Whose head has let his team wait since the third quarter.
ABAI = ("05.4", "31.3")
PER_TIM = 6
#: First day of the talks of a quarter; each pair a few days later than the one before.
TRIWULAN = ((3, dt.date(2026, 7, 13)), (4, dt.date(2026, 10, 5)))

_KENDALA = (
    "Kendala unggah bukti: berkas di atas 20 MB gagal",
    "Data dari desa terlambat setiap awal bulan",
    "Pembagian tugas saat dua orang cuti bersamaan",
    "Formulir rekap belum seragam antarbidang",
    "Jadwal posyandu bertabrakan dengan rapat koordinasi",
    "Permintaan data mendadak mengganggu target mingguan",
)
_LANJUT = (
    "Format rekap bulanan yang sama untuk semua bidang",
    "Pelatihan singkat pengolah data",
    "Usul pengadaan pemindai dokumen",
    "Ekspektasi perilaku kolaboratif pada tim lintas bidang",
)
_PIMPINAN = (
    "Capaian sesuai lintasan. Yang perlu dijaga: ketepatan waktu laporan bulanan, karena bidang lain menunggu angkanya.",
    "Dua indikator tertinggal. Kita sepakat memusatkan tenaga pada desa dengan cakupan terendah lebih dahulu.",
    "Rekap bulan lalu selesai dua hari lebih awal tanpa koreksi. Itu membuat penyusunan bahan rapat jauh lebih ringan.",
    "Ekspektasi saya: masalah disampaikan sebelum tanggal 20, bukan setelah laporan ditutup.",
)
_PEGAWAI = (
    "Kendala utama di pengumpulan data. Saya usul satu hari layanan jemput data setiap bulan.",
    "Target masih dapat dikejar bila verifikasi dilakukan per pekan, tidak menunggu akhir bulan.",
    "Saya perlu dukungan surat pengantar agar desa menyerahkan data tepat waktu.",
    "Pekerjaan berjalan lancar; saya ingin belajar menyusun analisis, bukan hanya rekap.",
)
_SEPAKAT = (
    ("pegawai", "Jemput data ke dua desa dengan cakupan terendah"),
    ("pimpinan", "Mengirim surat pengantar permintaan data kepada camat"),
    ("pegawai", "Menyusun daftar periksa kelengkapan bukti sebelum unggah"),
    ("pimpinan", "Meminta kuota unggah 50 MB kepada Diskominfosan"),
    ("pegawai", "Mengirim rekap mingguan setiap Jumat pukul 15.00"),
    ("pegawai", "Menguji format rekap baru pada satu bidang"),
)
_TANGGAPAN = ("", "", "Mohon jadwal dialog berikut tidak berbarengan dengan akhir bulan.", "")
_NASIB = {5: "ditolak", 9: "tak_terlaksana", 13: "dipindahkan", 17: "dikunci", 21: "ditolak"}


@dataclass(frozen=True, slots=True)
class Temu:
    """One talk to be: who, when, the how-manieth."""

    pegawai: Pegawai
    pimpinan: Pegawai
    hari: dt.date
    urut: int
    triwulan: int


def _pasangan() -> Iterator[tuple[str, Pegawai, Pegawai]]:
    for kode in PIMPINAN:
        pimpinan = pemeran.kepala(kode)
        orang = bawahan(pimpinan)
        punya = VersiSKP.objects.filter(status=StatusSKP.DITETAPKAN, skp__pegawai__in=orang, skp__siklus__tahun=TAHUN)
        siap = set(punya.values_list("skp__pegawai_id", flat=True))
        # Who plays a part comes first, so that every demo account finds talks of its own.
        utama = set(Akun.objects.filter(pegawai__in=orang).exclude(peran_demo="").values_list("pegawai_id", flat=True))
        pilih = sorted((p for p in orang if p.pk in siap), key=lambda p: p.pk not in utama)
        for p in pilih[:PER_TIM]:
            yield kode, p, pimpinan


def percakapan() -> None:
    """All talks of both quarters, oldest first."""
    semua = list(_pasangan())
    for triwulan, awal in TRIWULAN:
        for urut, (kode, pegawai, pimpinan) in enumerate(semua):
            if triwulan == 4 and kode in ABAI:
                continue
            hari = _hari_kerja(awal + dt.timedelta(days=urut % 34))
            temu = Temu(pegawai, pimpinan, hari, urut + triwulan, triwulan)
            if not _sudah(temu, awal) and _dinilai(temu):
                with transaction.atomic():
                    _jalani(temu)


def _hari_kerja(hari: dt.date) -> dt.date:
    return hari + dt.timedelta(days=max(0, 7 - hari.isoweekday()) % 7 + 1) if hari.isoweekday() > 5 else hari


def _sudah(t: Temu, awal: dt.date) -> bool:
    mulai = dt.datetime.combine(awal, dt.time(), jam.WITA)
    ada = Dialog.objects.filter(pegawai=t.pegawai, pimpinan=t.pimpinan, jadwal__gte=mulai)
    return bool(ada.filter(jadwal__lt=mulai + dt.timedelta(days=45)).exists())


def _dinilai(t: Temu) -> bool:
    return bool(HubunganPenilai.objects.pada(t.hari).filter(pegawai=t.pegawai, penilai=t.pimpinan).exists())


def _pukul(hari: dt.date, jam_: int, menit: int = 0) -> dt.datetime:
    return dt.datetime.combine(hari, dt.time(jam_, menit), jam.WITA)


def _jalani(t: Temu) -> None:
    saya, atasan = akun_dari(t.pegawai), akun_dari(t.pimpinan)
    nasib = _NASIB.get(t.urut % 24, "")
    jenis = "EVALUASI" if t.urut % 6 == 4 else "PEMANTAUAN"
    with pada(_pukul(t.hari - dt.timedelta(days=3), 8)):
        d = aksi.rencanakan(t.pegawai, t.pimpinan, jenis, _pukul(t.hari, 9), by=atasan, tempat="Ruang kerja")
        agenda.tambah_agenda(d, _KENDALA[t.urut % len(_KENDALA)], by=saya)
        agenda.tambah_agenda(d, _LANJUT[t.urut % len(_LANJUT)], by=atasan)
    if nasib == "ditolak":
        with pada(_pukul(t.hari - dt.timedelta(days=2), 8)):
            aksi.tolak(d, "Mendampingi tim Inspektorat di lapangan; mohon waktu pekan berikutnya.", by=saya)
        return
    if nasib == "tak_terlaksana":
        with pada(_pukul(t.hari, 12)):
            aksi.nyatakan_tidak_terlaksana(d, "Pimpinan dipanggil rapat mendadak; agenda dibawa ke dialog berikut.", by=atasan)
        return
    if nasib == "dipindahkan":
        with pada(_pukul(t.hari - dt.timedelta(days=1), 8)):
            aksi.pindahkan(d, _pukul(t.hari, 14), "Pagi dipakai apel gabungan.", by=saya)
    _bertemu(t, d, saya, atasan, nasib)


def _bertemu(t: Temu, d: Dialog, saya: Akun, atasan: Akun, nasib: str) -> None:
    with pada(_pukul(t.hari, 14 if nasib == "dipindahkan" else 9)):
        d = aksi.mulai(d, by=atasan)
        for butir in d.agenda.all()[: 1 if t.urut % 3 == 0 else 9]:
            agenda.centang(butir, True, by=atasan)
        catatan.simpan_catatan(d, _PIMPINAN[t.urut % len(_PIMPINAN)], by=atasan)
        catatan.simpan_catatan(d, _PEGAWAI[(t.urut + t.triwulan) % len(_PEGAWAI)], by=saya)
        for i in range(1 + t.urut % 2):
            siapa, isi = _SEPAKAT[(t.urut + 2 * i + t.triwulan) % len(_SEPAKAT)]
            pemilik = t.pegawai if siapa == "pegawai" else t.pimpinan
            kesepakatan.tambah_kesepakatan(d, isi, pemilik.pk, t.hari + dt.timedelta(days=14 + 7 * i), by=atasan)
    with pada(_pukul(t.hari, 15 if nasib == "dipindahkan" else 9, 40)):
        d = aksi.akhiri(d, by=atasan)
    if nasib == "dikunci":
        with pada(_pukul(t.hari + dt.timedelta(days=10), 0, 40)):
            aksi.kunci(d)
    else:
        with pada(_pukul(t.hari + dt.timedelta(days=1), 10)):
            aksi.konfirmasi(d, by=saya, tanggapan=_TANGGAPAN[t.urut % len(_TANGGAPAN)])
    _tepati(t, d)


def _tepati(t: Temu, d: Dialog) -> None:
    """Most are kept in time; some late, some not at all."""
    for i, k in enumerate(d.kesepakatan.select_related("pemilik")):
        nasib = (t.urut + i) % 5
        hari = k.batas + dt.timedelta(days=4 if nasib == 3 else -2)
        if nasib == 4 or hari >= dt.date(2026, 11, 20):
            continue
        with pada(_pukul(hari, 13)):
            kesepakatan.selesaikan_kesepakatan(k, "Sudah dikerjakan.", by=akun_dari(k.pemilik))


def hari_ini() -> None:
    """This week: one talk waits for a word, one is planned, and the leader has a private note for it."""
    pengawas = pemeran.kepala(pemeran.PERENCANAAN)
    atasan, administrator = akun_dari(pengawas), akun_dari(pemeran.kepala(pemeran.SEKRETARIAT))
    mulai = _pukul(dt.date(2026, 11, 20), 0)
    pegawai = Akun.objects.select_related("pegawai").get(peran_demo="pegawai")
    assert pegawai.pegawai is not None
    if Dialog.objects.filter(pimpinan=pengawas, jadwal__gte=mulai).exists():
        return
    hari = dt.date(2026, 11, 23)
    for lawan, pimpinan, by in ((pegawai.pegawai, pengawas, atasan), (pengawas, administrator.pegawai, administrator)):
        if pimpinan is None or pimpinan.pk not in pasangan(lawan.pk, hari):
            continue
        with transaction.atomic():
            _menunggu(lawan, pimpinan, by, hari)
    with transaction.atomic(), pada(_pukul(hari, 11)):
        d = aksi.rencanakan(
            pegawai.pegawai, pengawas, "EVALUASI", _pukul(dt.date(2026, 11, 27), 9), by=atasan, tempat="Ruang rapat"
        )
        agenda.tambah_agenda(d, "Pembagian tugas saat cuti bersama Desember", by=pegawai)
        agenda.tambah_agenda(d, "Tanyakan minat mengikuti uji kompetensi", by=atasan, pribadi=True)


def _menunggu(lawan: Pegawai, pimpinan: Pegawai, by: Akun, hari: dt.date) -> None:
    with pada(_pukul(hari, 9)):
        d = aksi.mulai_sekarang(lawan, pimpinan, by=by)
        agenda.centang(agenda.tambah_agenda(d, "Kesiapan laporan akhir tahun", by=by), True, by=by)
        catatan.simpan_catatan(d, "Laporan akhir tahun dicicil mulai pekan ini; bab capaian selesai lebih dahulu.", by=by)
        kesepakatan.tambah_kesepakatan(d, "Menyerahkan bab capaian laporan akhir tahun", lawan.pk, dt.date(2026, 12, 4), by=by)
        kesepakatan.tambah_kesepakatan(d, "Menyiapkan ruang dan operator untuk rekonsiliasi data", pimpinan.pk,
                                       dt.date(2026, 11, 27), by=by)  # fmt: skip
    with pada(_pukul(hari, 9, 35)):
        aksi.akhiri(d, by=by)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    LANGKAH_DEMO.daftarkan(LangkahDemo("dialog.percakapan", "dialog", percakapan, sekaligus=False))
    LANGKAH_DEMO.daftarkan(LangkahDemo("dialog.hari_ini", "dialog", hari_ini))
