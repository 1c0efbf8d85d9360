"""Who sees which documents, and the facts that a screen or a print shows about one."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from kinerja.layanan.dokumen.cetak import KetCetak
from kinerja.layanan.dokumen.models import Dokumen
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import SELURUH_KABUPATEN, hak
from kinerja.plumbing.daftar import JENIS_DOKUMEN
from kinerja.plumbing.tulisan import tanggal


def visible_to(akun: Akun) -> QuerySet[Dokumen]:
    """Documents that ``akun`` may read: each kind's own rule, else the parties, who issued them and holds an office, the unit's
    admins, BKPSDM, auditors.

    A kind that is no longer registered is seen by nobody.
    """
    bawaan = _bawaan(akun)
    boleh = Q(pk__in=[])
    umum = [j.nama for j in JENIS_DOKUMEN if j.terlihat is None]
    boleh |= Q(jenis__in=umum) & bawaan
    for jenis in JENIS_DOKUMEN:
        if jenis.terlihat is not None:
            boleh |= Q(jenis=jenis.nama) & jenis.terlihat(akun)
    return Dokumen.objects.filter(boleh)


def _bawaan(akun: Akun) -> Q:
    h = hak(akun)
    if h.admin_bkpsdm or h.auditor:
        return Q(pk__isnull=False)
    # What one issued in an office one no longer holds is the office's, not one's own.
    boleh = Q(oleh=akun) if h.peran or h.pimpinan else Q(pk__in=[])
    if h.pegawai_id is not None:
        boleh |= Q(pk__in=Dokumen.objects.filter(pihak__pegawai_id=h.pegawai_id).values("pk"))
    return boleh | di_wilayah(h.wilayah_admin)


def di_wilayah(wilayah: tuple[str, ...]) -> Q:
    """Documents of units at or below one of the paths."""
    if SELURUH_KABUPATEN in wilayah:
        return Q(pk__isnull=False)
    boleh = Q(pk__in=[])
    for path in wilayah:
        boleh |= Q(unit__path__startswith=path)
    return boleh


@dataclass(frozen=True, slots=True)
class KeadaanRevisi:
    """``jumlah`` revisions exist; ``terkini`` the latest; ``gugur``: why this one no longer holds, empty when it does."""

    jumlah: int
    terkini: Dokumen
    gugur: str

    @property
    def berlaku(self) -> bool:
        """It is what it says, today."""
        return not self.gugur


def keadaan_revisi(dokumen: Dokumen) -> KeadaanRevisi:
    """Where a revision stands among those of its object."""
    semua = list(revisi(dokumen))
    return KeadaanRevisi(len(semua), semua[0], _gugur(dokumen, semua[0]))


def _gugur(dokumen: Dokumen, terkini: Dokumen) -> str:
    if dokumen.ditarik_pada is not None:
        return f"Dokumen ini ditarik pada {tanggal(dokumen.ditarik_pada)}."
    if terkini.pk != dokumen.pk:
        return f"Dokumen ini digantikan oleh revisi {terkini.revisi} sejak {tanggal(terkini.dibuat_pada)}."
    periksa = JENIS_DOKUMEN[dokumen.jenis].gugur
    return periksa(dokumen.kunci_objek) if periksa else ""


def revisi(dokumen: Dokumen) -> QuerySet[Dokumen]:
    """All revisions of the same object's document, the latest first."""
    sama = Dokumen.objects.filter(jenis=dokumen.jenis, kunci_objek=dokumen.kunci_objek)
    return sama.defer("snapshot").order_by("-revisi")


def alamat_publik(kode: str) -> str:
    """The address behind the QR."""
    return f"{settings.ALAMAT_SITUS}{reverse('layanan:verifikasi', args=[kode])}"


def ket_cetak(dokumen: Dokumen) -> KetCetak:
    """What the print says about the document itself."""
    return KetCetak(
        judul=dokumen.judul,
        nomor=dokumen.nomor,
        kode=dokumen.kode_tampil,
        alamat=alamat_publik(dokumen.kode),
        revisi=dokumen.revisi,
        lanskap=JENIS_DOKUMEN[dokumen.jenis].lanskap,
    )
