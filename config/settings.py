"""Every setting of Bellwether. What differs between installations is read from the environment, in one block, here.

A file named `.env` beside manage.py may hold the same names.
"""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
TESTING = "pytest" in sys.modules


def kept_secret_key() -> str:
    """The key made on the first run and kept outside git, readable by its owner alone."""
    place = VAR_DIR / "secret-key"
    VAR_DIR.mkdir(exist_ok=True)
    if not place.exists():
        place.touch(mode=0o600)
        place.write_text(get_random_secret_key())
    return place.read_text()


# --- the environment ------------------------------------------------------------------------------

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)  # one login per role, shown on the login page
HTTPS = env.bool("HTTPS", default=not (DEBUG or TESTING))  # HTTPS=0: a plain intranet
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
TRUSTED_PROXY = env.bool("TRUSTED_PROXY", default=False)  # believe its X-Forwarded-Proto
# The worker tells here how far long work is, and the pages read it: several processes, so not the memory of one.
CACHES = {
    "default": env.cache("CACHE_URL", default="locmemcache://" if TESTING else f"filecache://{VAR_DIR / 'cache'}")
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'bellwether.sqlite3'}")}
CONN_MAX_AGE = env.int("CONN_MAX_AGE", default=60)
EMAIL = env.email("EMAIL_URL", default="consolemail://")
SENDS_MAIL = bool(env.str("EMAIL_URL", default=""))  # without a server nothing is sent by itself
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="bellwether@localhost")
SITE_URL = env.str(
    "SITE_URL", default=f"http{'s' if HTTPS else ''}://{[*ALLOWED_HOSTS, 'localhost'][0]}"
)  # of links in mails
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=60)  # seconds; what takes longer was perhaps sent
MAILS_PER_MINUTE = env.int(
    "MAILS_PER_MINUTE", default=600
)  # no faster than the mail server likes; 0: as fast as it goes
LARGEST_ATTACHMENT = env.int("LARGEST_ATTACHMENT_MB", default=10) * 1024 * 1024
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Brussels")
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
SHARED = Path(env.str("SHARED", default=str(BASE_DIR.parent / "shared")))  # reference material; tests skip without it

# --- apps: ours first, up the ladder, then Django's and the libraries -----------------------------------

INSTALLED_APPS = [
    "core",
    "salespeople",
    "contacts",
    "campaigns",
    "items",
    "opportunities",
    "activities",
    "interactions",
    "segments",
    "pricing",
    "sales",
    "config.apps.TopFloorConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "crispy_bootstrap5",
    "crispy_forms",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.language_of_person",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.frame",
                "config.menu.menu",
            ],
        },
    }
]
FORM_RENDERER = "core.rendering.QuickRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- database -----------------------------------------------------------------------------------------

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Measured: with these, four writers at once lose nothing; with the defaults three of four are refused.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    # Measured: eight joined tables take 10 ms to plan in every order, and 1 ms to read; planned four by four, 1 ms.
    # Compiling a statement takes seconds where running it takes a tenth: criteria of four kinds, 150,000 contacts.
    known = DATABASES["default"].get("OPTIONS", {})
    DATABASES["default"]["OPTIONS"] = {"options": "-c join_collapse_limit=4 -c jit=off", **known}
DATABASES["default"]["CONN_MAX_AGE"] = CONN_MAX_AGE
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# --- people -------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "core.backends.OneQuestionBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a hundred thousand times faster
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"

AXES_ENABLED = not TESTING
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # one office, one address: a colleague's typos lock nobody else
AXES_CLIENT_IP_CALLABLE = "core.backends.address_of_visitor"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# Sessions stay in the database (one query by primary key): a cache per worker process would serve stale ones.
SESSION_COOKIE_AGE = 14 * 24 * 3600

# --- safety -------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- language and time --------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("nl", _("Dutch")), ("nb", _("Norwegian"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True

# --- files, mail, long work, log ----------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"] if (BASE_DIR / "static").is_dir() else []
MEDIA_ROOT = VAR_DIR / "media"  # no address leads here: attachments go through a page that asks who wants them
STORAGES = {
    "default": {"BACKEND": f"django.core.files.storage.{'InMemoryStorage' if TESTING else 'FileSystemStorage'}"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG or TESTING

EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
vars().update(EMAIL)

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend" if TESTING else "django_tasks_db.DatabaseBackend"
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname:7} {name}: {message}", "style": "{"}},
    "filters": {"without_secrets": {"()": "core.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
