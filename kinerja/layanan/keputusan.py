"""Recorded decisions: what they were about, in words and as a link."""

from django.urls import reverse

from kinerja.layanan.models import KeputusanTercatat
from kinerja.organisasi.models import Pendelegasian

TINDAKAN = {
    "delegasikan_penilai": "Pendelegasian penilai",
    "cabut_delegasi": "Pencabutan pendelegasian penilai",
}


def nama_tindakan(keputusan: KeputusanTercatat) -> str:
    """The act in words."""
    return TINDAKAN.get(keputusan.tindakan, keputusan.tindakan.replace("_", " ").capitalize())


def objek_keputusan(keputusan: KeputusanTercatat) -> tuple[str, str]:
    """(words, URL) of what was decided about; the URL is empty when it has no page of its own."""
    if keputusan.objek_jenis == Pendelegasian._meta.label_lower:
        surat = Pendelegasian.objects.filter(pk=keputusan.objek_id).first()
        return (str(surat), reverse("layanan:delegasi", args=[surat.pk])) if surat else ("", "")
    return "", ""
