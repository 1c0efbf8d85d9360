"""Who signs in: an account by the NIP of its person (spaces are forgiven) or by its e-mail address, with its password."""

import re
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.db.models.functions import Lower
from django.http import HttpRequest

from kinerja.organisasi.models import Akun
from kinerja.plumbing import jam

_PEMISAH_NIP = re.compile(r"[\s.\-]+")


def rapikan_login(teks: str) -> str:
    """A NIP typed in groups becomes its 18 digits; an e-mail address loses outer spaces and capitals."""
    rapat = _PEMISAH_NIP.sub("", teks)
    return rapat if rapat.isdecimal() else teks.strip().lower()


def surel_sah(email: str) -> bool:
    """ASCII before the ``@``: no letter of another script may look like, or be folded into, one of ours."""
    return email.rpartition("@")[0].isascii()


def cari_akun(login: str) -> Akun | None:
    """The account of a NIP or an e-mail address, whether it is in use or not.

    The database's own case folding makes ``ı`` an ``I``: an address is compared sign by sign, so one account has one name.
    """
    login = rapikan_login(login)
    if not login or not surel_sah(login):
        return None
    akun = Akun.objects.select_related("pegawai")
    if login.isdecimal():
        return akun.filter(pegawai__nip=login).first()
    return akun.alias(surel=Lower("email")).filter(surel=login).first()


def boleh_masuk(akun: Akun) -> bool:
    """In use, of somebody who has not left, and no demo account in production."""
    berhenti = akun.pegawai.berhenti_sejak if akun.pegawai else None
    sudah_pergi = berhenti is not None and berhenti <= jam.hari_ini()
    return akun.is_active and not sudah_pergi and not (akun.demo and settings.PRODUKSI)


def login_dari(akun: Akun) -> str:
    """What the owner of ``akun`` types: his NIP, else his e-mail address."""
    nip = akun.pegawai.nip if akun.pegawai else None
    return nip or akun.email or ""


class NipAtauEmailBackend(AuthenticationBackend):
    """allauth's backend (equal time for unknown accounts, inactive accounts told apart) over the two ways to be known."""

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> Akun | None:
        login = credentials.get("username") or credentials.get("email") or ""
        akun: Akun | None = self._check_password(cari_akun(login), credentials.get("password") or "")
        return akun

    def user_can_authenticate(self, user: Any) -> bool:
        """``boleh_masuk``, asked at sign-in and again at every request of a session."""
        return boleh_masuk(user)

    def get_user(self, user_id: int) -> Akun | None:
        """The account of a session together with its person: one query per request."""
        akun = Akun.objects.select_related("pegawai").filter(pk=user_id).first()
        return akun if akun is not None and self.user_can_authenticate(akun) else None
