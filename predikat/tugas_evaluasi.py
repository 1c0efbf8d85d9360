"""What evaluation asks of one person on Beranda: to reflect, to rate, to set, to decide about units."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kinerja.layanan.beranda import alamat
from kinerja.organisasi.models import Akun, HubunganPenilai, MasaUnit, Penugasan
from kinerja.organisasi.peran import hak
from kinerja.plumbing.daftar import Tugas
from kinerja.plumbing.serempak import Penanya, jumlah
from kinerja.plumbing.tulisan import angka
from kinerja.siklus.models import Periode
from predikat.enums import StatusEvaluasi, SumberEvaluasi
from predikat.models import Evaluasi, PredikatUnit
from predikat.queries_organisasi import TETAP

DASAR = "PermenPANRB 6/2022 Pasal 24"
_TERBUKA = [StatusEvaluasi.BELUM, StatusEvaluasi.DIUSULKAN]


def tugas_evaluasi(akun: Akun) -> Penanya:
    """Rating, setting and reflecting, one task per period and kind."""
    saya = hak(akun).pegawai_id
    if saya is None:
        return
    milik = Q(penilai=saya) | Q(pegawai=saya, refleksi="", status=StatusEvaluasi.BELUM)
    terbuka = Evaluasi.objects.filter(milik, sumber=SumberEvaluasi.LOKAL, status__in=_TERBUKA).order_by()
    diri = Count("pk", filter=Q(pegawai=saya))
    hitung: list[Any] = yield terbuka.values_list("periode", "status").annotate(diri=diri, n=Count("pk"))
    if not hitung:
        return
    milik_siklus = Periode.objects.filter(pk__in={h[0] for h in hitung}).select_related("siklus")
    periode = {p.pk: p for p in (yield milik_siklus)}
    for pk, status, diri_sendiri, n in sorted(hitung, key=lambda h: (periode[h[0]].tutup_tanggal, h[1])):
        yield from _per_status(periode[pk], status, diri_sendiri, n - diri_sendiri)


def _per_status(p: Periode, status: str, diri: int, orang: int) -> Iterable[Tugas]:
    url = f"{alamat('predikat:daftar')}?periode={p.pk}"
    if diri:
        rinci = "Ditulis sebelum penilai memberi rating, dan dibacanya lebih dahulu."
        yield Tugas(f"Tulis refleksi diri {p}", rinci, "Tulis refleksi", url, p.tutup_tanggal, DASAR)
    if orang and status == StatusEvaluasi.BELUM:
        rinci = "Realisasi, bukti, umpan balik, dan dialognya sudah terkumpul di halamannya."
        yield Tugas(f"Nilai {angka(orang)} pegawai, {p}", rinci, "Buka daftar", url, p.tutup_tanggal, DASAR)
    elif orang:
        rinci = "Baris pola distribusi unitnya tampak di sana. Predikat terbaca dari kuadran, tidak diketik."
        yield Tugas(
            f"Tetapkan predikat {angka(orang)} pegawai, {p}", rinci, "Periksa dan tetapkan", url, p.tutup_tanggal, DASAR
        )


def tugas_organisasi(akun: Akun) -> Penanya:
    """Units that wait for their predikat in the period frozen last: of a leader who assesses their heads."""
    h = hak(akun)
    if h.pegawai_id is None or not h.pimpinan or not h.menilai:
        return
    beku = Periode.objects.filter(pembekuan__isnull=False).select_related("siklus").order_by("-rentang__endswith")
    terakhir: list[Periode] = yield beku[:1]
    if not terakhir:
        return
    [periode] = terakhir
    [(banyak,)] = yield jumlah(menunggu_penetap(h.pegawai_id, periode, h.hari))
    if banyak:
        url = alamat("predikat:lembar", periode.pk)
        rinci = "Usulan sistem tersedia; predikat pegawai unit itu menunggu keputusan Anda."
        judul = f"Tetapkan predikat {angka(banyak)} organisasi, {periode}"
        yield Tugas(judul, rinci, "Buka lembar keputusan", url, periode.tutup_tanggal, "SE MenPANRB 3/2023")


def menunggu_penetap(saya: int, periode: Periode, hari: dt.date) -> QuerySet[MasaUnit]:
    """Units, whose heads ``saya`` assesses, without a predikat in a period."""
    dinilai = HubunganPenilai.objects.pada(hari).filter(pegawai=OuterRef("pegawai"), penilai=saya)
    kepala = Penugasan.objects.pada(hari).filter(Exists(dinilai), unit=OuterRef("unit"), memimpin=True, sifat__in=TETAP)
    tetap = PredikatUnit.objects.filter(unit=OuterRef("unit"), periode=periode)
    return MasaUnit.objects.pada(hari).filter(Exists(kepala), ~Exists(tetap), organisasi=True)
