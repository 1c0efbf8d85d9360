"""allauth in this house: no sign-up, Indonesian sentences with the next step, encrypted TOTP secrets."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from kinerja.layanan.akun import batas
from kinerja.organisasi.masuk import boleh_masuk, login_dari
from kinerja.organisasi.models import Akun
from kinerja.organisasi.peran import hak

_TIDAK_COCOK = (
    "NIP, surel, atau kata sandi tidak cocok. Periksa lagi. Bila lupa kata sandi, mintalah kode baru kepada admin unit Anda."
)
_TERLALU_SERING = "Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi."


class AdapterAkun(DefaultAccountAdapter):
    """Sentences, places to go, and the way to confirm a password without a username."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Akun ini dinonaktifkan. Hubungi admin unit Anda.",
        "email_password_mismatch": _TIDAK_COCOK,
        "username_password_mismatch": _TIDAK_COCOK,
        "invalid_login": _TIDAK_COCOK,
        "enter_current_password": "Kata sandi sekarang tidak cocok. Ketik lagi.",
        "incorrect_password": "Kata sandi tidak cocok. Ketik lagi.",
        "too_many_login_attempts": _TERLALU_SERING,
        "rate_limited": _TERLALU_SERING,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by admins."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account's security page."""
        return reverse("layanan:keamanan")

    def pre_login(self, request: HttpRequest, user: Akun, **kwargs: Any) -> HttpResponse | None:
        """allauth lets in whoever knew the password and is active; who has left, or is a demo in production, is not."""
        ditolak: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if ditolak is None and not boleh_masuk(user):
            clear_login(request)
            ditolak = self.respond_user_inactive(request, user)
        return ditolak

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try: by account and network, by account alone, by network alone."""
        login = str(credentials.get("email") or credentials.get("username") or "")
        self._dicoba = batas.pakai(request, "masuk", login)
        if self._dicoba is None:
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """allauth's own count per key: by account and network, whatever the spelling."""
        login = str(credentials.get("email") or credentials.get("username") or "")
        return f"{batas.kunci(login)}|{ratelimit.get_ip(request)}"

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        for dipakai in self._dicoba or []:
            dipakai.rollback()

    def reauthenticate(self, user: Akun, password: str) -> bool:
        """Whether ``password`` is that of ``user``; counted by the same rate limit as sign-in."""
        akun = self.authenticate(self.request, username=login_dari(user), password=password)
        return akun is not None and akun.pk == user.pk


class AdapterDuaFaktor(DefaultMFAAdapter):
    """Sentences, who may not do without a second factor, and encryption of the secret."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Peran Anda mewajibkan faktor kedua, jadi tidak dapat dilepas. "
        "Bila ponsel berganti, mintalah admin di atas Anda atau BKPSDM mengatur ulang.",
        "cannot_generate_recovery_codes": "Pasang faktor kedua lebih dahulu, baru kode cadangan dapat dibuat.",
        "incorrect_code": "Kode tidak cocok. Pastikan jam ponsel tepat, lalu ketik kode yang sedang tampil.",
    }

    def get_totp_label(self, user: Akun) -> str:
        """What the authenticator application shows: the name, not the NIP."""
        return user.nama_tampil

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not while a role demands it."""
        return not hak(authenticator.user).wajib_dua_faktor

    def encrypt(self, text: str) -> str:
        """A copied database alone lets nobody compute codes."""
        return _sandi_rahasia().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The counterpart."""
        return _sandi_rahasia().decrypt(encrypted_text.encode()).decode()

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """News about the account goes to its inbox, by the actions themselves."""


def _sandi_rahasia() -> Fernet:
    kunci = salted_hmac("kinerja.faktor_kedua", "kunci", secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(kunci).digest()))
