"""The only door to a Perjanjian Kinerja and its rows: 404 for what one may not see, else ``TidakBoleh`` for the act."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from kinerja.organisasi.models import Akun
from kinerja.plumbing.galat import TidakBoleh
from skp.actions.pk_baris import Baris
from skp.models import IndikatorPK, PerjanjianKinerja, Program, RujukanPK, Sasaran, Simpul
from skp.rules import IZIN

#: Kinds of rows by the word in the URL.
JENIS_BARIS: dict[str, type[Any]] = {
    "sasaran": Sasaran,
    "program": Program,
    "simpul": Simpul,
    "indikator": IndikatorPK,
    "rujukan": RujukanPK,
}
_KALIMAT = "Perjanjian Kinerja diurus oleh pimpinan unitnya, admin unit, atau BKPSDM, selama masih draf."


def get_pk(akun: Akun, pk: int, izin: str = "lihat_pk") -> PerjanjianKinerja:
    """A Perjanjian Kinerja with its unit; ``izin``: a key of ``rules.IZIN``."""
    objek = get_object_or_404(PerjanjianKinerja.objects.select_related("unit"), pk=pk)
    if not IZIN["lihat_pk"].test(akun, objek):
        raise Http404
    if not IZIN[izin].test(akun, objek):
        raise TidakBoleh(_KALIMAT)
    return objek


def get_baris(akun: Akun, pk: int, jenis: str, baris: int) -> tuple[PerjanjianKinerja, Baris]:
    """A row of a draft that one may type in. ``Http404`` for a row of another document."""
    dokumen = get_pk(akun, pk, "isi_pk")
    if jenis not in JENIS_BARIS:
        raise Http404
    if jenis == "indikator":
        semua = IndikatorPK.objects.select_related("sasaran__pk_unit", "program__pk_unit", "simpul__pk_unit")
        objek = get_object_or_404(semua, pk=baris)
        if dokumen.pk not in {x.pk_unit_id for x in (objek.sasaran, objek.program, objek.simpul) if x}:
            raise Http404
        return dokumen, objek
    return dokumen, get_object_or_404(JENIS_BARIS[jenis].objects.select_related("pk_unit"), pk=baris, pk_unit=dokumen)
