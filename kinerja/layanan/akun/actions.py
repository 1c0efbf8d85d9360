"""What is done to accounts: codes, activation, switching off, the lost factor, roles given by hand."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pghistory
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.urls import reverse

from kinerja.layanan.akun.kode import kode_baru, sidik
from kinerja.layanan.akun.queries import bertugas_utama_di
from kinerja.layanan.pesan import kirim_pesan
from kinerja.organisasi.enums import Peran, StatusPegawai
from kinerja.organisasi.masuk import boleh_masuk, cari_akun, surel_sah
from kinerja.organisasi.models import Akun, KodeAktivasi, Pegawai, PeranAkun, UnitKerja
from kinerja.organisasi.peran import SELURUH_KABUPATEN, hak, lupakan
from kinerja.organisasi.queries import pegawai_bekerja
from kinerja.organisasi.rules import akun_boleh_diurus, boleh_beri, boleh_urus_akun, diurus
from kinerja.plumbing import jam
from kinerja.plumbing.galat import Ditolak, SudahBerubah, TidakBoleh
from kinerja.plumbing.rentang import sejak as rentang
from kinerja.plumbing.tulisan import tanggal, waktu

UMUR_KODE = dt.timedelta(days=14)
#: One sentence for every reason, so that nobody can find out which NIP has an account.
KODE_SALAH = (
    "NIP atau kode tidak cocok, atau kode sudah dipakai atau kedaluwarsa. "
    "Periksa lagi ketikan Anda, atau minta kode baru kepada admin unit Anda."
)
_BUKAN_URUSAN = (
    "Akun ini bukan urusan Anda: pemiliknya di luar unit Anda, atasan Anda, Anda sendiri, "
    "atau perannya setara atau lebih luas. Hubungi BKPSDM."
)


@dataclass(frozen=True, slots=True)
class KodeTerbit:
    """A code just issued: the only moment at which its text exists."""

    akun: Akun
    kode: str
    kedaluwarsa: dt.datetime


# -- accounts and codes


@transaction.atomic
def buat_akun(pegawai: Pegawai, *, by: Akun | None, email: str | None = None) -> Akun:
    """The account of ``pegawai``, made when there is none. It signs in after activation. Raises ``Ditolak``."""
    _tolak_bukan_asn(pegawai)
    if by is not None and not diurus(hak(by), pegawai):
        raise TidakBoleh(_BUKAN_URUSAN)
    # Two admins who press the button at once get the same account.
    Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)
    ada = Akun.objects.filter(pegawai=pegawai).first()
    return ada or Akun.objects.buat(pegawai=pegawai, email=email)


@transaction.atomic
def buat_akun_luar(nama: str, email: str, *, by: Akun | None) -> Akun:
    """An account without a person, for someone from outside (an external auditor). Raises ``Ditolak``."""
    if by is not None and not hak(by).admin_bkpsdm:
        raise TidakBoleh("Akun tanpa pegawai hanya dibuat oleh BKPSDM.")
    if not surel_sah(email):
        raise Ditolak("Bagian surel di depan tanda @ hanya huruf, angka, dan tanda biasa, tanpa huruf beraksen.")
    if cari_akun(email) is not None:
        raise Ditolak("Surel ini sudah dipakai akun lain. Cari akun itu, atau pakai surel yang lain.")
    return Akun.objects.buat(nama=nama.strip(), email=email)


@transaction.atomic
def terbitkan_kode(akun: Akun, *, by: Akun | None, lembar: bool = False) -> KodeTerbit:
    """A one-time code for ``akun``; codes issued before and not used are void. Raises ``Ditolak``, ``TidakBoleh``."""
    akun = Akun.objects.select_for_update(of=("self",)).select_related("pegawai").get(pk=akun.pk)
    _pastikan_urusan(by, akun)
    _tolak_nonaktif(akun)
    return _terbitkan([akun], by=by, lembar=lembar)[0]


@transaction.atomic
def terbitkan_lembar(unit: UnitKerja, *, by: Akun, semua: bool = False) -> list[KodeTerbit]:
    """Codes for those whose main post is in ``unit`` or below and who have not activated yet (``semua``: also those who have).

    Accounts are made where they are missing. Left out: whoever is switched off, or whose account ``by`` may not act on.
    """
    if not diurus(hak(by), unit):
        raise TidakBoleh("Lembar kode hanya dicetak oleh admin unit itu atau BKPSDM.")
    akun = [a for a in _akun_unit(unit) if semua or a.aktif_sejak is None]
    return _terbitkan(akun_boleh_diurus(by, akun), by=by, lembar=True)


def _akun_unit(unit: UnitKerja) -> list[Akun]:
    orang = bertugas_utama_di(pegawai_bekerja(jam.hari_ini()).filter(nip__isnull=False), (unit.path,))
    tanpa = orang.filter(akun__isnull=True)
    baru = [Akun(pegawai=p) for p in tanpa]
    for a in baru:
        a.set_unusable_password()
    Akun.objects.bulk_create(baru, ignore_conflicts=True)
    milik = Akun.objects.filter(pegawai__in=orang, is_active=True).select_related("pegawai")
    return list(milik.order_by("pegawai__nama_urut", "pk"))


def _terbitkan(akun: Sequence[Akun], *, by: Akun | None, lembar: bool) -> list[KodeTerbit]:
    kini = jam.sekarang()
    _kunci_akun(akun)
    KodeAktivasi.objects.filter(akun__in=akun, dipakai_pada__isnull=True).delete()
    terbit = [KodeTerbit(a, kode_baru(), kini + UMUR_KODE) for a in akun]
    KodeAktivasi.objects.bulk_create(
        KodeAktivasi(akun=t.akun, sidik=sidik(t.kode), lembar=lembar, dibuat_pada=kini, kedaluwarsa=t.kedaluwarsa, oleh=by)
        for t in terbit
    )
    _kabarkan_kode([t.akun for t in terbit if t.akun.aktif_sejak], by, kini)
    return terbit


def _kunci_akun(akun: Iterable[Akun]) -> None:
    """Of two sheets printed at once one comes after the other and voids its codes: never two codes for one account."""
    list(Akun.objects.select_for_update(no_key=True).filter(pk__in=[a.pk for a in akun]).order_by("pk").values_list("pk"))


def _kabarkan_kode(akun: Sequence[Akun], by: Akun | None, kini: dt.datetime) -> None:
    """Whoever uses his account already hears of the code while it is not used yet, not only afterwards."""
    pembuat = by.nama_tampil if by else "BKPSDM"
    isi = (
        f"Pada {waktu(kini)} {pembuat} menerbitkan kode untuk mengganti kata sandi akun Anda. "
        "Bila Anda tidak memintanya, segera hubungi BKPSDM."
    )
    if akun:
        kirim_pesan(akun, f"kode:{kini:%Y%m%d%H%M%S%f}", "Kode kata sandi diterbitkan", isi, _url_keamanan(), "key")


def aktifkan(login: str, kode: str, sandi: str) -> Akun:
    """The owner sets his password with a code. Raises ``Ditolak`` with one sentence for every wrong pair.

    ``ValidationError``: the password is too weak; the code stays good.
    """
    with transaction.atomic():
        baris = KodeAktivasi.objects.select_for_update().filter(sidik=sidik(kode), dipakai_pada__isnull=True).first()
        akun = cari_akun(login)
        kini = jam.sekarang()
        if baris is None or akun is None or baris.akun_id != akun.pk or baris.kedaluwarsa <= kini or not boleh_masuk(akun):
            raise Ditolak(KODE_SALAH)
        if not _masih_urusan_penerbit(baris, akun):
            raise Ditolak(KODE_SALAH)
        validate_password(sandi, akun)
        baris.dipakai_pada = kini
        baris.save(update_fields=["dipakai_pada"])
        akun.set_password(sandi)
        akun.aktif_sejak = akun.aktif_sejak or kini
        akun.save(update_fields=["password", "aktif_sejak"])
        kirim_pesan(akun, f"aktivasi:{baris.pk}", "Kata sandi dibuat dengan kode", _kalimat_aktivasi(baris), _url_keamanan())
    return akun


def _masih_urusan_penerbit(kode: KodeAktivasi, akun: Akun) -> bool:
    """Whether he who issued the code might issue it today.

    Else whoever kept a code would become an account that was given a wider role, or moved away, after the code was made.
    """
    return kode.oleh is None or bool(boleh_urus_akun(kode.oleh, akun))


def _kalimat_aktivasi(kode: KodeAktivasi) -> str:
    pemberi = f" dari {kode.oleh.nama_tampil}" if kode.oleh else ""
    return (
        f"Pada {waktu(kode.dipakai_pada)} kata sandi akun ini dibuat dengan kode{pemberi}. "
        "Bila bukan Anda yang melakukannya, segera hubungi BKPSDM."
    )


# -- switching off and the lost factor


@transaction.atomic
def nonaktifkan_akun(akun: Akun, *, by: Akun, alasan: str) -> Akun:
    """Nobody signs in with it any more; sessions end, unused codes are void, roles given by hand rest."""
    akun = _kunci(akun, by)
    if not akun.is_active:
        raise SudahBerubah("Akun ini sudah dinonaktifkan. Muat ulang halaman.")
    with pghistory.context(alasan=_beralasan(alasan)):
        akun.is_active = False
        akun.save(update_fields=["is_active"])
        KodeAktivasi.objects.filter(akun=akun, dipakai_pada__isnull=True).delete()
    akhiri_sesi(akun)
    return akun


@transaction.atomic
def aktifkan_kembali(akun: Akun, *, by: Akun) -> Akun:
    """The account may sign in again, with its old password and factor."""
    akun = _kunci(akun, by)
    if akun.is_active:
        raise SudahBerubah("Akun ini sudah aktif. Muat ulang halaman.")
    akun.is_active = True
    akun.save(update_fields=["is_active"])
    return akun


@transaction.atomic
def atur_ulang_faktor(akun: Akun, *, by: Akun, alasan: str) -> Akun:
    """The lost second factor is taken away, sessions end, and the person is told; he sets up a new one at his next sign-in."""
    akun = _kunci(akun, by)
    if not Authenticator.objects.filter(user=akun).exists():
        raise SudahBerubah("Akun ini tidak memakai faktor kedua, jadi tidak ada yang perlu diatur ulang.")
    with pghistory.context(alasan=_beralasan(alasan)):
        akun.faktor_diatur_ulang_pada = jam.sekarang()
        akun.save(update_fields=["faktor_diatur_ulang_pada"])
    Authenticator.objects.filter(user=akun).delete()
    akhiri_sesi(akun)
    isi = (
        f"{by.nama_tampil} mengatur ulang faktor kedua akun Anda pada {waktu(akun.faktor_diatur_ulang_pada)}. "
        f"Alasan: {alasan.strip()} Bila Anda tidak memintanya, segera hubungi BKPSDM."
    )
    kunci = f"faktor:{akun.pk}:{akun.faktor_diatur_ulang_pada:%Y%m%d%H%M%S%f}"
    kirim_pesan(akun, kunci, "Faktor kedua diatur ulang", isi, _url_keamanan(), "shield-lock")
    return akun


def akhiri_sesi(akun: Akun, *, kecuali: str | None = None) -> None:
    """Sign ``akun`` out everywhere, but for the session of the key ``kecuali``."""
    sesi = UserSession.objects.filter(user=akun).exclude(session_key=kecuali or "")
    Session.objects.filter(session_key__in=list(sesi.values_list("session_key", flat=True))).delete()
    sesi.delete()


# -- roles given by hand


@transaction.atomic
def beri_peran(
    akun: Akun, peran: Peran, *, by: Akun | None, unit: UnitKerja | None = None, mulai: dt.date, sampai: dt.date | None = None
) -> PeranAkun:
    """Give a role for a time (``sampai``: first day on which it no longer holds). Raises ``Ditolak``, ``TidakBoleh``."""
    akun = Akun.objects.select_for_update(of=("self",)).select_related("pegawai").get(pk=akun.pk)
    _pastikan_boleh_beri(by, akun, peran, unit.path if unit else SELURUH_KABUPATEN)
    _tolak_nonaktif(akun)
    if peran is Peran.ADMIN_UNIT and unit is None:
        raise Ditolak("Pilih unit yang diurus admin unit ini.")
    if peran is not Peran.ADMIN_UNIT and unit is not None:
        raise Ditolak(f"{peran.label} berlaku untuk seluruh kabupaten. Kosongkan unitnya.")
    if sampai is not None and sampai <= mulai:
        raise Ditolak("Tanggal akhir harus sesudah tanggal mulai.")
    try:
        with transaction.atomic():
            baru = PeranAkun.objects.create(akun=akun, peran=peran, unit=unit, oleh=by, berlaku=rentang(mulai, sampai))
    except IntegrityError as e:
        raise Ditolak(f"{akun} sudah memegang peran {peran.label} di sana pada masa itu. Akhiri dahulu yang lama.") from e
    lupakan(akun)
    kirim_pesan(akun, f"peran:{baru.pk}", f"Anda diberi peran {peran.label}", _kalimat_peran(baru), reverse("layanan:beranda"))
    return baru


@transaction.atomic
def cabut_peran(peran_akun: PeranAkun, *, by: Akun, mulai: dt.date | None = None) -> None:
    """End a role: ``mulai`` (default today) is the first day on which it no longer holds. One not yet begun is deleted."""
    terkunci = PeranAkun.objects.select_for_update(of=("self",)).select_related("akun__pegawai", "unit")
    baris = terkunci.filter(pk=peran_akun.pk).first()
    if baris is None:
        raise SudahBerubah("Peran ini sudah dicabut. Muat ulang halaman.")
    _pastikan_boleh_beri(by, baris.akun, Peran(baris.peran), baris.unit.path if baris.unit else SELURUH_KABUPATEN)
    akhir = mulai or jam.hari_ini()
    if baris.berlaku.upper is not None and baris.berlaku.upper <= akhir:
        raise SudahBerubah(f"Peran ini sudah berakhir {tanggal(baris.berlaku.upper)}. Muat ulang halaman.")
    if akhir <= baris.berlaku.lower:
        _hapus_peran(baris)
    else:
        baris.berlaku = rentang(baris.berlaku.lower, akhir)
        baris.save(update_fields=["berlaku"])
    lupakan(baris.akun)
    label = Peran(baris.peran).label
    isi = f"Peran {label} berakhir {tanggal(akhir)}. Bila keliru, hubungi {by.nama_tampil}."
    kirim_pesan(baris.akun, f"peran_dicabut:{peran_akun.pk}", f"Peran {label} diakhiri", isi, reverse("layanan:beranda"))


def _hapus_peran(baris: PeranAkun) -> None:
    """A role that would end before its first day never held; its history keeps that it was given."""
    baris.delete()


def _kalimat_peran(baris: PeranAkun) -> str:
    tempat = f" untuk {baris.unit} dan unit di bawahnya" if baris.unit else " untuk seluruh kabupaten"
    pemberi = f" oleh {baris.oleh.nama_tampil}" if baris.oleh else ""
    return f"Peran{tempat} berlaku mulai {tanggal(baris.berlaku.lower)}, diberikan{pemberi}."


def _pastikan_boleh_beri(by: Akun | None, akun: Akun, peran: Peran, path: str) -> None:
    if by is None:
        return
    if by.pk == akun.pk:
        raise TidakBoleh("Peran sendiri diubah oleh orang lain. Mintalah admin BKPSDM yang lain.")
    if not boleh_beri(hak(by), peran, path):
        raise TidakBoleh("Admin unit hanya melimpahkan peran admin unit untuk unit di bawah unitnya. Peran lain dari BKPSDM.")
    if not diurus(hak(by), akun):
        raise TidakBoleh(_BUKAN_URUSAN)


# -- demo


def buat_akun_demo(
    pegawai: Pegawai | None, peran_demo: str, *, by: Akun | None, nama: str = "", email: str | None = None
) -> Akun:
    """A demo account with the printed password: no second factor, never in production. ``peran_demo`` names it in the list."""
    if settings.PRODUKSI:
        raise Ditolak("Akun contoh tidak boleh dibuat pada produksi.")
    with transaction.atomic():
        lama = Akun.objects.filter(pegawai=pegawai).first() if pegawai else cari_akun(email or "")
        akun = lama or Akun.objects.buat(pegawai=pegawai, email=email, nama=nama)
        akun.demo, akun.peran_demo, akun.is_active = True, peran_demo, True
        akun.aktif_sejak = akun.aktif_sejak or jam.sekarang()
        akun.set_password(settings.KINERJA_SANDI_DEMO)
        akun.save()
    return akun


# -- refusals


def _kunci(akun: Akun, by: Akun) -> Akun:
    akun = Akun.objects.select_for_update(of=("self",)).select_related("pegawai").get(pk=akun.pk)
    _pastikan_urusan(by, akun)
    return akun


def _pastikan_urusan(by: Akun | None, akun: Akun) -> None:
    if by is not None and not boleh_urus_akun(by, akun):
        raise TidakBoleh(_BUKAN_URUSAN)


def _tolak_nonaktif(akun: Akun) -> None:
    if not akun.is_active:
        raise Ditolak("Akun ini dinonaktifkan. Aktifkan kembali lebih dahulu.")
    if not boleh_masuk(akun):
        raise Ditolak("Pemilik akun ini sudah berhenti, atau akunnya akun contoh. Ia tidak dapat masuk lagi.")


def _tolak_bukan_asn(pegawai: Pegawai) -> None:
    if pegawai.status == StatusPegawai.NON_ASN:
        raise Ditolak(f"{pegawai} bukan ASN dan tidak masuk ke aplikasi. Catat keputusannya berdasarkan dokumen.")
    if pegawai.berhenti_sejak and pegawai.berhenti_sejak <= jam.hari_ini():
        raise Ditolak(f"{pegawai} sudah berhenti sejak {tanggal(pegawai.berhenti_sejak)}, jadi tidak diberi akun.")


def _beralasan(alasan: str) -> str:
    if not alasan.strip():
        raise Ditolak("Tuliskan alasannya, agar pemilik akun tahu.")
    return alasan.strip()


def _url_keamanan() -> str:
    return reverse("layanan:keamanan")
