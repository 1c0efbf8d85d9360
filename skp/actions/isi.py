"""Typing into a form: each act locks the version, refuses, writes, and counts the edit.

``by`` None is the application (jobs, imports). Whoever sends the same row or value twice changes nothing the second time.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from kinerja.organisasi.models import Akun
from kinerja.organisasi.queries import jalur
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.tulisan import angka
from skp.actions.dasar import (
    bersihkan,
    kunci_untuk_isi,
    kunci_versi,
    naikkan,
    pastikan,
    periksa_panjang,
    rapikan,
    terapkan,
)
from skp.aturan import IKI_MAKS, LAMPIRAN_MAKS, RHK_MAKS, melingkar, tingkat_kendali, urai_target
from skp.enums import TERKUNCI, BentukSKP, JenisLampiran, Pendekatan, Penulis, StatusPK, StatusSKP, TingkatKendali
from skp.models import (
    IKI,
    RHK,
    IndikatorPK,
    Lampiran,
    LiniIKI,
    LiniRHK,
    ManualIndikator,
    PerilakuSKP,
    Sasaran,
    StandarUnggul,
    Strategi,
    VersiSKP,
)
from skp.queries import induk_ke_atas, pemilik_induk_sah, versi_berlaku
from skp.rules import penilai_skp

#: What may be typed into an RHK and an IKI; everything else follows from acts.
FIELD_RHK = (
    "uraian", "jenis", "penugasan_dari", "sasaran", "induk_lini", "induk_iki", "rhk_pimpinan_teks",
    "metode", "keluaran", "kendali", "untuk_plt",
)  # fmt: skip
FIELD_IKI = (
    "uraian", "aspek", "perspektif", "target_teks", "satuan", "arah", "pola_ukur", "bukti_disepakati", "indikator_pk",
)  # fmt: skip
#: States of a leader's SKP in which his people may know its RHK.
_TERBACA_BAWAHAN = (StatusSKP.DIAJUKAN, *TERKUNCI)
FIELD_MANUAL = ("tujuan", "definisi", "formula", "satuan", "kendali", "sumber_data", "periode", "unit_data")
FIELD_VERSI = ("pendekatan", "catatan_dialog", "tanggal_dialog")

# -- RHK


@transaction.atomic
def tambah_rhk(
    versi: VersiSKP, *, by: Akun | None, jenis: str, kunci: str | None = None, lain: Mapping[str, Any] | None = None, **isi: Any
) -> RHK:
    """A new row at the end of its block. ``kunci``: the browser's own name of the row; the same name gives the same row.

    ``isi``: fields of ``FIELD_RHK``, and ``sel`` (the cell of a matrix it comes from). Raises ``Ditolak``, ``SudahBerubah``.
    """
    versi = kunci_untuk_isi(versi, by)
    sel = isi.pop("sel", None)
    if kunci and (ada := RHK.objects.filter(versi=versi, lini__kunci=kunci).first()):
        return ada
    if sel is not None and (ada := RHK.objects.filter(versi=versi, sel=sel).first()):
        return ada
    bersih = bersihkan(RHK, {"jenis": jenis, **isi}, FIELD_RHK)
    _periksa_kendali(versi, bersih)
    periksa_muat(versi)
    lini = _lini_rhk(versi, kunci)
    rhk = RHK(versi=versi, lini=lini, urut=_urut_berikut(RHK.objects.filter(versi=versi, jenis=jenis)), isi_sejak=versi.nomor)
    for k, v in bersih.items():
        setattr(rhk, k, v)
    rhk.sel = sel
    rhk.lain = dict(lain or {})
    _periksa_induk(rhk, versi, by)
    _periksa_sasaran(rhk, versi)
    rhk.save()
    naikkan(versi)
    return rhk


def _lini_rhk(versi: VersiSKP, kunci: str | None) -> LiniRHK:
    """Its identity; one that an earlier version of the SKP used for the same row is taken up again."""
    if kunci:
        return LiniRHK.objects.get_or_create(skp=versi.skp, kunci=kunci[:36])[0]
    return LiniRHK.objects.create(skp=versi.skp)


@transaction.atomic
def ubah_rhk(
    rhk: RHK,
    isi: Mapping[str, Any],
    *,
    by: Akun | None,
    sunting: int | None = None,
    semula: Mapping[str, Any] | None = None,
) -> RHK:
    """Write fields of ``FIELD_RHK``. ``sunting``: the row's counter that the page knew; ``semula``: the values it showed.

    Raises ``Bentrok`` (with both values) when somebody else typed into the same place, ``Ditolak`` for a link upward that is
    not the leader's or goes round in a circle, ``SudahBerubah`` when the form is not a draft any more or the row is gone.
    """
    versi = kunci_untuk_isi(rhk.versi, by)
    kini = _baris(RHK.objects.filter(versi=versi), rhk.pk, "RHK")
    kini.versi = versi
    bersih = bersihkan(RHK, isi, FIELD_RHK)
    _periksa_kendali(versi, bersih)
    ubah = terapkan(kini, bersih, sunting=sunting, semula=_polos(RHK, semula, FIELD_RHK))
    if not ubah:
        return kini
    if {"induk_lini_id", "induk_iki_id"} & set(ubah):
        _periksa_induk(kini, versi, by)
        ubah += ["induk_iki", "induk_versi_disepakati"]
    if "sasaran_id" in ubah:
        _periksa_sasaran(kini, versi)
    if "uraian" in ubah:
        kini.isi_sejak = versi.nomor
        ubah.append("isi_sejak")
    if "jenis" in ubah:
        kini.urut = _urut_berikut(RHK.objects.filter(versi=versi, jenis=kini.jenis))
        ubah.append("urut")
    kini.save(update_fields=set(ubah))
    naikkan(versi)
    return kini


def _polos(model: Any, semula: Mapping[str, Any] | None, boleh: Iterable[str]) -> dict[str, Any] | None:
    return None if semula is None else bersihkan(model, semula, boleh)


def _periksa_kendali(versi: VersiSKP, isi: Mapping[str, Any]) -> None:
    """The fourth degree of control is for JF only; the position is looked up when somebody takes it."""
    tinggi = TingkatKendali.OUTPUT_KENDALI_TINGGI
    if isi.get("kendali") == tinggi and tinggi not in tingkat_kendali(versi.skp.penugasan.jabatan.jenis):
        raise Ditolak("Output kendali tinggi hanya untuk pejabat fungsional. Pilih tingkat kendali yang lain.")


def _periksa_induk(rhk: RHK, versi: VersiSKP, by: Akun | None) -> None:
    """The link upward: to the leader, or by the matrix to a ketua tim or another leader; never in a circle (5.3, 5.4)."""
    if rhk.induk_lini_id is None:
        rhk.induk_iki_id, rhk.induk_versi_disepakati = None, None
        return
    induk = LiniRHK.objects.select_related("skp").filter(pk=rhk.induk_lini_id).first()
    if induk is None:
        raise Ditolak("RHK pimpinan itu tidak ditemukan. Pilih lagi dari daftar.")
    sah = pemilik_induk_sah(versi.skp.pegawai_id, versi.skp.siklus_id, jam.hari_ini())
    if induk.skp.pegawai_id not in sah or induk.skp.siklus_id != versi.skp.siklus_id:
        raise Ditolak(
            "RHK itu bukan milik pimpinan Anda pada tahun ini. Pilih RHK penilai Anda, atau pimpinan di matriks Anda."
        )
    if by is not None and rhk.sel is None and not RHK.objects.filter(lini=induk, versi__status__in=_TERBACA_BAWAHAN).exists():
        raise Ditolak("RHK pimpinan itu belum diajukan, jadi belum dapat dipilih. Pilih RHK lain, atau tunggu pengajuannya.")
    if melingkar(rhk.lini_id, induk.pk, induk_ke_atas(induk.pk)):
        raise Ditolak("Pilihan ini membuat RHK saling mengintervensi berputar. Pilih RHK pimpinan yang lain.")
    if rhk.induk_iki_id is not None and not LiniIKI.objects.filter(pk=rhk.induk_iki_id, lini_rhk=induk).exists():
        rhk.induk_iki_id = None
    rhk.induk_versi_disepakati = versi_berlaku([induk.skp_id]).get(induk.skp_id)


def _periksa_sasaran(rhk: RHK, versi: VersiSKP) -> None:
    """Only a sasaran of the Perjanjian Kinerja in force of the owner's unit or one above it, of the year of the SKP."""
    if rhk.sasaran_id is not None and not Sasaran.objects.filter(_dari_pk(versi, "pk_unit"), lini=rhk.sasaran_id).exists():
        raise Ditolak("Sasaran itu bukan milik unit Anda pada tahun ini. Pilih lagi dari daftar.")


def _dari_pk(versi: VersiSKP, lewat: str) -> Q:
    unit = jalur(versi.skp.penugasan.unit.path)
    isi = {"unit__path__in": unit, "tahun": versi.skp.siklus.tahun, "status": StatusPK.BERLAKU}
    return Q(**{f"{lewat}__{k}": v for k, v in isi.items()})


@transaction.atomic
def hapus_rhk(rhk: RHK, *, by: Akun | None) -> None:
    """Take the row out of the draft, with its IKI; its lineage stays for earlier versions. Gone already: nothing happens."""
    versi = kunci_untuk_isi(rhk.versi, by)
    if RHK.objects.filter(versi=versi, pk=rhk.pk).delete()[0]:
        naikkan(versi)


@transaction.atomic
def urutkan(versi: VersiSKP, pk_rhk: Sequence[int], *, by: Akun | None) -> None:
    """Put the RHK of a block into this order; rows that are not named keep their place behind them."""
    versi = kunci_untuk_isi(versi, by)
    baris = {r.pk: r for r in RHK.objects.filter(versi=versi)}
    urut = [pk for pk in pk_rhk if pk in baris] + [pk for pk in baris if pk not in set(pk_rhk)]
    for n, pk in enumerate(urut, 1):
        baris[pk].urut = n
    RHK.objects.bulk_update(baris.values(), ["urut"])
    naikkan(versi)


# -- IKI


@transaction.atomic
def tambah_iki(
    rhk: RHK, *, by: Akun | None, kunci: str | None = None, lain: Mapping[str, Any] | None = None, **isi: Any
) -> IKI:
    """A new measure at the end; the same ``kunci`` gives the same row. ``isi``: fields of ``FIELD_IKI``."""
    versi = kunci_untuk_isi(rhk.versi, by)
    _baris(RHK.objects.filter(versi=versi), rhk.pk, "RHK")
    if kunci and (ada := IKI.objects.filter(rhk=rhk, lini__kunci=kunci).first()):
        return ada
    milik = IKI.objects.filter(rhk=rhk)
    _periksa_penuh(milik.count(), IKI_MAKS, "indikator pada satu RHK")
    lini = LiniIKI.objects.get_or_create(lini_rhk_id=rhk.lini_id, kunci=kunci[:36])[0] if kunci else None
    iki = IKI(rhk=rhk, lini=lini or LiniIKI.objects.create(lini_rhk_id=rhk.lini_id), urut=_urut_berikut(milik))
    for k, v in bersihkan(IKI, isi, FIELD_IKI).items():
        setattr(iki, k, v)
    iki.lain = dict(lain or {})
    _sesuaikan_iki(iki, versi)
    _periksa_indikator(iki, versi)
    iki.save()
    naikkan(versi)
    return iki


@transaction.atomic
def ubah_iki(
    iki: IKI,
    isi: Mapping[str, Any],
    *,
    by: Akun | None,
    sunting: int | None = None,
    semula: Mapping[str, Any] | None = None,
) -> IKI:
    """Write fields of ``FIELD_IKI``; like ``ubah_rhk``."""
    versi = kunci_untuk_isi(iki.rhk.versi, by)
    kini = _baris(IKI.objects.filter(rhk__versi=versi), iki.pk, "Indikator")
    ubah = terapkan(kini, bersihkan(IKI, isi, FIELD_IKI), sunting=sunting, semula=_polos(IKI, semula, FIELD_IKI))
    if not ubah:
        return kini
    _sesuaikan_iki(kini, versi)
    if "indikator_pk_id" in ubah:
        _periksa_indikator(kini, versi)
    kini.save(update_fields={*ubah, "target_angka"})
    naikkan(versi)
    return kini


def _sesuaikan_iki(iki: IKI, versi: VersiSKP) -> None:
    """The number behind the target; and only what the form has: perspektif for JPT, else aspek when it is quantitative."""
    iki.target_angka = urai_target(iki.target_teks)
    if versi.skp.bentuk == BentukSKP.JPT and iki.aspek:
        raise Ditolak("Formulir ini memakai perspektif, bukan aspek. Pilih perspektifnya.")
    if versi.skp.bentuk == BentukSKP.JA_JF and iki.perspektif:
        raise Ditolak("Formulir ini memakai aspek, bukan perspektif. Pilih aspeknya.")
    if versi.skp.bentuk == BentukSKP.JA_JF and versi.pendekatan == Pendekatan.KUALITATIF and iki.aspek:
        raise Ditolak("SKP kualitatif tidak memakai aspek. Ganti pendekatannya, atau kosongkan aspek.")


def _periksa_indikator(iki: IKI, versi: VersiSKP) -> None:
    milik = IndikatorPK.objects.filter(_dari_pk(versi, "sasaran__pk_unit"), lini=iki.indikator_pk_id)
    if iki.indikator_pk_id is not None and not milik.exists():
        raise Ditolak("Indikator itu bukan milik Perjanjian Kinerja unit Anda pada tahun ini. Pilih lagi dari daftar.")


@transaction.atomic
def hapus_iki(iki: IKI, *, by: Akun | None) -> None:
    """Take the measure out of the draft. Gone already: nothing happens."""
    versi = kunci_untuk_isi(iki.rhk.versi, by)
    if IKI.objects.filter(rhk__versi=versi, pk=iki.pk).delete()[0]:
        naikkan(versi)


@transaction.atomic
def simpan_manual(iki: IKI, isi: Mapping[str, Any], *, by: Akun | None) -> ManualIndikator:
    """Write fields of the Manual Indikator Kinerja of an IKI; it is made when missing. Only JPT have one (5.9)."""
    versi = kunci_untuk_isi(iki.rhk.versi, by)
    if versi.skp.bentuk != BentukSKP.JPT:
        raise Ditolak("Manual indikator hanya ada pada SKP JPT dan pimpinan unit kerja mandiri.")
    kini = _baris(IKI.objects.filter(rhk__versi=versi), iki.pk, "Indikator")
    manual = ManualIndikator.objects.filter(iki=iki).first() or ManualIndikator(iki=iki, satuan=kini.satuan)
    bersih = bersihkan(ManualIndikator, isi, FIELD_MANUAL)
    _periksa_kendali(versi, bersih)
    if manual.pk and all(getattr(manual, k) == v for k, v in bersih.items()):
        return manual
    for k, v in bersih.items():
        setattr(manual, k, v)
    manual.save()
    naikkan(versi)
    return manual


# -- below an RHK


@transaction.atomic
def simpan_strategi(rhk: RHK, uraian: Sequence[str], *, by: Akun | None) -> list[Strategi]:
    """Replace the strategies of an RHK; empty lines are left out."""
    versi = kunci_untuk_isi(rhk.versi, by)
    _baris(RHK.objects.filter(versi=versi), rhk.pk, "RHK")
    teks = [periksa_panjang("Strategi", t) for t in map(rapikan, uraian) if t]
    _periksa_penuh(len(teks), LAMPIRAN_MAKS + 1, "strategi pada satu RHK")
    lama = list(Strategi.objects.filter(rhk=rhk).order_by("urut", "pk"))
    if [s.uraian for s in lama] == teks:
        return lama
    Strategi.objects.filter(rhk=rhk).delete()
    baru = Strategi.objects.bulk_create([Strategi(rhk=rhk, urut=n, uraian=t) for n, t in enumerate(teks, 1)])
    naikkan(versi)
    return baru


@transaction.atomic
def simpan_standar(rhk: RHK, penulis: Penulis | str, teks: str, *, by: Akun | None) -> StandarUnggul | None:
    """What would count as exceeding: the owner's own hand, or the leader's; an empty text takes it away.

    Raises ``TidakBoleh`` for another's hand, ``SudahBerubah`` when the form is signed.
    """
    versi = kunci_versi(rhk.versi)
    if not versi.dapat_disunting:
        raise SudahBerubah("SKP ini sudah diajukan atau ditetapkan. Standar ditulis sebelum itu. Muat ulang halaman.")
    if penulis == Penulis.PIMPINAN:
        if by is not None and not penilai_skp.test(by, versi):
            raise TidakBoleh("Standar menurut pimpinan ditulis oleh penilai.")
    else:
        pastikan(by, "isi", versi, "Standar menurut pegawai ditulis oleh pemilik SKP.")
    teks = periksa_panjang("Standar", rapikan(teks))
    if not teks:
        StandarUnggul.objects.filter(rhk=rhk, penulis=penulis).delete()
        naikkan(versi)
        return None
    hasil, _ = StandarUnggul.objects.update_or_create(rhk=rhk, penulis=penulis, defaults={"uraian": teks})
    naikkan(versi)
    return hasil


# -- below a version


@transaction.atomic
def ubah_perilaku(
    perilaku: PerilakuSKP, teks: str, *, by: Akun | None, sunting: int | None = None, semula: str | None = None
) -> PerilakuSKP:
    """Write the Ekspektasi Khusus of a value: one bullet per line."""
    versi = kunci_untuk_isi(perilaku.versi, by)
    kini = _baris(PerilakuSKP.objects.filter(versi=versi), perilaku.pk, "Perilaku")
    isi = bersihkan(PerilakuSKP, {"ekspektasi": teks}, ("ekspektasi",))
    ubah = terapkan(kini, isi, sunting=sunting, semula=None if semula is None else {"ekspektasi": rapikan(semula)})
    if ubah:
        kini.save(update_fields=ubah)
        naikkan(versi)
    return kini


@transaction.atomic
def tambah_lampiran(versi: VersiSKP, jenis: JenisLampiran | str, uraian: str, *, by: Akun | None) -> Lampiran:
    """A row of the lampiran at the end of its block."""
    versi = kunci_untuk_isi(versi, by)
    isi = bersihkan(Lampiran, {"jenis": jenis, "uraian": uraian}, ("jenis", "uraian"))
    blok = Lampiran.objects.filter(versi=versi, jenis=isi["jenis"])
    _periksa_penuh(blok.count(), LAMPIRAN_MAKS, "baris pada satu bagian lampiran")
    baru = Lampiran.objects.create(versi=versi, urut=_urut_berikut(blok), **isi)
    naikkan(versi)
    return baru


@transaction.atomic
def ubah_lampiran(
    lampiran: Lampiran, uraian: str, *, by: Akun | None, sunting: int | None = None, semula: str | None = None
) -> Lampiran:
    """Write a row of the lampiran."""
    versi = kunci_untuk_isi(lampiran.versi, by)
    kini = _baris(Lampiran.objects.filter(versi=versi), lampiran.pk, "Baris lampiran")
    isi = bersihkan(Lampiran, {"uraian": uraian}, ("uraian",))
    ubah = terapkan(kini, isi, sunting=sunting, semula=None if semula is None else {"uraian": rapikan(semula)})
    if ubah:
        kini.save(update_fields=ubah)
        naikkan(versi)
    return kini


@transaction.atomic
def hapus_lampiran(lampiran: Lampiran, *, by: Akun | None) -> None:
    """Take a row out. Gone already: nothing happens."""
    versi = kunci_untuk_isi(lampiran.versi, by)
    if Lampiran.objects.filter(versi=versi, pk=lampiran.pk).delete()[0]:
        naikkan(versi)


@transaction.atomic
def ubah_versi(
    versi: VersiSKP,
    isi: Mapping[str, Any],
    *,
    by: Akun | None,
    sunting: int | None = None,
    semula: Mapping[str, Any] | None = None,
) -> VersiSKP:
    """Approach and notes of the dialog. Going over to the qualitative form drops the aspek of every IKI."""
    versi = kunci_untuk_isi(versi, by)
    bersih = bersihkan(VersiSKP, isi, FIELD_VERSI)
    if bersih.get("tanggal_dialog") and bersih["tanggal_dialog"] > jam.hari_ini():
        raise Ditolak("Tanggal dialog belum tiba. Isi tanggal dialog yang sudah berlangsung.")
    ubah = terapkan(versi, bersih, semula=_polos(VersiSKP, semula, FIELD_VERSI))
    if ubah:
        versi.save(update_fields=ubah)
        if "pendekatan" in ubah and versi.pendekatan == Pendekatan.KUALITATIF:
            IKI.objects.filter(rhk__versi=versi).exclude(aspek="").update(aspek="")
    return versi


def ambil_calon(versi: VersiSKP, sumber: str, pk: int, *, by: Akun | None) -> RHK:
    """Take a candidate into the draft, with its measures: ``calon.ambil``."""
    from skp.actions import calon

    return calon.ambil(versi, sumber, pk, by=by)


# -- small


def _baris(baris: Any, pk: int, nama: str) -> Any:
    """The row as it is now; ``SudahBerubah`` when it is gone."""
    kini = baris.filter(pk=pk).first()
    if kini is None:
        raise SudahBerubah(f"{nama} ini sudah dihapus di layar lain. Muat ulang halaman.")
    return kini


def _urut_berikut(baris: Any) -> int:
    return int(baris.aggregate(akhir=Max("urut"))["akhir"] or 0) + 1


def periksa_muat(versi: VersiSKP) -> None:
    """Raises ``Ditolak`` when no RHK fits into the form any more."""
    _periksa_penuh(RHK.objects.filter(versi=versi).count(), RHK_MAKS, "RHK")


def _periksa_penuh(jumlah: int, maks: int, nama: str) -> None:
    if jumlah >= maks:
        raise Ditolak(f"Paling banyak {angka(maks)} {nama}. Gabungkan atau hapus yang tidak diperlukan.")
