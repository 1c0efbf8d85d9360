"""Logs: one line per event, with the request's id; nothing in them identifies a citizen or opens a door."""

import logging
import re
from collections.abc import Mapping
from typing import Any, cast

import structlog
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware
from structlog.typing import EventDict, Processor

_RAHASIA = re.compile(r"sandi|password|passwd|token|secret|kunci|nik\b|csrf|cookie|authorization", re.IGNORECASE)
#: A NIK has sixteen digits, a NIP eighteen; nothing else here has that length.
_NOMOR_ORANG = re.compile(r"(?<!\d)(?:\d{16}|\d{18})(?!\d)")
#: Addresses whose next part is a code that opens something; deploy/nginx.conf has the same list.
JALAN_BERKODE = ("/akun/aktivasi/", "/verifikasi/", "/dialog/umpan/")
#: Addresses whose visitors are not noted down by account: who gave a feedback is nowhere but in its own table.
JALAN_TANPA_AKUN = ("/dialog/umpan-balik/",)
_KODE = re.compile(rf"({'|'.join(JALAN_BERKODE)})[^\s/?#\"'<>]+")
_SUNYI = {"/healthz", "/readyz"}


def samarkan(_logger: Any, _metode: str, kejadian: EventDict) -> EventDict:
    """Blank values whose name says secret, and numbers of people and codes in addresses wherever they stand."""
    return {nama: _samar(nama, nilai) for nama, nilai in kejadian.items()}


def _samar(nama: Any, nilai: Any) -> Any:
    """``nilai`` as it may be written; containers keep their shape, other objects become the text they would be printed as."""
    if isinstance(nama, str):
        if nama.startswith("_"):  # structlog's own, such as the record; never printed
            return nilai
        if _RAHASIA.search(nama):
            return "***"
    if isinstance(nilai, str):
        return tanpa_rahasia(nilai)
    if isinstance(nilai, Mapping):
        return {_samar("", k): _samar(k, v) for k, v in nilai.items()}
    if isinstance(nilai, list | tuple | set | frozenset):
        return [_samar("", x) for x in nilai]
    return _samar_lain(nilai)


def _samar_lain(nilai: Any) -> Any:
    teks = str(nilai) if isinstance(nilai, int) else repr(nilai)
    bersih = tanpa_rahasia(teks)
    return nilai if bersih == teks else bersih


def tanpa_rahasia(teks: str) -> str:
    """``teks`` without numbers of people and without the codes of addresses."""
    return _KODE.sub(r"\1***", _NOMOR_ORANG.sub("***", teks))


def bukan_probe(catatan: logging.LogRecord) -> bool:
    """A 503 of /readyz is an answer, not a fault of the program."""
    return not (getattr(catatan, "status_code", 0) == 503 and "/readyz" in (catatan.args or ()))


class CatatanPermintaan(RequestMiddleware):
    """django-structlog's request log without query strings (people search by number) and without the probes' noise."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Log unless a probe asks."""
        if request.path in _SUNYI:
            return cast(HttpResponse, self.get_response(request))
        return cast(HttpResponse, super().__call__(request))

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        """As django-structlog's, but not where feedback is given."""
        if not request.path.startswith(JALAN_TANPA_AKUN):
            RequestMiddleware.bind_user_id(request)

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        """As django-structlog's, with the same exception."""
        if not request.path.startswith(JALAN_TANPA_AKUN):
            super().bind_ip(request)

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Method and path, as far as it may be told."""
        return tanpa_rahasia(f"{request.method} {request.path}")


_BERSAMA: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    samarkan,
]


def susunan(*, json: bool, tingkat: str) -> dict[str, Any]:
    """Django's LOGGING: JSON for machines, else lines for people; structlog and standard loggers share one form."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *_BERSAMA,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    akhir: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if json else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "baris": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, akhir],
                "foreign_pre_chain": _BERSAMA,
            }
        },
        "filters": {"bukan_probe": {"()": lambda: bukan_probe}},
        "handlers": {"layar": {"class": "logging.StreamHandler", "formatter": "baris"}},
        "root": {"handlers": ["layar"], "level": tingkat},
        "loggers": {
            "django": {"handlers": [], "level": logging.NOTSET, "propagate": True},
            # A line per task that an act hands over; the worker's own lines say what became of it.
            "django_structlog.celery.receivers": {"handlers": [], "level": "WARNING", "propagate": True},
            # A line per step of every PDF.
            "weasyprint": {"handlers": [], "level": "WARNING", "propagate": True},
            "fontTools": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            # 4xx and 5xx stand in the request log already.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True, "filters": ["bukan_probe"]},
        },
    }
