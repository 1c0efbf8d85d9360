"""What is told of feedback: that there is one, never its words, its giver or his role. Messages pass many eyes on their way."""

from dialog.models import PemberiUmpanBalik, PermintaanUmpanBalik, UmpanBalik
from kinerja.layanan.beranda import alamat
from kinerja.layanan.pesan import kirim_pesan
from kinerja.organisasi.models import Akun
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.tulisan import tanggal

IKON = "message-2"


def _umpan(peristiwa: Peristiwa) -> UmpanBalik | None:
    return UmpanBalik.objects.filter(pk=peristiwa.objek_id).select_related("penerima").first()


def kabari_terbit(peristiwa: Peristiwa) -> None:
    """The receiver: a feedback has come to light."""
    umpan = _umpan(peristiwa)
    if umpan is not None and not umpan.ditarik and not umpan.disembunyikan:
        _kirim(
            umpan.penerima_id, peristiwa, "Ada umpan balik untuk Anda", "Baca, dan tanggapi bila perlu.", "dialog:umpan_saya"
        )


def kabari_diminta(peristiwa: Peristiwa) -> None:
    """The colleague who is asked."""
    p = PermintaanUmpanBalik.objects.filter(pk=peristiwa.objek_id).select_related("peminta").first()
    if p is None or p.kepada_id is None or p.dibatalkan:
        return
    isi = f"Jawab sampai {tanggal(p.berlaku_sampai)}, atau tolak. Peminta tidak diberi tahu bila Anda menolak."
    _kirim(p.kepada_id, peristiwa, f"{p.peminta} meminta umpan balik Anda", isi, "dialog:umpan_saya")


def kabari_ditanggapi(peristiwa: Peristiwa) -> None:
    """The giver, only if he gave his name: a message to anybody else would say in the list of messages who he is."""
    umpan = _umpan(peristiwa)
    if umpan is None or not umpan.nama_tampil:
        return
    pemberi = PemberiUmpanBalik.objects.filter(umpan_balik=umpan.pk).values_list("pegawai_id", flat=True).first()
    if pemberi is not None:
        judul = f"{umpan.penerima} menanggapi umpan balik Anda"
        _kirim(pemberi, peristiwa, judul, "Baca tanggapannya di Umpan balik, bagian Diberikan.", "dialog:umpan_saya")


def kabari_diputus(peristiwa: Peristiwa) -> None:
    """The receiver who reported it."""
    umpan = _umpan(peristiwa)
    if umpan is not None:
        judul = "Laporan umpan balik Anda diputus BKPSDM"
        _kirim(umpan.penerima_id, peristiwa, judul, "Baca keputusan dan alasannya di Umpan balik.", "dialog:umpan_saya")


def _kirim(pegawai_id: int, peristiwa: Peristiwa, judul: str, isi: str, url: str) -> None:
    akun = Akun.objects.filter(pegawai=pegawai_id, is_active=True).first()
    if akun is not None:
        kirim_pesan(akun, f"{peristiwa.nama}:{peristiwa.pk}", judul, isi, alamat(url), ikon=IKON)
