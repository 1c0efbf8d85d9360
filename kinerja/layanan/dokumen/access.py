"""The only door to a document: 404 for what one may not even see, ``TidakBoleh`` for an act that is not his."""

from django.shortcuts import get_object_or_404

from kinerja.layanan.dokumen import queries, susun
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.organisasi.models import Akun
from kinerja.plumbing.daftar import JENIS_DOKUMEN
from kinerja.plumbing.galat import TidakBoleh

_BUKAN_PENERBIT = "Dokumen ini diterbitkan dan ditarik oleh admin unitnya atau BKPSDM. Sampaikan kepada mereka."


def get_dokumen(akun: Akun, pk: int, *, terbit: bool = False) -> Dokumen:
    """A document that ``akun`` may read; with ``terbit`` one that he may issue again or withdraw."""
    dokumen = get_object_or_404(queries.visible_to(akun).select_related("unit", "oleh__pegawai", "berkas"), pk=pk)
    if terbit:
        pastikan_terbit(akun, dokumen.jenis, dokumen.kunci_objek)
    return dokumen


def boleh_terbit(akun: Akun, jenis: str, kunci: str) -> bool:
    """Whether ``akun`` may issue the document of that object."""
    return jenis in JENIS_DOKUMEN and bool(JENIS_DOKUMEN[jenis].boleh_terbit(akun, kunci))


def pastikan_terbit(akun: Akun, jenis: str, kunci: str) -> None:
    """Raises ``TidakBoleh``."""
    if not boleh_terbit(akun, jenis, kunci):
        raise TidakBoleh(_BUKAN_PENERBIT)


def get_menurut_kode(ketikan: str) -> Dokumen | None:
    """The document of a code as typed; None for none, without a hint how near it was."""
    kode = susun.rapikan_kode(ketikan)
    return Dokumen.objects.filter(kode=kode, jenis__in=[j.nama for j in JENIS_DOKUMEN]).first() if kode else None
