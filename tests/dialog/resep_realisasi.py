"""Objects of realisasi and rencana aksi for the table of rights: of somebody of ``unit`` under his head, or of ``luar``."""

from typing import Any

from dialog.models import CatatanRealisasi, RencanaAksi
from kinerja.plumbing import jam
from kinerja.siklus.models import Periode
from skp.models import LiniIKI
from tests.skp import isian

TAHUN = 2026


def _lini(s: Any, objek: str) -> LiniIKI:
    """A measure of a draft: who may come near it does not hang on its state."""
    orang, penilai = {"unit": (s.k.jf, s.k.kasi), "luar": (s.k.guru, s.k.kepsek)}[objek]
    return isian.iki(isian.rhk(isian.versi(orang, penilai, tahun=TAHUN), "Meningkatnya mutu layanan"), "Jumlah laporan").lini


def _periode(s: Any, objek: str, peran: str) -> dict[str, Any]:
    return {"periode": _terbuka().pk}


def _terbuka() -> Periode:
    return Periode.objects.filter(siklus__tahun=TAHUN).exclude(status="DITUTUP").earliest("pk")


def _catatan(s: Any, objek: str, peran: str) -> dict[str, Any]:
    c = CatatanRealisasi.objects.create(lini_iki=_lini(s, objek), tanggal=jam.hari_ini(), isi="Selesai", pada=jam.sekarang())
    return {"pk": c.pk}


def _langkah(s: Any, objek: str, peran: str) -> dict[str, Any]:
    lini = _lini(s, objek).lini_rhk
    r = RencanaAksi.objects.create(lini_rhk=lini, periode=_terbuka(), urut=1, uraian="Menyusun", pada=jam.sekarang())
    return {"pk": r.pk}


def _orang(s: Any, objek: str, peran: str) -> dict[str, Any]:
    return {"pk": s.orang[objek].pk}


RESEP: dict[str, Any] = {
    **{f"dialog:{n}": _periode for n in ("realisasi_periode", "realisasi_isi", "realisasi_lengkap")},
    **{f"dialog:{n}": _orang for n in ("realisasi_orang", "rencana_orang")},
    "dialog:catat": lambda s, o, p: {"pk": _lini(s, o).pk},
    "dialog:tarik_catatan": _catatan,
    "dialog:rencana_tambah": lambda s, o, p: {"pk": _lini(s, o).lini_rhk_id},
    **{f"dialog:{n}": _langkah for n in ("rencana_ubah", "rencana_hapus")},
}
