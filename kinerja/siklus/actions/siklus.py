"""Open a year, open, extend and close its periods: by BKPSDM, or by the calendar (``by=None``)."""

import datetime as dt

from django.db import transaction

from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam, tulisan
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.models import catat_peristiwa
from kinerja.plumbing.rentang import sejak
from kinerja.siklus import aturan, queries
from kinerja.siklus.actions.libur import muat_libur
from kinerja.siklus.enums import JenisPeriode, JenisTahap, StatusPeriode
from kinerja.siklus.models import Periode, Perpanjangan, Siklus, Tahap
from kinerja.siklus.transitions import PERIODE

SIKLUS_DIBUKA = "siklus_dibuka"
PERIODE_DIBUKA = "periode_dibuka"
PERIODE_DITUTUP = "periode_ditutup"
DIPERPANJANG = "siklus_diperpanjang"
_SATU = dt.timedelta(days=1)


@transaction.atomic
def buka_siklus(*, tahun: int, by: Akun | None) -> Siklus:
    """Open the year: load its holidays and those of January after it, make stages and periods by the parameters of 1 January.

    Periods whose day has come are opened, and closed when their day has passed, as the calendar would have done.
    Refuses a year that is open already, and one further ahead than the next.
    """
    if tahun < 2022:
        raise Ditolak("PermenPANRB 6/2022 berlaku sejak 2022. Buka siklus tahun 2022 atau sesudahnya.")
    if tahun > jam.hari_ini().year + 1:
        raise Ditolak(f"Siklus {tahun} belum dapat dibuka. Paling jauh buka siklus {jam.hari_ini().year + 1}.")
    awal = dt.date(tahun, 1, 1)
    siklus, baru = Siklus.objects.get_or_create(
        tahun=tahun,
        defaults={
            "irama": queries.parameter("periode_evaluasi", awal).teks,
            "tw_iv_digabung": _digabung(awal),
            "dibuka_pada": jam.sekarang(),
            "dibuka_oleh": by,
        },
    )
    if not baru:
        raise Ditolak(f"Siklus {tahun} sudah dibuka. Lihat periodenya pada halaman siklus.")
    muat_libur(tahun, by=by)
    _buat_tahap(siklus, awal)
    _buat_periode(siklus, awal)
    catat_peristiwa(SIKLUS_DIBUKA, siklus, by=by, tahun=tahun)
    _jalankan(siklus)
    return siklus


def _digabung(awal: dt.date) -> bool:
    """Only quarters can be joined with AKHIR."""
    triwulan = queries.parameter("periode_evaluasi", awal).teks == JenisPeriode.TRIWULAN
    return triwulan and queries.parameter("tw_iv_digabung_akhir", awal).ya


def _buat_tahap(siklus: Siklus, awal: dt.date) -> None:
    tahun = siklus.tahun

    def tanggal(nama: str) -> dt.date:
        return queries.parameter(nama, awal).tanggal(tahun)

    nilai_sampai = tanggal("evaluasi_tahunan_batas")
    rencana = {
        JenisTahap.PERENCANAAN: (tanggal("perencanaan_mulai"), tanggal("skp_penetapan_batas")),
        JenisTahap.PEMANTAUAN: (awal, dt.date(tahun, 12, 31)),
        JenisTahap.PENILAIAN: (tanggal("penilaian_mulai"), nilai_sampai),
        JenisTahap.TINDAK_LANJUT: (nilai_sampai + _SATU, tanggal("tindak_lanjut_selesai")),
    }
    for jenis, (mulai, sampai) in rencana.items():
        if sampai < mulai:
            raise Ditolak(f"Tahap {jenis.label} berakhir sebelum dimulai. Periksa tanggalnya di Siklus, Parameter.")
    Tahap.objects.bulk_create([Tahap(siklus=siklus, jenis=j, mulai=m, sampai=s) for j, (m, s) in rencana.items()])


def _buat_periode(siklus: Siklus, awal: dt.date) -> None:
    rencana = aturan.susun_periode(
        siklus.tahun,
        JenisPeriode(siklus.irama),
        tw_iv_digabung_akhir=siklus.tw_iv_digabung,
        hari_kerja_tutup=queries.parameter("evaluasi_periodik_batas", awal).bulat,
        akhir_buka=queries.parameter("evaluasi_tahunan_buka", awal).tanggal(siklus.tahun),
        akhir_tutup=queries.parameter("evaluasi_tahunan_batas", awal).tanggal(siklus.tahun),
        libur=queries.libur(),
    )
    Periode.objects.bulk_create(
        [
            Periode(
                siklus=siklus,
                jenis=r.jenis,
                urut=r.urut,
                rentang=sejak(r.mulai, r.sampai + _SATU),
                buka_tanggal=r.buka,
                tutup_tanggal=r.tutup,
            )
            for r in rencana
        ]
    )


@transaction.atomic
def buka_periode(periode: Periode, *, by: Akun | None) -> Periode:
    """Open a period before its day. Refuses one whose last day has passed: that needs a letter."""
    periode = _kunci(periode)
    status = PERIODE.berikut(periode.status, "buka_periode")
    if periode.tutup_tanggal < jam.hari_ini():
        raise Ditolak(
            f"{periode} berakhir {tulisan.tanggal(periode.tutup_tanggal)}. Perpanjang dengan surat bila masih harus diisi."
        )
    return _buka(periode, status, by)


@transaction.atomic
def tutup_periode(periode: Periode, *, alasan: str = "", by: Akun | None) -> Periode:
    """Close a period. By hand before its last day only with a reason, and never before the time it covers is over."""
    periode = _kunci(periode)
    status = PERIODE.berikut(periode.status, "tutup_periode")
    hari = jam.hari_ini()
    if hari <= periode.sampai:
        raise Ditolak(f"{periode} baru berakhir {tulisan.tanggal(periode.sampai)}. Tutup sesudah tanggal itu.")
    if hari <= periode.tutup_tanggal and not alasan.strip():
        raise Ditolak(
            f"{periode} terbuka sampai {tulisan.tanggal(periode.tutup_tanggal)}. Tuliskan alasan menutupnya lebih awal."
        )
    return _tutup(periode, status, by, alasan.strip())


@transaction.atomic
def perpanjang(periode: Periode, *, batas_baru: dt.date, nomor: str, tanggal: dt.date, alasan: str, by: Akun) -> Perpanjangan:
    """Move the last day of a period by a letter; a closed period opens again. AKHIR takes the stage of assessment along."""
    periode = _kunci(periode)
    status = PERIODE.berikut(periode.status, "perpanjang")
    surat = _surat(batas_lama=periode.tutup_tanggal, batas_baru=batas_baru, nomor=nomor, tanggal=tanggal, alasan=alasan, by=by)
    surat.periode = periode
    surat.save()
    periode.tutup_tanggal = batas_baru
    if status == StatusPeriode.TERBUKA:
        periode.ditutup_pada = None
    periode.status = status
    periode.save(update_fields=["tutup_tanggal", "status", "ditutup_pada"])
    catat_peristiwa(DIPERPANJANG, periode, by=by, sampai=batas_baru.isoformat(), surat=surat.pk)
    if periode.jenis == JenisPeriode.AKHIR:
        _geser_penilaian(periode, surat)
    return surat


@transaction.atomic
def perpanjang_tahap(tahap: Tahap, *, batas_baru: dt.date, nomor: str, tanggal: dt.date, alasan: str, by: Akun) -> Perpanjangan:
    """Move the last day of a stage by a letter, for example the setting of SKP."""
    tahap = Tahap.objects.select_for_update(of=("self",)).select_related("siklus").get(pk=tahap.pk)
    surat = _surat(batas_lama=tahap.sampai, batas_baru=batas_baru, nomor=nomor, tanggal=tanggal, alasan=alasan, by=by)
    surat.tahap = tahap
    surat.save()
    tahap.sampai = batas_baru
    tahap.save(update_fields=["sampai"])
    catat_peristiwa(DIPERPANJANG, tahap, by=by, sampai=batas_baru.isoformat(), surat=surat.pk)
    return surat


def _surat(*, batas_lama: dt.date, batas_baru: dt.date, nomor: str, tanggal: dt.date, alasan: str, by: Akun) -> Perpanjangan:
    """The letter, refused when it would not extend anything."""
    hari = jam.hari_ini()
    if not nomor.strip() or not alasan.strip():
        raise Ditolak("Isi nomor surat dan alasan perpanjangan.")
    if tanggal > hari:
        raise Ditolak("Tanggal surat belum tiba. Isi tanggal yang tertulis pada surat.")
    if batas_baru <= batas_lama:
        raise Ditolak(f"Batas sekarang {tulisan.tanggal(batas_lama)}. Pilih tanggal sesudahnya.")
    if batas_baru < hari:
        raise Ditolak("Batas baru sudah lewat. Pilih hari ini atau sesudahnya.")
    return Perpanjangan(
        nomor=nomor.strip(),
        tanggal=tanggal,
        alasan=alasan.strip(),
        batas_lama=batas_lama,
        batas_baru=batas_baru,
        oleh=by,
        dicatat_pada=jam.sekarang(),
    )


def _geser_penilaian(periode: Periode, surat: Perpanjangan) -> None:
    """The stage ends no earlier than the period that is judged in it; one letter covers both."""
    tahap = Tahap.objects.select_for_update().get(siklus_id=periode.siklus_id, jenis=JenisTahap.PENILAIAN)
    if tahap.sampai >= surat.batas_baru:
        return
    Perpanjangan.objects.create(
        tahap=tahap,
        nomor=surat.nomor,
        tanggal=surat.tanggal,
        alasan=surat.alasan,
        batas_lama=tahap.sampai,
        batas_baru=surat.batas_baru,
        oleh=surat.oleh,
        dicatat_pada=surat.dicatat_pada,
    )
    tahap.sampai = surat.batas_baru
    tahap.save(update_fields=["sampai"])


@transaction.atomic
def jalankan_jadwal(*, by: Akun | None = None) -> tuple[int, int]:
    """Open what is due to open and close what is due to close today; returns both counts. Run again, it does nothing.

    ``skip_locked``: a period an officer is extending at this moment is left to the next run.
    """
    dibuka = ditutup = 0
    for siklus in Siklus.objects.exclude(periode=None).distinct().order_by("tahun"):
        b, t = _jalankan(siklus, by)
        dibuka, ditutup = dibuka + b, ditutup + t
    return dibuka, ditutup


def _jalankan(siklus: Siklus, by: Akun | None = None) -> tuple[int, int]:
    hari = jam.hari_ini()
    dibuka = ditutup = 0
    jatuh_tempo = siklus.periode.select_for_update(skip_locked=True, of=("self",)).select_related("siklus")
    for periode in jatuh_tempo.filter(status=StatusPeriode.BELUM, buka_tanggal__lte=hari):
        _buka(periode, PERIODE.berikut(periode.status, "buka_periode"), by)
        dibuka += 1
    for periode in jatuh_tempo.filter(status=StatusPeriode.TERBUKA, tutup_tanggal__lt=hari):
        _tutup(periode, PERIODE.berikut(periode.status, "tutup_periode"), by, "")
        ditutup += 1
    return dibuka, ditutup


def _kunci(periode: Periode) -> Periode:
    return Periode.objects.select_for_update(of=("self",)).select_related("siklus").get(pk=periode.pk)


def _buka(periode: Periode, status: str, by: Akun | None) -> Periode:
    periode.status, periode.dibuka_pada = status, jam.sekarang()
    periode.save(update_fields=["status", "dibuka_pada"])
    catat_peristiwa(PERIODE_DIBUKA, periode, by=by, jenis=periode.jenis, urut=periode.urut)
    return periode


def _tutup(periode: Periode, status: str, by: Akun | None, alasan: str) -> Periode:
    periode.status, periode.ditutup_pada = status, jam.sekarang()
    periode.save(update_fields=["status", "ditutup_pada"])
    catat_peristiwa(PERIODE_DITUTUP, periode, by=by, jenis=periode.jenis, urut=periode.urut, alasan=alasan)
    return periode
