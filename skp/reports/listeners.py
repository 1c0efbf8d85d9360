"""Documents that come by themselves: an SKP that was set, a matrix that was agreed upon. Runs in the worker."""

from kinerja.layanan.dokumen.actions import terbitkan_dokumen
from kinerja.organisasi.models import Akun
from kinerja.plumbing.models import Peristiwa
from skp.enums import StatusMPPH, StatusSKP
from skp.models import MPPH, VersiSKP
from skp.reports import dokumen, mpph


def terbitkan_skp(p: Peristiwa) -> None:
    """SKP, Lampiran and, for JPT, Manual Indikator of the version that was set; one replaced meanwhile has its own event."""
    versi = VersiSKP.objects.select_related("skp", "ditetapkan_oleh").filter(pk=p.objek_id).first()
    if versi is None or versi.status != StatusSKP.DITETAPKAN:
        return
    for jenis in dokumen.formulir(versi.skp.bentuk):
        terbitkan_dokumen(jenis, str(versi.skp_id), by=versi.ditetapkan_oleh)


def terbitkan_mpph(p: Peristiwa) -> None:
    """The matrix as agreed; one that was opened again meanwhile waits for its next agreement."""
    matriks = MPPH.objects.filter(pk=p.objek_id).exclude(status=StatusMPPH.DRAF).first()
    if matriks is not None:
        oleh = Akun.objects.filter(pk=p.oleh_id).first() if p.oleh_id else None
        terbitkan_dokumen(mpph.NAMA, str(matriks.skp_id), by=oleh)
