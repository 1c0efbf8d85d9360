"""The evaluation of a person: his reflection, the rating his penilai proposes, and who is evaluated by whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak
from kinerja.plumbing.putusan import Alasan
from kinerja.plumbing.titik_gagal import titik
from predikat.actions.dasar import (
    kunci_evaluasi,
    naikkan,
    pastikan,
    pastikan_penilai,
    pindah,
    susun_langkah,
    teks,
    teks_wajib,
    umumkan,
)
from predikat.actions.penetapan import hasil_pimpinan
from predikat.aturan_rating import Dicentang, kurang_usulan
from predikat.enums import PredikatOrganisasi, Rating, TahapRating
from predikat.fakta import jumlah_bukti
from predikat.models import (
    BagianEvaluasi,
    Evaluasi,
    PredikatUnit,
    RatingDiberikan,
)
from predikat.transitions import EVALUASI

REFLEKSI_MAKS = 4000
_BUKAN_PENILAI = "Rating diberikan oleh pejabat penilai pegawai ini, sebelum predikatnya ditetapkan."


class BelumBerdasar(Ditolak):
    """A rating that does not rest on anything yet. ``alasan``: everything that is missing, ``fakta["di"]`` names the field."""

    def __init__(self, alasan: Sequence[Alasan]) -> None:
        self.alasan = tuple(alasan)
        super().__init__(" ".join(a.kalimat for a in self.alasan))


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
    penilai = pastikan_penilai(kini, by, berdasarkan, "nilai", _BUKAN_PENILAI)
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
    titik("evaluasi.rating")
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


def _hasil_pimpinan(e: Evaluasi) -> Rating:
    """The head's rating hasil: his unit's predikat. Raises ``Ditolak`` while it is not set."""
    nilai = PredikatUnit.objects.filter(unit=e.unit_dipimpin_id, periode=e.periode_id).values_list("nilai", flat=True).first()
    if nilai is None:
        raise Ditolak(f"Rating hasil kerja pimpinan mengikuti predikat {e.unit_dipimpin}, yang belum ditetapkan.")
    return hasil_pimpinan(PredikatOrganisasi(nilai))


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
