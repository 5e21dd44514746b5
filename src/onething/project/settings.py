"""Every setting of the deployed house; all of them come from the environment (`ONETHING_*`, `DATABASE_URL`)."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from onething.modules.clients import settings as clients
from onething.modules.clients.settings import *  # noqa: F403 - its settings are settings of the house
from onething.modules.identity import settings as identity
from onething.modules.identity.settings import *  # noqa: F403 - its settings are settings of the house
from onething.project.rooms import channel_apps, module_apps, platform_apps
from onething.project.sqlite import load_sound_sqlite
from onething.project.surroundings import read_count, read_database, read_list, read_secret, read_switch

load_sound_sqlite()  # before Django opens its first connection

# ---- place, mode, keys
DATA = Path(read_secret("ONETHING_DATA") or "var").resolve()
DEBUG = read_switch("ONETHING_DEBUG")
DEMONSTRATION = read_switch("ONETHING_DEMO")
DEMO_CITY = read_switch("ONETHING_DEMO_CITY", default=True)
HTTPS = read_switch("ONETHING_HTTPS")
_KEYS = DATA / "keys" if DEMONSTRATION else None
_given_secret = read_secret("ONETHING_SECRET_KEY", fallback=_KEYS and _KEYS / "secret_key")
SECRET_KEY_GIVEN = bool(_given_secret)
SECRET_KEY = _given_secret or secrets.token_urlsafe(48)  # serving with a made-up key is refused by `onething check`
MASTER_KEY = read_secret("ONETHING_MASTER_KEY", fallback=_KEYS and _KEYS / "master_key")
FILE_STORE = Path(read_secret("ONETHING_FILES") or DATA / "files").resolve()
SEAL_WITNESS = Path(read_secret("ONETHING_SEAL_WITNESS") or DATA / "seals" / "heads.jsonl").resolve()
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
CLAMD = read_secret("ONETHING_CLAMD")
ALLOWED_HOSTS = read_list("ONETHING_HOSTS", default=("127.0.0.1", "localhost", "[::1]"))
CSRF_TRUSTED_ORIGINS = read_list("ONETHING_ORIGINS")
PUBLIC_URL = (read_secret("ONETHING_PUBLIC_URL") or "http://127.0.0.1:8000").rstrip("/")  # printed in the QR of papers

# ---- applications, lowest first
INSTALLED_APPS = [
    "onething.platform.administration",
    "onething.platform.administration.installed.SiteConfig",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    *identity.APPS,
    *clients.APPS,
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    *platform_apps(),
    *module_apps(),
    *channel_apps(),
    "onething.project",
]

# ---- the way of a request, outermost first; what identity adds stands after AuthenticationMiddleware
MIDDLEWARE = [
    "onething.project.observing.observe",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # outside of whatever may refuse a request
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "onething.project.bad_input.BadInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *identity.MIDDLEWARE,
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "onething.channels.design.middleware.remember_mode",
    "onething.project.problems.explain_refused_method",
]
ROOT_URLCONF = "onething.project.urls"
WSGI_APPLICATION = "onething.project.wsgi.application"
CSRF_FAILURE_VIEW = "onething.project.problems.csrf_failure"

_context = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "onething.channels.design.environment.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _context},
    },
]

# ---- requests worked on at once in each web process; more wait, see waiting_room.py
WEB_PLACES = read_count("ONETHING_WEB_PLACES", default=4)

# ---- database
DATABASES = {"default": read_database(read_secret("DATABASE_URL"), data=DATA, pool_size=WEB_PLACES + 4)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- people
AUTH_USER_MODEL = "identity.Account"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# ---- sessions and cookies (how long a login lasts stands in identity)
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# ---- outside systems
POPULATION_URL = read_secret("ONETHING_POPULATION_URL")
POPULATION_TOKEN = read_secret("ONETHING_POPULATION_TOKEN")
UPLOAD_URL = read_secret("ONETHING_UPLOAD_URL")
UPLOAD_CLIENT_ID = read_secret("ONETHING_UPLOAD_CLIENT_ID")
UPLOAD_CLIENT_SECRET = read_secret("ONETHING_UPLOAD_CLIENT_SECRET")
UPLOAD_MAPPING = read_secret("ONETHING_UPLOAD_MAPPING")
SMS_URL = read_secret("ONETHING_SMS_URL")
SMS_TOKEN = read_secret("ONETHING_SMS_TOKEN")
SMS_SIGNATURE = read_secret("ONETHING_SMS_SIGNATURE")
PAYMENT_URL = read_secret("ONETHING_PAYMENT_URL")
PAYMENT_TOKEN = read_secret("ONETHING_PAYMENT_TOKEN")
PAYMENT_SECRET = read_secret("ONETHING_PAYMENT_SECRET")
WEBHOOK_NETWORKS = read_list("ONETHING_WEBHOOK_NETWORKS")
REVIEW_APART = read_list("ONETHING_REVIEW_APART")  # codes of bodies, or * for all
DEPARTMENT_SYSTEMS = read_secret("ONETHING_DEPARTMENT_SYSTEMS")

# ---- headers
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS and not read_switch("ONETHING_BEHIND_PROXY")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
if read_switch("ONETHING_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        # Browsers apply this to the redirect after the form as well: logging in and paying lead to other houses.
        "form-action": ["'self'", *filter(None, [identity.OIDC_ISSUER, PAYMENT_URL])],
        "frame-ancestors": ["'none'"],
    }
}

# ---- drafts: how many may stand, and wiped this long after they were last saved
PUBLISH_PROMISES = read_switch("ONETHING_PUBLISH_PROMISES")
MOST_DRAFTS = read_count("ONETHING_MOST_DRAFTS", default=50)  # of one applicant
DRAFT_LIFE = timedelta(days=int(read_secret("ONETHING_DRAFT_DAYS") or "30"))

# ---- results: kept ready at the window this long after they were told to be ready
PICK_UP_DAYS = read_count("ONETHING_PICK_UP_DAYS", default=90)

# ---- consultation: a question, or the wish for a pre-review, is answered within so many working days
CONSULTATION_DAYS = read_count("ONETHING_CONSULTATION_DAYS", default=3)

# ---- messages: what was read is forgotten so long after it was told
MESSAGE_DAYS = read_count("ONETHING_MESSAGE_DAYS", default=365)

# ---- ratings: the applicant may say something else for so many days
RATING_CHANGE_DAYS = read_count("ONETHING_RATING_CHANGE_DAYS", default=15)

# ---- packs: who publishes one in the administration is not who made it (四眼原则)
FOUR_EYES = read_switch("ONETHING_FOUR_EYES", default=True)

# ---- limits of one request
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# ---- static files
STATIC_URL = "static/"
STATIC_ROOT = Path(read_secret("ONETHING_STATIC") or DATA / "static").resolve()
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # uploads go to platform.files alone
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# ---- language and time
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# ---- what operators see: a line a request on standard output, numbers for Prometheus
REQUEST_LOG = read_switch("ONETHING_REQUEST_LOG")
METRICS_TOKEN = read_secret("ONETHING_METRICS_TOKEN")

# ---- operating log: to standard error, without personal data
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "request": {"()": "onething.project.request_lines.RequestLine"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "requests": {"class": "logging.StreamHandler", "formatter": "request", "stream": "ext://sys.stdout"},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "onething.requests": {"handlers": ["requests"], "level": "INFO", "propagate": False},
        "django.server": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
        "axes": {"level": "WARNING"},  # at INFO it names the accounts of those who fail to log in
        "httpx": {"level": "WARNING"},  # at INFO it writes every address asked
        "httpcore": {"level": "WARNING"},
    },
}
