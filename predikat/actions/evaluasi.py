"""The evaluation of a person: his reflection, the rating, the predikat read off after the gate, and the way back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.models import Peristiwa, susun_peristiwa
from kinerja.plumbing.putusan import Alasan
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Periode
from kinerja.siklus.queries import parameter
from predikat.actions.dasar import (
    kunci_banyak,
    kunci_evaluasi,
    naikkan,
    pastikan,
    penulis,
    pindah,
    susun_langkah,
    teks,
    teks_wajib,
    umumkan,
)
from predikat.actions.organisasi import alasan_tertulis
from predikat.aturan import VERSI, predikat_pegawai, rating_pimpinan
from predikat.aturan_rating import Dicentang, kurang_usulan
from predikat.enums import PredikatOrganisasi, Rating, StatusEvaluasi, StatusSesi, SumberEvaluasi, TahapRating
from predikat.fakta import jumlah_bukti
from predikat.models import (
    AlasanPola,
    BagianEvaluasi,
    Evaluasi,
    LangkahEvaluasi,
    PredikatUnit,
    RatingDiberikan,
    SesiKalibrasi,
)
from predikat.queries import Pola, dengan_usulan, parameter_distribusi, pola_unit
from predikat.transitions import EVALUASI

REFLEKSI_MAKS = 4000
_BUKAN_PENILAI = "Rating diberikan oleh pejabat penilai pegawai ini, sebelum predikatnya ditetapkan."


class BelumBerdasar(Ditolak):
    """A rating that does not rest on anything yet. ``alasan``: everything that is missing, ``fakta["di"]`` names the field."""

    def __init__(self, alasan: Sequence[Alasan]) -> None:
        self.alasan = tuple(alasan)
        super().__init__(" ".join(a.kalimat for a in self.alasan))


class PolaDilanggar(Ditolak):
    """Setting these would complete a unit with broken lines without a reason. ``pola``: the unit as it would be."""

    def __init__(self, pola: Pola, baris: Sequence[str]) -> None:
        self.pola, self.baris = pola, tuple(baris)
        kata = "; ".join(self.baris)
        super().__init__(f"Pola distribusi unit belum terpenuhi ({kata}). Tuliskan alasan tiap barisnya, lalu tetapkan lagi.")


@dataclass(frozen=True, slots=True)
class IsiRating:
    """What a penilai gives. ``kriteria``: what he ticked, with what stands beside it; ``catatan``: for the document."""

    hasil: str
    perilaku: str
    kriteria: tuple[Dicentang, ...] = ()
    alasan: str = ""
    alasan_tanpa_bukti: str = ""
    catatan: str | None = None


# -- before the rating


@transaction.atomic
def tulis_refleksi(evaluasi: Evaluasi, isi: str, *, by: Akun) -> Evaluasi:
    """The person's own look at the period, before he is rated; he may mend it until the predikat is set."""
    kini = kunci_evaluasi(evaluasi)
    pastikan(by, "refleksi", kini, "Refleksi ditulis oleh pegawai yang dinilai, sebelum predikatnya ditetapkan.")
    rapi = teks_wajib(isi, "Tuliskan refleksi Anda.", "Refleksi", REFLEKSI_MAKS)
    if rapi != kini.refleksi:
        kini.refleksi, kini.refleksi_pada = rapi, jam.sekarang()
        kini.save(update_fields=["refleksi", "refleksi_pada"])
        naikkan(kini)
    return kini


@transaction.atomic
def serahkan_catatan(bagian: BagianEvaluasi, catatan: str, *, by: Akun, hasil: str = "", perilaku: str = "") -> BagianEvaluasi:
    """The outgoing penilai tells the next one about his stretch, with what he would have rated. Until the predikat is set."""
    kini = kunci_evaluasi(bagian.evaluasi)
    bagian = BagianEvaluasi.objects.select_related("evaluasi__pegawai", "evaluasi__unit_hitung").get(pk=bagian.pk)
    bagian.evaluasi = kini
    pastikan(by, "serah_terima", bagian, "Catatan serah terima ditulis oleh penilai sebelumnya, sebelum predikat ditetapkan.")
    bagian.catatan_serah_terima = teks_wajib(catatan, "Tuliskan catatan serah terimanya.", "Catatan")
    bagian.usulan_hasil, bagian.usulan_perilaku = _rating(hasil, kosong=True), _rating(perilaku, kosong=True)
    bagian.diserahkan_pada = jam.sekarang()
    bagian.save(update_fields=["catatan_serah_terima", "usulan_hasil", "usulan_perilaku", "diserahkan_pada"])
    naikkan(kini)
    return bagian


def _rating(nilai: str, *, kosong: bool = False) -> str:
    if kosong and not nilai:
        return ""
    if nilai not in set(Rating):
        raise Ditolak("Pilih rating hasil kerja dan perilaku kerja.")
    return nilai


# -- the rating


@transaction.atomic
def usulkan_rating(evaluasi: Evaluasi, isi: IsiRating, *, by: Akun, berdasarkan: KeputusanTercatat | None = None) -> Evaluasi:
    """Save a rating (tahap USULAN); predikat and ratings of the evaluation itself stay empty until ``tetapkan_predikat``.

    May be done before the unit's predikat is set, but for the head of a unit: his rating hasil is that of his unit. Raises
    ``TidakBoleh`` for anybody but the penilai, ``SudahBerubah`` when the predikat is set, ``BelumBerdasar`` without evidence.
    """
    kini = kunci_evaluasi(evaluasi)
    ke = EVALUASI.berikut(kini.status, "usulkan_rating")
    penilai = _pastikan_penilai(kini, by, berdasarkan, "nilai", _BUKAN_PENILAI)
    perilaku = Rating(_rating(isi.perilaku))
    hasil = _hasil_pimpinan(kini) if kini.unit_dipimpin_id else Rating(_rating(isi.hasil))
    tanpa_bukti = teks(isi.alasan_tanpa_bukti)
    kurang = kurang_usulan(
        hasil,
        perilaku,
        bukti=jumlah_bukti(kini),
        alasan_tanpa_bukti=tanpa_bukti,
        kriteria=isi.kriteria,
        kepala=kini.unit_dipimpin_id is not None,
    )
    if kurang:
        raise BelumBerdasar(kurang)
    _catat_rating(kini, hasil, perilaku, isi, penilai, by)
    kini.alasan_tanpa_bukti = tanpa_bukti
    if isi.catatan is not None:
        kini.catatan = teks(isi.catatan, "Catatan")
    dari = pindah(kini, ke, "alasan_tanpa_bukti", "catatan")
    susun_langkah(kini, dari, "usulkan_rating", by=by).save()
    umumkan("predikat.rating_diusulkan", kini, by)
    return kini


def _catat_rating(e: Evaluasi, hasil: Rating, perilaku: Rating, isi: IsiRating, penilai: Pegawai, by: Akun) -> None:
    """Append-only; the very same rating is not written twice."""
    kriteria = [{"aspek": k.aspek.value, "uraian": k.uraian, "sandaran": teks(k.sandaran)} for k in isi.kriteria]
    akhir = e.rating.order_by("-pada", "-pk").first()
    alasan = teks(isi.alasan)
    baru = (hasil.value, perilaku.value, alasan, kriteria)
    if akhir is not None and (akhir.hasil, akhir.perilaku, akhir.alasan, akhir.kriteria) == baru:
        return
    RatingDiberikan.objects.create(
        evaluasi=e, tahap=TahapRating.USULAN, hasil=hasil, perilaku=perilaku, alasan=alasan, kriteria=kriteria,
        penilai=penilai, oleh=by, pada=jam.sekarang(),
    )  # fmt: skip


def _pastikan_penilai(e: Evaluasi, by: Akun, berdasarkan: KeputusanTercatat | None, izin: str, kalimat: str) -> Pegawai:
    """Who rates: the penilai himself, or the kepala daerah by his signed paper that BKPSDM records."""
    if berdasarkan is None:
        pastikan(by, izin, e, kalimat)
        return penulis(by)
    pastikan(by, "atur_periode", None, "Penilaian dengan surat dicatat oleh BKPSDM.")
    if e.penilai is None or e.penilai.status != StatusPegawai.NON_ASN:
        raise Ditolak(f"Penilai {e.pegawai} dapat menilai dengan akunnya sendiri, tanpa pencatatan surat.")
    if berdasarkan.pejabat_id != e.penilai_id or by.pegawai_id == e.pegawai_id:
        raise Ditolak(f"Surat itu bukan keputusan penilai {e.pegawai}.")
    return e.penilai


def _hasil_pimpinan(e: Evaluasi) -> Rating:
    """The head's rating hasil: his unit's predikat. Raises ``Ditolak`` while it is not set."""
    nilai = PredikatUnit.objects.filter(unit=e.unit_dipimpin_id, periode=e.periode_id).values_list("nilai", flat=True).first()
    if nilai is None:
        raise Ditolak(f"Rating hasil kerja pimpinan mengikuti predikat {e.unit_dipimpin}, yang belum ditetapkan.")
    return hasil_pimpinan(PredikatOrganisasi(nilai))


def hasil_pimpinan(organisasi: PredikatOrganisasi) -> Rating:
    """By the parameter of the day."""
    padanan = {PredikatOrganisasi(k): Rating(v) for k, v in parameter("rating_pimpinan").peta.items()}
    return rating_pimpinan(organisasi, padanan).nilai


# -- the predikat


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
    for e in semua:
        EVALUASI.berikut(e.status, "tetapkan_predikat")
        _pastikan_penilai(e, by, berdasarkan, "tetapkan_predikat", "Predikat ditetapkan oleh pejabat penilai pegawai itu.")
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
    if berdasarkan is not None:
        berdasarkan.tautkan(semua[0])
    Peristiwa.objects.bulk_create(
        [
            susun_peristiwa(
                "predikat.ditetapkan", Evaluasi, e.pk, by=by, pegawai=e.pegawai_id, periode=e.periode_id,
                unit_hitung=e.unit_hitung_id, predikat=str(e.predikat),
            )
            for e in semua
        ]
    )  # fmt: skip
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
        for pk, pola in pola_unit(unit, periode).items():
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

    Raises ``SudahBerubah`` after that: then BKPSDM re-opens the document by letter.
    """
    kini = kunci_evaluasi(evaluasi)
    catatan = teks_wajib(alasan, "Tuliskan mengapa predikat ini dibuka kembali.")
    if kini.status != StatusEvaluasi.DITETAPKAN:
        raise SudahBerubah(f"Evaluasi {kini.pegawai} {kini.get_status_display().lower()}, jadi tidak dibuka kembali dari sini.")
    ke = EVALUASI.berikut(kini.status, "buka_kembali", catatan)
    pastikan(by, "buka_kembali", kini, "Predikat dibuka kembali oleh pejabat penilai.")
    kini.hasil = kini.perilaku = kini.predikat = None
    kini.ditetapkan_pada = kini.penetap = kini.keputusan = None
    dari = pindah(kini, ke, "hasil", "perilaku", "predikat", "ditetapkan_pada", "penetap", "keputusan")
    susun_langkah(kini, dari, "buka_kembali", by=by, catatan=catatan).save()
    umumkan("predikat.dibuka_kembali", kini, by)
    return kini


# -- who is evaluated, by whom


@transaction.atomic
def nyatakan_tidak_dievaluasi(evaluasi: Evaluasi, alasan: str, *, by: Akun) -> Evaluasi:
    """The unit's admin says why a person is not evaluated in this period; it is counted and reported."""
    kini = kunci_evaluasi(evaluasi)
    catatan = teks_wajib(alasan, "Tuliskan mengapa pegawai ini tidak dievaluasi.")
    ke = EVALUASI.berikut(kini.status, "nyatakan_tidak_dievaluasi", catatan)
    pastikan(by, "nyatakan_tidak_dievaluasi", kini, "Dinyatakan oleh admin unit pegawai itu, bukan orangnya sendiri.")
    kini.alasan_tidak_dievaluasi = catatan
    dari = pindah(kini, ke, "alasan_tidak_dievaluasi")
    susun_langkah(kini, dari, "nyatakan_tidak_dievaluasi", by=by, catatan=catatan).save()
    umumkan("predikat.tidak_dievaluasi", kini, by)
    return kini


@transaction.atomic
def evaluasi_juga(evaluasi: Evaluasi, alasan: str, *, by: Akun) -> Evaluasi:
    """He is evaluated after all."""
    kini = kunci_evaluasi(evaluasi)
    catatan = teks_wajib(alasan, "Tuliskan mengapa pegawai ini dievaluasi juga.")
    ke = EVALUASI.berikut(kini.status, "evaluasi_juga", catatan)
    pastikan(by, "evaluasi_juga", kini, "Dinyatakan oleh admin unit pegawai itu, bukan orangnya sendiri.")
    kini.alasan_tidak_dievaluasi = ""
    dari = pindah(kini, ke, "alasan_tidak_dievaluasi")
    susun_langkah(kini, dari, "evaluasi_juga", by=by, catatan=catatan).save()
    return kini


@transaction.atomic
def ganti_penilai(evaluasi: Evaluasi, alasan: str, *, by: Akun) -> Evaluasi:
    """The frozen penilai left: who assesses the person today rates him. Ratings that were given stay on record.

    Raises ``Ditolak`` when nobody assesses him today or it is the same person.
    """
    kini = kunci_evaluasi(evaluasi)
    catatan = teks_wajib(alasan, "Tuliskan mengapa penilainya diganti.")
    pastikan(by, "ganti_penilai", kini, "Penilai diganti oleh admin unit pegawai itu, bukan orangnya sendiri.")
    hubungan = HubunganPenilai.objects.pada(jam.hari_ini()).filter(pegawai=kini.pegawai_id).select_related("penilai").first()
    if hubungan is None:
        raise Ditolak(f"{kini.pegawai} hari ini tidak punya penilai. Perbaiki penilainya lebih dahulu di halaman pegawai.")
    if hubungan.penilai_id == kini.penilai_id:
        raise Ditolak(f"Penilai {kini.pegawai} hari ini memang {hubungan.penilai}.")
    lama, kini.penilai = kini.penilai, hubungan.penilai
    kini.save(update_fields=["penilai"])
    naikkan(kini)
    kalimat = f"Dari {lama or 'tanpa penilai'} kepada {kini.penilai}. {catatan}"
    susun_langkah(kini, kini.status, "ganti_penilai", by=by, catatan=kalimat).save()
    return kini
