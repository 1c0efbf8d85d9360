"""One settings file, read from the environment.

Development needs nothing: `make run` starts the embedded services and passes their addresses. Production refuses to start
with DEBUG, a default SECRET_KEY or no allowed host (see `_periksa_produksi`).
"""

import os
from pathlib import Path

import dj_database_url
import structlog
from django.core.exceptions import ImproperlyConfigured

AKAR = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("KINERJA_DATA", AKAR / ".data")).resolve()


def _ya(nama: str, bawaan: bool = False) -> bool:
    return os.environ.get(nama, str(bawaan)).strip().lower() in {"1", "true", "ya", "yes", "on"}


def _daftar(nama: str) -> list[str]:
    return [x.strip() for x in os.environ.get(nama, "").split(",") if x.strip()]


PRODUKSI = os.environ.get("KINERJA_LINGKUNGAN", "pengembangan") == "produksi"
DEBUG = _ya("DEBUG")
_KUNCI_BAWAAN = "kunci-pengembangan-bukan-untuk-produksi-0123456789-abcdefghij"
SECRET_KEY = os.environ.get("SECRET_KEY", _KUNCI_BAWAAN)
ALLOWED_HOSTS = _daftar("ALLOWED_HOSTS") or ([] if PRODUKSI else ["*"])
CSRF_TRUSTED_ORIGINS = _daftar("CSRF_TRUSTED_ORIGINS")


def _periksa_produksi() -> None:
    """Raise ImproperlyConfigured when production would start unsafely."""
    if not PRODUKSI:
        return
    if DEBUG:
        raise ImproperlyConfigured("Produksi tidak boleh berjalan dengan DEBUG. Hapus variabel DEBUG.")
    if SECRET_KEY == _KUNCI_BAWAAN or len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("Isi SECRET_KEY dengan sedikitnya 50 karakter acak.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("Isi ALLOWED_HOSTS dengan nama situs, dipisah koma.")


_periksa_produksi()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "django_structlog",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "template_partials",
    "treebeard",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_celery_beat",
    "kinerja.plumbing",
    "kinerja.organisasi",
    "kinerja.siklus",
    "kinerja.layanan",
    "skp",
    "dialog",
    "predikat",
    "talenta",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "kinerja.layanan.middleware.GalatMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [AKAR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kinerja.layanan.context_processors.kerangka",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", "postgres:///kinerja"), conn_max_age=600, conn_health_checks=True
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

AUTH_USER_MODEL = "organisasi.Akun"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "kinerja.organisasi.masuk.NipAtauEmailBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "layanan:beranda"

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Makassar"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", DATA / "static"))
STATICFILES_DIRS = [AKAR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": os.environ.get("BERKAS_ROOT", str(DATA / "berkas"))},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"

# Mail: off until a server is named. ALAMAT_SITUS is the address people type; links in mails start with it.
ALAMAT_SITUS = os.environ.get("ALAMAT_SITUS", "http://127.0.0.1:8000").rstrip("/")
NAMA_SITUS = ALAMAT_SITUS.split("//")[-1].split(":")[0]
SUREL_AKTIF = bool(os.environ.get("EMAIL_HOST"))
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _ya("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_PENGIRIM", f"Kinerja <kinerja@{NAMA_SITUS}>")

PGHISTORY_CREATED_AT_FUNCTION = "kinerja_sekarang()"
PGHISTORY_APPEND_ONLY = True

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
