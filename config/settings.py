"""One settings file, read from the environment.

Development needs nothing: `make run` starts the embedded services and passes their addresses. What strangers can reach refuses
to start with DEBUG, a default SECRET_KEY, any allowed host or the demo (see `_periksa_umum`, `_periksa_produksi`).
"""

import os
from pathlib import Path

import dj_database_url
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import catatan, gudang, jangkauan

AKAR = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("KINERJA_DATA") or AKAR / ".data").resolve()


def _ya(nama: str, bawaan: bool = False) -> bool:
    return os.environ.get(nama, str(bawaan)).strip().lower() in {"1", "true", "ya", "yes", "on"}


def _daftar(nama: str) -> list[str]:
    return [x.strip() for x in os.environ.get(nama, "").split(",") if x.strip()]


LINGKUNGAN = os.environ.get("KINERJA_LINGKUNGAN") or "pengembangan"
PRODUKSI = LINGKUNGAN == "produksi"
DEBUG = _ya("DEBUG")
_KUNCI_BAWAAN = "kunci-pengembangan-bukan-untuk-produksi-0123456789-abcdefghij"
SECRET_KEY = os.environ.get("SECRET_KEY", _KUNCI_BAWAAN)
ALLOWED_HOSTS = _daftar("ALLOWED_HOSTS") or ([] if PRODUKSI else ["*"])
CSRF_TRUSTED_ORIGINS = _daftar("CSRF_TRUSTED_ORIGINS")


def _periksa_umum() -> None:
    """Raise ImproperlyConfigured when others than this machine would reach something unsafe; a forgotten name is no excuse."""
    if LINGKUNGAN not in {"produksi", "pengembangan"}:
        raise ImproperlyConfigured("Isi KINERJA_LINGKUNGAN dengan produksi atau pengembangan.")
    if not jangkauan.untuk_umum():
        return
    if os.environ.get("KINERJA_TITIK_GAGAL"):
        raise ImproperlyConfigured("KINERJA_TITIK_GAGAL mematikan proses di tengah pekerjaan; hanya untuk pengujian. Hapus.")
    if DEBUG:
        raise ImproperlyConfigured("DEBUG tidak boleh menyala bila situs dapat dijangkau orang lain. Hapus variabel DEBUG.")
    if SECRET_KEY == _KUNCI_BAWAAN or len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("Isi SECRET_KEY dengan sedikitnya 50 karakter acak, atau kosongkan KINERJA_HOST.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("Isi ALLOWED_HOSTS dengan nama situs, dipisah koma, atau kosongkan KINERJA_HOST.")
    if not PRODUKSI and os.environ.get("KINERJA_DEMO", "1") != "0":
        raise ImproperlyConfigured("Sandi akun demo diketahui umum. Isi KINERJA_DEMO=0, atau kosongkan KINERJA_HOST.")


def _periksa_produksi() -> None:
    """Raise ImproperlyConfigured when production would make a seal or a key of its own."""
    kurang = [x for x in ("SEGEL_KUNCI", "SEGEL_SERTIFIKAT") if not Path(os.environ.get(x, "")).is_file()]
    if PRODUKSI and kurang:
        raise ImproperlyConfigured(f"Isi {' dan '.join(kurang)} dengan letak berkas kunci dan sertifikat segel dokumen.")
    if PRODUKSI and not Path(os.environ.get("KUNCI_SANDI", "")).is_file():
        raise ImproperlyConfigured("Isi KUNCI_SANDI dengan letak berkas kunci catatan pribadi (docs/menjalankan.md).")


_periksa_umum()
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
    "kinerja.layanan.middleware.KepalaJawaban",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.catatan.CatatanPermintaan",
    # The CSRF check, whose turn comes after all of this list, reads the whole body: what is too large ends here.
    "kinerja.layanan.middleware.BatasKiriman",
    "config.riwayat.KonteksRiwayat",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "kinerja.layanan.akun.middleware.WajibMasuk",
    "kinerja.layanan.akun.middleware.WajibDuaFaktor",
    "dialog.middleware.PulangKeTim",
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
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "kinerja",
        "OPTIONS": {"serializer": "config.ingatan.SerializerJson", "socket_connect_timeout": 2, "socket_timeout": 5},
    }
}

AUTH_USER_MODEL = "organisasi.Akun"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "kinerja.organisasi.masuk.NipAtauEmailBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kinerja.layanan.akun.sandi.BukanDataDiri"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "layanan:beranda"
ACCOUNT_ADAPTER = "kinerja.layanan.akun.adapter.AdapterAkun"
ACCOUNT_FORMS = {
    "login": "kinerja.layanan.akun.forms.MasukForm",
    "reauthenticate": "kinerja.layanan.akun.forms.KonfirmasiSandiForm",
    "change_password": "kinerja.layanan.akun.forms.UbahSandiForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# A whole office stands behind one address; the limit that stops guessing counts per account.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/5m/key", "aktivasi": "60/m/ip,6/10m/key"}
MFA_ADAPTER = "kinerja.layanan.akun.adapter.AdapterDuaFaktor"
MFA_FORMS = {
    "authenticate": "kinerja.layanan.akun.forms.KodeMasukForm",
    "reauthenticate": "kinerja.layanan.akun.forms.KodeKonfirmasiForm",
    "activate_totp": "kinerja.layanan.akun.forms.PasangForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kinerja Balangan"
ALLAUTH_TRUSTED_PROXY_COUNT = int(_ya("KINERJA_DI_BELAKANG_PROXY"))
#: Password of the demo accounts, printed by ``make run`` and ``manage.py akun_demo``; production has no demo accounts.
KINERJA_SANDI_DEMO = os.environ.get("KINERJA_SANDI_DEMO", "contoh-balangan-2026")

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Makassar"
USE_I18N = True
USE_TZ = True

DJANGO_TABLES2_TEMPLATE = "komponen/tabel.html"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", DATA / "static"))
STATICFILES_DIRS = [AKAR / "static"]
STORAGES = {
    "default": gudang.susunan(os.environ, DATA / "berkas"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Uploads pass a virus scanner when one is named: tcp://clamd:3310, unix:///run/clamav/clamd.ctl, or a command.
PEMINDAI_VIRUS = os.environ.get("PEMINDAI_VIRUS", "")

# Celery spells a unix socket its own way: unix:///jalan?db=1 is redis+socket:///jalan?virtual_host=1.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A task whose worker was killed outright comes back after this many seconds; every task may be run twice.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 4.0
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "config.penjadwal:Penjadwal"
DJANGO_STRUCTLOG_CELERY_ENABLED = True

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
# What is sent all the same while it is off lands as files in the data folder.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SUREL_AKTIF else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = str(DATA / "surat")
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_PENGIRIM") or f"Kinerja <kinerja@{NAMA_SITUS}>"

# WhatsApp: off until a gateway is named (kinerja/layanan/whatsapp.py says what it is told).
WA_GERBANG = os.environ.get("WA_GERBANG", "")
WA_TOKEN = os.environ.get("WA_TOKEN", "")
WA_TEMPLATE = os.environ.get("WA_TEMPLATE") or "pesan_kinerja"

# Documents: the seal's key (made on first start for development), the kop, and who signs (a BSrE signer may take its place).
PENYEGEL = os.environ.get("PENYEGEL", "kinerja.layanan.dokumen.segel.PenyegelSendiri")
SEGEL_KUNCI = os.environ.get("SEGEL_KUNCI", str(DATA / "segel" / "kunci.pem"))
SEGEL_SERTIFIKAT = os.environ.get("SEGEL_SERTIFIKAT", str(DATA / "segel" / "sertifikat.pem"))
NAMA_INSTANSI = os.environ.get("NAMA_INSTANSI", "Pemerintah Kabupaten Balangan")
NAMA_PENYEGEL = os.environ.get("NAMA_PENYEGEL", "Segel dokumen Kinerja")
KOP_ALAMAT = os.environ.get("KOP_ALAMAT", "")
KOP_TEMPAT = os.environ.get("KOP_TEMPAT", "Paringin")
LAMBANG = os.environ.get("LAMBANG", str(AKAR / "templates" / "cetak" / "lambang.svg"))

# Private notes of dialogues are stored encrypted: Fernet keys, one a line, made on first use for development.
KUNCI_SANDI = os.environ.get("KUNCI_SANDI", str(DATA / "sandi" / "kunci"))

PGHISTORY_CREATED_AT_FUNCTION = "kinerja_sekarang()"
PGHISTORY_APPEND_ONLY = True
# A row that is replaced or taken away leaves a trace too; pghistory's own default is inserts and updates.
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())

LOGGING = catatan.susunan(json=PRODUKSI or _ya("KINERJA_LOG_JSON"), tingkat=os.environ.get("KINERJA_LOG", "INFO"))

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUKSI
SECURE_SSL_REDIRECT = PRODUKSI
# Probes come from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUKSI else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUKSI
if _ya("KINERJA_DI_BELAKANG_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
