"""Who signs in: an account by the NIP of its person (spaces are forgiven) or by its e-mail address, with its password."""

import re
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from kinerja.organisasi.models import Akun

_PEMISAH_NIP = re.compile(r"[\s.\-]+")


def rapikan_login(teks: str) -> str:
    """A NIP typed in groups becomes its 18 digits; an e-mail address loses outer spaces and capitals."""
    rapat = _PEMISAH_NIP.sub("", teks)
    return rapat if rapat.isdecimal() else teks.strip().lower()


def cari_akun(login: str) -> Akun | None:
    """The account of a NIP or an e-mail address, whether it is in use or not."""
    login = rapikan_login(login)
    if not login:
        return None
    syarat = {"pegawai__nip": login} if login.isdecimal() else {"email__iexact": login}
    return Akun.objects.select_related("pegawai").filter(**syarat).first()


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

    def get_user(self, user_id: int) -> Akun | None:
        """The account of a session together with its person: one query per request."""
        akun = Akun.objects.select_related("pegawai").filter(pk=user_id).first()
        return akun if akun is not None and self.user_can_authenticate(akun) else None
