"""How often somebody may guess: per account and network, and per account from everywhere.

The first limit is low and binds one network only, so nobody locks a stranger out. The second is higher, against guessing from
many networks at once. The limit per network alone stands in the settings.
"""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from kinerja.organisasi.masuk import cari_akun, rapikan_login

#: action -> rates, for an account in one network and for an account from everywhere
SEJARINGAN = {"masuk": "5/5m/key", "aktivasi": "6/10m/key"}
SEMUA = {"masuk": "40/15m/key", "aktivasi": "40/15m/key"}


def kunci(login: str) -> str:
    """The same for every spelling of one account, its NIP and its e-mail address."""
    akun = cari_akun(login)
    return f"akun:{akun.pk}" if akun else f"teks:{rapikan_login(login)}"


def pakai(request: HttpRequest, tindakan: str, login: str) -> list[ratelimit.RateLimitUsage] | None:
    """Count one try; None: too many. What is returned can be taken back (``rollback``) when the try was right."""
    siapa = kunci(login)
    dipakai = []
    for daftar, k in ((SEJARINGAN, f"{siapa}|{ratelimit.get_ip(request)}"), (SEMUA, siapa)):
        satu = ratelimit.consume(request, app="kinerja.akun", action=tindakan, config=daftar, key=k)
        if satu is None:
            return None
        dipakai.append(satu)
    return dipakai


def boleh_coba(request: HttpRequest, tindakan: str, login: str) -> bool:
    """Count one try of ``tindakan``, within the limits of the settings, too."""
    siapa = f"{kunci(login)}|{ratelimit.get_ip(request)}"
    dari_jaringan = ratelimit.consume(request, app="allauth.account", action=tindakan, key=siapa)
    return dari_jaringan is not None and pakai(request, tindakan, login) is not None
