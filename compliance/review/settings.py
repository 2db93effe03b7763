"""Django's settings, made from the data folder and a few environment variables (docs/workbench-guide.zh-CN.md)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from compliance.review.data_folder import data_folder, make_private, secret_key

DATA = data_folder()
HERE = Path(__file__).parent

SECRET_KEY = secret_key(DATA)
DEBUG = False
# Whoever serves on an address names it; a request for any other host is refused.
_NAMES = os.environ.get("COMPLIANCE_HOSTS", "").split()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *_NAMES]
# By HTTPS, through a front server whose word on the client's address and scheme is believed (serve.py), and only its.
HTTPS = os.environ.get("COMPLIANCE_HTTPS", "") == "1"
FRONT_SERVER = os.environ.get("COMPLIANCE_FRONT_SERVER", "127.0.0.1")

INSTALLED_APPS = [
    "compliance.review",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_tasks_db",
    "ninja",
]
# The API says itself who may use it: a session or a token.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "compliance.review.middleware.closed_to_others",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "compliance.review.middleware.chosen_language",
    "compliance.review.middleware.readable_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "compliance.review.middleware.session_ends",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "compliance.review.middleware.own_password_first",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "compliance.review.urls"
WSGI_APPLICATION = "compliance.review.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "compliance.review.views.context.everywhere",
            ]
        },
    }
]


def _databases(url: str) -> dict[str, Any]:
    """PostgreSQL by its URL, else SQLite in the data folder."""
    if url:
        return {"default": {**dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)}}
    # A transaction that will write takes its turn when it begins, so that none fails half way; a power cut loses none.
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000"
    return {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "compliance.sqlite3",
            "CONN_MAX_AGE": 600,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
            "TEST": {"NAME": DATA / "test.sqlite3"},
        }
    }


DATABASES = _databases(os.environ.get("DATABASE_URL", ""))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "review.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# Length and commonness only, no rules on kinds of characters: OWASP ASVS 5.0, 6.2.1, 6.2.4 and 6.2.5.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "compliance.review.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name")},
    },
    {"NAME": "compliance.review.passwords.EverydayWords"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"

# A name at one address is locked for a quarter of an hour after five failed tries.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # who keeps trying is let in after that time all the same
AXES_RESET_ON_SUCCESS = True
MOST_FAILURES_AT_ONE_ADDRESS = (
    50  # in that time, whatever the names: then nobody signs in from there (views/sign_in.py)
)
AXES_CLIENT_IP_CALLABLE = "compliance.review.middleware.address_of"
AXES_LOCKOUT_CALLABLE = "compliance.review.views.sign_in.locked_out"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # the audit log has it
AXES_VERBOSE = False

# With its prefix a browser takes the cookie from this very host alone, and by HTTPS alone.
SESSION_COOKIE_NAME = "__Host-compliance_session" if HTTPS else "compliance_session"
SESSION_COOKIE_AGE = 12 * 3600  # seconds; and an hour without a request ends it too (middleware.session_ends)
SESSION_IDLE_SECONDS = 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "compliance_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "compliance.review.views.errors.csrf_failure"
# Some front servers pass their own name on as the host; the page was then asked for by one of the names given here.
CSRF_TRUSTED_ORIGINS = [f"https://{'*' * host.startswith('.')}{host}" for host in _NAMES] if HTTPS else []
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^api/"]  # a program must notice that it spoke in the clear (middleware.closed_to_others)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20  # bytes of a request besides its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
MOST_UPLOADED_FILES = 500  # of one draft
DATA_UPLOAD_MAX_NUMBER_FILES = 4 * MOST_UPLOADED_FILES  # so that who sends too many is told how many may be sent
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
FILE_UPLOAD_TEMP_DIR = str(make_private(DATA / "incoming"))
FILE_UPLOAD_PERMISSIONS = 0o600
MOST_UPLOADED_BYTES = 512 * 2**20  # of one request

USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "compliance_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [HERE / "locale"]
FORMAT_MODULE_PATH = ["compliance.review.formats"]
USE_TZ = True
TIME_ZONE = os.environ.get("COMPLIANCE_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # files are served as they lie in the package; there is no step that collects them
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 300  # seconds
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SILENCED_SYSTEM_CHECKS = [
    "axes.W003",  # the standalone backend is the one that is meant
    "security.W004",  # HSTS and secure cookies are for offices that serve by HTTPS
    "security.W005",
    "security.W008",
    "security.W012",
    "security.W016",
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "compliance.review.serving.log_lines.OneLine"}},
    "handlers": {
        "file": {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": DATA / "workbench.log",
            "maxBytes": 5 * 2**20,
            "backupCount": 3,
            "encoding": "utf-8",
            "formatter": "line",
            "delay": True,
        }
    },
    "root": {"handlers": ["file"], "level": "WARNING"},
}
