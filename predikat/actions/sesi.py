"""A calibration session: who sits in it, the one act that makes it hold ("Kunci hasil"), and the ways back."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.enums import StatusPegawai
from kinerja.organisasi.models import Akun, Pegawai, UnitKerja
from kinerja.organisasi.queries import jalur, pimpinan_pada
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.models import catat_peristiwa
from kinerja.plumbing.titik_gagal import titik
from kinerja.siklus.models import Periode
from kinerja.siklus.queries import parameter
from predikat.actions import jangka
from predikat.actions.dasar_dokumen import langkah_evaluasi, teks_wajib
from predikat.actions.dasar_kalibrasi import kunci_sesi, naikkan, pastikan, pastikan_terbuka
from predikat.actions.dokumen import DIBUKA_KEMBALI as DOKUMEN_DIBUKA_KEMBALI
from predikat.actions.dokumen import umumkan_banyak
from predikat.actions.penetapan import tulis_predikat
from predikat.aturan import periksa_distribusi
from predikat.enums import (
    PeranSesi,
    PredikatOrganisasi,
    Rating,
    StatusDokumen,
    StatusEvaluasi,
    SumberEvaluasi,
    TahapRating,
)
from predikat.models import (
    DokumenEvaluasi,
    Evaluasi,
    LangkahEvaluasi,
    PesertaSesi,
    PredikatUnit,
    RatingDiberikan,
    SesiKalibrasi,
)
from predikat.queries import parameter_distribusi
from predikat.queries_kalibrasi import Orang, baca_orang, geseran_sesi, hitung, orang_sesi
from predikat.queries_organisasi import penetap_unit
from predikat.transitions import DOKUMEN, EVALUASI, SESI
from skp.actions.dasar import periksa_panjang, rapikan

DIBUKA, DIKUNCI = "kalibrasi.dibuka", "kalibrasi.dikunci"
DIBUKA_KEMBALI, DIBATALKAN = "kalibrasi.dibuka_kembali", "kalibrasi.dibatalkan"
_SERET = 5


class PolaDilewati(Ditolak):
    """Lines of the pattern are broken and have no reason yet. ``baris``: their names."""

    def __init__(self, baris: list[str]) -> None:
        super().__init__(f"Tuliskan alasan untuk setiap baris pola yang dilewati: {'; '.join(baris)}.")
        self.baris = baris


# -- opening, people


@transaction.atomic
def buka_sesi(unit: UnitKerja, periode: Periode, *, by: Akun, pengunci: Pegawai | None = None) -> SesiKalibrasi:
    """Open a session: who opens it runs it, everybody who assessed here sits in it, the unit's leader locks it; where he is
    evaluated in it himself (parameter ``distribusi_kepala_dihitung``), whoever sets the predikat of his unit.

    Raises ``Ditolak`` before the unit's predikat is set (the legal order, 8.1), without people, or when the one who locks is
    evaluated in it; ``SudahBerubah`` when there is one already.
    """
    pastikan(by, "buka_sesi", unit, "Sesi dibuka pimpinan unit, admin unit, atau BKPSDM.")
    if not PredikatUnit.objects.filter(unit=unit, periode=periode).exists():
        raise Ditolak(f"Predikat organisasi {unit} untuk {periode} belum ditetapkan. Sesi dibuka sesudahnya.")
    sesi = SesiKalibrasi(unit=unit, periode=periode, dibuka_pada=jam.sekarang(), dibuka_oleh=by)
    orang = list(orang_sesi(sesi).values_list("pegawai_id", "penilai_id", "status"))
    if not any(s in (StatusEvaluasi.BELUM, StatusEvaluasi.DIUSULKAN) for _, _, s in orang):
        raise Ditolak("Tidak ada pegawai unit ini yang predikatnya masih dapat dikalibrasi pada periode itu.")
    dinilai = {p for p, _, _ in orang}
    kunci = pengunci or _pengunci(unit, dinilai)
    try:
        with transaction.atomic():
            sesi.save()
    except IntegrityError as galat:
        raise SudahBerubah("Sesi unit dan periode ini sudah ada. Buka dari daftar sesi.") from galat
    _dudukkan(sesi, {n for _, n, _ in orang if n}, kunci, dinilai, by)
    catat_peristiwa(DIBUKA, sesi, by=by, unit=unit.pk, periode=periode.pk)
    return sesi


def _pengunci(unit: UnitKerja, dinilai: set[int]) -> Pegawai | None:
    kepala = _pimpinan(unit)
    return penetap_unit([unit], jam.hari_ini())[unit.pk] if kepala is not None and kepala.pk in dinilai else kepala


def _pimpinan(unit: UnitKerja) -> Pegawai | None:
    ada = pimpinan_pada(jam.hari_ini()).filter(unit=unit).select_related("pegawai").first()
    orang: Pegawai | None = ada.pegawai if ada is not None and ada.pegawai.status != StatusPegawai.NON_ASN else None
    return orang


def _dudukkan(sesi: SesiKalibrasi, penilai: set[int], kunci: Pegawai | None, dinilai: set[int], by: Akun) -> None:
    peran = {(pk, PeranSesi.PENILAI.value) for pk in penilai}
    if by.pegawai_id:
        peran.add((by.pegawai_id, PeranSesi.FASILITATOR.value))
    if kunci is not None:
        if kunci.pk in dinilai:
            raise Ditolak(f"{kunci} dinilai dalam sesi ini, jadi tidak dapat menguncinya. Pilih pimpinan di atasnya.")
        peran.add((kunci.pk, PeranSesi.PENGUNCI.value))
    PesertaSesi.objects.bulk_create(PesertaSesi(sesi=sesi, pegawai_id=pk, peran=p) for pk, p in sorted(peran))


@transaction.atomic
def atur_peserta(sesi: SesiKalibrasi, orang: Pegawai, peran: str, *, by: Akun, keluar: bool = False) -> None:
    """Somebody more, or somebody less. The one who locks is not evaluated in it, and there is always one who runs it."""
    s = kunci_sesi(sesi.pk)
    pastikan_terbuka(s)
    pastikan(by, "atur_peserta", s, "Peserta diatur oleh fasilitator sesi ini.")
    if peran not in set(PeranSesi):
        raise Ditolak("Pilih perannya.")
    if peran == PeranSesi.PENGUNCI and not keluar and orang_sesi(s).filter(pegawai=orang).exists():
        raise Ditolak(f"{orang} dinilai dalam sesi ini, jadi tidak dapat menguncinya.")
    if peran == PeranSesi.PENGUNCI and not keluar and not _berwenang_mengunci(s.unit, orang):
        raise Ditolak(f"{orang} bukan pimpinan {s.unit} atau pimpinan di atasnya, jadi tidak dapat mengunci hasilnya.")
    if not keluar:
        PesertaSesi.objects.get_or_create(sesi=s, pegawai=orang, peran=peran)
    else:
        sisa = PesertaSesi.objects.filter(sesi=s, peran=peran).exclude(pegawai=orang)
        if peran == PeranSesi.FASILITATOR and not sisa.exists():
            raise Ditolak("Sesi harus punya sedikitnya satu fasilitator. Tunjuk yang lain lebih dahulu.")
        PesertaSesi.objects.filter(sesi=s, pegawai=orang, peran=peran).delete()
    naikkan(s)


def _berwenang_mengunci(unit: UnitKerja, orang: Pegawai) -> bool:
    """Predikat are set by the Pimpinan (8.1): who leads the unit or one above it, or who sets the predikat of the unit."""
    hari = jam.hari_ini()
    if pimpinan_pada(hari).filter(pegawai=orang, unit__path__in=jalur(unit.path)).exists():
        return True
    penetap = penetap_unit([unit], hari)[unit.pk]
    return penetap is not None and penetap.pk == orang.pk


# -- the end


@transaction.atomic
def kunci(
    sesi: SesiKalibrasi,
    alasan_baris: Mapping[str, str] | None = None,
    alasan: str = "",
    *,
    by: Akun,
    berdasarkan: KeputusanTercatat | None = None,
) -> SesiKalibrasi:
    """The predikat of everybody is read off his cell and set, all or none; every broken line has its reason (8.3).

    ``alasan``: why moves are kept that an assessor has not agreed to. Raises ``PolaDilewati`` without reasons, ``Ditolak``
    while somebody has no rating, ``TidakBoleh`` for whoever does not lock this session or is evaluated in it.
    """
    s = kunci_sesi(sesi.pk)
    ke = SESI.berikut(s.status, "kunci")
    if berdasarkan is None:
        pastikan(
            by,
            "kunci",
            s,
            "Hasil dikunci oleh pimpinan yang ditetapkan sebagai pengunci sesi ini; sampaikan usul Anda kepadanya.",
        )
    else:
        pastikan(by, "catat_kunci", s, "Penguncian di atas kertas dicatat fasilitator yang tidak dinilai di dalamnya.")
    penetap = _penetap(s, by, berdasarkan)
    # Ratings are read only when nobody can give another one meanwhile.
    _tahan_rating(s)
    geseran = geseran_sesi(s)
    orang = baca_orang(s, geseran)
    _periksa_orang(orang, penetap)
    s.alasan = _alasan_tanpa_setuju(orang, alasan)
    s.alasan_baris = _alasan_baris(s, orang, alasan_baris or {})
    _tulis(s, orang, penetap, by, berdasarkan)
    s.status, s.dikunci_pada, s.dikunci_oleh, s.keputusan = ke, jam.sekarang(), by, berdasarkan
    s.save(update_fields=["status", "dikunci_pada", "dikunci_oleh", "keputusan", "alasan", "alasan_baris"])
    if berdasarkan is not None:
        berdasarkan.tautkan(s)
    naikkan(s)
    titik("kalibrasi.sesudah_tulis")
    catat_peristiwa(DIKUNCI, s, by=by, unit=s.unit_id, periode=s.periode_id)
    return s


def _tahan_rating(s: SesiKalibrasi) -> None:
    dinilai = orang_sesi(s).filter(sumber=SumberEvaluasi.LOKAL).order_by("pk")
    list(dinilai.select_for_update(no_key=True).values_list("pk", flat=True))


def _penetap(s: SesiKalibrasi, by: Akun, k: KeputusanTercatat | None) -> Pegawai:
    """Who locks: the signer of the paper, who must be one who locks this session; else whose account it is."""
    if k is None:
        if by.pegawai is None:
            raise TidakBoleh("Akun ini tidak terhubung dengan pegawai, jadi tidak dapat mengunci.")
        return by.pegawai
    if not s.peserta.filter(pegawai=k.pejabat_id, peran=PeranSesi.PENGUNCI).exists():
        raise Ditolak(f"{k.pejabat} bukan pengunci sesi ini. Tambahkan dahulu sebagai pengunci pada halaman peserta.")
    return k.pejabat


def _periksa_orang(orang: list[Orang], penetap: Pegawai) -> None:
    if any(o.e.pegawai_id == penetap.pk for o in orang):
        raise TidakBoleh("Anda dinilai dalam sesi ini, jadi bukan Anda yang menguncinya.")
    belum = [str(o.e.pegawai) for o in orang if not o.terkunci and o.sel is None]
    if belum:
        lebih = f" dan {len(belum) - _SERET} lagi" if len(belum) > _SERET else ""
        raise Ditolak(
            f"Belum berating: {', '.join(belum[:_SERET])}{lebih}. Minta penilainya menilai, atau nyatakan tidak dievaluasi."
        )


def _alasan_tanpa_setuju(orang: list[Orang], alasan: str) -> str:
    isi = periksa_panjang("Alasan", rapikan(alasan), 2000)
    if not parameter("kalibrasi_penilai_menyetujui").ya:
        return isi
    belum = [str(o.e.pegawai) for o in orang if o.menunggu]
    if belum and not isi:
        raise Ditolak(
            f"Penilai belum menyetujui perpindahan {', '.join(belum[:_SERET])}. Tunggu jawabannya, atau tulis mengapa dikunci."
        )
    return isi


def _alasan_baris(s: SesiKalibrasi, orang: list[Orang], alasan: Mapping[str, str]) -> dict[str, str]:
    baris = [b for b in baris_pola(s, orang) if not b.dipenuhi and not b.nasihat]
    isi = {b.nama: periksa_panjang("Alasan", rapikan(alasan.get(b.nama, "")), 2000) for b in baris}
    kurang = [n for n, x in isi.items() if not x]
    if kurang and parameter("distribusi_wajib_alasan").ya:
        raise PolaDilewati(kurang)
    return {n: x for n, x in isi.items() if x}


def baris_pola(s: SesiKalibrasi, orang: list[Orang]) -> list[Any]:
    """Lines of the pattern for where people stand now. Two queries (and the parameters)."""
    nilai = PredikatUnit.objects.filter(unit=s.unit_id, periode=s.periode_id).values_list("nilai", flat=True).first()
    if nilai is None:
        raise Ditolak("Predikat organisasi unit ini belum ditetapkan.")
    jumlah, terkunci = hitung(orang)
    return periksa_distribusi(PredikatOrganisasi(nilai), jumlah, terkunci, parameter_distribusi()[0])


def _tulis(s: SesiKalibrasi, orang: list[Orang], penetap: Pegawai, by: Akun, k: KeputusanTercatat | None) -> None:
    siap = {o.e.pk: o for o in orang if o.e.status == StatusEvaluasi.DIUSULKAN and o.sel is not None}
    baris = Evaluasi.objects.filter(pk__in=siap).select_related("pegawai", "periode__siklus", "unit_hitung", "unit_dipimpin")
    semua = list(baris.select_for_update(of=("self",), no_key=True).order_by("pk"))
    rating: dict[int, tuple[Rating, Rating]] = {}
    for e in semua:
        sel = siap[e.pk].sel
        assert sel is not None, "yang tanpa sel tidak ada di siap"
        rating[e.pk] = sel
    RatingDiberikan.objects.bulk_create(_rating_baru(o, penetap, by) for o in siap.values() if o.pindah and o.geser)
    if semua:
        tulis_predikat(semua, rating, penetap=penetap, by=by, berdasarkan=k, catatan=f"Kalibrasi {s.unit}, dikunci {penetap}.")


def _rating_baru(o: Orang, penetap: Pegawai, by: Akun) -> RatingDiberikan:
    assert o.sel is not None and o.geser is not None
    return RatingDiberikan(
        evaluasi=o.e,
        tahap=TahapRating.KALIBRASI,
        hasil=o.sel[0],
        perilaku=o.sel[1],
        alasan=o.geser.alasan,
        demi_pola=o.geser.demi_pola,
        penilai=o.e.penilai or penetap,
        oleh=by,
        pada=jam.sekarang(),
    )


@transaction.atomic
def batalkan(sesi: SesiKalibrasi, alasan: str, *, by: Akun) -> SesiKalibrasi:
    """Give it up: ratings stay as the assessors proposed them; another session may be opened."""
    s = kunci_sesi(sesi.pk)
    alasan = teks_wajib(alasan, "Tuliskan mengapa sesi ini dibatalkan.", maks=2000)
    ke = SESI.berikut(s.status, "batalkan", alasan)
    pastikan(by, "batalkan_sesi", s, "Sesi dibatalkan oleh fasilitatornya.")
    s.status, s.alasan = ke, alasan
    s.save(update_fields=["status", "alasan"])
    naikkan(s)
    catat_peristiwa(DIBATALKAN, s, by=by, unit=s.unit_id, periode=s.periode_id)
    return s


@transaction.atomic
def buka_kembali(sesi: SesiKalibrasi, alasan: str, surat: str, *, by: Akun) -> SesiKalibrasi:
    """Open a locked session again by a letter, as long as no document of it is final: documents fall, ratings stay.

    Raises ``Ditolak`` when somebody has signed or objected already.
    """
    s = kunci_sesi(sesi.pk)
    alasan = teks_wajib(alasan, "Tuliskan mengapa sesi dibuka kembali.", maks=2000)
    surat = teks_wajib(surat, "Tuliskan nomor surat yang mendasarinya.", "Nomor surat", 80)
    ke = SESI.berikut(s.status, "buka_kembali", alasan)
    pastikan(by, "buka_kembali_sesi", s, "Sesi dibuka kembali oleh pengunci atau BKPSDM, dengan surat.")
    _lepas(s, f"{alasan} (surat {surat})", alasan, surat, by)
    s.status, s.alasan, s.surat_buka_kembali = ke, alasan, surat
    s.dikunci_pada = s.dikunci_oleh = s.keputusan = None
    s.save(update_fields=["status", "alasan", "surat_buka_kembali", "dikunci_pada", "dikunci_oleh", "keputusan"])
    naikkan(s)
    catat_peristiwa(DIBUKA_KEMBALI, s, by=by, unit=s.unit_id, periode=s.periode_id)
    return s


_BELUM_FINAL = (StatusDokumen.DISUSUN, StatusDokumen.DISERAHKAN, StatusDokumen.DITERIMA)


def _dokumen_hidup(s: SesiKalibrasi) -> list[DokumenEvaluasi]:
    hidup = DokumenEvaluasi.objects.filter(evaluasi__in=orang_sesi(s)).exclude(status=StatusDokumen.DIBUKA_KEMBALI)
    return list(hidup.select_related("evaluasi").select_for_update(of=("self",), no_key=True).order_by("pk"))


def _lepas(s: SesiKalibrasi, catatan: str, alasan: str, surat: str, by: Akun) -> None:
    dokumen = {d.pk: d for d in _dokumen_hidup(s)}
    tetap = orang_sesi(s).filter(
        sumber=SumberEvaluasi.LOKAL, status__in=[StatusEvaluasi.DITETAPKAN, StatusEvaluasi.DIDOKUMENKAN]
    )
    semua = list(tetap.select_for_update(of=("self",), no_key=True).order_by("pk"))
    # The worker may have made one between the two locks; from here on it cannot.
    dokumen |= {d.pk: d for d in _dokumen_hidup(s)}
    _buka_dokumen(list(dokumen.values()), alasan, surat, by)
    langkah = []
    for e in semua:
        dari, e.status = e.status, EVALUASI.berikut(e.status, "buka_kembali", catatan)
        e.hasil = e.perilaku = e.predikat = None
        e.ditetapkan_pada = e.penetap = e.keputusan = None
        e.sunting += 1
        langkah.append(langkah_evaluasi(e, dari, "buka_kembali", by=by, catatan=catatan))
    kolom = ["status", "hasil", "perilaku", "predikat", "ditetapkan_pada", "penetap", "keputusan", "sunting"]
    Evaluasi.objects.bulk_update(semua, kolom)
    LangkahEvaluasi.objects.bulk_create(langkah)


def _buka_dokumen(dokumen: list[DokumenEvaluasi], alasan: str, surat: str, by: Akun) -> None:
    """What was signed once is official, also when its objection was withdrawn. Whoever had one in hand is told."""
    final = sum(1 for d in dokumen if d.status not in _BELUM_FINAL or d.ditandatangani_pada is not None)
    if final:
        raise Ditolak(f"{final} dokumen sudah ditandatangani, dikeberatkan, atau selesai. Sesi tidak dapat dibuka kembali.")
    for d in dokumen:
        d.status = DOKUMEN.berikut(d.status, "buka_kembali", alasan)
        d.alasan, d.surat, d.selesai_pada = alasan, surat, jam.sekarang()
    DokumenEvaluasi.objects.bulk_update(dokumen, ["status", "alasan", "surat", "selesai_pada"])
    jangka.berhenti(jangka.DOKUMEN, [d.pk for d in dokumen], jangka.SERAH, jangka.TANDA_TANGAN, jangka.AJUKAN)
    umumkan_banyak(DOKUMEN_DIBUKA_KEMBALI, [d for d in dokumen if d.diserahkan_pada], by)
