"""What becomes of sessions when somebody signs in or changes his second factor."""

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from kinerja.layanan.akun.actions import akhiri_sesi
from kinerja.layanan.akun.kode import TEMPAT_KODE
from kinerja.organisasi.models import Akun


@receiver(authenticator_added, dispatch_uid="layanan.sesi_lain_added")
@receiver(authenticator_removed, dispatch_uid="layanan.sesi_lain_removed")
@receiver(authenticator_reset, dispatch_uid="layanan.sesi_lain_reset")
def akhiri_sesi_lain(request: HttpRequest, user: Akun, **kwargs: Any) -> None:
    """A session from before the change may be a stranger's."""
    akhiri_sesi(user, kecuali=request.session.session_key)


@receiver(user_logged_in, dispatch_uid="layanan.buang_kode")
def buang_kode(request: HttpRequest, **kwargs: Any) -> None:
    """A code from a link that somebody opened before signing in."""
    request.session.pop(TEMPAT_KODE, None)
