"""What realisasi asks of one person on Beranda: a note of the day in two taps, and a period that closes soon."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from dialog.models import CatatanRealisasi, Realisasi
from dialog.queries_realisasi import iki_periode
from kinerja.layanan.beranda import alamat
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak
from kinerja.plumbing import jam
from kinerja.plumbing.daftar import Tugas
from kinerja.plumbing.serempak import Penanya, ringkas
from kinerja.plumbing.tulisan import angka, lalu
from kinerja.siklus.enums import JenisPeriode, StatusPeriode
from kinerja.siklus.models import Periode

#: So many days before a period ends its realisasi becomes a task.
MENJELANG = 14
_DASAR = "Periode evaluasi ditutup pada tanggal ini; sesudahnya realisasi tidak berubah lagi"


def periode_ditagih(hari: dt.date) -> Periode | None:
    """The open period that closes next: over already, else that of today. One query."""
    return _yang_ditagih(_terbuka(hari), hari)


def _terbuka(hari: dt.date) -> QuerySet[Periode]:
    jalan = Periode.objects.filter(status=StatusPeriode.TERBUKA, buka_tanggal__lte=hari, tutup_tanggal__gte=hari)
    return jalan.select_related("siklus").order_by("tutup_tanggal", "pk")


def _yang_ditagih(semua: Iterable[Periode], hari: dt.date) -> Periode | None:
    return min(semua, key=lambda p: (p.sampai >= hari, p.jenis == JenisPeriode.AKHIR, p.tutup_tanggal), default=None)


def tugas_realisasi(akun: Akun) -> Penanya:
    """The note of today while there is none; the realisasi that is due."""
    saya, hari = hak(akun).pegawai_id, jam.hari_ini()
    if saya is None:
        return
    periode = _yang_ditagih((yield _terbuka(hari)), hari)
    if periode is None:
        return
    [k] = yield _keadaan(saya, periode)
    if not k["iki"]:
        return
    if k["akhir"] is None or k["akhir"] < hari:
        rinci = (
            f"Catatan terakhir {lalu(k['akhir'])}." if k["akhir"] else "Belum ada catatan. Cukup satu angka atau satu kalimat."
        )
        yield Tugas("Apa yang selesai hari ini?", rinci, "Catat", alamat("dialog:kemajuan"))
    if k["dikirim"] < k["iki"] and hari > periode.sampai - dt.timedelta(days=MENJELANG):
        rinci = f"{angka(k['isi'])} dari {angka(k['iki'])} indikator terisi. Lengkapi, lalu nyatakan lengkap."
        url = alamat("dialog:realisasi_periode", periode.pk)
        yield Tugas(
            f"Realisasi {periode}", rinci, "Lengkapi", url, periode.tutup_tanggal, "Periode evaluasi ditutup pada tanggal ini"
        )


def _keadaan(saya: int, periode: Periode) -> QuerySet[Any, Any]:
    milik = Realisasi.objects.filter(lini_iki=OuterRef("lini"), periode=periode)
    isi = milik.exclude(nilai_teks="", cerita="")
    catatan = CatatanRealisasi.objects.filter(ditarik_pada__isnull=True)
    return ringkas(
        iki_periode([saya], periode),
        iki=Count("pk", distinct=True),
        isi=Count("pk", distinct=True, filter=Q(Exists(isi))),
        dikirim=Count("pk", distinct=True, filter=Q(Exists(milik.filter(dikirim_pada__isnull=False)))),
        akhir=Max("lini__catatan_realisasi__tanggal", filter=Q(lini__catatan_realisasi__in=catatan)),
    )
