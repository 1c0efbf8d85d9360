"""Keberatan (8.7) as a case file: lodged, explained, examined, decided by the assessor's superior; or withdrawn.

The first predikat stays on the document. The decision changes this evaluation only: the pattern of the unit is checked again
and shown, nobody else's predikat moves.
"""

from collections.abc import Iterable

from django.db import transaction

from kinerja.layanan.models import Berkas, KeputusanTercatat
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.siklus.enums import JenisPeriode
from kinerja.siklus.models import Tenggat
from kinerja.siklus.queries import parameter
from predikat.actions import jangka
from predikat.actions.dasar_dokumen import (
    kunci_dokumen,
    kunci_evaluasi,
    kunci_keberatan,
    langkah_evaluasi,
    langkah_keberatan,
    naikkan,
    pastikan,
    sebagai,
    teks_wajib,
    umumkan,
)
from predikat.actions.jangka import AJUKAN, DOKUMEN, JELASKAN, KEBERATAN, PUTUS, TANDA_TANGAN, Jam
from predikat.aturan import predikat_pegawai
from predikat.aturan_jangka import boleh_keberatan
from predikat.enums import Rating, StatusDokumen, StatusKeberatan, TahapRating
from predikat.models import BuktiKeberatan, DokumenEvaluasi, Keberatan, RatingDiberikan
from predikat.transitions import DOKUMEN as ALUR_DOKUMEN
from predikat.transitions import EVALUASI
from predikat.transitions import KEBERATAN as ALUR

DIAJUKAN, DIJELASKAN, DIPERIKSA = "keberatan.diajukan", "keberatan.dijelaskan", "keberatan.diperiksa"
DIPUTUS, DITARIK = "keberatan.diputus", "keberatan.ditarik"
UNTUK = "predikat.keberatan"
BUKTI_MAKS = 10


def dapat_diajukan(dokumen: DokumenEvaluasi, batas: Tenggat | None, *, pernah: bool) -> "tuple[bool, str]":
    """(may an objection be lodged today, why or why not); ``batas``: the clock of objecting."""
    periodik = dokumen.evaluasi.periode.jenis != JenisPeriode.AKHIR
    masih = batas is not None and batas.batas >= jam.hari_ini()
    putusan = boleh_keberatan(
        StatusDokumen(dokumen.status),
        periodik=periodik,
        atas_periodik=parameter("keberatan_atas_periodik").ya,
        masih_masa=masih,
        pernah=pernah,
    )
    return putusan.nilai, putusan.alasan[0].kalimat


@transaction.atomic
def ajukan(dokumen: DokumenEvaluasi, alasan: str, *, by: Akun, bukti: Iterable[tuple[Berkas, str]] = ()) -> Keberatan:
    """He objects, to the assessor's superior, with reasons and exhibits (file, words). The explanation's clock starts.

    Raises ``Ditolak`` after the last day, a second time, or where periodic results cannot be objected to.
    """
    d = kunci_dokumen(dokumen.pk)
    alasan = teks_wajib(alasan, "Tuliskan alasan keberatan Anda: faktanya, waktunya, akibatnya.", "Alasan")
    pernah = Keberatan.objects.filter(dokumen=d).exists()
    if not pernah:
        ALUR_DOKUMEN.berikut(d.status, "ajukan_keberatan", alasan)
        pastikan(by, "ajukan_keberatan", d, "Keberatan diajukan oleh pegawai yang dinilai, dengan akunnya sendiri.")
    boleh, mengapa = dapat_diajukan(d, jangka.jam_dari(DOKUMEN, d.pk).get(AJUKAN), pernah=pernah)
    if not boleh:
        raise Ditolak(mengapa)
    kini = jam.sekarang()
    k = Keberatan.objects.create(dokumen=d, alasan=alasan, diajukan_pada=kini, pemutus=d.atasan_penilai)
    for berkas, kata in bukti:
        _simpan_bukti(k, berkas, kata, by)
    d.status = ALUR_DOKUMEN.berikut(d.status, "ajukan_keberatan", alasan)
    d.diterima_pada = d.diterima_pada or kini
    d.save(update_fields=["status", "diterima_pada"])
    jangka.berhenti(DOKUMEN, [d.pk], TANDA_TANGAN, AJUKAN)
    jangka.mulai(KEBERATAN, JELASKAN, [_meja(k, d.evaluasi.penilai)])
    langkah_keberatan(k, "ajukan", by=by)
    umumkan(DIAJUKAN, d, by, keberatan=k.pk)
    return k


def _meja(k: Keberatan, orang: Pegawai | None) -> Jam:
    kantor = k.dokumen.evaluasi.unit_hitung
    return Jam(k.pk, kantor, pemegang=orang) if orang is not None else Jam(k.pk, kantor, pemegang_unit=kantor)


@transaction.atomic
def beri_bukti(keberatan: Keberatan, berkas: Berkas, keterangan: str, *, by: Akun) -> BuktiKeberatan:
    """An exhibit, of the person or of the assessor, while the case is open."""
    k = kunci_keberatan(keberatan.pk)
    pastikan(by, "beri_bukti", k, "Bukti diserahkan pegawai yang berkeberatan atau penilainya, selama belum diputus.")
    return _simpan_bukti(k, berkas, keterangan, by)


def _simpan_bukti(k: Keberatan, berkas: Berkas, kata: str, by: Akun) -> BuktiKeberatan:
    if k.bukti.count() >= BUKTI_MAKS:
        raise Ditolak(f"Bukti keberatan paling banyak {BUKTI_MAKS}. Gabungkan berkasnya, lalu unggah lagi.")
    kata = teks_wajib(kata or berkas.nama, "Tuliskan apa yang ditunjukkan bukti ini.", "Keterangan bukti", 250)
    if berkas.pk is None:
        berkas.untuk_id = k.pk
        berkas.save()
    return BuktiKeberatan.objects.create(keberatan=k, berkas=berkas, keterangan=kata, oleh=by, pada=jam.sekarang())


@transaction.atomic
def jelaskan(keberatan: Keberatan, penjelasan: str, *, by: Akun) -> Keberatan:
    """The assessor explains (block 7 of the form); the decision's clock starts on his superior's desk."""
    k = kunci_keberatan(keberatan.pk)
    teks = teks_wajib(penjelasan, "Tuliskan penjelasan Anda atas keberatan ini.", "Penjelasan")
    ke = ALUR.berikut(k.status, "jelaskan", teks)
    pastikan(by, "jelaskan", k, "Penjelasan ditulis pejabat penilai.")
    k.status, k.penjelasan, k.dijelaskan_pada = ke, teks, jam.sekarang()
    k.save(update_fields=["status", "penjelasan", "dijelaskan_pada"])
    langkah_keberatan(k, "jelaskan", by=by)
    _mulai_putusan(k)
    umumkan(DIJELASKAN, k.dokumen, by, keberatan=k.pk)
    return k


def _mulai_putusan(k: Keberatan) -> None:
    jangka.berhenti(KEBERATAN, [k.pk], JELASKAN)
    jangka.mulai(KEBERATAN, PUTUS, [_meja(k, k.dokumen.atasan_penilai)])


@transaction.atomic
def periksa(keberatan: Keberatan, catatan: str, *, by: Akun) -> Keberatan:
    """The superior's note of a hearing. Before the explanation only when the assessor has let its last day pass."""
    k = kunci_keberatan(keberatan.pk)
    teks = teks_wajib(catatan, "Tuliskan apa yang didengar dan dari siapa.", "Catatan pemeriksaan")
    ke = ALUR.berikut(k.status, "periksa", teks)
    pastikan(by, "periksa_keberatan", k, "Keberatan diperiksa atasan pejabat penilai.")
    if k.status == StatusKeberatan.DIAJUKAN:
        batas = jangka.jam_dari(KEBERATAN, k.pk).get(JELASKAN)
        if batas is not None and batas.selesai_pada is None and batas.batas >= jam.hari_ini():
            raise Ditolak("Tunggu penjelasan penilai, atau sampai batas penjelasannya lewat.")
        _mulai_putusan(k)
    k.status = ke
    k.save(update_fields=["status"])
    langkah_keberatan(k, "periksa", by=by, catatan=teks)
    umumkan(DIPERIKSA, k.dokumen, by, keberatan=k.pk)
    return k


@transaction.atomic
def putus(
    keberatan: Keberatan,
    hasil: str,
    perilaku: str,
    putusan: str,
    *,
    by: Akun,
    berdasarkan: KeputusanTercatat | None = None,
) -> Keberatan:
    """The superior decides, finally: the ratings stay or change, the predikat follows from them (8.4).

    With ``berdasarkan`` he decided on paper and BKPSDM records. The rating hasil kerja of a unit's head is the predikat of his
    unit: an objection cannot change it. Raises ``SudahBerubah`` when it is decided or withdrawn.
    """
    k = kunci_keberatan(keberatan.pk)
    teks = teks_wajib(putusan, "Tuliskan pertimbangan putusan Anda.", "Putusan")
    ke = ALUR.berikut(k.status, "putus", teks)
    izin = "putus" if berdasarkan is None else "catat_putusan"
    pastikan(by, izin, k, "Keberatan diputus atasan pejabat penilai; putusan di atas kertas dicatat BKPSDM.")
    if hasil not in set(Rating) or perilaku not in set(Rating):
        raise Ditolak("Pilih rating hasil kerja dan rating perilaku kerja.")
    e = kunci_evaluasi(k.dokumen.evaluasi_id)
    if e.unit_dipimpin_id is not None and hasil != e.hasil:
        raise Ditolak("Rating hasil kerja pimpinan mengikuti predikat unitnya, jadi tidak berubah oleh keberatan.")
    kini = jam.sekarang()
    k.status, k.putusan, k.putusan_hasil, k.putusan_perilaku = ke, teks, hasil, perilaku
    k.pemutus = berdasarkan.pejabat if berdasarkan else by.pegawai
    k.diputus_pada, k.keputusan = kini, berdasarkan
    k.save(update_fields=["status", "putusan", "putusan_hasil", "putusan_perilaku", "pemutus", "diputus_pada", "keputusan"])
    if berdasarkan is not None:
        berdasarkan.tautkan(k)
    _ubah_evaluasi(e, k, teks, by)
    d = k.dokumen
    d.status, d.selesai_pada = ALUR_DOKUMEN.berikut(d.status, "putus", teks), kini
    d.save(update_fields=["status", "selesai_pada"])
    jangka.berhenti(KEBERATAN, [k.pk], JELASKAN, PUTUS)
    langkah_keberatan(k, "putus", by=by, catatan=sebagai(berdasarkan))
    umumkan(DIPUTUS, d, by, keberatan=k.pk, berubah=e.predikat != d.predikat)
    return k


def _ubah_evaluasi(e: "object", k: Keberatan, alasan: str, by: Akun) -> None:
    from predikat.models import Evaluasi

    assert isinstance(e, Evaluasi)
    dari, lama = e.status, (e.hasil, e.perilaku)
    e.status = EVALUASI.berikut(dari, "putus_keberatan", alasan)
    e.hasil, e.perilaku = k.putusan_hasil, k.putusan_perilaku
    e.predikat = predikat_pegawai(Rating(k.putusan_hasil), Rating(k.putusan_perilaku)).nilai
    e.save(update_fields=["status", "hasil", "perilaku", "predikat"])
    langkah_evaluasi(e, dari, "putus_keberatan", by=by, catatan=alasan).save()
    naikkan(e)
    if lama == (e.hasil, e.perilaku):
        return
    assert k.pemutus is not None
    RatingDiberikan.objects.create(
        evaluasi=e,
        tahap=TahapRating.KEBERATAN,
        hasil=k.putusan_hasil,
        perilaku=k.putusan_perilaku,
        alasan=alasan,
        penilai=k.pemutus,
        oleh=by,
        pada=jam.sekarang(),
    )


@transaction.atomic
def tarik(keberatan: Keberatan, *, by: Akun) -> Keberatan:
    """He withdraws it before it is examined: the first predikat stays, the document waits for his signature again."""
    k = kunci_keberatan(keberatan.pk)
    ke = ALUR.berikut(k.status, "tarik")
    pastikan(by, "tarik_keberatan", k, "Keberatan ditarik oleh yang mengajukannya, sebelum diperiksa.")
    k.status = ke
    k.save(update_fields=["status"])
    d = k.dokumen
    d.status = ALUR_DOKUMEN.berikut(d.status, "tarik_keberatan")
    d.save(update_fields=["status"])
    jangka.berhenti(KEBERATAN, [k.pk], JELASKAN, PUTUS)
    _lanjutkan_tanda_tangan(d)
    langkah_keberatan(k, "tarik", by=by)
    umumkan(DITARIK, d, by, keberatan=k.pk)
    return k


def _lanjutkan_tanda_tangan(d: DokumenEvaluasi) -> None:
    """The clock of signing goes on to the last day that it had; past it, the night finds it."""
    Tenggat.objects.filter(objek_jenis=DOKUMEN, objek_id=d.pk, jenis=TANDA_TANGAN).update(
        selesai_pada=None, di_meja_sejak=jam.hari_ini()
    )


def teruskan_yang_lewat() -> int:
    """Every night: an assessor who let the last day of explaining pass; the case lies on his superior's desk now."""
    hari, banyak = jam.hari_ini(), 0
    menunggu = Keberatan.objects.filter(jangka.lewat(KEBERATAN, JELASKAN, hari), status=StatusKeberatan.DIAJUKAN)
    for pk in list(menunggu.values_list("pk", flat=True)):
        banyak += _teruskan(pk)
    return banyak


@transaction.atomic
def _teruskan(pk: int) -> int:
    k = kunci_keberatan(pk)
    if k.status != StatusKeberatan.DIAJUKAN:
        return 0
    _mulai_putusan(k)
    langkah_keberatan(k, "batas_penjelasan_lewat", by=None)
    return 1


__all__ = [
    "SudahBerubah", "ajukan", "beri_bukti", "dapat_diajukan", "jelaskan", "periksa", "putus", "tarik", "teruskan_yang_lewat",
]  # fmt: skip
