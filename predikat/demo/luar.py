"""What was judged elsewhere: teachers (Ruang GTK), earlier years, two tugas belajar by transcript. By the real imports."""

import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.db import transaction
from openpyxl import Workbook

from kinerja.layanan.impor import mesin
from kinerja.organisasi.models import Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import LANGKAH_DEMO, JenisImpor, LangkahDemo
from kinerja.plumbing.jam_basisdata import pada
from predikat.actions import luar
from predikat.demo.evaluasi import SESI, UNIT, periode
from predikat.demo.evaluasi import admin as _admin
from predikat.enums import Predikat, StatusEvaluasi, SumberEvaluasi
from predikat.impor_gtk import RUANG_GTK
from predikat.impor_riwayat import RIWAYAT
from predikat.models import Evaluasi, PredikatResmi
from predikat.queries_luar import transkrip

#: How many of twenty got which predikat, and teachers who have none yet.
_BAGIAN = ((3, Predikat.SANGAT_BAIK), (18, Predikat.BAIK), (20, Predikat.BUTUH_PERBAIKAN))
BELUM, TAHUNAN, DUA_STUDI = 25, 40, 2
_SUMBER = "Ruang GTK, Oktober 2026"
_DASAR = "Surat keterangan kemajuan studi dari program studi; belum ada tabel konversi IPK."


def _predikat(orang: Pegawai, geser: int = 0) -> str:
    letak = (orang.pk * 7 + geser) % 20
    return next(p for batas, p in _BAGIAN if letak < batas).label


def _impor(jenis: JenisImpor, baris: Sequence[Mapping[str, object]]) -> None:
    """Through the frame, as somebody would who uploads the sheet and presses Terapkan."""
    with tempfile.TemporaryDirectory() as tempat:
        buku = Workbook()
        lembar = buku.active
        assert lembar is not None
        lembar.append([k.nama for k in jenis.kolom])
        for b in baris:
            lembar.append([b.get(k.nama, "") for k in jenis.kolom])
        jalur = Path(tempat) / "impor.xlsx"
        buku.save(jalur)
        hasil = mesin.pratinjau(jenis, mesin.baca(jenis, jalur), jam.hari_ini())
        with transaction.atomic():
            mesin.kunci_impor()
            mesin.terapkan(jenis, hasil, jam.hari_ini(), _admin())


def guru() -> None:
    """The teachers' quarter, and of some the two semesters of 2024 and the year 2025; some are still awaited."""
    p = periode()
    gtk = Evaluasi.objects.filter(periode=p, sumber=SumberEvaluasi.RUANG_GTK)
    if gtk.filter(predikat__isnull=False).exists():
        return
    orang = [e.pegawai for e in gtk.select_related("pegawai").order_by("pegawai__nip") if e.pegawai.nip]
    baris = [
        {
            "NIP": o.nip,
            "TAHUN": 2026,
            "PERIODE": "Triwulan III",
            "PREDIKAT": _predikat(o),
            "KETERANGAN": "Ruang GTK, Oktober 2026",
        }
        for o in orang[:-BELUM]
    ]
    for o in orang[:TAHUNAN]:
        satu, dua = _predikat(o, 3), _predikat(o, 5)
        baris += [
            {"NIP": o.nip, "TAHUN": 2024, "PERIODE": f"Semester {n}", "PREDIKAT": x} for n, x in (("I", satu), ("II", dua))
        ]
        if satu != dua:
            baris.append({"NIP": o.nip, "TAHUN": 2024, "PERIODE": "Tahunan", "PREDIKAT": dua})
        baris.append({"NIP": o.nip, "TAHUN": 2025, "PREDIKAT": _predikat(o, 1)})
    with pada(dt.date(2026, 10, 9)):
        _impor(RUANG_GTK, baris)


def riwayat() -> None:
    """Predikat of 2024 and 2025 from e-Kinerja BKN, of the units that the demo plays in."""
    if PredikatResmi.objects.filter(tahun=2025, sumber="EKINERJA_BKN").exists():
        return
    milik = Evaluasi.objects.filter(periode=periode(), sumber=SumberEvaluasi.LOKAL, unit_hitung__kode__in=(*UNIT, SESI))
    orang = [e.pegawai for e in milik.select_related("pegawai").order_by("pegawai__nip") if e.pegawai.nip]
    with pada(dt.date(2026, 2, 9)):
        _impor(RIWAYAT, [{"NIP": o.nip, "TAHUN": t, "PREDIKAT": _predikat(o, t)} for o in orang for t in (2024, 2025)])


def studi() -> None:
    """Two of those who study, by their transcript and with the reason: no conversion of the IPK has been decreed."""
    ada = Evaluasi.objects.filter(periode=periode(), sumber=SumberEvaluasi.TUBEL).select_related("pegawai", "periode__siklus")
    if ada.exclude(status=StatusEvaluasi.BELUM).exists():
        return
    siap = [e for e in ada.order_by("pegawai__nip") if transkrip(e) is not None]
    for e, nilai in zip(siap[:DUA_STUDI], (Predikat.BAIK, Predikat.SANGAT_BAIK), strict=False):
        with pada(dt.date(2026, 10, 12)):
            luar.tetapkan_studi(e, nilai, _DASAR, by=_admin())


def daftarkan() -> None:
    """Called once, from ``AppConfig.ready``, after the ratings."""
    for jalankan in (guru, riwayat, studi):
        LANGKAH_DEMO.daftarkan(LangkahDemo(f"predikat.{jalankan.__name__}", "predikat", jalankan))
