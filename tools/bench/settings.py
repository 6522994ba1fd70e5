"""The app as it is served, with the floor page beside it; style sheets and scripts are found where they lie."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tools.bench.urls"
STATIC_ROOT = BASE_DIR / "static"  # noqa: F405
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "WARNING"}}  # noqa: F405
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
WHITENOISE_USE_FINDERS = True  # the browser needs what packages bring along
