"""A reminder by hand: to whoever holds the desk on which somebody's SKP lies, at most once a day for the same person."""

import datetime as dt

from django.db import transaction

from kinerja.layanan.beranda import alamat
from kinerja.layanan.models import Pesan
from kinerja.layanan.pesan import kirim_pesan
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.organisasi.queries import jabatan_utama
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.tulisan import angka, tanggal
from skp.enums import KeadaanPerencanaan as K
from skp.perencanaan import BarisOrang, DaftarOrang, Saring
from skp.rules import IZIN


@transaction.atomic
def ingatkan(pegawai: Pegawai, hari: dt.date, *, by: Akun) -> Pegawai:
    """Tell the one at the desk; returns who that is.

    Raises ``TidakBoleh`` for who neither leads above nor administers the person's unit, ``SudahBerubah`` when nothing waits
    any more, ``Ditolak`` when he was reminded today already or has no account in use.
    """
    tugas = jabatan_utama([pegawai.pk], hari).get(pegawai.pk)
    if tugas is None or not IZIN["ingatkan"].test(by, tugas.unit):
        raise TidakBoleh("Pengingat dikirim oleh pimpinan di atasnya, admin unit, atau BKPSDM.")
    baris = next(iter(DaftarOrang(Saring((str(tugas.unit.path),), siapa=(pegawai.pk,)), hari)[:1]), None)
    if baris is None:
        raise SudahBerubah(f"SKP {pegawai} sudah tidak menunggu siapa pun. Muat ulang halaman.")
    if baris.penanggung is None or (baris.di_meja == "Admin unit"):
        raise Ditolak(f"{pegawai} belum punya penilai. Perbaiki dahulu di daftar perbaikan penilai.")
    akun = Akun.objects.filter(pegawai=baris.penanggung, is_active=True).first()
    if akun is None:
        raise Ditolak(f"{baris.penanggung} belum punya akun aktif. Terbitkan kode aktivasinya, atau sampaikan langsung.")
    kunci = f"skp.ingatkan:{pegawai.pk}:{hari.isoformat()}"
    if Pesan.objects.filter(penerima=akun, kunci=kunci).exists():
        raise Ditolak(f"{baris.penanggung} sudah diingatkan hari ini. Coba lagi besok.")
    kirim_pesan(akun, kunci, *_kata(baris, hari), ikon="bell")
    return baris.penanggung


def _kata(b: BarisOrang, hari: dt.date) -> tuple[str, str, str]:
    sejak = f"Menunggu {angka(b.menunggu)} hari kerja, sejak {tanggal(b.sejak)}."
    sendiri = b.penanggung == b.pegawai
    if b.keadaan is K.DIAJUKAN:
        return f"SKP {b.pegawai} menunggu penetapan Anda", sejak, alamat("skp:periksa", b.versi_id)
    if not sendiri:
        return f"SKP {b.pegawai} menunggu SKP Anda", f"{sejak} Ajukan SKP Anda lebih dahulu.", alamat("skp:saya")
    url = alamat("skp:sunting", b.versi_id) if b.versi_id else alamat("skp:saya")
    return f"SKP {hari.year} Anda belum diajukan", f"{b.sebab}. {sejak}", url
