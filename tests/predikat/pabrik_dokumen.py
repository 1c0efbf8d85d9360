"""Evaluations, documents and objections brought as far as a test needs, from rows on the tables and by the real actions."""

import datetime as dt

from kinerja.layanan.models import Berkas
from kinerja.organisasi.models import HubunganPenilai
from kinerja.plumbing import jam
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.siklus.models import Periode
from predikat.actions import dokumen, keberatan
from predikat.aturan import predikat_pegawai
from predikat.enums import Rating, StatusDokumen, StatusEvaluasi, TahapRating
from predikat.models import DokumenEvaluasi, Evaluasi, PredikatUnit, RatingDiberikan

ATAS, SESUAI, BAWAH = Rating
#: After the third quarter.
SAAT = dt.datetime(2026, 10, 12, 9, tzinfo=jam.WITA)
D = StatusDokumen


def periode(dunia, jenis="TRIWULAN", urut=3):
    awal, akhir = (
        (dt.date(2026, 7, 1), dt.date(2026, 10, 1)) if jenis == "TRIWULAN" else (dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    )
    isi = {"rentang": rentang(awal, akhir), "buka_tanggal": awal, "tutup_tanggal": akhir + dt.timedelta(days=14)}
    return Periode.objects.get_or_create(siklus=dunia.siklus, jenis=jenis, urut=urut, defaults=isi)[0]


def predikat_unit(dunia, unit=None, nilai="BAIK", di=None):
    isi = {"nilai": nilai, "penetap": dunia.k.sekda, "oleh": dunia.akun(dunia.k.sekda), "ditetapkan_pada": jam.sekarang()}
    return PredikatUnit.objects.get_or_create(unit=unit or dunia.k.dinas, periode=di or periode(dunia), defaults=isi)[0]


def diusulkan(dunia, orang=None, hasil=SESUAI, perilaku=SESUAI, *, di=None, unit=None, **lain):
    """A rating was proposed by today's assessor."""
    orang, di = orang or dunia.k.pelaksana, di or periode(dunia)
    penilai = lain.pop("penilai", None) or HubunganPenilai.objects.pada(jam.hari_ini()).get(pegawai=orang).penilai
    e = Evaluasi.objects.create(
        pegawai=orang, periode=di, unit_hitung=unit or dunia.k.dinas, penilai=penilai, status=StatusEvaluasi.BELUM, **lain
    )
    RatingDiberikan.objects.create(
        evaluasi=e, tahap=TahapRating.USULAN, hasil=hasil, perilaku=perilaku, penilai=penilai, pada=jam.sekarang()
    )
    Evaluasi.objects.filter(pk=e.pk).update(status=StatusEvaluasi.DIUSULKAN)
    e.refresh_from_db()
    return e


def ditetapkan(dunia, orang=None, hasil=SESUAI, perilaku=SESUAI, **lain):
    """The predikat is set, the unit's was before."""
    predikat_unit(dunia, lain.get("unit_dipimpin") or lain.get("unit"), di=lain.get("di"))
    e = diusulkan(dunia, orang, hasil, perilaku, **lain)
    e.status, e.hasil, e.perilaku = StatusEvaluasi.DITETAPKAN, hasil, perilaku
    e.predikat, e.ditetapkan_pada = predikat_pegawai(hasil, perilaku).nilai, jam.sekarang()
    e.save()
    return e


def berstatus(dunia, status=D.DISUSUN, **lain) -> DokumenEvaluasi:
    """A document in ``status``; its assessor is the kasi, his superior the kabid, unless others are named."""
    e = ditetapkan(dunia, **lain)
    (d,) = dokumen.buat_dokumen([e.pk], by=None)
    if status == D.DISUSUN:
        return baca(d)
    saya, penilai = dunia.akun(e.pegawai), dunia.akun(e.penilai)
    if status == D.DIBUKA_KEMBALI:
        return dokumen.buka_kembali(d, "Salah hitung", "800/12", by=bkpsdm(dunia))
    dokumen.serahkan(baca(d), by=penilai)
    if status == D.DITERIMA:
        dokumen.terima(d, by=saya)
    elif status == D.DITANDATANGANI:
        dokumen.tanda_tangani(d, by=saya)
    elif status in (D.KEBERATAN, D.DIPUTUS):
        k = keberatan.ajukan(baca(d), "Target terlampaui dua bulan.", by=saya)
        if status == D.DIPUTUS:
            keberatan.jelaskan(k, "Bukti bulan Agustus belum diunggah.", by=penilai)
            keberatan.putus(k, e.hasil, e.perilaku, "Penilaian sudah sesuai bukti.", by=dunia.akun(baca(d).atasan_penilai))
    elif status == D.DIAM:
        with jam.pada(jam.sekarang() + dt.timedelta(days=60)):
            dokumen.selesaikan_yang_lewat()
    return baca(d)


def bkpsdm(dunia):
    from kinerja.organisasi.enums import Peran
    from kinerja.organisasi.models import PeranAkun
    from tests import pabrik

    akun = dunia.akun(dunia.k.petugas_bkpsdm)
    if not PeranAkun.objects.filter(akun=akun).exists():
        pabrik.peran(akun, Peran.ADMIN_BKPSDM)
        from kinerja.organisasi import peran

        peran.lupakan(akun)
    return akun


def baca(d) -> DokumenEvaluasi:
    from predikat.actions.dasar_dokumen import ISI

    return DokumenEvaluasi.objects.select_related(*ISI).get(pk=d.pk)


def berkas(by=None, nama="bukti.pdf") -> Berkas:
    return Berkas(
        isi="uji/bukti.pdf", nama=nama, jenis="application/pdf", ukuran=10, sha256="0" * 64, untuk="predikat.keberatan",
        oleh=by, dibuat_pada=jam.sekarang(),
    )  # fmt: skip
