"""Who is told of a tugas belajar: the person of each step, the desk where his request arrived. In the worker, once an event."""

from django.db.models import Q

from dialog.actions.tenggat_studi import OBJEK_LANGKAH, PROSES
from dialog.enums import StatusPerpanjanganStudi
from dialog.models import LangkahStudi, LaporanStudi
from kinerja.layanan.beranda import alamat
from kinerja.layanan.meja import admin_terdekat, meja_untuk
from kinerja.layanan.pesan import kirim_pesan
from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam
from kinerja.plumbing.models import Peristiwa
from kinerja.plumbing.tulisan import tanggal
from kinerja.siklus.models import Tenggat

S = StatusPerpanjanganStudi
_KEPADA_PEGAWAI = {
    S.DICATAT_UNIT: "Unit asal sudah mencatat permintaan perpanjangan Anda",
    S.DIREKOMENDASIKAN: "Perpanjangan studi Anda direkomendasikan",
    S.DITERBITKAN: "SK perpanjangan studi Anda terbit",
    S.DIKEMBALIKAN: "Permintaan perpanjangan dikembalikan untuk dilengkapi",
    S.DITOLAK: "Permintaan perpanjangan studi ditolak",
}


def kabari_langkah(peristiwa: Peristiwa) -> None:
    """A step of an extension."""
    x = LangkahStudi.objects.select_related("perpanjangan__masa_khusus__pegawai").get(pk=peristiwa.data["langkah"])
    masa, kunci = x.perpanjangan.masa_khusus, f"{peristiwa.nama}:{peristiwa.pk}"
    url = alamat("dialog:studi", masa.pk)
    if x.ke in _KEPADA_PEGAWAI:
        pegawai = Akun.objects.filter(pegawai=masa.pegawai, is_active=True).exclude(pk=peristiwa.oleh_id or 0)
        kirim_pesan(
            pegawai, kunci, _KEPADA_PEGAWAI[S(x.ke)], "Buka halaman tugas belajar untuk membacanya.", url, ikon="school"
        )
    jam_ = Tenggat.objects.filter(objek_jenis=OBJEK_LANGKAH, objek_id=x.pk, jenis=PROSES, pemegang_unit__isnull=False).first()
    if jam_ is None or jam_.pemegang_unit_id is None:
        return
    meja = admin_terdekat([jam_.pemegang_unit_id], jam.hari_ini())[jam_.pemegang_unit_id]
    petugas = Akun.objects.filter(Q(pk__in=meja) & ~Q(pegawai=masa.pegawai)).exclude(pk=peristiwa.oleh_id or 0)
    judul = f"Perpanjangan studi {masa.pegawai} ada di meja Anda"
    kirim_pesan(petugas, kunci, judul, f"Teruskan, kembalikan, atau tolak sampai {tanggal(jam_.batas)}.", url, ikon="school")


def kabari_laporan(peristiwa: Peristiwa) -> None:
    """A report: the home unit's desk. The unit's note: the person."""
    x = LaporanStudi.objects.filter(pk=peristiwa.objek_id).select_related("masa_khusus__pegawai").first()
    if x is None:
        return
    masa, kunci = x.masa_khusus, f"{peristiwa.nama}:{peristiwa.pk}"
    url, siapa = alamat("dialog:studi", masa.pk), Akun.objects.filter(is_active=True).exclude(pk=peristiwa.oleh_id or 0)
    if peristiwa.nama == "studi.dicatat_unit":
        judul = f"Unit asal mencatat laporan semester {x.semester} Anda"
        kirim_pesan(siapa.filter(pegawai=masa.pegawai), kunci, judul, "Baca di halaman tugas belajar.", url, ikon="school")
        return
    meja = meja_untuk(masa.pegawai, jam.hari_ini())
    petugas = siapa.filter(pk__in=admin_terdekat([meja.pk], jam.hari_ini())[meja.pk])
    judul = f"{masa.pegawai} melaporkan semester {x.semester} tugas belajar"
    kirim_pesan(petugas, kunci, judul, "Beri catatan unit asal.", url, ikon="school")
