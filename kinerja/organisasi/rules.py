"""Who may do what to whom on this floor: predicates of two kinds (who one is, who one is to the object), then one table.

Later floors combine the same predicates in tables of their own. Everything asks ``peran.hak``: the data for pegawai, penilai
and pimpinan, dated rows for roles given by hand.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import rules
from django.db.models import Q
from rules.predicates import is_authenticated

from kinerja.organisasi.enums import Peran
from kinerja.organisasi.models import Akun, HubunganPenilai, Pegawai, Penugasan, PeranAkun, UnitKerja
from kinerja.organisasi.peran import SELURUH_KABUPATEN, Hak, hak, mencakup
from kinerja.organisasi.queries import jabatan_utama, jalur, pimpinan_pada, rantai_penilai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import TidakBoleh

# -- who one is


@rules.predicate
def adalah_pegawai(akun: Akun) -> bool:
    """The account belongs to a person."""
    return hak(akun).pegawai_id is not None


@rules.predicate
def adalah_pimpinan(akun: Akun) -> bool:
    """Leads a unit today."""
    return hak(akun).pimpinan


@rules.predicate
def adalah_admin_bkpsdm(akun: Akun) -> bool:
    """BKPSDM, for the whole kabupaten."""
    return hak(akun).admin_bkpsdm


@rules.predicate
def adalah_admin_unit(akun: Akun) -> bool:
    """Unit admin of some subtree, or BKPSDM."""
    return bool(hak(akun).wilayah_admin)


@rules.predicate
def adalah_auditor(akun: Akun) -> bool:
    """Inspektorat: counts and documents, no dialogues or konseling."""
    return hak(akun).auditor


@rules.predicate
def bertugas_mengawasi(akun: Akun) -> bool:
    """Holds any role given by hand."""
    return bool(hak(akun).peran)


# -- who one is to the object


@rules.predicate
def adalah_diri_sendiri(akun: Akun, objek: Any) -> bool:
    """The person himself: ``objek`` is a Pegawai, or an Akun."""
    if isinstance(objek, Akun):
        return objek.pk == akun.pk
    return isinstance(objek, Pegawai) and hak(akun).pegawai_id == objek.pk


@rules.predicate
def adalah_admin_unit_atas(akun: Akun, objek: Any) -> bool:
    """Unit admin above ``objek`` (UnitKerja, Pegawai or Akun), or BKPSDM."""
    return diurus(hak(akun), objek)


@rules.predicate
def adalah_penilai_dari(akun: Akun, pegawai: Pegawai | None) -> bool:
    """Assesses ``pegawai`` today."""
    saya = hak(akun).pegawai_id
    if saya is None or pegawai is None or not hak(akun).menilai:
        return False
    return HubunganPenilai.objects.pada(jam.hari_ini()).filter(pegawai=pegawai, penilai_id=saya).exists()


@rules.predicate
def adalah_atasan_dari(akun: Akun, pegawai: Pegawai | None) -> bool:
    """Stands above ``pegawai`` in the chain of assessors: his assessor, or the assessor's, and so on."""
    saya = hak(akun).pegawai_id
    if saya is None or pegawai is None or not hak(akun).menilai:
        return False
    return any(mata.pegawai.pk == saya for mata in rantai_penilai(pegawai, jam.hari_ini()))


@rules.predicate
def adalah_pimpinan_unit(akun: Akun, unit: UnitKerja | None) -> bool:
    """Leads this very unit."""
    return unit is not None and unit.pk in hak(akun).data.memimpin_id


def tempat(objek: Any) -> str | None:
    """Path of a unit, or of the unit in which a person (or the person of an account) mainly works today; None: nowhere."""
    if isinstance(objek, UnitKerja):
        return str(objek.path)
    pegawai_id = objek.pegawai_id if isinstance(objek, Akun) else getattr(objek, "pk", None)
    if pegawai_id is None:
        return None
    tugas = jabatan_utama([pegawai_id], jam.hari_ini()).get(pegawai_id)
    return str(tugas.unit.path) if tugas else None


def diurus(h: Hak, objek: Any) -> bool:
    """Whether the holder of ``h`` looks after ``objek``. Whoever works nowhere belongs to BKPSDM."""
    if objek is None or not h.wilayah_admin:
        return False
    if h.admin_bkpsdm:
        return True
    path = tempat(objek)
    return path is not None and mencakup(h.wilayah_admin, path)


# -- who stands above an admin


def atasan_pemegang(h: Hak) -> frozenset[int]:
    """People above the holder of ``h``: leaders of his main post's unit and of those above, his assessors upward."""
    if h.pegawai_id is None:
        return frozenset()
    tugas = jabatan_utama([h.pegawai_id], h.hari).get(h.pegawai_id)
    kepala = pimpinan_pada(h.hari).filter(unit__path__in=jalur(tugas.unit.path) if tugas else [])
    rantai = {mata.pegawai.pk for mata in rantai_penilai(Pegawai(pk=h.pegawai_id), h.hari)}
    return frozenset({*kepala.values_list("pegawai_id", flat=True), *rantai}) - {h.pegawai_id}


def kursi_di_atas(h: Hak, path: str) -> bool:
    """The seat of a topmost unit that he administers, or of the unit in which he works or one above it."""
    di_bawah = any(path.startswith(w) and path != w for w in h.unit_admin)
    kerja = jabatan_utama([h.pegawai_id], h.hari).get(h.pegawai_id) if h.pegawai_id else None
    return not di_bawah or (kerja is not None and str(kerja.unit.path).startswith(path))


# -- acts on postings: what an action asks before it writes. ``by`` None: the application itself


def pastikan_atas_orang(by: Akun | None, pegawai: Pegawai) -> None:
    """Raises ``TidakBoleh``: nobody records a post or a time away of his own, a unit admin none of others' people or superiors.

    Without it whoever administers one unit could move anybody into it, and then issue the activation code of his account.
    """
    if by is None:
        return
    h = hak(by)
    if h.pegawai_id == pegawai.pk:
        raise TidakBoleh("Data tentang diri sendiri dicatat oleh orang lain. Mintalah BKPSDM mencatatnya.")
    if not diurus(h, pegawai):
        raise TidakBoleh(f"{pegawai} bertugas di luar unit yang Anda urus. Mintalah BKPSDM mencatatnya.")
    if not h.admin_bkpsdm and pegawai.pk in atasan_pemegang(h):
        raise TidakBoleh(f"{pegawai} adalah atasan Anda. Mintalah BKPSDM mencatatnya.")


def pastikan_atas_unit(by: Akun | None, unit: UnitKerja) -> None:
    """Raises ``TidakBoleh`` for a unit that ``by`` does not look after."""
    if by is not None and not diurus(hak(by), unit):
        raise TidakBoleh(f"{unit} di luar unit yang Anda urus. Mintalah BKPSDM mencatatnya.")


def pastikan_atas_kursi(by: Akun | None, unit: UnitKerja) -> None:
    """Raises ``TidakBoleh``: who leads one's own topmost unit, or oneself, BKPSDM records."""
    pastikan_atas_unit(by, unit)
    if by is not None and not hak(by).admin_bkpsdm and kursi_di_atas(hak(by), unit.path):
        raise TidakBoleh(f"Pimpinan {unit} adalah atasan Anda atau memimpin unit teratas Anda. Mintalah BKPSDM mencatatnya.")


def pastikan_atas_yang_ditutup(by: Akun | None, ditutup: Iterable[Penugasan]) -> None:
    """Raises ``TidakBoleh`` when an act would end a posting in a unit that ``by`` does not look after."""
    for p in ditutup if by is not None and not hak(by).admin_bkpsdm else ():
        if not mencakup(hak(by).wilayah_admin, p.unit.path):
            raise TidakBoleh(
                f"Penugasan {p.pegawai} sebagai {p.nama_jabatan} di {p.unit} ikut berakhir, padahal itu bukan urusan Anda. "
                "Mintalah BKPSDM mencatatnya."
            )


def pastikan_bkpsdm(by: Akun | None, kalimat: str) -> None:
    """Raises ``TidakBoleh`` with ``kalimat`` for everybody but BKPSDM."""
    if by is not None and not hak(by).admin_bkpsdm:
        raise TidakBoleh(kalimat)


# -- accounts


def akun_boleh_diurus(by: Akun, akun: Sequence[Akun]) -> list[Akun]:
    """Those of ``akun`` that ``by`` may act on (codes, switching off, the lost factor), in at most six queries for any number.

    Never his own. A unit admin acts for people whose main post lies in his subtrees, on accounts whose roles (also those to
    come) lie within his own rights: else he could send himself the code of an account that may do more, and become it. Once
    the owner uses an account, that of a superior or of an admin of the same unit is BKPSDM's.
    """
    h = hak(by)
    lain = [a for a in akun if a.pk != by.pk]
    if h.admin_bkpsdm or not h.wilayah_admin:
        return lain if h.admin_bkpsdm else []
    utama = jabatan_utama([a.pegawai_id for a in lain if a.pegawai_id], h.hari)
    milik = [a for a in lain if a.pegawai_id in utama and mencakup(h.unit_admin, utama[a.pegawai_id].unit.path)]
    peran = _peran_kini_dan_nanti(milik, h)
    atasan = atasan_pemegang(h) if any(a.aktif_sejak for a in milik) else frozenset[int]()
    return [a for a in milik if _sederajat(h, a, peran[a.pk]) and not (a.aktif_sejak and a.pegawai_id in atasan)]


def _peran_kini_dan_nanti(akun: Iterable[Akun], h: Hak) -> dict[int, list[tuple[str, str]]]:
    masih = Q(berlaku__endswith__isnull=True) | Q(berlaku__endswith__gt=h.hari)
    hasil: dict[int, list[tuple[str, str]]] = defaultdict(list)
    baris = PeranAkun.objects.filter(masih, akun__in=[a.pk for a in akun]).values_list("akun_id", "peran", "unit__path")
    for pk, peran, path in baris:
        hasil[pk].append((peran, path or SELURUH_KABUPATEN))
    return hasil


def _sederajat(h: Hak, akun: Akun, peran: list[tuple[str, str]]) -> bool:
    if not akun.aktif_sejak:
        return all(p == Peran.ADMIN_UNIT and mencakup(h.unit_admin, path) for p, path in peran)
    return all(boleh_beri(h, p, path) for p, path in peran)


@rules.predicate
def boleh_urus_akun(akun: Akun, objek: Akun | None) -> bool:
    """One account by the rule of ``akun_boleh_diurus``."""
    return objek is not None and bool(akun_boleh_diurus(akun, [objek]))


@rules.predicate
def boleh_atur_peran(akun: Akun, objek: Akun | None) -> bool:
    """Looks after the person of the account; which roles, ``boleh_beri`` says. Never one's own."""
    return objek is not None and objek.pk != akun.pk and diurus(hak(akun), objek)


def boleh_beri(h: Hak, peran: str, path: str) -> bool:
    """BKPSDM gives every role; a unit admin only ADMIN_UNIT, strictly below a unit of his own."""
    if h.admin_bkpsdm:
        return True
    di_bawah = path != SELURUH_KABUPATEN and any(path.startswith(w) and path != w for w in h.unit_admin)
    return peran == Peran.ADMIN_UNIT and di_bawah


def lihat_data_pribadi(akun: Akun, pegawai: Pegawai) -> bool:
    """Birth, sex, rank dates, legal state: for the person himself, BKPSDM, and the admin of a unit above him."""
    return bool((adalah_diri_sendiri | adalah_admin_unit_atas)(akun, pegawai))


#: act -> who may; the second argument is the object named in the act
IZIN: dict[str, Any] = {
    "lihat_direktori": is_authenticated,
    "lihat_unit": is_authenticated,
    "lihat_kabupaten": bertugas_mengawasi | adalah_pimpinan,
    "lihat_riwayat": adalah_diri_sendiri | adalah_atasan_dari | adalah_admin_unit_atas | adalah_auditor,
    "lihat_data_pribadi": adalah_diri_sendiri | adalah_admin_unit_atas,
    "lihat_rantai_penilai": adalah_diri_sendiri | adalah_atasan_dari | adalah_admin_unit_atas | adalah_auditor,
    "lihat_akun": adalah_admin_unit,
    "buat_akun": adalah_admin_unit_atas,
    "lihat_satu_akun": adalah_admin_unit_atas,
    "urus_akun": boleh_urus_akun,
    "atur_peran": boleh_atur_peran,
    "buat_akun_luar": adalah_admin_bkpsdm,
}

for _nama, _siapa in IZIN.items():
    rules.add_perm(f"organisasi.{_nama}", _siapa)
