"""What the penilai is told of realisasi: that a period is complete. In the worker, once per event; no word of its content."""

from kinerja.layanan.beranda import alamat
from kinerja.layanan.pesan import kirim_pesan
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing.models import Peristiwa
from kinerja.siklus.models import Periode
from skp.queries import penilai_kini


def kabari_lengkap(peristiwa: Peristiwa) -> None:
    """Today's assessor."""
    pegawai = Pegawai.objects.filter(pk=peristiwa.data.get("pegawai")).first()
    periode = Periode.objects.select_related("siklus").filter(pk=peristiwa.data.get("periode")).first()
    penilai = penilai_kini(pegawai.pk) if pegawai else None
    akun = Akun.objects.filter(pegawai=penilai, is_active=True).first() if penilai else None
    if pegawai is None or periode is None or akun is None:
        return
    judul = f"Realisasi {periode} {pegawai} lengkap"
    url = f"{alamat('dialog:realisasi_orang', pegawai.pk)}?periode={periode.pk}"
    kirim_pesan(akun, f"{peristiwa.nama}:{peristiwa.pk}", judul, "Baca, lalu beri umpan balik.", url, ikon="chart-bar")
