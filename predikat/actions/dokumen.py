"""Dokumen Evaluasi (8.6): made when the predikat is set, handed over, received, signed, or left in silence; opened again.

Making and handing over go many at a time, each in a fixed number of queries; one document is the same path with one row.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.models import Peristiwa, susun_peristiwa
from kinerja.plumbing.titik_gagal import titik
from kinerja.siklus.queries import parameter
from predikat.actions import jangka
from predikat.actions.dasar_dokumen import (
    ISI,
    kunci_dokumen,
    kunci_evaluasi,
    langkah_evaluasi,
    naikkan,
    pastikan,
    teks_wajib,
    umumkan,
)
from predikat.actions.jangka import AJUKAN, DOKUMEN, SERAH, TANDA_TANGAN, Jam
from predikat.aturan_jangka import akibat_diam
from predikat.enums import StatusDokumen, StatusEvaluasi, SumberEvaluasi
from predikat.models import DokumenEvaluasi, Evaluasi, LangkahEvaluasi
from predikat.transitions import DOKUMEN as ALUR
from predikat.transitions import EVALUASI

DIBUAT, DISERAHKAN, DITERIMA = "dokumen_evaluasi.dibuat", "dokumen_evaluasi.diserahkan", "dokumen_evaluasi.diterima"
DITANDATANGANI, DIAM = "dokumen_evaluasi.ditandatangani", "dokumen_evaluasi.diam"
DIBUKA_KEMBALI = "dokumen_evaluasi.dibuka_kembali"
PER_KELOMPOK = 500


# -- making


def siap_didokumenkan(evaluasi: QuerySet[Evaluasi]) -> QuerySet[Evaluasi]:
    """Those whose predikat is set here and that have no document yet."""
    return evaluasi.filter(status=StatusEvaluasi.DITETAPKAN, sumber=SumberEvaluasi.LOKAL)


@transaction.atomic
def buat_dokumen(evaluasi_ids: Sequence[int], *, by: Akun | None) -> list[DokumenEvaluasi]:
    """A document for each evaluation whose predikat is set; others are passed over, so it may be asked again.

    Eleven queries for any number. The assessor's clock of handing over starts.
    """
    kunci = siap_didokumenkan(Evaluasi.objects.filter(pk__in=evaluasi_ids)).select_related("unit_hitung", "penilai")
    siap = list(kunci.order_by("pk").select_for_update(of=("self",), no_key=True))
    if not siap:
        return []
    kini, hari = jam.sekarang(), jam.hari_ini()
    atasan = _atasan(siap, hari)
    nomor = dict(
        DokumenEvaluasi.objects.filter(evaluasi__in=siap).values_list("evaluasi_id").annotate(n=Max("revisi")).order_by()
    )
    dokumen = DokumenEvaluasi.objects.bulk_create(
        DokumenEvaluasi(
            evaluasi=e,
            revisi=nomor.get(e.pk, 0) + 1,
            predikat=e.predikat or "",
            atasan_penilai_id=atasan.get((e.pegawai_id, e.penilai_id)),
            dibuat_pada=kini,
        )
        for e in siap
    )
    _dokumenkan(siap, by)
    jangka.mulai(DOKUMEN, SERAH, [_meja_penilai(d) for d in dokumen], hari)
    umumkan_banyak(DIBUAT, dokumen, by)
    return dokumen


def _atasan(evaluasi: Sequence[Evaluasi], hari: dt.date) -> dict[tuple[int, int | None], int | None]:
    """(person, assessor) -> the assessor's superior of today."""
    baris = HubunganPenilai.objects.pada(hari).filter(pegawai__in=[e.pegawai_id for e in evaluasi])
    return {(p, n): a for p, n, a in baris.values_list("pegawai_id", "penilai_id", "atasan_penilai_id")}


def _dokumenkan(evaluasi: Sequence[Evaluasi], by: Akun | None) -> None:
    dari, langkah = StatusEvaluasi.DITETAPKAN, []
    ke = EVALUASI.berikut(dari, "dokumenkan")
    for e in evaluasi:
        e.status = ke
        langkah.append(langkah_evaluasi(e, dari, "dokumenkan", by=by))
    Evaluasi.objects.filter(pk__in=[e.pk for e in evaluasi]).update(status=ke)
    LangkahEvaluasi.objects.bulk_create(langkah)


def _meja_penilai(d: DokumenEvaluasi) -> Jam:
    """The assessor hands over; of nobody, the unit of the person does."""
    e = d.evaluasi
    if e.penilai is None:
        return Jam(d.pk, e.unit_hitung, pemegang_unit=e.unit_hitung)
    return Jam(d.pk, e.unit_hitung, pemegang=e.penilai)


def umumkan_banyak(nama: str, dokumen: Iterable[DokumenEvaluasi], by: Akun | None) -> None:
    """The same event of many documents, in one query."""
    Peristiwa.objects.bulk_create(
        [
            susun_peristiwa(nama, DokumenEvaluasi, d.pk, by=by, evaluasi=d.evaluasi_id, pegawai=d.evaluasi.pegawai_id)
            for d in dokumen
        ]
    )


# -- handing over


@transaction.atomic
def serahkan(dokumen: DokumenEvaluasi, *, by: Akun) -> DokumenEvaluasi:
    """The assessor hands over; from now on the person sees it, and two clocks run: to sign, and to object.

    Raises ``SudahBerubah`` when it was handed over before, ``TidakBoleh`` for anybody else.
    """
    kini = kunci_dokumen(dokumen.pk)
    ALUR.berikut(kini.status, "serahkan")
    pastikan(by, "serahkan", kini, "Dokumen diserahkan pejabat penilainya.")
    _serahkan([kini], by)
    return kini


@transaction.atomic
def serahkan_banyak(dokumen_ids: Sequence[int], *, by: Akun) -> int:
    """Hand over those that wait and that are ``by``'s to hand over; returns how many. Asked again, it finds none left."""
    baris = DokumenEvaluasi.objects.select_for_update(of=("self",), no_key=True).select_related(*ISI)
    menunggu = baris.filter(pk__in=dokumen_ids, status=StatusDokumen.DISUSUN).order_by("pk")
    boleh = [d for d in menunggu if _boleh_serahkan(d, by)]
    if boleh:
        _serahkan(boleh, by)
    return len(boleh)


def _boleh_serahkan(d: DokumenEvaluasi, by: Akun) -> bool:
    from predikat.rules_dokumen import IZIN

    return bool(IZIN["serahkan"].test(by, d))


def _serahkan(dokumen: Sequence[DokumenEvaluasi], by: Akun) -> None:
    kini, hari, ids = jam.sekarang(), jam.hari_ini(), [d.pk for d in dokumen]
    ke = ALUR.berikut(StatusDokumen.DISUSUN, "serahkan")
    DokumenEvaluasi.objects.filter(pk__in=ids).update(status=ke, diserahkan_pada=kini)
    for d in dokumen:
        d.status, d.diserahkan_pada = ke, kini
    titik("dokumen_evaluasi.sebelum_jam")
    jangka.berhenti(DOKUMEN, ids, SERAH)
    meja = [Jam(d.pk, d.evaluasi.unit_hitung, pemegang=d.evaluasi.pegawai) for d in dokumen]
    for jenis in (TANDA_TANGAN, AJUKAN):
        jangka.mulai(DOKUMEN, jenis, meja, hari)
    umumkan_banyak(DISERAHKAN, dokumen, by)


# -- the person's answer


@transaction.atomic
def terima(dokumen: DokumenEvaluasi, *, by: Akun) -> DokumenEvaluasi:
    """He says that he has it. No clock depends on it: what lies in his account has been received."""
    kini = kunci_dokumen(dokumen.pk)
    ke = ALUR.berikut(kini.status, "terima")
    pastikan(by, "terima", kini, "Dokumen diterima pegawai yang dinilai.")
    kini.diterima_pada = jam.sekarang()
    _pindah(kini, ke, "diterima_pada")
    umumkan(DITERIMA, kini, by)
    return kini


@transaction.atomic
def tanda_tangani(dokumen: DokumenEvaluasi, *, by: Akun) -> DokumenEvaluasi:
    """He signs: the predikat is official at once. He may still object until that clock has run out."""
    kini = kunci_dokumen(dokumen.pk)
    ke = ALUR.berikut(kini.status, "tanda_tangani")
    pastikan(by, "tanda_tangani", kini, "Dokumen ditandatangani pegawai yang dinilai, dengan akunnya sendiri.")
    kini.ditandatangani_pada = jam.sekarang()
    kini.diterima_pada = kini.diterima_pada or kini.ditandatangani_pada
    _pindah(kini, ke, "ditandatangani_pada", "diterima_pada")
    jangka.berhenti(DOKUMEN, [kini.pk], TANDA_TANGAN)
    umumkan(DITANDATANGANI, kini, by)
    return kini


def _pindah(d: DokumenEvaluasi, ke: str, *kolom: str) -> None:
    d.status = ke
    d.save(update_fields=["status", *kolom])


# -- silence


@transaction.atomic
def anggap_diam(dokumen: DokumenEvaluasi, *, by: Akun | None = None) -> DokumenEvaluasi:
    """Both clocks have run out without a word. ``by`` None: the parameter says that silence accepts; else the assessor's
    superior signs in his place (``sahkan``).

    Raises ``Ditolak`` while a clock runs, or when silence does not accept and nobody signs.
    """
    kini = kunci_dokumen(dokumen.pk)
    ke = ALUR.berikut(kini.status, "anggap_diam")
    pastikan(by, "sahkan", kini, "Dokumen yang tidak ditandatangani disahkan atasan pejabat penilai.")
    jalan = jangka.jam_dari(DOKUMEN, kini.pk)
    if any(t.batas >= jam.hari_ini() for n, t in jalan.items() if n in (TANDA_TANGAN, AJUKAN)):
        raise Ditolak("Batas tanda tangan dan masa keberatannya belum lewat.")
    if by is None and not akibat_diam(dianggap_menerima=parameter("diam_dianggap_menerima").ya).nilai:
        raise Ditolak("Dokumen ini menunggu tanda tangan atasan pejabat penilai.")
    kini.selesai_pada = jam.sekarang()
    kini.alasan = f"Disahkan {by.nama_tampil}." if by else "Tidak ditanggapi sampai batas."
    _pindah(kini, ke, "selesai_pada", "alasan")
    jangka.berhenti(DOKUMEN, [kini.pk], TANDA_TANGAN, AJUKAN)
    umumkan(DIAM, kini, by, disahkan=by is not None)
    return kini


def selesaikan_yang_lewat() -> int:
    """Every night: silent documents, each in its own transaction; signed ones whose time to object is over.

    Where silence does not accept, the document moves to the desk of the assessor's superior. Run again, it finds nothing.
    """
    hari = jam.hari_ini()
    belum = DokumenEvaluasi.objects.filter(status__in=[StatusDokumen.DISERAHKAN, StatusDokumen.DITERIMA])
    habis = belum.filter(jangka.lewat(DOKUMEN, TANDA_TANGAN, hari))
    habis = habis.exclude(pk__in=_masih_berjalan(hari)).select_related("atasan_penilai")
    terima_diam = akibat_diam(dianggap_menerima=parameter("diam_dianggap_menerima", hari).ya).nilai
    banyak = 0
    for d in habis.iterator(chunk_size=500):
        banyak += _diamkan(d) if terima_diam else _ke_atasan(d)
    return banyak + _tutup_masa_keberatan(hari)


def _masih_berjalan(hari: dt.date) -> QuerySet[Any]:
    from kinerja.siklus.models import Tenggat

    jalan = Tenggat.objects.filter(objek_jenis=DOKUMEN, jenis=AJUKAN, selesai_pada__isnull=True, batas__gte=hari)
    return jalan.values("objek_id")


def _diamkan(d: DokumenEvaluasi) -> int:
    try:
        anggap_diam(d)
    except (Ditolak, SudahBerubah):  # signed or objected while the night ran
        return 0
    return 1


def _ke_atasan(d: DokumenEvaluasi) -> int:
    if d.atasan_penilai is None:
        return 0
    jangka.pindah(DOKUMEN, d.pk, TANDA_TANGAN, d.atasan_penilai)
    return 0


@transaction.atomic
def _tutup_masa_keberatan(hari: dt.date) -> int:
    """Signed, and the time to object is over: nothing more can change."""
    tetap = DokumenEvaluasi.objects.filter(jangka.lewat(DOKUMEN, AJUKAN, hari), status=StatusDokumen.DITANDATANGANI)
    ids = list(tetap.select_for_update(no_key=True).values_list("pk", flat=True))
    DokumenEvaluasi.objects.filter(pk__in=ids).update(selesai_pada=jam.sekarang())
    jangka.berhenti(DOKUMEN, ids, AJUKAN)
    return len(ids)


# -- opening again


@transaction.atomic
def buka_kembali(dokumen: DokumenEvaluasi, alasan: str, surat: str, *, by: Akun) -> DokumenEvaluasi:
    """BKPSDM opens it again by a letter: the evaluation goes back to its ratings, a new predikat makes the next revision.

    Raises ``Ditolak`` without reason or letter, ``SudahBerubah`` when it was signed or objected to: then it stays.
    """
    kini = kunci_dokumen(dokumen.pk)
    alasan = teks_wajib(alasan, "Tuliskan mengapa dokumen ini dibuka kembali.")
    surat = teks_wajib(surat, "Tuliskan nomor surat yang mendasarinya.", "Nomor surat", 80)
    ke = ALUR.berikut(kini.status, "buka_kembali", alasan)
    if kini.ditandatangani_pada is not None:
        # Signed, objected, withdrawn: its predikat is official already.
        raise SudahBerubah("Dokumen ini sudah pernah ditandatangani, jadi predikatnya resmi dan tidak dibuka kembali.")
    pastikan(by, "buka_kembali_dokumen", kini, "Dokumen Evaluasi dibuka kembali oleh BKPSDM, dengan surat.")
    kini.alasan, kini.surat, kini.selesai_pada = alasan, surat, jam.sekarang()
    _pindah(kini, ke, "alasan", "surat", "selesai_pada")
    jangka.berhenti(DOKUMEN, [kini.pk], SERAH, TANDA_TANGAN, AJUKAN)
    _lepas_predikat(kini, f"{alasan} (surat {surat})", by)
    umumkan(DIBUKA_KEMBALI, kini, by)
    return kini


def _lepas_predikat(d: DokumenEvaluasi, catatan: str, by: Akun) -> None:
    e = kunci_evaluasi(d.evaluasi_id)
    dari = e.status
    e.status = EVALUASI.berikut(dari, "buka_kembali", catatan)
    e.hasil = e.perilaku = e.predikat = None
    e.ditetapkan_pada = e.penetap = e.keputusan = None
    e.save(update_fields=["status", "hasil", "perilaku", "predikat", "ditetapkan_pada", "penetap", "keputusan"])
    langkah_evaluasi(e, dari, "buka_kembali", by=by, catatan=catatan).save()
    naikkan(e)


def penilai_dari(d: DokumenEvaluasi) -> Pegawai | None:
    """Whose document it is to hand over."""
    penilai: Pegawai | None = d.evaluasi.penilai
    return penilai
