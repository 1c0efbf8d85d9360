"""The rest of the demo, step by step in a job: late, returned, contested and finished examples. Each step is done once."""

import datetime as dt
from collections.abc import Callable, Collection
from contextlib import nullcontext
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from kinerja.layanan import pengingat
from kinerja.layanan.actions.bantu import beri_izin_bantu
from kinerja.layanan.actions.delegasi import IsiKeputusan, cabut_menurut_surat, delegasikan_menurut_surat
from kinerja.layanan.actions.impor import unggah_impor
from kinerja.layanan.actions.laporan import jawab_laporan, laporkan_data, tarik_laporan
from kinerja.layanan.akun.actions import beri_peran, buat_akun, terbitkan_lembar
from kinerja.layanan.demo import pemeran
from kinerja.layanan.demo.awal import BERKAS
from kinerja.layanan.demo.surat import surat_contoh
from kinerja.layanan.dokumen import surat_pendelegasian
from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.layanan.enums import BagianLaporan
from kinerja.layanan.models import Dokumen, Impor, IzinBantu, LaporanData
from kinerja.organisasi.actions.delegasi import IsiDelegasi
from kinerja.organisasi.actions.masa_khusus import catat_masa_khusus
from kinerja.organisasi.actions.penugasan import IsiPimpinan, akhiri_penugasan, tunjuk_pimpinan
from kinerja.organisasi.actions.tim import bentuk_tim
from kinerja.organisasi.enums import JenisMasaKhusus, Peran, SifatPenugasan
from kinerja.organisasi.models import Akun, Pendelegasian, Penugasan, PeranAkun, TimKerja, UnitKerja
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import JENIS_PEKERJAAN, LANGKAH_DEMO, JenisPekerjaan, LangkahDemo
from kinerja.plumbing.jam_basisdata import pada
from kinerja.siklus.actions import jalankan_jadwal

JENIS = "isi_demo"
Laporkan = Callable[..., None]
SK_PLT = "800.1.3.1/077/BKPSDM/2026"
SK_SD = "800.1.11/219/DISDIKBUD/2026"
TIM = "Tim Percepatan Penurunan Stunting"


def lengkapi(laporkan: Laporkan, tahap: Collection[str] = ()) -> None:
    """Every step in order; a step whose traces are there is passed over, so a job that was killed goes on.

    ``tahap``: only these apps' steps (``landasan`` is the ground); empty: all.
    """
    langkah = [x for x in semua_langkah() if not tahap or x.tahap in tahap]
    for ke, x in enumerate(langkah, 1):
        with transaction.atomic() if x.sekaligus else nullcontext():
            x.jalankan()
        laporkan(ke, len(langkah))


def semua_langkah() -> list[LangkahDemo]:
    """The ground's steps, then those of the apps in the order of the river, then what looks back on all of them."""
    landasan = [LangkahDemo(x.__name__.lstrip("_"), "landasan", x) for x in (*LANGKAH, _pengingat)]
    return [*landasan[:-1], *LANGKAH_DEMO, landasan[-1]]


def _akun(peran: str) -> Akun:
    return Akun.objects.select_related("pegawai").get(peran_demo=peran)


def _admin_unit() -> None:
    """The Kasubbag Umum dan Kepegawaian of every perangkat daerah looks after its data."""
    admin = _akun("admin_bkpsdm")
    with pada(dt.date(2026, 2, 9)):
        tugas = Penugasan.objects.pada(jam.hari_ini()).filter(
            memimpin=True, unit__nama_kini__startswith="Subbagian Umum dan Kepegawaian"
        )
        for t in tugas.select_related("pegawai", "unit"):
            kantor = UnitKerja.objects.get(path=t.unit.path[: 2 * UnitKerja.steplen])
            akun = buat_akun(t.pegawai, by=admin)
            if not PeranAkun.objects.filter(akun=akun, peran=Peran.ADMIN_UNIT).exists():
                beri_peran(akun, Peran.ADMIN_UNIT, unit=kantor, by=admin, mulai=jam.hari_ini())


def _kursi_kosong_dan_plt() -> None:
    """Two heads retire: one seat gets a Plt., the other stays empty and its people climb a level."""
    if Penugasan.objects.filter(sk=SK_PLT).exists():
        return
    admin = _akun("admin_bkpsdm")
    with pada(dt.date(2026, 6, 1)):
        for kode in ("04.3", "06.1"):
            tugas = Penugasan.objects.pada(jam.hari_ini()).get(unit__kode=kode, memimpin=True)
            akhiri_penugasan(tugas, jam.hari_ini(), by=admin)
    with pada(dt.date(2026, 6, 8)):
        asal = Penugasan.objects.pada(jam.hari_ini()).get(unit__kode="04.4", memimpin=True)
        isi = IsiPimpinan(asal.pegawai, asal.jabatan, SifatPenugasan.PLT, jam.hari_ini(), None, SK_PLT, dt.date(2026, 6, 5))
        tunjuk_pimpinan(pemeran.unit("04.3"), isi, by=admin)


def _plh_dan_cuti() -> None:
    """A Kabid is on leave for a fortnight; somebody stands in for him, and he remains the assessor."""
    if Penugasan.objects.filter(sifat=SifatPenugasan.PLH).exists():
        return
    admin = _akun("admin_unit")
    with pada(dt.date(2026, 11, 13)):
        mulai, sampai = dt.date(2026, 11, 16), dt.date(2026, 11, 30)
        kabid = Penugasan.objects.pada(mulai).get(unit__kode="05.2", memimpin=True)
        wakil = Penugasan.objects.pada(mulai).get(unit__kode="05.3", memimpin=True)
        nomor = "800.1.11.4/311/DINKES/2026"
        catat_masa_khusus(kabid.pegawai, JenisMasaKhusus.CUTI, mulai=mulai, sampai=sampai, sk=nomor, by=admin)
        isi = IsiPimpinan(wakil.pegawai, kabid.jabatan, SifatPenugasan.PLH, mulai, sampai, nomor, dt.date(2026, 11, 13))
        tunjuk_pimpinan(kabid.unit, isi, by=admin)


def _satu_sk_untuk_semua_kepala_sd() -> None:
    """One paper of the head of Dinas Pendidikan: all heads of SD are assessed by the Kabid; an older one is withdrawn."""
    if Pendelegasian.objects.filter(nomor=SK_SD).exists():
        return
    admin = _akun("admin_bkpsdm")
    with pada(dt.date(2026, 3, 2)):
        kadis = pemeran.kepala("04")
        kepala_sd = Penugasan.objects.pada(jam.hari_ini()).filter(unit__kode__startswith="04.SD", memimpin=True)
        semua = set(kepala_sd.values_list("pegawai", flat=True))
        _surat(kadis, "800.1.11/101/DISDIKBUD/2026", "04.5", set(sorted(semua)[:3]), admin)
    with pada(dt.date(2026, 4, 1)):
        lama = Pendelegasian.objects.get(nomor="800.1.11/101/DISDIKBUD/2026")
        alasan = "Digantikan satu surat untuk semua kepala SD."
        cabut_menurut_surat(lama, jam.hari_ini(), alasan, _keputusan(kadis, SK_SD), by=admin)
        _surat(kadis, SK_SD, "04.3", semua, admin)


def _surat(kadis: Any, nomor: str, kode: str, orang: set[int], admin: Akun) -> None:
    isi = IsiDelegasi(
        nomor=nomor,
        tanggal=jam.hari_ini(),
        mulai=jam.hari_ini(),
        unit_penilai=pemeran.unit(kode),
        tentang="Pendelegasian penilaian kinerja kepala sekolah dasar",
    )
    delegasikan_menurut_surat(isi, orang, _keputusan(kadis, nomor), by=admin)


def _keputusan(pejabat: Any, nomor: str) -> IsiKeputusan:
    berkas = surat_contoh("Keputusan Kepala Dinas", nomor, str(pejabat))
    return IsiKeputusan(pejabat=pejabat, nomor=nomor, tanggal=jam.hari_ini(), unggahan=berkas)


def _tim_lintas_unit() -> None:
    if TimKerja.objects.filter(nama=TIM).exists():
        return
    with pada(dt.date(2026, 3, 9)):
        bentuk_tim(
            pemeran.unit(pemeran.DINAS),
            TIM,
            pemeran.kepala("05.2"),
            mulai=dt.date(2026, 3, 9),
            sampai=dt.date(2027, 1, 1),
            sk="400.7/015/DINKES/2026",
            anggota=[_akun(x).pegawai for x in ("jf", "pegawai", "kepala_puskesmas", "camat")],  # type: ignore[misc]
            by=_akun("admin_unit"),
        )


def _laporan_data() -> None:
    """Mended, refused, taken back, overdue, and one with days left."""
    if LaporanData.objects.exists():
        return
    admin = _akun("admin_unit")
    b = BagianLaporan
    kasus = (
        (dt.date(2026, 3, 3), "jf", b.PENILAI, "Penilai saya tertulis Kepala Dinas, padahal sejak Februari Kasubbag.",
         "perbaiki_laporan", "Surat pendelegasian sudah dicatat; penilai Anda kini Kasubbag Perencanaan dan Keuangan."),
        (dt.date(2026, 5, 11), "pegawai", b.GOLONGAN, "Golongan saya seharusnya III/c.", "tolak_laporan",
         "SK kenaikan pangkat belum terbit. Laporkan lagi setelah SK diterima dan SIASN diperbarui."),
        (dt.date(2026, 8, 4), "pengawas", b.NAMA, "Gelar M.M. belum tercantum.", "tarik", ""),
        (dt.date(2026, 11, 9), "pegawai", b.NAMA, "Gelar A.Md. saya belum tercantum.", "", ""),
        (dt.date(2026, 11, 20), "administrator", b.JABATAN, "TMT jabatan saya 1 Maret, bukan 1 April.", "", ""),
    )  # fmt: skip
    for tanggal, peran, bagian, uraian, tindakan, jawaban in kasus:
        pelapor = _akun(peran)
        with pada(tanggal):
            laporan = laporkan_data(pelapor.pegawai, bagian, uraian, by=pelapor)  # type: ignore[arg-type]
        if tindakan:
            with pada(tanggal + dt.timedelta(days=2)):
                if tindakan == "tarik":
                    tarik_laporan(laporan, by=pelapor)
                else:
                    jawab_laporan(laporan, tindakan, jawaban, by=admin)


def _bantu_isi() -> None:
    if not IzinBantu.objects.exists():
        with pada(dt.date(2026, 11, 16)):
            beri_izin_bantu(pemeran.pekerja("05.P11")[0], sampai=dt.date(2026, 12, 31), by=_akun("kepala_puskesmas"))


def _lembar_kode() -> None:
    """The admin prints codes for one Subbagian; their people have not activated yet."""
    with pada(dt.date(2026, 11, 20)):
        terbitkan_lembar(pemeran.unit(pemeran.PERENCANAAN), by=_akun("admin_unit"))


def _surat_tercetak() -> None:
    """The letters as sealed documents, printed by the worker."""
    admin = _akun("admin_bkpsdm")
    for surat in Pendelegasian.objects.order_by("pk"):
        if not Dokumen.objects.filter(jenis=surat_pendelegasian.NAMA, kunci_objek=str(surat.pk)).exists():
            terbitkan_dokumen(surat_pendelegasian.NAMA, str(surat.pk), by=admin)


def _impor_menunggu() -> None:
    """The same export once more, read and waiting for a decision: refused and contradictory rows can be looked at."""
    if not Impor.objects.exists():
        berkas = ContentFile((BERKAS / "ekspor_siasn.xlsx").read_bytes(), name="ekspor_siasn.xlsx")
        unggah_impor("siasn", berkas, dt.date(2026, 1, 31), by=_akun("admin_bkpsdm"))


def _pengingat() -> None:
    """The daily digests of the last fortnight."""
    hari = jam.hari_ini() - dt.timedelta(days=14)
    while hari < jam.hari_ini():
        with pada(hari):
            pengingat.kirim(hari)
        hari += dt.timedelta(days=1)


def _jadwal() -> None:
    """Periods whose day has come are opened and closed."""
    jalankan_jadwal()


LANGKAH = (
    _jadwal,
    _admin_unit,
    _satu_sk_untuk_semua_kepala_sd,
    _surat_tercetak,
    _kursi_kosong_dan_plt,
    _tim_lintas_unit,
    _laporan_data,
    _plh_dan_cuti,
    _bantu_isi,
    _lembar_kode,
    _impor_menunggu,
)


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``."""
    JENIS_PEKERJAAN.daftarkan(JenisPekerjaan(JENIS, "Mengisi data contoh", lambda _, laporkan: lengkapi(laporkan)))
