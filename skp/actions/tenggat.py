"""The clocks of planning: to hand in, to look at what was handed in, to mend what was given back.

A step can recur, so the clock of looking and mending belongs to the row of the step (``LangkahSKP``), not to the version.
"""

from kinerja.organisasi.models import Akun, Pegawai
from kinerja.siklus.actions.tenggat import buka_tenggat, pindahkan_meja, selesaikan_tenggat
from kinerja.siklus.models import Tenggat
from skp.enums import SebabSKP
from skp.models import SKP, LangkahSKP, VersiSKP

AJUKAN, PERIKSA, PERBAIKI = "skp_ajukan", "skp_periksa", "skp_perbaiki"
_LANGKAH: str = LangkahSKP._meta.label_lower
_SKP: str = SKP._meta.label_lower


def mulai_ajukan(skp: SKP, *, by: Akun | None) -> None:
    """The owner must hand in: by the date of the year, or within the days of whoever comes in the middle of it."""
    tengah = skp.sebab != SebabSKP.AWAL_TAHUN
    buka_tenggat(
        skp,
        AJUKAN,
        mulai=skp.mulai if tengah else None,
        pemegang=skp.pegawai,
        kantor=skp.penugasan.unit_id,
        tahun=skp.siklus.tahun,
        parameter="skp_ajukan_batas_masuk" if tengah else None,
        by=by,
    )


def mulai_periksa(versi: VersiSKP, langkah: LangkahSKP, *, by: Akun | None) -> None:
    """It was handed in: the owner's clocks stop, the assessor's starts."""
    _hentikan(_SKP, [versi.skp_id], AJUKAN, by)
    _hentikan(_LANGKAH, _langkah(versi), PERBAIKI, by)
    if versi.penilai is not None:
        buka_tenggat(langkah, PERIKSA, pemegang=versi.penilai, kantor=versi.skp.penugasan.unit_id, by=by)


def selesai_periksa(versi: VersiSKP, *, by: Akun | None) -> None:
    """Set, given back or withdrawn: it lies on the assessor's desk no more."""
    _hentikan(_LANGKAH, _langkah(versi), PERIKSA, by)


def mulai_perbaiki(versi: VersiSKP, langkah: LangkahSKP, *, by: Akun | None) -> None:
    """It was given back to its owner."""
    buka_tenggat(langkah, PERBAIKI, pemegang=versi.skp.pegawai, kantor=versi.skp.penugasan.unit_id, by=by)


def hentikan_semua(versi: VersiSKP, *, by: Akun | None) -> None:
    """The version was given up, or its SKP has ended: nobody waits for it any more."""
    for jenis in (PERIKSA, PERBAIKI):
        _hentikan(_LANGKAH, _langkah(versi), jenis, by)
    _hentikan(_SKP, [versi.skp_id], AJUKAN, by)


def pindah_meja(versi: VersiSKP, penilai: Pegawai, *, by: Akun | None) -> None:
    """Another assessor looks at it; the last day stays."""
    for t in _berjalan(_LANGKAH, _langkah(versi), PERIKSA):
        pindahkan_meja(LangkahSKP(pk=t.objek_id), PERIKSA, pemegang=penilai, by=by)


def _langkah(versi: VersiSKP) -> list[int]:
    return list(versi.langkah.values_list("pk", flat=True))


def _berjalan(objek_jenis: str, ids: list[int], jenis: str) -> list[Tenggat]:
    baris = Tenggat.objects.filter(objek_jenis=objek_jenis, objek_id__in=ids, jenis=jenis, selesai_pada__isnull=True)
    return list(baris)


def _hentikan(objek_jenis: str, ids: list[int], jenis: str, by: Akun | None) -> None:
    for t in _berjalan(objek_jenis, ids, jenis):
        model = SKP if objek_jenis == _SKP else LangkahSKP
        selesaikan_tenggat(model(pk=t.objek_id), jenis, by=by)
