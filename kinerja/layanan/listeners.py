"""What this floor does when an earlier one announces something."""

import datetime as dt

from django.urls import reverse

from kinerja.layanan.pesan import kirim_pesan
from kinerja.organisasi.models import Akun, HubunganPenilai, PenilaiKosong
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.tulisan import tanggal


def kabari_penilai_berubah(peristiwa: Peristiwa) -> None:
    """Tell a person who assesses him from when on; someone without an account is not told."""
    akun = Akun.objects.filter(pegawai_id=peristiwa.objek_id, is_active=True).first()
    if akun is None:
        return
    sejak = dt.date.fromisoformat(peristiwa.data["sejak"])
    judul, isi = _kabar(peristiwa.objek_id, sejak)
    kirim_pesan(
        akun,
        f"penilai_berubah:{peristiwa.pk}",
        judul,
        isi,
        reverse("layanan:pegawai", args=[peristiwa.objek_id]),
        ikon="user-check",
    )


def _kabar(pegawai_id: int, sejak: dt.date) -> tuple[str, str]:
    baris = HubunganPenilai.objects.pada(sejak).filter(pegawai_id=pegawai_id).select_related("penilai").first()
    if baris is None:
        kosong = PenilaiKosong.objects.pada(sejak).filter(pegawai_id=pegawai_id).first()
        sebab = f"{kosong.get_masalah_display()}. " if kosong else ""
        return f"Mulai {tanggal(sejak)} Anda belum punya penilai", f"{sebab}Admin unit Anda melihatnya di daftar perbaikan."
    jabatan = jabatan_utama([baris.penilai_id], sejak).get(baris.penilai_id)
    siapa = f"{baris.penilai}, {jabatan.nama_jabatan}" if jabatan else str(baris.penilai)
    return (
        f"Penilai Anda mulai {tanggal(sejak)}: {baris.penilai}",
        f"{siapa}. {baris.get_dasar_display()}. Bila keliru, laporkan dari halaman pegawai Anda.",
    )
