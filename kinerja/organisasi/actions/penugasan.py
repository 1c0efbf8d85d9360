"""Who leads a unit: appoint, end, and the Kepala Daerah at the root, who is no ASN and has no NIP."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from kinerja.organisasi.actions.akibat import Catatan
from kinerja.organisasi.actions.cari import segarkan_cari
from kinerja.organisasi.actions.penilai import hitung_penilai, hitung_penilai_unit
from kinerja.organisasi.enums import TIDAK_MEMIMPIN, JenisJabatan, SifatPenugasan, StatusPegawai
from kinerja.organisasi.models import Akun, Jabatan, MasaKhusus, MasaUnit, Pegawai, Penugasan, UnitKerja
from kinerja.organisasi.peran import hak
from kinerja.organisasi.rules import (
    pastikan_atas_kursi,
    pastikan_atas_orang,
    pastikan_atas_unit,
    pastikan_atas_yang_ditutup,
    pastikan_bkpsdm,
)
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.tulisan import tanggal

_S = SifatPenugasan
_TETAP = (_S.DEFINITIF, _S.TUGAS_TAMBAHAN)
_SEMENTARA = (_S.PLT, _S.PJ, _S.PLH)


@dataclass(frozen=True, slots=True)
class IsiPimpinan:
    """Who is to lead, how, from when, by which letter. ``sampai`` is the first day on which it no longer holds."""

    pegawai: Pegawai
    jabatan: Jabatan
    sifat: SifatPenugasan
    mulai: dt.date
    sampai: dt.date | None
    sk: str
    tanggal_sk: dt.date | None


@transaction.atomic
def tunjuk_pimpinan(unit: UnitKerja, isi: IsiPimpinan, *, by: Akun | None, catatan: Catatan | None = None) -> Penugasan:
    """Make ``isi.pegawai`` the leader of ``unit`` and compute the assessors below it anew.

    A definitive leader (or one by tugas tambahan) ends whoever led before, Plt., Pj. and Plh. included, and his own former
    definitive post. A Plt. or Pj. needs a vacant seat; a Plh. a seat whose holder is away. Raises ``Ditolak`` with the reason,
    ``TidakBoleh`` when the seat, the person, or a post that would end is not the business of ``by``.
    """
    catatan = catatan or Catatan()
    pastikan_atas_kursi(by, unit)
    pastikan_atas_orang(by, isi.pegawai)
    unit = _kunci(unit)
    # Two units may want the same person at once: his definitive post is one.
    Pegawai.objects.select_for_update(no_key=True).get(pk=isi.pegawai.pk)
    _periksa_unit(unit, isi.mulai)
    _periksa_orang(isi)
    _periksa_surat(isi)
    if isi.sifat in _TETAP:
        _lengserkan(unit, isi, catatan)
    else:
        _periksa_kursi(unit, isi)
        _gantikan_sementara(unit, isi, catatan)
    if isi.sifat is _S.DEFINITIF:
        _tinggalkan_jabatan_lama(isi, catatan)
    pastikan_atas_yang_ditutup(by, catatan.ditutup)
    baru = Penugasan.objects.create(
        pegawai=isi.pegawai,
        jabatan=isi.jabatan,
        unit=unit,
        sifat=isi.sifat,
        memimpin=True,
        sk=isi.sk,
        tanggal_sk=isi.tanggal_sk,
        berlaku=rentang(isi.mulai, isi.sampai),
    )
    _hitung_ulang({unit.pk, *(p.unit_id for p in catatan.ditutup)}, {isi.pegawai.pk}, isi.mulai, by, catatan)
    return baru


@transaction.atomic
def akhiri_penugasan(penugasan: Penugasan, sejak: dt.date, *, by: Akun | None, catatan: Catatan | None = None) -> Penugasan:
    """End a posting: ``sejak`` is the first day on which it no longer holds.

    Raises ``Ditolak``, ``SudahBerubah``, and ``TidakBoleh`` for a post of one's own, of a superior, or outside one's units.
    """
    catatan = catatan or Catatan()
    _pastikan_boleh_akhiri(by, penugasan)
    _kunci(penugasan.unit)
    kini: Penugasan = Penugasan.objects.select_for_update().select_related("pegawai", "jabatan").get(pk=penugasan.pk)
    if kini.berlaku.upper is not None and kini.berlaku.upper <= sejak:
        raise SudahBerubah(f"Penugasan ini sudah berakhir {tanggal(kini.berlaku.upper)}. Muat ulang halaman.")
    if sejak <= kini.berlaku.lower:
        raise Ditolak(f"Penugasan ini baru mulai {tanggal(kini.berlaku.lower)}. Pilih tanggal akhir sesudahnya.")
    _tutup(kini, sejak, catatan)
    _hitung_ulang({kini.unit_id}, {kini.pegawai_id}, sejak, by, catatan)
    return kini


@transaction.atomic
def angkat_kepala_daerah(
    akar: UnitKerja,
    nama: str,
    *,
    sejak: dt.date,
    jabatan: str = "Bupati",
    gelar_depan: str = "",
    gelar_belakang: str = "",
    sk: str = "",
    by: Akun | None,
    catatan: Catatan | None = None,
) -> Penugasan:
    """Make a NON_ASN person without NIP the head of the root unit, and compute everybody's assessor from ``sejak`` on.

    The predecessor's term ends the day before. Raises ``Ditolak`` for a unit that is not the root or an empty name, and
    ``TidakBoleh`` for everybody but BKPSDM.
    """
    catatan = catatan or Catatan()
    pastikan_bkpsdm(by, "Kepala daerah dicatat oleh BKPSDM.")
    akar = _kunci(akar)
    if not akar.is_root():
        raise Ditolak("Kepala daerah hanya memimpin unit paling atas. Untuk unit lain, pilih pegawai ber-NIP.")
    if not nama.strip():
        raise Ditolak("Tuliskan nama kepala daerah.")
    _periksa_unit(akar, sejak)
    orang = Pegawai.objects.create(
        nama=nama.strip(), gelar_depan=gelar_depan, gelar_belakang=gelar_belakang, status=StatusPegawai.NON_ASN
    )
    kursi, _ = Jabatan.objects.get_or_create(nama=jabatan, jenis=JenisJabatan.KEPALA_DAERAH)
    isi = IsiPimpinan(orang, kursi, _S.DEFINITIF, sejak, None, sk, None)
    _lengserkan(akar, isi, catatan)
    baru = Penugasan.objects.create(
        pegawai=orang, jabatan=kursi, unit=akar, sifat=_S.DEFINITIF, memimpin=True, sk=sk, berlaku=rentang(sejak)
    )
    segarkan_cari([orang.pk])
    catatan.catat(hitung_penilai(sejak, by=by))
    return baru


def _pastikan_boleh_akhiri(by: Akun | None, penugasan: Penugasan) -> None:
    """By the unit, not by the person's main post: a Plt. from elsewhere is ended where he stands in."""
    if by is None:
        return
    if hak(by).pegawai_id == penugasan.pegawai_id:
        raise TidakBoleh("Penugasan sendiri diakhiri oleh orang lain. Mintalah BKPSDM mencatatnya.")
    if penugasan.memimpin:
        pastikan_atas_kursi(by, penugasan.unit)
    pastikan_atas_unit(by, penugasan.unit)


def _kunci(unit: UnitKerja) -> UnitKerja:
    terkunci: UnitKerja = UnitKerja.objects.select_for_update(no_key=True).get(pk=unit.pk)
    return terkunci


def _periksa_unit(unit: UnitKerja, mulai: dt.date) -> None:
    if not MasaUnit.objects.pada(mulai).filter(unit=unit).exists():
        raise Ditolak(f"{unit} tidak berlaku pada {tanggal(mulai)}. Periksa tanggal mulai, atau pilih unit penggantinya.")


def _periksa_orang(isi: IsiPimpinan) -> None:
    orang = isi.pegawai
    if orang.status == StatusPegawai.NON_ASN and isi.jabatan.jenis != JenisJabatan.KEPALA_DAERAH:
        raise Ditolak(f"{orang} bukan ASN. Hanya kepala daerah yang memimpin tanpa NIP.")
    if orang.berhenti_sejak and orang.berhenti_sejak <= isi.mulai:
        raise Ditolak(f"{orang} sudah berhenti sejak {tanggal(orang.berhenti_sejak)}. Pilih pegawai lain.")
    pergi = MasaKhusus.objects.pada(isi.mulai).filter(pegawai=orang, jenis__in=TIDAK_MEMIMPIN).first()
    if pergi:
        raise Ditolak(
            f"{orang} sedang {pergi.get_jenis_display().lower()} pada {tanggal(isi.mulai)}. "
            "Akhiri masa itu lebih dahulu, atau pilih pegawai lain."
        )


def _periksa_surat(isi: IsiPimpinan) -> None:
    if not isi.sk.strip():
        raise Ditolak("Tuliskan nomor SK atau surat perintahnya.")
    if isi.sampai is not None and isi.sampai <= isi.mulai:
        raise Ditolak("Tanggal akhir harus sesudah tanggal mulai.")


def _pimpinan(unit: UnitKerja, isi: IsiPimpinan, sifat: tuple[SifatPenugasan, ...]) -> list[Penugasan]:
    """Those who lead ``unit`` at some time of ``isi``, locked, in order of time."""
    baris = Penugasan.objects.select_for_update(of=("self",)).select_related("pegawai", "jabatan", "unit")
    return list(
        baris.filter(
            unit=unit, memimpin=True, sifat__in=[s.value for s in sifat], berlaku__overlap=rentang(isi.mulai, isi.sampai)
        ).order_by("berlaku")
    )


def _lengserkan(unit: UnitKerja, isi: IsiPimpinan, catatan: Catatan) -> None:
    """A lasting leader ends everyone who leads on that day."""
    for lama in _pimpinan(unit, isi, (*_TETAP, *_SEMENTARA)):
        if lama.pegawai_id == isi.pegawai.pk and lama.sifat == isi.sifat and lama.jabatan_id == isi.jabatan.pk:
            raise Ditolak(f"{isi.pegawai} sudah tercatat memimpin {unit} sejak {tanggal(lama.berlaku.lower)}.")
        _gantikan(lama, isi.mulai, catatan)


def _gantikan_sementara(unit: UnitKerja, isi: IsiPimpinan, catatan: Catatan) -> None:
    """A Plt. or Pj. follows a Plt. or Pj.; a Plh. follows a Plh. (the constraints of ``Penugasan``)."""
    sejenis = (_S.PLH,) if isi.sifat is _S.PLH else (_S.PLT, _S.PJ)
    for lama in _pimpinan(unit, isi, sejenis):
        _gantikan(lama, isi.mulai, catatan)


def _gantikan(lama: Penugasan, mulai: dt.date, catatan: Catatan) -> None:
    if lama.berlaku.lower >= mulai:
        raise Ditolak(
            f"{lama.pegawai} sudah tercatat sebagai {lama.nama_jabatan} mulai {tanggal(lama.berlaku.lower)}. "
            "Batasi tanggal akhirnya, atau perbaiki penugasan itu lebih dahulu."
        )
    _tutup(lama, mulai, catatan)


def _periksa_kursi(unit: UnitKerja, isi: IsiPimpinan) -> None:
    """Plt. and Pj. fill a vacancy; a Plh. stands in for a holder who is away. Source: SE Kepala BKN 1/SE/I/2021."""
    tetap = [p for p in _pimpinan(unit, isi, _TETAP) if not _tak_di_tempat(p, isi.mulai)]
    if tetap and isi.sifat is not _S.PLH:
        ada = tetap[0]
        raise Ditolak(
            f"{unit} masih dipimpin {ada.pegawai} ({ada.get_sifat_display()}). Akhiri penugasannya lebih dahulu, "
            "atau pilih Plh. bila ia hanya berhalangan sementara."
        )
    if isi.sifat is _S.PLH and isi.sampai is None:
        raise Ditolak("Plh. menggantikan untuk sementara. Isi tanggal akhirnya.")
    if any(p.pegawai_id == isi.pegawai.pk for p in _pimpinan(unit, isi, _TETAP)):
        raise Ditolak(f"{isi.pegawai} adalah pimpinan {unit} sendiri. Pilih pegawai lain sebagai pengganti sementara.")


def _tak_di_tempat(p: Penugasan, pada: dt.date) -> bool:
    berhenti = p.pegawai.berhenti_sejak
    if berhenti is not None and berhenti <= pada:
        return True
    return MasaKhusus.objects.pada(pada).filter(pegawai_id=p.pegawai_id, jenis__in=TIDAK_MEMIMPIN).exists()


def _tinggalkan_jabatan_lama(isi: IsiPimpinan, catatan: Catatan) -> None:
    """One definitive post at a time: the former one ends when the new one begins."""
    masa = rentang(isi.mulai, isi.sampai)
    lama = Penugasan.objects.select_for_update(of=("self",)).select_related("pegawai", "jabatan", "unit")
    for p in lama.filter(pegawai=isi.pegawai, sifat=_S.DEFINITIF, berlaku__overlap=masa).order_by("berlaku"):
        _gantikan(p, isi.mulai, catatan)


def _tutup(lama: Penugasan, sejak: dt.date, catatan: Catatan) -> None:
    lama.berlaku = rentang(lama.berlaku.lower, sejak)
    lama.save(update_fields=["berlaku"])
    catatan.ditutup.append(lama)


def _hitung_ulang(unit_ids: set[int], pegawai_ids: set[int], sejak: dt.date, by: Akun | None, catatan: Catatan) -> None:
    segarkan_cari(pegawai_ids | {p.pegawai_id for p in catatan.ditutup})
    memimpin = set(
        Penugasan.objects.filter(Q(pegawai_id__in=pegawai_ids), memimpin=True, berlaku__overlap=rentang(sejak)).values_list(
            "unit_id", flat=True
        )
    )
    catatan.catat(hitung_penilai_unit(unit_ids | memimpin, sejak, by=by))
    catatan.catat(hitung_penilai(sejak, pegawai_ids | {p.pegawai_id for p in catatan.ditutup}, by=by))
