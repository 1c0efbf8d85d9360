"""Evidence for the table of rights: a photo of somebody of ``unit`` under his head, or of ``luar``, at a measure of his."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from dialog.actions.bukti import IsiBukti, tambah_bukti
from dialog.models import Realisasi, TautBukti
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from tests import pabrik
from tests.dialog.berkas_contoh import foto
from tests.dialog.resep_realisasi import _lini, _terbuka


def _taut(s: Any, objek: str) -> TautBukti:
    orang = {"unit": s.k.jf, "luar": s.k.guru}[objek]
    akun = Akun.objects.filter(pegawai=orang).first() or pabrik.akun(orang)
    b = tambah_bukti(IsiBukti("BERKAS", unggahan=SimpleUploadedFile("foto.jpg", foto())), by=akun)
    r = Realisasi.objects.create(lini_iki=_lini(s, objek), periode=_terbuka(), pada=jam.sekarang())
    return TautBukti.objects.create(realisasi=r, bukti=b, pada=jam.sekarang())


def _bukti(s: Any, objek: str, peran: str) -> dict[str, Any]:
    return {"pk": _taut(s, objek).bukti_id}


RESEP: dict[str, Any] = {
    **{f"dialog:{n}": _bukti for n in ("bukti", "bukti_isi", "bukti_taut", "bukti_hapus")},
    "dialog:bukti_gambar": lambda s, o, p: _bukti(s, o, p) | {"sisi": "kecil"},
    "dialog:bukti_lepas": lambda s, o, p: {"pk": _taut(s, o).pk},
    "dialog:bukti_potongan": lambda s, o, p: {"kunci": "aaaaaaaa", "dari": 0},
    "dialog:bukti_batal": lambda s, o, p: {"kunci": "aaaaaaaa"},
}
