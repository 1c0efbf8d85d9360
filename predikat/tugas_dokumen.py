"""Tasks on Beranda about documents, objections and sessions, and where their deadlines lead."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from kinerja.layanan.beranda import alamat
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import SELURUH_KABUPATEN, Hak, hak
from kinerja.plumbing.daftar import Tugas
from kinerja.plumbing.serempak import Penanya
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Tenggat
from predikat.actions.jangka import DOKUMEN, JELASKAN, KEBERATAN, PUTUS, SERAH, TANDA_TANGAN
from predikat.enums import PeranSesi, StatusDokumen, StatusKeberatan, StatusSesi
from predikat.models import DokumenEvaluasi, Geseran, Keberatan, PesertaSesi

PALING_BANYAK = 20


def _jalan(objek_jenis: str, *jenis: str) -> Any:
    baris = Tenggat.objects.filter(objek_jenis=objek_jenis, objek_id=OuterRef("pk"), jenis__in=jenis, selesai_pada__isnull=True)
    return baris.order_by("batas")


def _dengan_jam(baris: Any, objek_jenis: str, *jenis: str) -> Any:
    jalan = _jalan(objek_jenis, *jenis)
    return baris.annotate(
        batas=Subquery(jalan.values("batas")[:1]),
        dasar=Subquery(jalan.values("dasar")[:1]),
        meja=Subquery(jalan.values("di_meja_sejak")[:1]),
        pekan=Subquery(jalan.values("hari_kerja")[:1]),
    )


def _urusan_penilai(h: Hak) -> Q:
    """Evaluations whose assessor's part is mine: I assess, or nobody does who can sign in and I look after the unit."""
    boleh = Q(evaluasi__penilai=h.pegawai_id)
    for path in h.wilayah_admin:
        tanpa = Q(evaluasi__penilai__isnull=True) | Q(evaluasi__penilai__status=StatusPegawai.NON_ASN)
        boleh |= tanpa if path == SELURUH_KABUPATEN else tanpa & Q(evaluasi__unit_hitung__path__startswith=path)
    return boleh


def tugas_dokumen(akun: Akun) -> Penanya:
    """To sign, to sign in somebody's place."""
    h = hak(akun)
    if h.pegawai_id is None:
        return
    milik = Q(evaluasi__pegawai=h.pegawai_id)
    meja = Tenggat.objects.filter(
        objek_jenis=DOKUMEN, objek_id=OuterRef("pk"), jenis=TANDA_TANGAN, selesai_pada__isnull=True, pemegang=h.pegawai_id
    )
    ganti = Q(atasan_penilai=h.pegawai_id) & Exists(meja)
    belum = DokumenEvaluasi.objects.filter(milik | ganti, status__in=[StatusDokumen.DISERAHKAN, StatusDokumen.DITERIMA])
    baris = _dengan_jam(belum, DOKUMEN, TANDA_TANGAN).select_related("evaluasi__pegawai", "evaluasi__periode__siklus")
    for d in (yield baris.order_by("batas", "pk")[:PALING_BANYAK]):
        url, periode = alamat("predikat:dokumen", d.pk), d.evaluasi.periode
        if d.evaluasi.pegawai_id == h.pegawai_id:
            judul, rinci = f"Dokumen Evaluasi {periode}", "Baca hasilnya, lalu tanda tangani atau ajukan keberatan."
            yield Tugas(judul, rinci, "Baca dan tanda tangani", url, d.batas, d.dasar or "", d.meja, d.pekan)
        else:
            judul, rinci = f"Sahkan Dokumen Evaluasi {d.evaluasi.pegawai}", "Pegawai tidak menandatangani sampai batasnya."
            yield Tugas(judul, rinci, "Lihat dokumen", url, d.batas, d.dasar or "", d.meja, d.pekan)


def tugas_serahkan(akun: Akun) -> Penanya:
    """To hand over, one task per period."""
    h = hak(akun)
    if h.pegawai_id is None:
        return
    menunggu = DokumenEvaluasi.objects.filter(_urusan_penilai(h), status=StatusDokumen.DISUSUN)
    menunggu = menunggu.exclude(evaluasi__pegawai=h.pegawai_id)
    baris = _dengan_jam(menunggu, DOKUMEN, SERAH).select_related("evaluasi__periode__siklus", "evaluasi__pegawai")
    per: dict[int, list[Any]] = {}
    for d in (yield baris.order_by("batas", "pk")):
        per.setdefault(d.evaluasi.periode_id, []).append(d)
    for semua in per.values():
        awal = semua[0]
        kata = str(awal.evaluasi.pegawai) if len(semua) == 1 else f"{angka(len(semua))} pegawai"
        judul = f"Serahkan Dokumen Evaluasi {awal.evaluasi.periode}: {kata}"
        url = f"{alamat('predikat:dokumen_daftar')}?periode={awal.evaluasi.periode_id}"
        rinci = "Predikatnya sudah ditetapkan. Sesudah diserahkan, pegawai membacanya dan dapat menandatangani."
        yield Tugas(judul, rinci, "Serahkan", url, awal.batas, awal.dasar or "", awal.meja, awal.pekan)


def tugas_keberatan(akun: Akun) -> Penanya:
    """To explain, to decide; to record a decision of somebody who does not sign in."""
    h = hak(akun)
    if h.pegawai_id is None and not h.wilayah_admin:
        return
    baru, tanpa_penilai, tanpa_atasan = Q(status=StatusKeberatan.DIAJUKAN), Q(pk__in=[]), Q(pk__in=[])
    if h.admin_bkpsdm:
        tanpa_penilai = Q(dokumen__evaluasi__penilai__isnull=True) | Q(dokumen__evaluasi__penilai__status=StatusPegawai.NON_ASN)
        tanpa_atasan = Q(dokumen__atasan_penilai__isnull=True) | Q(dokumen__atasan_penilai__status=StatusPegawai.NON_ASN)
    jatuh = Q(status__in=[StatusKeberatan.DIJELASKAN, StatusKeberatan.DIPERIKSA]) | Q(baru, Exists(_jalan(KEBERATAN, PUTUS)))
    jelas = baru & (Q(dokumen__evaluasi__penilai=h.pegawai_id) | tanpa_penilai)
    putus = jatuh & (Q(dokumen__atasan_penilai=h.pegawai_id) | tanpa_atasan)
    baris = _dengan_jam(Keberatan.objects.filter(jelas | putus), KEBERATAN, JELASKAN, PUTUS)
    lengkap = baris.select_related("dokumen__evaluasi__pegawai", "dokumen__evaluasi__periode__siklus")
    lengkap = lengkap.exclude(dokumen__evaluasi__pegawai=h.pegawai_id).order_by("batas", "pk")[:PALING_BANYAK]
    for k in (yield lengkap):
        e, url = k.dokumen.evaluasi, alamat("predikat:keberatan", k.pk)
        if k.status == StatusKeberatan.DIAJUKAN and e.penilai_id == h.pegawai_id:
            judul, tombol = f"Jelaskan keberatan {e.pegawai}", "Tulis penjelasan"
        elif k.dokumen.atasan_penilai_id == h.pegawai_id:
            judul, tombol = f"Putuskan keberatan {e.pegawai}", "Buka berkas"
        else:
            judul, tombol = f"Keberatan {e.pegawai}: catat dari surat", "Buka berkas"
        yield Tugas(judul, f"Atas Dokumen Evaluasi {e.periode}.", tombol, url, k.batas, k.dasar or "", k.meja, k.pekan)


def tugas_sesi(akun: Akun) -> Penanya:
    """Sessions that I run or lock, and moves of my ratings that wait for my word."""
    saya = hak(akun).pegawai_id
    if saya is None:
        return
    tunggu = Geseran.objects.filter(sesi=OuterRef("sesi"), evaluasi__penilai=saya, disetujui_penilai__isnull=True).exclude(
        evaluasi__pegawai=saya
    )
    duduk = PesertaSesi.objects.filter(pegawai=saya, sesi__status=StatusSesi.TERBUKA).annotate(menunggu=Exists(tunggu))
    per: dict[int, list[PesertaSesi]] = {}
    for p in (yield duduk.select_related("sesi__unit", "sesi__periode__siklus").order_by("sesi_id", "peran")):
        per.setdefault(p.sesi_id, []).append(p)
    for semua in per.values():
        yield from _tugas_sesi(semua)


def _tugas_sesi(semua: list[Any]) -> Iterable[Tugas]:
    sesi, peran = semua[0].sesi, {p.peran for p in semua}
    url, batas = alamat("predikat:sesi", sesi.pk), sesi.periode.tutup_tanggal
    judul = f"Kalibrasi {sesi.unit}, {sesi.periode}"
    if semua[0].menunggu:
        yield Tugas(judul, "Rating yang Anda berikan dipindahkan. Setujui atau tolak dengan alasan.", "Jawab", url, batas)
    elif peran & {PeranSesi.FASILITATOR, PeranSesi.PENGUNCI}:
        yield Tugas(judul, "Sesi terbuka. Hasilnya berlaku setelah dikunci.", "Buka sesi", url, batas)


def url_dokumen(pk: int) -> str:
    """Where a clock of a document is acted upon."""
    return alamat("predikat:dokumen", pk)


def url_keberatan(pk: int) -> str:
    """Where a clock of a case is acted upon."""
    return alamat("predikat:keberatan", pk)
