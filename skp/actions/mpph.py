"""The matrix of a leader: open it, its rows and columns, and the steps draf → disepakati → final.

Every act locks the matrix, so that edits and steps stand in one queue. Cells are written in ``mpph_sel``.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, TimKerja
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah
from kinerja.plumbing.models import catat_peristiwa
from kinerja.plumbing.tulisan import angka
from skp import mpph as model
from skp.actions.dasar import pastikan
from skp.enums import StatusMPPH
from skp.models import IKI, MPPH, RHK, SKP, BarisMPPH, KolomMPPH, LangkahMPPH, SelMPPH
from skp.queries import tugas_rencana
from skp.queries_mpph import acuan, anggota_tim, rhk_utama, susun_matriks, tim_berjalan, urut_berikut
from skp.transitions import MPPH as LANGKAH

BARIS_MAKS = 200
DISEPAKATI = "mpph.disepakati"
_BUKAN_PEMILIK = "Matriks diisi oleh pimpinan pemiliknya. Baris anggota tim diisi oleh ketua timnya."
_SUDAH = "Matriks ini sudah {0}. Buka kembali sebagai draf bila pembagiannya berubah, lalu sepakati lagi."


@transaction.atomic
def buka_mpph(skp: SKP, *, by: Akun | None) -> MPPH:
    """Begin the matrix: columns are the RHK utama of the leader's SKP, rows his people of today and the teams of his unit.

    Gate of 10.2: raises ``Ditolak`` while the SKP has no RHK utama, or the owner has nobody to divide it among: agreed upon,
    a matrix writes to everybody in it. Opened before: that one is returned.
    """
    skp = SKP.objects.select_for_update(of=("self",), no_key=True).select_related("pegawai").get(pk=skp.pk)
    pastikan(by, "isi_mpph", skp, _BUKAN_PEMILIK)
    if ada := MPPH.objects.filter(skp=skp).first():
        return ada
    rhk = rhk_utama(skp)
    if not any(r.uraian.strip() for r in rhk):
        raise Ditolak("Isi RHK utama di SKP Anda lebih dahulu; RHK itu menjadi kolom matriks. Draf sudah cukup.")
    hari = jam.hari_ini()
    tim = list(tim_berjalan(skp, hari))
    dinilai = HubunganPenilai.objects.pada(hari).filter(penilai=skp.pegawai).values("pegawai_id")
    if not tim and not dinilai.exists():
        raise Ditolak("Matriks membagi hasil kepada orang yang Anda nilai atau tim di unit Anda. Hari ini belum ada keduanya.")
    mpph = MPPH.objects.create(skp=skp, dibuat_pada=jam.sekarang())
    KolomMPPH.objects.bulk_create(KolomMPPH(mpph=mpph, lini_rhk_id=r.lini_id, urut=i) for i, r in enumerate(rhk, start=1))
    _tambah_orang(mpph, Pegawai.objects.filter(pk__in=dinilai).order_by("nama_urut", "pk"), hari)
    for t in tim:
        _tambah_tim(mpph, t, hari)
    catat(mpph, StatusMPPH.DRAF, "buka", by=by)
    return mpph


# -- rows


@transaction.atomic
def tambah_baris(mpph: MPPH, orang: Iterable[Pegawai], *, by: Akun | None, induk: BarisMPPH | None = None) -> list[BarisMPPH]:
    """Rows for people of any unit, at the end; below ``induk`` as members of its team. Who has one already is left out.

    Raises ``Ditolak`` for the leader himself or somebody who has left, ``SudahBerubah``, ``TidakBoleh``.
    """
    mpph = kunci_draf(mpph)
    if induk is None:
        pastikan(by, "isi_mpph", mpph, _BUKAN_PEMILIK)
    else:
        induk = (
            BarisMPPH.objects.select_related("mpph__skp__pegawai", "tim").filter(mpph=mpph, tim__isnull=False).get(pk=induk.pk)
        )
        pastikan(by, "atur_anggota_mpph", induk, _BUKAN_PEMILIK)
    semua = list(orang)
    _periksa_orang(mpph, semua)
    baru = _tambah_orang(mpph, semua, jam.hari_ini(), induk)
    if baru:
        catat(mpph, mpph.status, "tambah_baris", by=by, catatan=", ".join(str(b.pegawai) for b in baru))
    return baru


@transaction.atomic
def tambah_tim(mpph: MPPH, tim: TimKerja, *, by: Akun | None) -> BarisMPPH:
    """A row for a team, with its members of today below it. Raises ``Ditolak`` for a team that ended or stands there."""
    mpph = kunci_draf(mpph)
    pastikan(by, "isi_mpph", mpph, _BUKAN_PEMILIK)
    if tim.berlaku.upper is not None and tim.berlaku.upper <= jam.hari_ini():
        raise Ditolak(f"{tim} sudah berakhir. Pilih tim yang masih berjalan.")
    if BarisMPPH.objects.filter(mpph=mpph, tim=tim).exists():
        raise Ditolak(f"{tim} sudah ada di matriks.")
    baris = _tambah_tim(mpph, tim, jam.hari_ini())
    catat(mpph, mpph.status, "tambah_baris", by=by, catatan=str(tim))
    return baris


@transaction.atomic
def hapus_baris(baris: BarisMPPH, *, by: Akun | None) -> None:
    """Take a row out, with its cells and the members below it.

    An RHK made from a cell stays in the person's SKP. Raises ``Ditolak`` when a signed SKP holds one.
    """
    mpph = kunci_draf(baris.mpph)
    baris = BarisMPPH.objects.select_related("mpph__skp__pegawai", "pegawai", "tim", "induk__tim").get(pk=baris.pk)
    pastikan(by, "isi_baris_mpph", baris, _BUKAN_PEMILIK)
    isi = SelMPPH.objects.filter(baris__in=[baris.pk, *baris.anggota.values_list("pk", flat=True)])
    tolak_terpakai(isi)
    catat(mpph, mpph.status, "hapus_baris", by=by, catatan=f"{baris.tim or baris.pegawai}, {isi.count()} peran")
    baris.delete()


def _tambah_orang(mpph: MPPH, orang: Iterable[Pegawai], hari: dt.date, induk: BarisMPPH | None = None) -> list[BarisMPPH]:
    """Rows for those of ``orang`` that have none at this level yet."""
    ada = set(BarisMPPH.objects.filter(mpph=mpph, induk=induk, tim__isnull=True).values_list("pegawai_id", flat=True))
    baru = {p.pk: p for p in orang if p.pk not in ada}
    tugas = tugas_rencana(baru, hari)
    dinilai = HubunganPenilai.objects.pada(hari).filter(penilai=mpph.skp.pegawai_id, pegawai__in=baru)
    bawahan = set(dinilai.values_list("pegawai_id", flat=True))
    mulai = urut_berikut(BarisMPPH.objects.filter(mpph=mpph))
    if mulai + len(baru) > BARIS_MAKS + 1:
        raise Ditolak(
            f"Satu matriks memuat paling banyak {angka(BARIS_MAKS)} baris. Bagi lewat tim kerja atau pimpinan di bawah."
        )
    return BarisMPPH.objects.bulk_create(
        BarisMPPH(mpph=mpph, induk=induk, pegawai=p, penugasan=tugas.get(p.pk), lintas_unit=p.pk not in bawahan, urut=mulai + i)
        for i, p in enumerate(baru.values())
    )


def _tambah_tim(mpph: MPPH, tim: TimKerja, hari: dt.date) -> BarisMPPH:
    baris = BarisMPPH.objects.create(mpph=mpph, tim=tim, urut=urut_berikut(BarisMPPH.objects.filter(mpph=mpph)))
    anggota = [a.pegawai for a in anggota_tim([tim.pk], hari) if a.pegawai_id != mpph.skp.pegawai_id]
    _tambah_orang(mpph, anggota, hari, baris)
    return baris


def _periksa_orang(mpph: MPPH, orang: Iterable[Pegawai]) -> None:
    for p in orang:
        if p.pk == mpph.skp.pegawai_id:
            raise Ditolak("Anda sendiri tidak menjadi baris. Tandai RHK yang Anda kerjakan sendiri pada kolomnya.")
        if p.berhenti_sejak and p.berhenti_sejak <= jam.hari_ini():
            raise Ditolak(f"{p} sudah berhenti. Pilih pegawai yang masih bekerja.")


# -- columns


@transaction.atomic
def tambah_kolom(mpph: MPPH, iki: IKI, *, by: Akun | None) -> KolomMPPH:
    """A column for one IKI of an RHK utama, beside that RHK's own. Raises ``Ditolak`` when it is not the leader's."""
    mpph = kunci_draf(mpph)
    pastikan(by, "isi_mpph", mpph, _BUKAN_PEMILIK)
    baris = IKI.objects.select_related("rhk").filter(pk=iki.pk, rhk__in=rhk_utama(mpph.skp)).first()
    if baris is None:
        raise Ditolak("IKI itu tidak ada pada RHK utama SKP Anda. Muat ulang halaman, lalu pilih lagi.")
    isi = {"urut": urut_berikut(KolomMPPH.objects.filter(mpph=mpph))}
    kolom, baru = KolomMPPH.objects.get_or_create(
        mpph=mpph, lini_rhk_id=baris.rhk.lini_id, lini_iki_id=baris.lini_id, defaults=isi
    )
    if baru:
        catat(mpph, mpph.status, "tambah_kolom", by=by, catatan=baris.uraian)
    return kolom


@transaction.atomic
def hapus_kolom(mpph: MPPH, kunci: str, *, by: Akun | None) -> None:
    """Take a column out with its cells: an IKI column, or one whose RHK the leader's SKP has no longer.

    Raises ``Ditolak`` for an RHK utama of today (it is *dikerjakan sendiri* instead) or a cell in a signed SKP.
    """
    mpph = kunci_draf(mpph)
    pastikan(by, "isi_mpph", mpph, _BUKAN_PEMILIK)
    kolom = _kolom_ada(mpph, kunci)
    if not (kolom.hilang or kolom.lini_iki):
        raise Ditolak("Kolom ini RHK utama SKP Anda. Tandai dikerjakan sendiri bila tidak dibagi.")
    isi = SelMPPH.objects.filter(kolom=kolom.id)
    tolak_terpakai(isi)
    catat(mpph, mpph.status, "hapus_kolom", by=by, catatan=f"{kolom.judul} ({isi.count()} peran)")
    KolomMPPH.objects.filter(pk__in=[kolom.id] if kolom.id else []).delete()


@transaction.atomic
def pindah_kolom(mpph: MPPH, dari: str, ke: str, *, by: Akun | None) -> int:
    """Move all cells of a column to another one of the leader's SKP; returns how many. RHK made of them stay as they are."""
    mpph = kunci_draf(mpph)
    pastikan(by, "isi_mpph", mpph, _BUKAN_PEMILIK)
    asal, tujuan = _kolom_ada(mpph, dari), kolom_tersimpan(mpph, ke)
    if asal.id is None or asal.id == tujuan.pk:
        raise Ditolak("Pilih kolom lain sebagai tujuannya.")
    isi = list(SelMPPH.objects.filter(kolom=asal.id).order_by("baris", "urut"))
    akhir: dict[int, int] = {}
    for s in SelMPPH.objects.filter(kolom=tujuan):
        akhir[s.baris_id] = max(akhir.get(s.baris_id, 0), s.urut)
    for s in isi:
        akhir[s.baris_id] = akhir.get(s.baris_id, 0) + 1
        s.kolom, s.urut, s.sunting = tujuan, akhir[s.baris_id], s.sunting + 1
    SelMPPH.objects.bulk_update(isi, ["kolom", "urut", "sunting"])
    catat(mpph, mpph.status, "pindah_kolom", by=by, catatan=f"{asal.judul}: {len(isi)} peran dipindahkan")
    return len(isi)


@transaction.atomic
def tandai_sendiri(mpph: MPPH, kunci: str, ya: bool, *, by: Akun | None) -> KolomMPPH:
    """The leader does this RHK himself: no cell is expected. Cells that are there stay."""
    mpph = kunci_draf(mpph)
    pastikan(by, "isi_mpph", mpph, _BUKAN_PEMILIK)
    kolom = kolom_tersimpan(mpph, kunci)
    if kolom.lini_iki_id:
        raise Ditolak("Tanda ini dipasang pada RHK utama, bukan pada IKI-nya.")
    if kolom.dikerjakan_sendiri != ya:
        kolom.dikerjakan_sendiri = ya
        kolom.save(update_fields=["dikerjakan_sendiri"])
        catat(mpph, mpph.status, "tandai_sendiri" if ya else "batal_sendiri", by=by, catatan=_judul(mpph, kolom))
    return kolom


def _judul(mpph: MPPH, kolom: KolomMPPH) -> str:
    return next((r.uraian for r in rhk_utama(mpph.skp) if r.lini_id == kolom.lini_rhk_id), "")


def kolom_tersimpan(mpph: MPPH, kunci: str) -> KolomMPPH:
    """The stored column of a key, made when the leader's SKP got that RHK after the matrix was opened.

    Raises ``Ditolak`` for one that his SKP has no longer.
    """
    rhk, _, iki = kunci.partition("-")
    if not (rhk.isdecimal() and (not iki or iki.isdecimal())):
        raise Ditolak("Kolom itu tidak ada di matriks. Muat ulang halaman.")
    di_acuan = RHK.objects.filter(versi__in=acuan(mpph.skp).values("pk")[:1], jenis="UTAMA", lini=int(rhk))
    if not di_acuan.exists() or (iki and not IKI.objects.filter(rhk__in=di_acuan, lini=int(iki)).exists()):
        raise Ditolak("RHK kolom ini tidak ada lagi di SKP pimpinan, jadi tidak dapat diisi. Muat ulang halaman.")
    isi = {"urut": urut_berikut(KolomMPPH.objects.filter(mpph=mpph))}
    if iki:
        ada = KolomMPPH.objects.filter(mpph=mpph, lini_rhk=int(rhk), lini_iki=int(iki)).first()
        if ada is None:
            raise Ditolak("Kolom IKI itu belum ditambahkan ke matriks. Muat ulang halaman.")
        return ada
    return KolomMPPH.objects.get_or_create(mpph=mpph, lini_rhk_id=int(rhk), lini_iki=None, defaults=isi)[0]


def _kolom_ada(mpph: MPPH, kunci: str) -> model.Kolom:
    kolom = susun_matriks(mpph.skp, mpph).kolom_dari(kunci)
    if kolom is None:
        raise SudahBerubah("Kolom itu tidak ada lagi di matriks. Muat ulang halaman.")
    return kolom


# -- steps


@transaction.atomic
def sepakati(mpph: MPPH, tanggal_dialog: dt.date, *, by: Akun | None, catatan: str = "") -> MPPH:
    """Agreed in a dialog on that day: from now on cells are candidates for the people's SKP.

    Raises ``Ditolak`` with what is missing, or for a day to come; ``SudahBerubah`` when it was agreed before.
    """
    mpph = _kunci(mpph)
    dari, mpph.status = mpph.status, LANGKAH.berikut(mpph.status, "sepakati", catatan)
    pastikan(by, "sepakati", mpph, _BUKAN_PEMILIK)
    if tanggal_dialog > jam.hari_ini():
        raise Ditolak("Dialognya belum terjadi. Isi tanggal dialog pembagian peran yang sudah dilaksanakan.")
    if kurang := model.kekurangan(susun_matriks(mpph.skp, mpph)):
        raise Ditolak(" ".join(a.kalimat for a in kurang))
    mpph.tanggal_dialog, mpph.catatan = tanggal_dialog, catatan.strip()
    mpph.save(update_fields=["status", "tanggal_dialog", "catatan"])
    catat(mpph, dari, "sepakati", by=by, catatan=catatan.strip())
    catat_peristiwa(DISEPAKATI, mpph, by=by, skp=mpph.skp_id, pegawai=mpph.skp.pegawai_id)
    return mpph


@transaction.atomic
def finalkan(mpph: MPPH, *, by: Akun | None, catatan: str = "") -> MPPH:
    """The division stands for the year. Raises ``SudahBerubah``."""
    return _langkah(mpph, "finalkan", catatan, by)


@transaction.atomic
def buka_kembali(mpph: MPPH, catatan: str, *, by: Akun | None) -> MPPH:
    """Back to a draft, with the reason; what was agreed before stays in the steps. Raises ``Ditolak``, ``SudahBerubah``."""
    return _langkah(mpph, "buka_kembali", catatan, by)


def _langkah(mpph: MPPH, tindakan: str, catatan: str, by: Akun | None) -> MPPH:
    mpph = _kunci(mpph)
    pastikan(by, tindakan, mpph, _BUKAN_PEMILIK)
    dari, mpph.status = mpph.status, LANGKAH.berikut(mpph.status, tindakan, catatan)
    mpph.save(update_fields=["status"])
    catat(mpph, dari, tindakan, by=by, catatan=catatan.strip())
    return mpph


# -- shared with the cells


def _kunci(mpph: MPPH) -> MPPH:
    semua = MPPH.objects.select_for_update(of=("self",), no_key=True).select_related("skp__pegawai", "skp__siklus")
    terkunci: MPPH = semua.get(pk=mpph.pk)
    return terkunci


def kunci_draf(mpph: MPPH) -> MPPH:
    """The matrix as it is now, locked, counted as edited. Raises ``SudahBerubah`` when it is no draft."""
    mpph = _kunci(mpph)
    if mpph.status != StatusMPPH.DRAF:
        raise SudahBerubah(_SUDAH.format(StatusMPPH(mpph.status).label.lower()))
    MPPH.objects.filter(pk=mpph.pk).update(sunting=F("sunting") + 1)
    return mpph


def tolak_terpakai(isi: Iterable[SelMPPH]) -> None:
    """Raises ``Ditolak`` when one of the cells is an RHK that its owner has signed; a draft's RHK only loses the link."""
    tetap = RHK.objects.filter(sel__in=list(isi), versi__status__in=["DIAJUKAN", "DITETAPKAN"])
    ada = tetap.select_related("versi__skp__pegawai").first()
    if ada is not None:
        raise Ditolak(
            f"“{ada.sel}” sudah menjadi RHK di SKP {ada.versi.skp.pegawai} yang {ada.versi.get_status_display().lower()}. "
            "Ubah isinya di sini, atau minta ia mengubah SKP-nya lebih dahulu."
        )


def catat(mpph: MPPH, dari: str, tindakan: str, *, by: Akun | None, catatan: str = "") -> LangkahMPPH:
    """The row of a step, or of a change of rows and columns."""
    return LangkahMPPH.objects.create(
        mpph=mpph,
        dari=dari,
        tindakan=tindakan,
        ke=mpph.status,
        pada=jam.sekarang(),
        oleh=by,
        nama_oleh=by.nama_tampil if by else "Aplikasi",
        catatan=catatan,
    )
