"""What the worker counts for the kabupaten board: units against their pattern, assessors, groups of people. Counts only."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Penugasan
from kinerja.organisasi.queries import URUT_SIFAT
from kinerja.plumbing import jam
from kinerja.siklus.models import Periode
from predikat.aturan import KUADRAN, ParameterDistribusi, periksa_distribusi
from predikat.aturan_papan import (
    UMUR,
    cukup_digambar,
    disembunyikan,
    jarak_pola,
    kelompok_umur,
    perlu_ditelaah,
    selisih_poin,
)
from predikat.enums import (
    DimensiTelaah,
    Predikat,
    PredikatOrganisasi,
    Rating,
    StatusEvaluasi,
    StatusSesi,
    SumberEvaluasi,
    TahapRating,
)
from predikat.models import (
    AlasanPola,
    Evaluasi,
    PredikatUnit,
    RatingDiberikan,
    RingkasanKelompok,
    RingkasanPenilai,
    RingkasanPola,
    SesiKalibrasi,
)
from predikat.queries import parameter_distribusi, periode_dinilai

#: So many periods are counted again and again: the open ones and those whose objections still run.
PERIODE = 4
SEKALI = 2000
ATAS = Rating.DI_ATAS_EKSPEKTASI


def ringkas_semua() -> int:
    """Count the latest periods whose population is frozen. Returns how many rows of units were written."""
    return sum(ringkas(p) for p in list(periode_dinilai().filter(pembekuan__isnull=False)[:PERIODE]))


def ringkas(periode: Periode) -> int:
    """Count one period anew and replace what was kept of it. Returns how many units."""
    kini = jam.sekarang()
    pola, penilai, kelompok = _pola(periode, kini), _penilai(periode, kini), _kelompok(periode, kini)
    with transaction.atomic():
        for model, baris in ((RingkasanPola, pola), (RingkasanPenilai, penilai), (RingkasanKelompok, kelompok)):
            model._default_manager.filter(periode=periode).delete()
            model._default_manager.bulk_create(baris, batch_size=SEKALI)  # type: ignore[arg-type]
    return len(pola)


# -- units


class HitungUnit:
    """One unit while it is counted."""

    def __init__(self) -> None:
        self.jumlah: Counter[Predikat] = Counter()
        self.sebelum: Counter[Predikat] = Counter()
        self.terkunci: Counter[Predikat] = Counter()
        self.belum = self.dikecualikan = self.ditetapkan = self.dipindah = 0

    def tambah(self, status: str, lokal: bool, tetap: str | None, usul: Predikat | None, awal: Predikat | None, n: int) -> None:
        """``n`` people alike: ``tetap`` is set, ``usul`` what the last rating gives, ``awal`` what was proposed first."""
        if status == StatusEvaluasi.TIDAK_DIEVALUASI:
            self.dikecualikan += n
            return
        kini = Predikat(tetap) if tetap else usul
        if kini is None:
            self.belum += n
            return
        self.jumlah[kini] += n
        self.sebelum[awal or kini] += n
        self.dipindah += n * (awal is not None and awal is not kini)
        self.ditetapkan += n * bool(tetap)
        self.terkunci[kini] += n * (not lokal)


def hitung_unit(periode: Periode) -> dict[int, HitungUnit]:
    """Unit -> its counts, in one query however many people."""
    akhir = RatingDiberikan.objects.filter(evaluasi=OuterRef("pk")).order_by("-pada", "-pk")
    semua = _dengan_usul(Evaluasi.objects.filter(periode=periode)).annotate(
        r_hasil=Subquery(akhir.values("hasil")[:1]), r_perilaku=Subquery(akhir.values("perilaku")[:1])
    )
    kolom = ("unit_hitung", "status", "sumber", "predikat", "r_hasil", "r_perilaku", "a_hasil", "a_perilaku")
    hasil: dict[int, HitungUnit] = {}
    for unit, status, sumber, tetap, rh, rp, ah, ap, n in (
        semua.values(*kolom).annotate(n=Count("pk")).order_by().values_list(*kolom, "n")
    ):
        lokal = sumber == SumberEvaluasi.LOKAL
        satu = hasil.setdefault(unit, HitungUnit())
        satu.tambah(status, lokal, tetap, _dari(rh, rp), _dari(ah, ap) if lokal else None, n)
    return hasil


def _dengan_usul(semua: QuerySet[Evaluasi]) -> QuerySet[Evaluasi]:
    """With the rating that the assessor proposed last."""
    awal = RatingDiberikan.objects.filter(evaluasi=OuterRef("pk"), tahap=TahapRating.USULAN).order_by("-pada", "-pk")
    return semua.annotate(a_hasil=Subquery(awal.values("hasil")[:1]), a_perilaku=Subquery(awal.values("perilaku")[:1]))


def _dari(hasil: str | None, perilaku: str | None) -> Predikat | None:
    return KUADRAN[Rating(hasil), Rating(perilaku)] if hasil and perilaku else None


def _pola(periode: Periode, kini: dt.datetime) -> list[RingkasanPola]:
    organisasi = dict(PredikatUnit.objects.filter(periode=periode).values_list("unit", "nilai"))
    alasan, p = _alasan(periode), parameter_distribusi()[0]
    lewat = jam.hari_ini() > periode.tutup_tanggal
    baris = [
        _satu_unit(periode, unit, h, organisasi.get(unit, ""), alasan.get(unit, set()), p, lewat, kini)
        for unit, h in hitung_unit(periode).items()
    ]
    baris.sort(key=_letak)
    for n, r in enumerate(baris):
        r.urut = n
    return baris


def _letak(r: RingkasanPola) -> tuple[bool, int, int]:
    """Furthest from the pattern first; those without a curve behind, the most unfinished first."""
    return (not r.siap, -(r.jarak or 0) if r.siap else -(100 * r.belum // max(r.pegawai, 1)), r.unit_id)


def _alasan(periode: Periode) -> Mapping[int, set[str]]:
    """Unit -> lines of the pattern with a written reason, of the head or of a locked session."""
    hasil: dict[int, set[str]] = {}
    for unit, nama in AlasanPola.objects.filter(periode=periode).values_list("unit", "baris"):
        hasil.setdefault(unit, set()).add(nama)
    sesi = SesiKalibrasi.objects.filter(periode=periode, status=StatusSesi.DIKUNCI)
    for unit, isi in sesi.values_list("unit", "alasan_baris"):
        hasil.setdefault(unit, set()).update(isi)
    return hasil


def _satu_unit(
    periode: Periode, unit: int, h: HitungUnit, organisasi: str, alasan: set[str], p: ParameterDistribusi, lewat: bool,
    kini: dt.datetime,
) -> RingkasanPola:  # fmt: skip
    nilai = PredikatOrganisasi(organisasi) if organisasi else None
    patah = [b for b in (periksa_distribusi(nilai, h.jumlah, h.terkunci, p) if nilai else ()) if not b.dipenuhi]
    dinilai = sum(h.jumlah.values())
    dilewati = [b.nama for b in patah if not b.nasihat] if dinilai else []
    return RingkasanPola(
        periode=periode,
        unit_id=unit,
        dihitung_pada=kini,
        organisasi=organisasi,
        pegawai=dinilai + h.belum,
        belum=h.belum,
        dikecualikan=h.dikecualikan,
        ditetapkan=h.ditetapkan,
        jumlah=_simpan(h.jumlah),
        sebelum=_simpan(h.sebelum),
        dipindah=h.dipindah,
        jarak=jarak_pola(nilai, h.jumlah),
        dilewati=len(dilewati),
        beralasan=len(alasan.intersection(dilewati)),
        saran=sum(1 for b in patah if b.nasihat) if dinilai else 0,
        siap=cukup_digambar(nilai, dinilai, dinilai + h.belum),
        terlambat=lewat and (nilai is None or h.belum > 0),
    )


def _simpan(jumlah: Mapping[Predikat, int]) -> dict[str, int]:
    return {p.value: n for p, n in jumlah.items() if n}


# -- assessors


def _penilai(periode: Periode, kini: dt.datetime) -> list[RingkasanPenilai]:
    """Assessors by the share of high ratings among those they proposed; without heads, whose rating comes from their unit."""
    hitung = hitung_penilai(periode)
    semua, tinggi = sum(n for n, _, _ in hitung.values()), sum(t for _, t, _ in hitung.values())
    sembunyi = disembunyikan({p: (n,) for p, (n, _, _) in hitung.items()})
    baris = [RingkasanPenilai(periode=periode, dihitung_pada=kini, dinilai=semua, tinggi=tinggi)] if semua else []
    for penilai, (n, t, unit) in hitung.items():
        if penilai in sembunyi:
            continue
        banding = (t, n, tinggi, semua)
        baris.append(
            RingkasanPenilai(
                periode=periode, penilai_id=penilai, unit_id=unit, dihitung_pada=kini, dinilai=n, tinggi=t,
                selisih=selisih_poin(*banding), ditelaah=perlu_ditelaah(*banding),
            )
        )  # fmt: skip
    return baris


def hitung_penilai(periode: Periode) -> dict[int, tuple[int, int, int]]:
    """Assessor -> (rated, of these with a rating above expectation, a unit in which they count). One query."""
    semua: Any = _dengan_usul(
        Evaluasi.objects.filter(periode=periode, sumber=SumberEvaluasi.LOKAL, penilai__isnull=False, unit_dipimpin=None)
    )
    ada = semua.exclude(penilai__status=StatusPegawai.NON_ASN).filter(a_hasil__isnull=False)
    atas = Q(a_hasil=ATAS) | Q(a_perilaku=ATAS)
    hasil: dict[int, tuple[int, int, int]] = {}
    baris = ada.values("penilai", "unit_hitung").annotate(n=Count("pk"), t=Count("pk", filter=atas)).order_by("penilai", "n")
    for penilai, unit, n, t in baris.values_list("penilai", "unit_hitung", "n", "t"):
        lama = hasil.get(penilai, (0, 0, unit))
        hasil[penilai] = (lama[0] + n, lama[1] + t, unit)
    return hasil


# -- groups


def _kelompok(periode: Periode, kini: dt.datetime) -> list[RingkasanKelompok]:
    return [
        RingkasanKelompok(
            periode=periode, dimensi=d, kelompok=k, dihitung_pada=kini, sangat_baik=sb, baik=b, di_bawah=n - sb - b
        )
        for d, baris in hitung_kelompok(periode).items()
        for k, n, sb, b in baris
    ]  # fmt: skip


def hitung_kelompok(periode: Periode) -> dict[DimensiTelaah, list[tuple[str, int, int, int]]]:
    """Dimension -> (group, people with a set predikat, Sangat Baik, Baik). One query each."""
    hari = periode.sampai
    tugas = Penugasan.objects.pada(hari).filter(pegawai=OuterRef("pegawai")).order_by(URUT_SIFAT, "pk")
    semua = Evaluasi.objects.filter(periode=periode, predikat__isnull=False)
    menurut: dict[DimensiTelaah, Any] = {
        DimensiTelaah.JENIS_KELAMIN: Coalesce("pegawai__jk", Value("")),
        DimensiTelaah.UMUR: _umur(hari),
        DimensiTelaah.STATUS: Coalesce("pegawai__status", Value("")),
        DimensiTelaah.JABATAN: Coalesce(Subquery(tugas.values("jabatan__jenis")[:1]), Value("")),
    }
    return {d: _hitung(semua.annotate(kelompok=x)) for d, x in menurut.items()}


def _umur(hari: dt.date) -> Case:
    """Bands of ``aturan_papan.kelompok_umur`` as SQL: whoever was born after the first day is not yet a year older."""
    awal = [(_mundur(hari, atas + 1), kelompok_umur(_mundur(hari, atas), hari)) for atas in UMUR]
    pilih = [When(pegawai__lahir__gt=batas, then=Value(nama)) for batas, nama in awal]
    return Case(
        When(pegawai__lahir=None, then=Value("")), *pilih, default=Value(kelompok_umur(_mundur(hari, UMUR[-1] + 1), hari))
    )


def _mundur(hari: dt.date, tahun: int) -> dt.date:
    akhir_februari = (hari.month, hari.day) == (2, 29)
    return dt.date(hari.year - tahun, hari.month, 28 if akhir_februari else hari.day)


def _hitung(semua: Any) -> list[tuple[str, int, int, int]]:
    baris = (
        semua.values("kelompok")
        .annotate(
            n=Count("pk"),
            sb=Count("pk", filter=Q(predikat=Predikat.SANGAT_BAIK)),
            b=Count("pk", filter=Q(predikat=Predikat.BAIK)),
        )
        .order_by("kelompok")
        .values_list("kelompok", "n", "sb", "b")
    )
    return list(baris)
