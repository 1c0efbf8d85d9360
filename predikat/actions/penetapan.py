"""The predikat of a person: read off his ratings after the gate, written here and nowhere else, and the way back."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.titik_gagal import titik
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Periode
from kinerja.siklus.queries import parameter
from predikat.actions.dasar import (
    kunci_banyak,
    kunci_evaluasi,
    pastikan,
    pastikan_penilai,
    penulis,
    pindah,
    susun_langkah,
    teks,
    teks_wajib,
    umumkan,
    umumkan_penetapan,
)
from predikat.actions.organisasi import alasan_tertulis
from predikat.aturan import VERSI, predikat_pegawai, rating_pimpinan
from predikat.enums import PredikatOrganisasi, Rating, StatusEvaluasi, StatusSesi, SumberEvaluasi
from predikat.models import (
    AlasanPola,
    Evaluasi,
    LangkahEvaluasi,
    PredikatUnit,
    SesiKalibrasi,
)
from predikat.queries import Pola, dengan_usulan, parameter_distribusi, pola_unit
from predikat.transitions import EVALUASI

_BUKAN_PENILAI = "Predikat ditetapkan oleh pejabat penilai pegawai itu."


class PolaDilanggar(Ditolak):
    """Setting these would complete a unit with broken lines without a reason. ``pola``: the unit as it would be."""

    def __init__(self, pola: Pola, baris: Sequence[str]) -> None:
        self.pola, self.baris = pola, tuple(baris)
        kata = "; ".join(self.baris)
        super().__init__(f"Pola distribusi unit belum terpenuhi ({kata}). Tuliskan alasan tiap barisnya, lalu tetapkan lagi.")


def hasil_pimpinan(organisasi: PredikatOrganisasi) -> Rating:
    """By the parameter of the day."""
    padanan = {PredikatOrganisasi(k): Rating(v) for k, v in parameter("rating_pimpinan").peta.items()}
    return rating_pimpinan(organisasi, padanan).nilai


@transaction.atomic
def tetapkan_predikat(
    ids: Collection[int],
    *,
    by: Akun,
    alasan_pola: Mapping[int, Mapping[str, str]] | None = None,
    berdasarkan: KeputusanTercatat | None = None,
) -> list[Evaluasi]:
    """The light path: read the predikat of each off his last rating and set it, all or none.

    ``alasan_pola``: unit -> line of the pattern -> written reason; due when with these the unit is complete and a line broken.
    Raises ``TidakBoleh`` for an evaluation of another penilai, ``SudahBerubah`` when one moved on, ``Ditolak`` before the
    unit's predikat is set, in a year without a finished session or while a session is open, ``PolaDilanggar`` without reasons.
    """
    semua = kunci_banyak(ids)
    if not semua or len(semua) < len(set(ids)):
        raise Ditolak("Pilih pegawai yang predikatnya hendak ditetapkan.")
    if berdasarkan is None and any(e.penilai_id != by.pegawai_id for e in semua):
        # Before anything is said about its state.
        raise TidakBoleh(_BUKAN_PENILAI)
    for e in semua:
        EVALUASI.berikut(e.status, "tetapkan_predikat")
        pastikan_penilai(e, by, berdasarkan, "tetapkan_predikat", _BUKAN_PENILAI)
    _pastikan_tanpa_sesi(semua)
    rating = _rating_akhir(semua)
    _periksa_pola(semua, rating, alasan_pola or {}, by)
    penetap = berdasarkan.pejabat if berdasarkan else penulis(by)
    return tulis_predikat(semua, rating, penetap=penetap, by=by, berdasarkan=berdasarkan)


def tulis_predikat(
    semua: Sequence[Evaluasi],
    rating: Mapping[int, tuple[Rating, Rating]],
    *,
    penetap: Pegawai,
    by: Akun,
    berdasarkan: KeputusanTercatat | None = None,
    catatan: str = "",
) -> list[Evaluasi]:
    """Write ratings and the predikat read off them: locked evaluations in DIUSULKAN, in the caller's transaction.

    The one place where a predikat is written; a session that is finished comes here, too. Raises ``Ditolak`` at the gate. A
    head's rating hasil is that of his unit, whatever was proposed. Six queries, however many people.
    """
    gerbang = _gerbang(semua)
    _, versi = parameter_distribusi()
    versi["rating_pimpinan"] = parameter("rating_pimpinan").versi_id
    kini, langkah = jam.sekarang(), []
    for e in semua:
        hasil, perilaku = rating[e.pk]
        if e.unit_dipimpin_id:
            hasil = hasil_pimpinan(gerbang[e.unit_dipimpin_id, e.periode_id])
        dari, e.status = e.status, EVALUASI.berikut(e.status, "tetapkan_predikat")
        e.hasil, e.perilaku, e.predikat = hasil, perilaku, predikat_pegawai(hasil, perilaku).nilai
        e.aturan_versi, e.parameter = VERSI, versi
        e.ditetapkan_pada, e.penetap, e.oleh, e.keputusan = kini, penetap, by, berdasarkan
        e.sunting += 1
        langkah.append(susun_langkah(e, dari, "tetapkan_predikat", by=by, catatan=catatan))
    Evaluasi.objects.bulk_update(
        semua,
        ["status", "hasil", "perilaku", "predikat", "aturan_versi", "parameter", "ditetapkan_pada", "penetap", "oleh",
         "keputusan", "sunting"],
    )  # fmt: skip
    LangkahEvaluasi.objects.bulk_create(langkah)
    titik("evaluasi.penetapan")
    if berdasarkan is not None:
        berdasarkan.tautkan(semua[0])
    umumkan_penetapan(semua, by=by)
    return list(semua)


def _gerbang(semua: Sequence[Evaluasi]) -> dict[tuple[int, int], PredikatOrganisasi]:
    """(unit, period) -> predikat of the units on which these stand. Raises ``Ditolak`` naming one not set: the order (8.1)."""
    perlu = {(e.unit_dipimpin_id or e.unit_hitung_id, e.periode_id): e.unit_dipimpin or e.unit_hitung for e in semua}
    periode = {p for _, p in perlu}
    ada = PredikatUnit.objects.filter(unit__in=[u for u, _ in perlu], periode__in=periode)
    tetap = {(u, p): PredikatOrganisasi(n) for u, p, n in ada.values_list("unit_id", "periode_id", "nilai")}
    for kunci, unit in perlu.items():
        if kunci not in tetap:
            raise Ditolak(f"Predikat organisasi {unit} belum ditetapkan, jadi predikat pegawainya menunggu.")
    return tetap


def _pastikan_tanpa_sesi(semua: Sequence[Evaluasi]) -> None:
    """A session that is open takes over; the year is set by a session (8.5)."""
    unit = {e.unit_hitung_id for e in semua}
    sesi = SesiKalibrasi.objects.filter(unit__in=unit, periode__in={e.periode_id for e in semua})
    status = {(s.unit_id, s.periode_id): s.status for s in sesi.exclude(status=StatusSesi.BATAL)}
    for e in semua:
        kini = status.get((e.unit_hitung_id, e.periode_id))
        if kini == StatusSesi.TERBUKA:
            raise SudahBerubah(f"{e.unit_hitung} sedang dikalibrasi. Predikat ditetapkan ketika hasil sesinya dikunci.")
        if e.periode.jenis == JenisPeriode.AKHIR and kini != StatusSesi.DIKUNCI:
            raise Ditolak(f"Predikat tahunan {e.unit_hitung} ditetapkan lewat sesi kalibrasi, bukan dari sini.")


def _rating_akhir(semua: Sequence[Evaluasi]) -> dict[int, tuple[Rating, Rating]]:
    baris: Any = dengan_usulan(Evaluasi.objects.filter(pk__in=[e.pk for e in semua]))
    return {pk: (Rating(h), Rating(p)) for pk, h, p in baris.values_list("pk", "usul_hasil", "usul_perilaku")}


def _periksa_pola(
    semua: Sequence[Evaluasi],
    rating: Mapping[int, tuple[Rating, Rating]],
    alasan: Mapping[int, Mapping[str, str]],
    by: Akun,
) -> None:
    """Whoever completes a unit answers for its broken lines; the pattern is a consideration, never a bar (8.3)."""
    per_periode: dict[Periode, set[int]] = {}
    for e in semua:
        per_periode.setdefault(e.periode, set()).add(e.unit_hitung_id)
    wajib = parameter("distribusi_wajib_alasan").ya
    for periode, unit in per_periode.items():
        for pk, pola in pola_unit(unit, periode, tanpa=by.pegawai_id).items():
            ada = alasan_tertulis(pk, periode) if pola.dilanggar else {}
            baru = {b.nama: teks(alasan.get(pk, {}).get(b.nama, "")) for b in pola.dilanggar}
            _tulis_alasan(pk, periode, {k: v for k, v in baru.items() if v and ada.get(k) != v}, by)
            sisa = [k for k, v in baru.items() if not v and k not in ada]
            if wajib and sisa and _melengkapi(pk, periode, semua):
                raise PolaDilanggar(pola, sisa)


def _melengkapi(unit_id: int, periode: Periode, semua: Sequence[Evaluasi]) -> bool:
    """With these set, nobody of the unit is left without a predikat."""
    terbuka = Evaluasi.objects.filter(
        unit_hitung=unit_id, periode=periode, sumber=SumberEvaluasi.LOKAL,
        status__in=[StatusEvaluasi.BELUM, StatusEvaluasi.DIUSULKAN],
    )  # fmt: skip
    return not terbuka.exclude(pk__in=[e.pk for e in semua]).exists()


def _tulis_alasan(unit_id: int, periode: Periode, alasan: Mapping[str, str], by: Akun) -> None:
    baru = [
        AlasanPola(
            unit_id=unit_id, periode=periode, baris=b, alasan=isi, oleh=by, nama_oleh=by.nama_tampil, pada=jam.sekarang()
        )
        for b, isi in alasan.items()
    ]
    AlasanPola.objects.bulk_create(baru)


@transaction.atomic
def buka_kembali(evaluasi: Evaluasi, alasan: str, *, by: Akun) -> Evaluasi:
    """The penilai takes a predikat back before its document exists, with the reason; what he rated stays on record.

    Raises ``SudahBerubah`` after that: then BKPSDM re-opens the document by letter; ``Ditolak`` for what a session locked.
    """
    kini = kunci_evaluasi(evaluasi)
    catatan = teks_wajib(alasan, "Tuliskan mengapa predikat ini dibuka kembali.")
    if kini.status != StatusEvaluasi.DITETAPKAN:
        raise SudahBerubah(f"Evaluasi {kini.pegawai} {kini.get_status_display().lower()}, jadi tidak dibuka kembali dari sini.")
    ke = EVALUASI.berikut(kini.status, "buka_kembali", catatan)
    pastikan(by, "buka_kembali", kini, "Predikat dibuka kembali oleh pejabat penilai.")
    terkunci = SesiKalibrasi.objects.filter(unit=kini.unit_hitung_id, periode=kini.periode_id, status=StatusSesi.DIKUNCI)
    if kini.ditetapkan_pada and terkunci.filter(dikunci_pada__gte=kini.ditetapkan_pada).exists():
        raise Ditolak("Predikat ini hasil kalibrasi yang sudah dikunci. Minta penguncinya membuka kembali sesi itu.")
    kini.hasil = kini.perilaku = kini.predikat = None
    kini.ditetapkan_pada = kini.penetap = kini.keputusan = None
    dari = pindah(kini, ke, "hasil", "perilaku", "predikat", "ditetapkan_pada", "penetap", "keputusan")
    susun_langkah(kini, dari, "buka_kembali", by=by, catatan=catatan).save()
    umumkan("predikat.dibuka_kembali", kini, by)
    return kini
