"""Who may do what with evidence: its owner, the team that shares it, whoever reads the realisasi it is attached to.

The Inspektorat reads what serves twice; no admin reads any (docs/keputusan/0013).
"""

from typing import Any

import rules
from django.db.models import Q

from dialog.kembar import perlu_diperiksa
from dialog.models import Bukti, TautBukti
from dialog.rules_realisasi import IZIN_REALISASI, terbaca
from kinerja.organisasi.models import Akun, TimKerja
from kinerja.organisasi.peran import hak
from kinerja.organisasi.rules import adalah_auditor, adalah_pegawai


def _bukti(objek: Any) -> Bukti | None:
    match objek:
        case Bukti():
            return objek
        case TautBukti():
            return objek.bukti
    return None


@rules.predicate
def pemilik_bukti(akun: Akun, objek: Any) -> bool:
    """Handed it in."""
    b, saya = _bukti(objek), hak(akun).pegawai_id
    return b is not None and saya is not None and b.pemilik_id == saya


@rules.predicate
def setim(akun: Akun, objek: Any) -> bool:
    """The evidence is of a team's product, and he leads or belongs to the team today."""
    b, saya = _bukti(objek), hak(akun).pegawai_id
    if b is None or saya is None or not b.bersama or b.tim_id is None:
        return False
    return tim_dari(saya, hak(akun).hari).filter(pk=b.tim_id).exists()


def tim_dari(pegawai_id: int, hari: Any) -> Any:
    """Teams that a person leads or belongs to on a day."""
    ikut = Q(anggota__pegawai=pegawai_id, anggota__berlaku__contains=hari)
    return TimKerja.objects.pada(hari).filter(Q(ketua=pegawai_id) | ikut).distinct()


@rules.predicate
def pembaca_realisasi(akun: Akun, objek: Any) -> bool:
    """May read a realisasi that it is attached to."""
    return bool(terbaca(akun, _milik(objek)))


@rules.predicate
def pembaca_orang_lain(akun: Akun, objek: Any) -> bool:
    """May read a realisasi of somebody else that it is attached to: he judges, and what he is told is not for the judged."""
    b, saya = _bukti(objek), hak(akun).pegawai_id
    if b is None or b.pemilik_id == saya:
        return False
    return bool(terbaca(akun, {m for m in _milik(objek) if m[0] != saya}))


def _milik(objek: Any) -> set[tuple[int, int | None]]:
    """Whose results it is attached to, and of which cycles. One query, however many people share it."""
    b = _bukti(objek)
    skp = "realisasi__lini_iki__lini_rhk__skp"
    taut = TautBukti.objects.filter(bukti=b).values_list(f"{skp}__pegawai", f"{skp}__siklus") if b else ()
    return set(taut)


@rules.predicate
def pemeriksa(akun: Akun, objek: Any) -> bool:
    """Inspektorat, and it has a case: the content serves at two places, or was removed after an evaluation rested upon it."""
    b = _bukti(objek)
    return b is not None and hak(akun).auditor and perlu_diperiksa(b)


@rules.predicate
def pemilik_taut(akun: Akun, objek: Any) -> bool:
    """It is attached to his own measure."""
    return isinstance(objek, TautBukti) and IZIN_REALISASI["isi_realisasi"].test(akun, objek.realisasi)


@rules.predicate
def pembaca_tempat(akun: Akun, objek: Any) -> bool:
    """May read the realisasi of this one place."""
    return isinstance(objek, TautBukti) and IZIN_REALISASI["lihat_realisasi"].test(akun, objek.realisasi)


@rules.predicate
def belum_dihapus(akun: Akun, objek: Any) -> bool:
    """No tombstone."""
    b = _bukti(objek)
    return b is not None and b.dihapus_pada is None


@rules.predicate
def berisi(akun: Akun, objek: Any) -> bool:
    """There is a file, and its content is still there."""
    b = _bukti(objek)
    return b is not None and b.berkas is not None and b.berkas.dihapus_pada is None


_membaca = pemilik_bukti | setim | pembaca_realisasi | pemeriksa

#: act -> who may; the second argument is the object named in the act
IZIN_BUKTI: dict[str, Any] = {
    "bukti": adalah_pegawai,
    "unggah": adalah_pegawai,
    "lihat_bukti": _membaca,
    # What was removed is gone for everybody but the Inspektorat, as long as an evaluation may rest upon it.
    "isi_bukti": berisi & ((belum_dihapus & _membaca) | pemeriksa),
    "taut_bukti": belum_dihapus & (pemilik_bukti | setim),
    "lepas_bukti": pemilik_taut,
    "hapus_bukti": belum_dihapus & pemilik_bukti,
    "bukti_kembar": adalah_auditor,
    "tanda_kembar": pemeriksa | pembaca_orang_lain,
    "semua_tempat": pemilik_bukti | setim | pemeriksa,
    "tempat_bukti": pembaca_tempat,
}

for _nama, _siapa in IZIN_BUKTI.items():
    rules.add_perm(f"dialog.{_nama}", _siapa)
