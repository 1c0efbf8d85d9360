"""What the matrix brings: its event, and the message to everybody in it."""

from typing import Any

from django.urls import reverse

from kinerja.layanan.pesan import kirim_pesan_masing
from kinerja.organisasi.models import Akun
from kinerja.plumbing.daftar import JENIS_PERISTIWA, PENDENGAR, JenisPeristiwa, Pendengar
from skp.actions.mpph import DISEPAKATI
from skp.models import MPPH, SelMPPH


def daftarkan() -> None:
    """Called once by ``AppConfig.ready``."""
    JENIS_PERISTIWA.daftarkan(
        JenisPeristiwa(DISEPAKATI, "Matriks pembagian peran disepakati dalam dialog.", ("skp", "pegawai"))
    )
    PENDENGAR.daftarkan(Pendengar("skp.kabari_matriks", (DISEPAKATI,), kabari_matriks))


def kabari_matriks(peristiwa: Any) -> None:
    """Tell everybody in the matrix how many roles he has; each agreement once."""
    mpph = MPPH.objects.select_related("skp__pegawai", "skp__siklus").filter(pk=peristiwa.objek_id).first()
    if mpph is None:
        return
    jumlah: dict[int, int] = {}
    sel = SelMPPH.objects.filter(baris__mpph=mpph).values_list("baris__pegawai_id", "baris__tim__ketua_id")
    for orang, ketua in sel:
        jumlah[orang or ketua] = jumlah.get(orang or ketua, 0) + 1
    url = reverse("skp:mpph", args=[mpph.skp_id])
    judul = f"Pembagian peran {mpph.skp.siklus.tahun} disepakati"
    akun = Akun.objects.filter(pegawai__in=jumlah, is_active=True).exclude(pegawai=mpph.skp.pegawai_id)
    isi = {
        a.pk: (judul, f"{mpph.skp.pegawai} memberi Anda {jumlah[a.pegawai_id or 0]} peran. Ambil sebagai RHK di SKP Anda.", url)
        for a in akun
    }
    kirim_pesan_masing(f"mpph-disepakati-{peristiwa.pk}", isi, ikon="users")
