"""Consent to be helped ("Bantu isi"): given by the owner for a time, withdrawn by him at any moment."""

import datetime as dt

from django.db import transaction
from django.urls import reverse

from kinerja.layanan.bantu import SEMUA, izin_aktif
from kinerja.layanan.models import IzinBantu
from kinerja.layanan.pesan import kirim_pesan
from kinerja.organisasi.models import Akun, Pegawai
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.tulisan import tanggal


@transaction.atomic
def beri_izin_bantu(pembantu: Pegawai, *, sampai: dt.date, lingkup: str = SEMUA, by: Akun) -> IzinBantu:
    """Let ``pembantu`` draft for the owner through ``sampai`` (included). Only the owner confirms. Raises ``Ditolak``."""
    if by.pegawai is None:
        raise TidakBoleh("Akun ini tidak terhubung dengan pegawai, jadi tidak ada isian yang dapat dibantu.")
    pemilik = Pegawai.objects.select_for_update(no_key=True).get(pk=by.pegawai.pk)
    hari = jam.hari_ini()
    if pembantu == pemilik:
        raise Ditolak("Pilih orang lain sebagai pembantu.")
    if sampai < hari:
        raise Ditolak("Tanggal akhir sudah lewat. Pilih hari ini atau sesudahnya.")
    if pembantu.berhenti_sejak and pembantu.berhenti_sejak <= hari:
        raise Ditolak(f"{pembantu} sudah berhenti sejak {tanggal(pembantu.berhenti_sejak)}. Pilih orang lain.")
    masa = rentang(hari, sampai + dt.timedelta(days=1))
    if izin_aktif(hari).filter(pemilik=pemilik, pembantu=pembantu, lingkup=lingkup).exists():
        raise Ditolak(f"{pembantu} sudah Anda izinkan. Cabut izin itu dahulu bila ingin mengganti tanggalnya.")
    izin = IzinBantu.objects.create(
        pemilik=pemilik, pembantu=pembantu, lingkup=lingkup, dibuat_pada=jam.sekarang(), berlaku=masa
    )
    akun = Akun.objects.filter(pegawai=pembantu).first()
    if akun:
        kirim_pesan(
            akun,
            f"izin_bantu:{izin.pk}",
            f"{pemilik} meminta Anda membantu mengisi",
            f"Berlaku sampai {tanggal(sampai)}. Rancangan Anda baru sah setelah ia sendiri mengonfirmasi.",
            reverse("layanan:bantu"),
            ikon="users",
        )
    return izin


@transaction.atomic
def cabut_izin_bantu(izin: IzinBantu, *, by: Akun) -> IzinBantu:
    """Withdraw a consent at once. Raises ``SudahBerubah``."""
    kini: IzinBantu = IzinBantu.objects.select_for_update(of=("self",)).get(pk=izin.pk)
    if kini.dicabut_pada is not None:
        raise SudahBerubah("Izin ini sudah dicabut. Muat ulang halaman.")
    kini.dicabut_pada = jam.sekarang()
    kini.save(update_fields=["dicabut_pada"])
    return kini
