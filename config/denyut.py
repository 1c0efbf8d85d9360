"""Signs of life in Redis: a key that its owner renews and that expires by itself, so no clock is compared with another."""

import redis
from django.conf import settings

PEKERJA = "kinerja:denyut:pekerja"
PENJADWAL = "kinerja:denyut:penjadwal"
UMUR_DETIK = 30


def _sambungan() -> "redis.Redis":
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2)


def catat(siapa: str) -> None:
    """Renew the sign of ``siapa``; a Redis that is away for a moment is no reason to stop working."""
    try:
        with _sambungan() as sambungan:
            sambungan.set(siapa, "1", ex=UMUR_DETIK)
    except redis.RedisError:
        return


def hidup(siapa: str) -> bool:
    """Whether ``siapa`` renewed its sign lately. Raises redis.RedisError when Redis does not answer."""
    with _sambungan() as sambungan:
        return bool(sambungan.exists(siapa))


def menjawab() -> bool:
    """Whether Redis answers. Raises redis.RedisError otherwise."""
    with _sambungan() as sambungan:
        return bool(sambungan.ping())
