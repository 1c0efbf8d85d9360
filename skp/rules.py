"""Who may do what in planning: who one is to the SKP, what its state allows, then one table of acts."""

from typing import Any

import rules
from django.db.models import Q

from kinerja.layanan.bantu import boleh_membantu
from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, Penugasan, UnitKerja
from kinerja.organisasi.peran import Hak, hak, mencakup
from kinerja.organisasi.queries import rantai_penilai
from kinerja.organisasi.rules import (
    adalah_admin_bkpsdm,
    adalah_admin_unit,
    adalah_admin_unit_atas,
    adalah_auditor,
    adalah_diri_sendiri,
    adalah_pegawai,
    adalah_pimpinan,
    bertugas_mengawasi,
    diurus,
)
from kinerja.plumbing import jam
from skp.enums import DAPAT_DISUNTING, TERKUNCI, StatusMPPH, StatusPK, StatusSKP
from skp.models import MPPH, RHK, SKP, BarisMPPH, Komentar, LangkahSKP, PerjanjianKinerja, VersiSKP
from skp.queries import LINGKUP_BANTU, yang_dibantu
from skp.queries_mpph import berdiri


def _skp(objek: Any) -> SKP | None:
    """The SKP that an object belongs to."""
    match objek:
        case SKP():
            return objek
        case VersiSKP():
            return objek.skp
        case RHK() | LangkahSKP() | Komentar():
            return objek.versi.skp
        case MPPH():
            return objek.skp
        case BarisMPPH():
            return objek.mpph.skp
    return None


def _versi(objek: Any) -> VersiSKP | None:
    match objek:
        case VersiSKP():
            return objek
        case RHK() | LangkahSKP() | Komentar():
            return objek.versi
    return None


def penilai_hari_ini(pegawai_id: int | None, saya: int | None) -> bool:
    """Whether ``saya`` assesses ``pegawai_id`` today."""
    if saya is None or pegawai_id is None:
        return False
    return bool(HubunganPenilai.objects.pada(jam.hari_ini()).filter(pegawai=pegawai_id, penilai=saya).exists())


# -- who one is to the SKP


@rules.predicate
def pemilik_skp(akun: Akun, objek: Any) -> bool:
    """It is his own, and he is signed in himself."""
    skp = _skp(objek)
    return skp is not None and hak(akun).pegawai_id == skp.pegawai_id


@rules.predicate
def pembantu_isi(akun: Akun, objek: Any) -> bool:
    """May draft for the owner by his consent ("Bantu isi")."""
    skp = _skp(objek)
    return skp is not None and hak(akun).masuk and boleh_membantu(akun, skp.pegawai, LINGKUP_BANTU, skp.pk)


@rules.predicate
def penilai_skp(akun: Akun, objek: Any) -> bool:
    """Assesses the owner today; whoever did so yesterday has handed over his desk."""
    skp = _skp(objek)
    return skp is not None and hak(akun).menilai and penilai_hari_ini(skp.pegawai_id, hak(akun).pegawai_id)


@rules.predicate
def atasan_pemilik(akun: Akun, objek: Any) -> bool:
    """Stands above the owner in the chain of assessors."""
    skp, saya = _skp(objek), hak(akun).pegawai_id
    if skp is None or saya is None or not hak(akun).menilai:
        return False
    return any(m.pegawai.pk == saya for m in rantai_penilai(Pegawai(pk=skp.pegawai_id), hak(akun).hari))


@rules.predicate
def mengurus_pemilik(akun: Akun, objek: Any) -> bool:
    """Admin of a unit above the owner, or BKPSDM."""
    skp = _skp(objek)
    return skp is not None and diurus(hak(akun), skp.pegawai)


@rules.predicate
def dinilai_pemilik(akun: Akun, objek: Any) -> bool:
    """The owner assesses him today.

    Such an admin does not record the paper that sets his own assessor's SKP: it is refused, and another admin above or BKPSDM
    records it. A second signature would not help, for whoever gave it would mostly be his colleague below the same leader.
    """
    skp = _skp(objek)
    return skp is not None and penilai_hari_ini(hak(akun).pegawai_id, skp.pegawai_id)


@rules.predicate
def terlihat(akun: Akun, objek: Any) -> bool:
    """The same answer as ``queries.versi_terlihat``, asked from below: whoever is high up need not list all beneath him."""
    h, skp = hak(akun), _skp(objek)
    if skp is None or not h.masuk:
        return False
    if h.admin_bkpsdm or h.pegawai_id == skp.pegawai_id:
        return True
    versi = [objek] if isinstance(objek, VersiSKP) else [v] if (v := _versi(objek)) else list(skp.versi.all())
    if any(h.auditor and v.status in TERKUNCI for v in versi):
        return True
    if h.pegawai_id is not None and any(h.pegawai_id in (v.penilai_id, v.penetap_id) for v in versi):
        return True
    if bool(versi) and (dibantu.test(akun, skp) or atasan_pemilik.test(akun, skp) or _dalam_wilayah(h, skp)):
        return True
    return any(v.status == StatusSKP.DITETAPKAN for v in versi) and (_serekan(h, skp) or _atasan_saya(h, skp))


@rules.predicate
def dibantu(akun: Akun, skp: SKP) -> bool:
    """The owner asked him to help with his SKP, or with this one."""
    saya, milik = hak(akun).pegawai_id, Q(pemilik=skp.pegawai_id, objek_id=None) | Q(objek_id=skp.pk)
    return saya is not None and yang_dibantu(saya, hak(akun).hari).filter(milik).exists()


def _dalam_wilayah(h: Hak, skp: SKP) -> bool:
    """Any post of the owner lies in a subtree that one administers."""
    if not h.wilayah_admin:
        return False
    path = Penugasan.objects.pada(h.hari).filter(pegawai=skp.pegawai_id).values_list("unit__path", flat=True)
    return any(mencakup(h.wilayah_admin, p) for p in path)


def _serekan(h: Hak, skp: SKP) -> bool:
    """The SKP is of a post in a unit in which one works."""
    return Penugasan.objects.pada(h.hari).filter(pegawai=h.pegawai_id, unit=skp.penugasan.unit_id).exists()


def _atasan_saya(h: Hak, skp: SKP) -> bool:
    if h.pegawai_id is None:
        return False
    return any(m.pegawai.pk == skp.pegawai_id for m in rantai_penilai(Pegawai(pk=h.pegawai_id), h.hari))


# -- what its state allows


@rules.predicate
def dapat_disunting(akun: Akun, objek: Any) -> bool:
    """DRAF or DIKEMBALIKAN."""
    versi = _versi(objek)
    return versi is not None and versi.status in DAPAT_DISUNTING


@rules.predicate
def disunting_penilai(akun: Akun, objek: Any) -> bool:
    """The assessor took it into his own hands (``sunting_penilai``): he may type until the owner signs again."""
    versi = _versi(objek)
    if versi is None or versi.status != StatusSKP.DIKEMBALIKAN:
        return False
    akhir = LangkahSKP.objects.filter(versi=versi).order_by("-pk").values_list("tindakan", flat=True).first()
    return akhir == "sunting_penilai"


def _berstatus(*status: str) -> Any:
    @rules.predicate
    def berstatus(akun: Akun, objek: Any) -> bool:
        versi = _versi(objek)
        return versi is not None and versi.status in status

    return berstatus


@rules.predicate
def draf_pengganti(akun: Akun, objek: Any) -> bool:
    """Drafted by the unit because nobody did; the signatures stay those of owner and assessor."""
    versi = _versi(objek)
    return versi is not None and versi.pengganti


_diajukan = _berstatus(StatusSKP.DIAJUKAN)
_terkunci = _berstatus(*TERKUNCI)
_mengisi = pemilik_skp | pembantu_isi

# -- Perjanjian Kinerja and matrix


def _unit(objek: Any) -> UnitKerja | None:
    if isinstance(objek, PerjanjianKinerja):
        return objek.unit
    return objek if isinstance(objek, UnitKerja) else None


@rules.predicate
def memimpin_unit(akun: Akun, objek: Any) -> bool:
    """Leads this very unit."""
    unit = _unit(objek)
    return unit is not None and unit.pk in hak(akun).data.memimpin_id


@rules.predicate
def memimpin_di_atas(akun: Akun, objek: Any) -> bool:
    """Leads the unit or one above it."""
    unit = _unit(objek)
    return unit is not None and any(str(unit.path).startswith(p) for p in hak(akun).memimpin)


@rules.predicate
def mengurus_unit(akun: Akun, objek: Any) -> bool:
    """Admin of the unit or of one above it, or BKPSDM."""
    unit = _unit(objek)
    return unit is not None and diurus(hak(akun), unit)


@rules.predicate
def mengawasi_unit(akun: Akun, objek: Any) -> bool:
    """Holds a role given by hand that reaches the unit: BKPSDM, auditors and the like everywhere, a unit admin his subtree."""
    unit = _unit(objek)
    return unit is not None and mencakup(hak(akun).wilayah(*Peran), str(unit.path))


@rules.predicate
def bertugas_di_unit(akun: Akun, objek: Any) -> bool:
    """Works in the unit or below it today."""
    saya, unit = hak(akun).pegawai_id, _unit(objek)
    if saya is None or unit is None:
        return False
    tugas = Penugasan.objects.pada(hak(akun).hari)
    return bool(tugas.filter(pegawai=saya, unit__path__startswith=unit.path).exists())


@rules.predicate
def pk_terbuka(akun: Akun, objek: Any) -> bool:
    """A Perjanjian Kinerja that holds, or held, is no secret among the people of the kabupaten."""
    if isinstance(objek, UnitKerja):
        return bool(akun.is_authenticated)
    return isinstance(objek, PerjanjianKinerja) and objek.status in (StatusPK.BERLAKU, StatusPK.DIGANTI)


@rules.predicate
def pk_draf(akun: Akun, objek: Any) -> bool:
    """Still typed (or not there yet: the object is the unit)."""
    return isinstance(objek, UnitKerja) or (isinstance(objek, PerjanjianKinerja) and objek.status == StatusPK.DRAF)


def _mpph(objek: Any) -> MPPH | None:
    if isinstance(objek, BarisMPPH):
        return objek.mpph
    return objek if isinstance(objek, MPPH) else None


@rules.predicate
def mpph_draf(akun: Akun, objek: Any) -> bool:
    """The matrix is a draft (or not there yet: the object is the SKP)."""
    mpph = _mpph(objek)
    return isinstance(objek, SKP) or (mpph is not None and mpph.status == StatusMPPH.DRAF)


@rules.predicate
def tampak_di_mpph(akun: Akun, objek: Any) -> bool:
    """Has a row in the matrix: his own, or that of a team he leads, or as a member of one."""
    saya, mpph = hak(akun).pegawai_id, _mpph(objek)
    if saya is None or mpph is None:
        return False
    return bool(mpph.baris.filter(berdiri(saya, hak(akun).hari)).exists())


@rules.predicate
def mpph_dibagikan(akun: Akun, objek: Any) -> bool:
    """Agreed upon: from then on everybody in it sees all of it."""
    mpph = _mpph(objek)
    return mpph is not None and mpph.status != StatusMPPH.DRAF


@rules.predicate
def ketua_baris(akun: Akun, objek: Any) -> bool:
    """Leads the team below which the row stands: the second level of the matrix is his."""
    saya = hak(akun).pegawai_id
    if saya is None or not isinstance(objek, BarisMPPH):
        return False
    tim = objek.induk.tim if objek.induk is not None else None
    return tim is not None and tim.ketua_id == saya


@rules.predicate
def ketua_tim_baris(akun: Akun, objek: Any) -> bool:
    """Leads the team that the row is: he may add members below it."""
    saya = hak(akun).pegawai_id
    return saya is not None and isinstance(objek, BarisMPPH) and objek.tim is not None and objek.tim.ketua_id == saya


@rules.predicate
def penulis_komentar(akun: Akun, objek: Any) -> bool:
    """Wrote the remark."""
    return isinstance(objek, Komentar) and objek.penulis_id == hak(akun).pegawai_id


@rules.predicate
def pernah_menilai(akun: Akun, objek: Any) -> bool:
    """Assessed or set this very version."""
    versi, saya = _versi(objek), hak(akun).pegawai_id
    return versi is not None and saya is not None and saya in (versi.penilai_id, versi.penetap_id)


_melihat_mpph = pemilik_skp | pembantu_isi | adalah_auditor | atasan_pemilik | mengurus_pemilik

#: act -> who may; the second argument is the object named in the act
IZIN: dict[str, Any] = {
    "lihat": terlihat,
    "lihat_daftar": adalah_pegawai | bertugas_mengawasi,
    "buka": pemilik_skp | penilai_skp | mengurus_pemilik,
    "isi": (dapat_disunting & _mengisi)
    | (disunting_penilai & penilai_skp)
    | (dapat_disunting & draf_pengganti & mengurus_pemilik),
    "ajukan": pemilik_skp & dapat_disunting,
    "tarik": pemilik_skp & _diajukan,
    "kembalikan": penilai_skp & _diajukan,
    "sunting_penilai": penilai_skp & _diajukan,
    "tetapkan": penilai_skp & _diajukan,
    "catat_penetapan": adalah_admin_unit & mengurus_pemilik & ~pemilik_skp & ~dinilai_pemilik,
    "gantikan": rules.always_deny,
    "batalkan": pemilik_skp & dapat_disunting,
    "buka_versi": pemilik_skp & _terkunci,
    "komentar": _mengisi | penilai_skp | atasan_pemilik,
    # Colleagues and subordinates read what was set, not how it came about: remarks, reasons, earlier wordings.
    "lihat_pembicaraan": _mengisi | pernah_menilai | penilai_skp | adalah_auditor | mengurus_pemilik | atasan_pemilik,
    "selesaikan_komentar": penulis_komentar | pemilik_skp | penilai_skp,
    "abaikan_saran": dapat_disunting & _mengisi,
    "konfirmasi_induk": pemilik_skp,
    "isi_standar": pemilik_skp | pembantu_isi | penilai_skp,
    "susun_pengganti": adalah_admin_unit_atas & ~adalah_diri_sendiri,
    "buka_siklus": adalah_admin_bkpsdm,
    "lampirkan": pemilik_skp | mengurus_pemilik,
    "lihat_tim": adalah_pegawai,
    "lihat_mpph": _melihat_mpph | tampak_di_mpph,
    "lihat_seluruh_mpph": _melihat_mpph | (mpph_dibagikan & tampak_di_mpph),
    "isi_mpph": (pemilik_skp | pembantu_isi) & mpph_draf,
    "isi_baris_mpph": (pemilik_skp | pembantu_isi | ketua_baris) & mpph_draf,
    "atur_anggota_mpph": (pemilik_skp | pembantu_isi | ketua_tim_baris) & mpph_draf,
    "sepakati": pemilik_skp,
    "finalkan": pemilik_skp,
    "buka_kembali": pemilik_skp,
    "lihat_pk": pk_terbuka | memimpin_di_atas | mengurus_unit | adalah_auditor,
    "isi_pk": pk_draf & (memimpin_unit | mengurus_unit),
    "berlakukan_pk": memimpin_unit | mengurus_unit,
    "batalkan_pk": pk_draf & (memimpin_unit | mengurus_unit),
    "lihat_perencanaan": memimpin_di_atas | mengawasi_unit,
    "ingatkan": memimpin_di_atas | mengurus_unit,
    "lihat_perencanaan_kabupaten": bertugas_mengawasi | adalah_pimpinan,
    "lihat_pohon": memimpin_di_atas | mengawasi_unit | bertugas_di_unit,
    "atur_pustaka": adalah_admin_bkpsdm,
    "atur_templat": memimpin_unit | mengurus_unit,
}

for _nama, _siapa in IZIN.items():
    rules.add_perm(f"skp.{_nama}", _siapa)
