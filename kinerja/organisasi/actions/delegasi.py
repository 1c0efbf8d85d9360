"""Delegate assessing by letter, to a person or to whoever leads a unit; for one or for many; withdraw it."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from kinerja.organisasi.actions.akibat import Catatan
from kinerja.organisasi.actions.penilai import hitung_penilai
from kinerja.organisasi.aturan_delegasi import CalonPenilai, Kepemimpinan, berwenang_mendelegasikan, boleh_ditunjuk
from kinerja.organisasi.enums import TIDAK_MEMIMPIN, JenisJabatan, JenisUnit, MasalahPenilai
from kinerja.organisasi.keputusan import DasarKeputusan
from kinerja.organisasi.models import (
    Akun,
    AnggotaPendelegasian,
    HubunganPenilai,
    MasaKhusus,
    MasaUnit,
    Pegawai,
    Pendelegasian,
    PenilaiKosong,
    Penugasan,
    UnitKerja,
)
from kinerja.organisasi.queries import rantai_penilai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.tulisan import tanggal

#: So many names are spelled out in a refusal; the rest is counted.
_DISEBUT = 3


@dataclass(frozen=True, slots=True)
class IsiDelegasi:
    """The letter: to ``penilai`` or to whoever leads ``unit_penilai``; ``sampai`` is the first day without it."""

    nomor: str
    tanggal: dt.date
    mulai: dt.date
    sampai: dt.date | None = None
    penilai: Pegawai | None = None
    unit_penilai: UnitKerja | None = None
    tentang: str = ""
    alasan: str = ""


@transaction.atomic
def delegasikan_penilai(
    isi: IsiDelegasi,
    pegawai_ids: Collection[int],
    *,
    by: Akun | None,
    berdasarkan: DasarKeputusan | None = None,
    catatan: Catatan | None = None,
) -> Pendelegasian:
    """Make the delegate the assessor of all ``pegawai_ids`` under one letter.

    Without ``berdasarkan`` the one who signs in decides, so he must lead above all of them; with it the named official decides
    and ``by`` only records; neither does it for himself. Raises ``Ditolak`` (self, inactive or too junior delegate, another
    letter, a loop), ``TidakBoleh``.
    """
    orang = list(Pegawai.objects.select_for_update(no_key=True).filter(pk__in=pegawai_ids).order_by("pk"))
    _periksa_surat(isi)
    _periksa_orang(isi, orang)
    _tolak_perkara_sendiri(by, berdasarkan, orang)
    _periksa_wewenang(_pemutus(by, berdasarkan), orang, isi.mulai, _diputus_pada(berdasarkan))
    _periksa_bentrok(isi, orang)
    surat = Pendelegasian.objects.create(
        penilai=isi.penilai,
        unit_penilai=isi.unit_penilai,
        nomor=isi.nomor.strip(),
        tanggal=isi.tanggal,
        tentang=isi.tentang.strip(),
        alasan=isi.alasan.strip(),
        oleh=by,
        berlaku=rentang(isi.mulai, isi.sampai),
    )
    AnggotaPendelegasian.objects.bulk_create(
        AnggotaPendelegasian(pendelegasian=surat, pegawai=p, berlaku=surat.berlaku) for p in orang
    )
    _hitung_ulang([p.pk for p in orang], isi.mulai, by, catatan)
    _periksa_hasil(isi, orang)
    if berdasarkan is not None:
        berdasarkan.tautkan(surat)
    return surat


@transaction.atomic
def cabut_delegasi(
    surat: Pendelegasian,
    sejak: dt.date,
    alasan: str,
    *,
    by: Akun | None,
    berdasarkan: DasarKeputusan | None = None,
    catatan: Catatan | None = None,
) -> Pendelegasian:
    """Withdraw a letter: ``sejak`` is the first day without it; before its first day it never held at all.

    Raises ``Ditolak`` without a reason, ``SudahBerubah`` when it ended or was withdrawn before, ``TidakBoleh``.
    """
    surat = Pendelegasian.objects.select_for_update().get(pk=surat.pk)
    if surat.dicabut_pada is not None or (surat.berlaku.upper is not None and surat.berlaku.upper <= sejak):
        raise SudahBerubah("Surat ini sudah dicabut atau sudah berakhir. Muat ulang halaman.")
    if not alasan.strip():
        raise Ditolak("Tuliskan alasan pencabutannya.")
    anggota = list(AnggotaPendelegasian.objects.select_for_update(of=("self",)).filter(pendelegasian=surat))
    orang = list(Pegawai.objects.filter(pk__in=[a.pegawai_id for a in anggota]))
    _tolak_perkara_sendiri(by, berdasarkan, orang)
    _periksa_wewenang(_pemutus(by, berdasarkan), orang, sejak, _diputus_pada(berdasarkan))
    mulai = max(sejak, surat.berlaku.lower)
    _akhiri_keanggotaan(anggota, sejak)
    surat.dicabut_pada, surat.alasan_cabut = sejak, alasan.strip()
    if sejak > surat.berlaku.lower:
        surat.berlaku = rentang(surat.berlaku.lower, sejak)
    surat.save(update_fields=["dicabut_pada", "alasan_cabut", "berlaku"])
    _hitung_ulang([p.pk for p in orang], mulai, by, catatan)
    if berdasarkan is not None:
        berdasarkan.tautkan(surat)
    return surat


@transaction.atomic
def lepaskan_dari_surat(
    anggota: AnggotaPendelegasian, sejak: dt.date, *, by: Akun | None, berdasarkan: DasarKeputusan | None = None
) -> None:
    """Take one person out of a letter; he falls back to the structure. Raises ``SudahBerubah``, ``TidakBoleh``."""
    kini = (
        AnggotaPendelegasian.objects.select_for_update(of=("self",))
        .select_related("pegawai", "pendelegasian")
        .filter(pk=anggota.pk)
        .first()
    )
    # One whose membership had not begun is taken away altogether.
    if kini is None or (kini.berlaku.upper is not None and kini.berlaku.upper <= sejak):
        raise SudahBerubah("Pegawai ini sudah dilepaskan dari surat itu. Muat ulang halaman.")
    _tolak_perkara_sendiri(by, berdasarkan, [kini.pegawai])
    _periksa_wewenang(_pemutus(by, berdasarkan), [kini.pegawai], sejak, _diputus_pada(berdasarkan))
    _akhiri_keanggotaan([kini], sejak)
    _hitung_ulang([kini.pegawai_id], max(sejak, kini.berlaku.lower), by, None)
    if berdasarkan is not None:
        berdasarkan.tautkan(kini.pendelegasian)


def _pemutus(by: Akun | None, berdasarkan: DasarKeputusan | None) -> int | None:
    """The deciding official. None only for the system itself (``by`` is None), which takes over what was decided elsewhere."""
    if berdasarkan is not None:
        return berdasarkan.pejabat_id
    if by is None:
        return None
    if by.pegawai_id is None:
        raise TidakBoleh("Akun ini bukan akun pejabat. Catat keputusan ini berdasarkan surat yang sudah ditandatangani.")
    return by.pegawai_id


def _tolak_perkara_sendiri(by: Akun | None, berdasarkan: DasarKeputusan | None, orang: Collection[Pegawai]) -> None:
    """Raises ``TidakBoleh``: nobody decides or records who assesses himself, nobody decides it of those above him.

    A leader works in the unit he leads, so where people work does not tell it.
    """
    pemutus = _pemutus(by, berdasarkan)
    if pemutus is None:
        return
    atasan = {mata.pegawai.pk for mata in rantai_penilai(Pegawai(pk=pemutus), _diputus_pada(berdasarkan))}
    if terlarang := [p for p in orang if p.pk == pemutus or p.pk in atasan]:
        raise TidakBoleh(
            f"Penilai seorang pejabat dan atasannya diputus pejabat di atas mereka: {_sebut(terlarang)}. "
            "Keluarkan dari daftar, atau minta keputusan pejabat di atasnya."
        )
    if by is not None and by.pegawai_id in {p.pk for p in orang}:
        raise TidakBoleh("Surat ini memuat Anda sendiri. Mintalah BKPSDM atau admin yang lain mencatatnya.")


def _diputus_pada(berdasarkan: DasarKeputusan | None) -> dt.date:
    """The day on which the official must hold his office: when he signed the paper, else now."""
    return berdasarkan.tanggal if berdasarkan is not None else jam.hari_ini()


def _periksa_surat(isi: IsiDelegasi) -> None:
    if not isi.nomor.strip():
        raise Ditolak("Tuliskan nomor suratnya.")
    if (isi.penilai is None) == (isi.unit_penilai is None):
        raise Ditolak("Pilih satu penilai: seorang pejabat, atau pimpinan sebuah unit.")
    if isi.sampai is not None and isi.sampai <= isi.mulai:
        raise Ditolak("Tanggal akhir harus sesudah tanggal mulai.")


def _periksa_orang(isi: IsiDelegasi, orang: Collection[Pegawai]) -> None:
    if not orang:
        raise Ditolak("Pilih sedikitnya satu pegawai yang didelegasikan penilaiannya.")
    berhenti = [p for p in orang if p.berhenti_sejak and p.berhenti_sejak <= isi.mulai]
    if berhenti:
        raise Ditolak(f"Sudah berhenti pada {tanggal(isi.mulai)}: {_sebut(berhenti)}. Keluarkan dari daftar.")
    if isi.penilai is None:
        return
    if isi.penilai in orang:
        raise Ditolak(f"{isi.penilai} tidak dapat menilai dirinya sendiri. Keluarkan ia dari daftar.")
    putusan = boleh_ditunjuk(_calon(isi.penilai, isi.mulai), isi.alasan)
    if not putusan.nilai:
        raise Ditolak(putusan.alasan[0].kalimat)


def _calon(penilai: Pegawai, pada: dt.date) -> CalonPenilai:
    tugas = list(Penugasan.objects.pada(pada).filter(pegawai=penilai).values_list("jabatan__jenis", "memimpin"))
    pergi = MasaKhusus.objects.pada(pada).filter(pegawai=penilai, jenis__in=TIDAK_MEMIMPIN).exists()
    berhenti = penilai.berhenti_sejak is not None and penilai.berhenti_sejak <= pada
    return CalonPenilai(
        nama=str(penilai),
        jabatan=frozenset(JenisJabatan(j) for j, _ in tugas),
        memimpin=any(m for _, m in tugas),
        aktif=not (pergi or berhenti),
    )


def _periksa_wewenang(pemutus: int | None, orang: Collection[Pegawai], pada: dt.date, diputus: dt.date) -> None:
    """``pada``: where the people work when it takes effect; ``diputus``: what the official led when he decided."""
    if pemutus is None:
        return
    tempat = set(Penugasan.objects.pada(pada).filter(pegawai__in=orang).values_list("unit__path", flat=True))
    putusan = berwenang_mendelegasikan(_dipimpin(pemutus, diputus), tempat)
    if not putusan.nilai:
        raise TidakBoleh(putusan.alasan[0].kalimat)


def _dipimpin(pegawai_id: int, pada: dt.date) -> Iterable[Kepemimpinan]:
    tugas = Penugasan.objects.pada(pada).filter(pegawai_id=pegawai_id, memimpin=True)
    baris = list(tugas.values_list("unit_id", "unit__path", "jabatan__jenis"))
    jenis = dict(MasaUnit.objects.pada(pada).filter(unit_id__in=[u for u, _, _ in baris]).values_list("unit_id", "jenis"))
    for unit, path, jabatan in baris:
        yield Kepemimpinan(path, JenisUnit(jenis[unit]) if unit in jenis else None, JenisJabatan(jabatan))


def _periksa_bentrok(isi: IsiDelegasi, orang: Collection[Pegawai]) -> None:
    lain = list(
        AnggotaPendelegasian.objects.filter(pegawai__in=orang, berlaku__overlap=rentang(isi.mulai, isi.sampai)).select_related(
            "pegawai", "pendelegasian"
        )
    )
    if lain:
        nomor = ", ".join(sorted({a.pendelegasian.nomor for a in lain}))
        raise Ditolak(
            f"Sudah berada di bawah surat lain ({nomor}): {_sebut([a.pegawai for a in lain])}. "
            "Cabut surat itu atau lepaskan mereka lebih dahulu, atau keluarkan dari daftar ini."
        )


def _periksa_hasil(isi: IsiDelegasi, orang: Collection[Pegawai]) -> None:
    """A letter must leave nobody without an assessor: what the computation found is refused in words."""
    kosong = list(
        PenilaiKosong.objects.filter(
            pegawai__in=orang,
            berlaku__overlap=rentang(isi.mulai, isi.sampai),
            masalah__in=[MasalahPenilai.LINGKARAN, MasalahPenilai.PENILAI_TIDAK_AKTIF],
        ).select_related("pegawai")
    )
    putar = [k.pegawai for k in kosong if k.masalah == MasalahPenilai.LINGKARAN]
    if putar:
        raise Ditolak(
            f"Rantai penilai akan berputar: penilai yang ditunjuk pada akhirnya dinilai oleh {_sebut(putar)} sendiri. "
            "Pilih penilai lain, atau keluarkan mereka dari daftar."
        )
    if kosong:
        kantor = f"pimpinan {isi.unit_penilai}" if isi.unit_penilai else str(isi.penilai)
        raise Ditolak(
            f"{kantor[:1].upper()}{kantor[1:]} tidak dapat menilai {_sebut([k.pegawai for k in kosong])} "
            "sepanjang masa surat ini. Periksa siapa yang memimpin unit itu dan masa berlakunya, atau pilih penilai lain."
        )


def _akhiri_keanggotaan(anggota: Iterable[AnggotaPendelegasian], sejak: dt.date) -> None:
    """Memberships that have begun end; those that have not are taken away (their history remains)."""
    for a in anggota:
        if a.berlaku.upper is not None and a.berlaku.upper <= sejak:
            continue
        if a.berlaku.lower >= sejak:
            AnggotaPendelegasian.objects.filter(pk=a.pk).delete()
        else:
            AnggotaPendelegasian.objects.filter(pk=a.pk).update(berlaku=rentang(a.berlaku.lower, sejak))


def _hitung_ulang(pegawai_ids: Collection[int], sejak: dt.date, by: Akun | None, catatan: Catatan | None) -> None:
    """The people themselves, and those whom they assess: their atasan penilai changes too."""
    bawahan = HubunganPenilai.objects.filter(penilai_id__in=pegawai_ids, berlaku__overlap=rentang(sejak))
    ringkasan = hitung_penilai(sejak, {*pegawai_ids, *bawahan.values_list("pegawai_id", flat=True)}, by=by)
    if catatan is not None:
        catatan.catat(ringkasan)


def _sebut(orang: Collection[Pegawai]) -> str:
    nama = [str(p) for p in list(orang)[:_DISEBUT]]
    lebih = len(orang) - len(nama)
    return ", ".join(nama) + (f", dan {lebih} orang lain" if lebih else "")
