"""Who may do what in evaluation: who one is to the person, what the state allows, then one table of acts.

Objects: ``Evaluasi`` (or a row that hangs on one), ``UnitKerja``. Sessions, documents and objections have tables of their own.
"""

from typing import Any

import rules
from django.db.models import Q

from dialog.rules_realisasi import terbaca
from kinerja.organisasi.enums import JenisUnit, Peran, StatusPegawai
from kinerja.organisasi.models import Akun, HubunganPenilai, MasaUnit, Pegawai, UnitKerja
from kinerja.organisasi.peran import SELURUH_KABUPATEN, Hak, hak, mencakup
from kinerja.organisasi.queries import jalur, penugasan_pada
from kinerja.organisasi.rules import (
    adalah_admin_bkpsdm,
    adalah_pegawai,
    adalah_pimpinan,
    bertugas_mengawasi,
)
from predikat.enums import BidangRekomendasi, StatusEvaluasi, SumberEvaluasi
from predikat.models import BagianEvaluasi, Evaluasi, RatingDiberikan
from predikat.queries import sudah_diserahkan
from predikat.queries_organisasi import penetap_unit


def _evaluasi(objek: Any) -> Evaluasi | None:
    match objek:
        case Evaluasi():
            return objek
        case BagianEvaluasi() | RatingDiberikan():
            return objek.evaluasi
    return None


# -- who one is to the person


@rules.predicate
def subjek(akun: Akun, objek: Any) -> bool:
    """It is his own evaluation."""
    e = _evaluasi(objek)
    return e is not None and hak(akun).pegawai_id == e.pegawai_id


@rules.predicate
def penilai(akun: Akun, objek: Any) -> bool:
    """Rates the person in this period. Never oneself."""
    e, saya = _evaluasi(objek), hak(akun).pegawai_id
    return e is not None and saya is not None and e.penilai_id == saya and e.pegawai_id != saya


@rules.predicate
def penilai_bagian(akun: Akun, objek: Any) -> bool:
    """Assessed the person in a part of the period, and is not who rates him."""
    saya = hak(akun).pegawai_id
    if isinstance(objek, BagianEvaluasi):
        return saya is not None and objek.penilai_id == saya and objek.evaluasi.penilai_id != saya
    e = _evaluasi(objek)
    return e is not None and saya is not None and e.bagian.filter(penilai=saya).exists()


@rules.predicate
def pimpinan_di_atas(akun: Akun, objek: Any) -> bool:
    """Leads the unit whose pattern the person counts in, or one above it; never about himself."""
    e = _evaluasi(objek)
    if e is None or not hak(akun).pimpinan or hak(akun).pegawai_id == e.pegawai_id:
        return False
    return mencakup(hak(akun).memimpin, e.unit_hitung.path)


@rules.predicate
def mengurus(akun: Akun, objek: Any) -> bool:
    """Admin of the unit in which the person counts, or of one above it, or BKPSDM."""
    e = _evaluasi(objek)
    return e is not None and mencakup(hak(akun).wilayah_admin, e.unit_hitung.path)


@rules.predicate
def mengurus_orang_lain(akun: Akun, objek: Any) -> bool:
    """The same, and it is not his own."""
    return bool(mengurus.test(akun, objek)) and not subjek.test(akun, objek)


@rules.predicate
def mengawasi(akun: Akun, objek: Any) -> bool:
    """Tim Penilai Kinerja, PyB, BKPSDM: of others."""
    h = hak(akun)
    return (h.admin_bkpsdm or h.tim_penilai or h.pyb) and not subjek.test(akun, objek)


@rules.predicate
def auditor(akun: Akun, objek: Any) -> bool:
    """Inspektorat."""
    return hak(akun).auditor


@rules.predicate
def pembaca_hasil(akun: Akun, objek: Any) -> bool:
    """Reads what was reached and its evidence; others see that there is some (docs/keputusan/0013)."""
    e = _evaluasi(objek)
    return e is not None and bool(terbaca(akun, {(e.pegawai_id, e.periode.siklus_id)}))


@rules.predicate
def diserahkan(akun: Akun, objek: Any) -> bool:
    """The document was handed over. What comes from elsewhere has none: it is open from the day it was taken in."""
    e = _evaluasi(objek)
    if e is None:
        return False
    return bool(e.predikat) if e.sumber != SumberEvaluasi.LOKAL else sudah_diserahkan(e)


def _berstatus(*status: str) -> Any:
    @rules.predicate
    def berstatus(akun: Akun, objek: Any) -> bool:
        e = _evaluasi(objek)
        return e is not None and e.status in status

    return berstatus


@rules.predicate
def lokal(akun: Akun, objek: Any) -> bool:
    """Is rated here."""
    e = _evaluasi(objek)
    return e is not None and e.sumber == SumberEvaluasi.LOKAL


@rules.predicate
def studi(akun: Akun, objek: Any) -> bool:
    """Is judged by the progress of his study."""
    e = _evaluasi(objek)
    return e is not None and e.sumber == SumberEvaluasi.TUBEL


@rules.predicate
def penilai_kepala_daerah(akun: Akun, objek: Any) -> bool:
    """The person's penilai never signs in."""
    e = _evaluasi(objek)
    return e is not None and e.penilai is not None and e.penilai.status == StatusPegawai.NON_ASN


# -- units


@rules.predicate
def penetap_organisasi(akun: Akun, objek: Any) -> bool:
    """The Pimpinan one level above the unit, today."""
    saya = hak(akun).pegawai_id
    if saya is None or not isinstance(objek, UnitKerja):
        return False
    orang = penetap_unit([objek], hak(akun).hari).get(objek.pk)
    return orang is not None and orang.pk == saya


@rules.predicate
def memimpin_atau_di_atas(akun: Akun, objek: Any) -> bool:
    """Leads this unit or one above it."""
    return isinstance(objek, UnitKerja) and mencakup(hak(akun).memimpin, objek.path)


@rules.predicate
def memimpin_unit(akun: Akun, objek: Any) -> bool:
    """Leads this very unit."""
    return isinstance(objek, UnitKerja) and objek.pk in hak(akun).data.memimpin_id


@rules.predicate
def mengurus_unit(akun: Akun, objek: Any) -> bool:
    """Administers it."""
    return isinstance(objek, UnitKerja) and mencakup(hak(akun).wilayah_admin, objek.path)


@rules.predicate
def mengawasi_unit(akun: Akun, objek: Any) -> bool:
    """Holds a role for the whole kabupaten."""
    return SELURUH_KABUPATEN in hak(akun).wilayah(*Peran)


@rules.predicate
def mengawasi_rating(akun: Akun, objek: Any) -> bool:
    """BKPSDM, Tim Penilai Kinerja, PyB: auditors see a rating once its document is handed over, one by one."""
    h = hak(akun)
    return h.admin_bkpsdm or h.tim_penilai or h.pyb


def bidang_rekomendasi(h: Hak) -> BidangRekomendasi | None:
    """For which field somebody recommends: by his role, else because he leads the unit of that field. At most one query."""
    if h.admin_bkpsdm:
        return BidangRekomendasi.KEPEGAWAIAN
    if h.auditor:
        return BidangRekomendasi.PENGAWASAN
    atas = {j for path in h.memimpin for j in jalur(path)[1:2] if j == path}
    for jenis, nama in MasaUnit.objects.pada(h.hari).filter(unit__path__in=atas).values_list("jenis", "nama"):
        if jenis == JenisUnit.INSPEKTORAT:
            return BidangRekomendasi.PENGAWASAN
        if jenis == JenisUnit.BADAN and "perencanaan" in nama.lower():
            return BidangRekomendasi.PERENCANAAN
        if jenis == JenisUnit.BADAN and "kepegawaian" in nama.lower():
            return BidangRekomendasi.KEPEGAWAIAN
    return None


@rules.predicate
def memberi_rekomendasi(akun: Akun) -> bool:
    """Of the planning, personnel or inspectorate unit."""
    return bidang_rekomendasi(hak(akun)) is not None


# -- the board of the kabupaten


@rules.predicate
def mengawasi_kabupaten(akun: Akun) -> bool:
    """Holds a role for the whole kabupaten, or leads it."""
    h = hak(akun)
    return SELURUH_KABUPATEN in h.wilayah(*Peran) or any(len(p) <= UnitKerja.steplen for p in h.memimpin)


@rules.predicate
def memimpin_perangkat_daerah(akun: Akun) -> bool:
    """Leads a unit right below the root."""
    return any(len(p) == 2 * UnitKerja.steplen for p in hak(akun).memimpin)


def _memimpin_jenis(akun: Akun, syarat: Q) -> bool:
    """Leads a perangkat daerah of that kind. One query, for those who lead one."""
    h = hak(akun)
    if not memimpin_perangkat_daerah.test(akun):
        return False
    return bool(MasaUnit.objects.pada(h.hari).filter(syarat, unit__in=h.data.memimpin_id, unit__depth=2).exists())


_KEPEGAWAIAN = Q(jenis=JenisUnit.BADAN, nama__icontains="kepegawaian")
_INSPEKTORAT = Q(jenis=JenisUnit.INSPEKTORAT)


@rules.predicate
def melihat_semua_unit(akun: Akun) -> bool:
    """Sees how every unit stands to its pattern: overseers, who leads the kabupaten, heads of Setda, BKPSDM, Inspektorat."""
    if mengawasi_kabupaten.test(akun):
        return True
    return _memimpin_jenis(akun, _KEPEGAWAIAN | _INSPEKTORAT | Q(jenis=JenisUnit.SETDA))


@rules.predicate
def menelaah(akun: Akun) -> bool:
    """Head of BKPSDM, or Inspektorat: statistics of groups and of assessors."""
    return hak(akun).auditor or _memimpin_jenis(akun, _KEPEGAWAIAN | _INSPEKTORAT)


@rules.predicate
def pembaca_tren(akun: Akun, objek: Any) -> bool:
    """Reads the official predikat of a person: himself, who assesses him today, leaders above him, BKPSDM, TPK, PyB."""
    if not isinstance(objek, Pegawai):
        return False
    h = hak(akun)
    if h.pegawai_id == objek.pk or h.admin_bkpsdm or h.tim_penilai or h.pyb:
        return True
    if h.pegawai_id is None or not (h.menilai or h.pimpinan):
        return False
    if HubunganPenilai.objects.pada(h.hari).filter(pegawai=objek, penilai=h.pegawai_id).exists():
        return True
    return any(mencakup(h.memimpin, t.unit.path) for t in penugasan_pada(h.hari).filter(pegawai=objek))


_belum_tetap = _berstatus(StatusEvaluasi.BELUM, StatusEvaluasi.DIUSULKAN)
_diusulkan = _berstatus(StatusEvaluasi.DIUSULKAN)
_ditetapkan = _berstatus(StatusEvaluasi.DITETAPKAN)
_terlihat = subjek | penilai | penilai_bagian | pimpinan_di_atas | mengurus | mengawasi | auditor

#: act -> who may; the second argument is the object named in the act
IZIN: dict[str, Any] = {
    "daftar": adalah_pegawai,
    "atur_periode": adalah_admin_bkpsdm,
    "lembar": adalah_pimpinan | bertugas_mengawasi,
    "catat_lembar": adalah_admin_bkpsdm,
    "rekomendasi": memberi_rekomendasi,
    "tetapkan_organisasi": penetap_organisasi,
    "lihat_unit": memimpin_atau_di_atas | mengurus_unit | mengawasi_unit | penetap_organisasi,
    "lihat_pola": memimpin_atau_di_atas | mengawasi_unit | penetap_organisasi,
    "lihat_rating_unit": memimpin_atau_di_atas | mengawasi_rating,
    "alasan_pola": memimpin_unit,
    "lihat_papan": mengawasi_kabupaten | memimpin_perangkat_daerah,
    "lihat_papan_semua": melihat_semua_unit,
    "buka_dari_papan": memimpin_atau_di_atas | mengawasi_unit,
    "telaah": menelaah,
    "lihat": _terlihat,
    "lihat_rating": penilai | pimpinan_di_atas | mengawasi | ((subjek | auditor) & diserahkan),
    "baca_umpan": subjek | penilai,
    "baca_hasil": pembaca_hasil,
    "refleksi": subjek & _belum_tetap & lokal,
    "nilai": penilai & _belum_tetap & lokal,
    "buka_nilai": penilai & lokal,
    "tetapkan_predikat": penilai & _diusulkan & lokal,
    "buka_kembali": penilai & _ditetapkan & lokal,
    "serah_terima": penilai_bagian & _belum_tetap,
    "catat_rating": adalah_admin_bkpsdm & ~subjek & _belum_tetap & lokal & penilai_kepala_daerah,
    "ganti_penilai": mengurus_orang_lain & _belum_tetap,
    "nyatakan_tidak_dievaluasi": mengurus_orang_lain & _berstatus(StatusEvaluasi.BELUM) & lokal,
    "lihat_tren": pembaca_tren,
    "lihat_luar": adalah_admin_bkpsdm,
    "tetapkan_studi": adalah_admin_bkpsdm & ~subjek & studi & _berstatus(StatusEvaluasi.BELUM, StatusEvaluasi.DITETAPKAN),
    "evaluasi_juga": mengurus_orang_lain & _berstatus(StatusEvaluasi.TIDAK_DIEVALUASI),
}

for _nama, _siapa in IZIN.items():
    rules.add_perm(f"predikat.{_nama}", _siapa)
