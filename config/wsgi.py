import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# All that is loaded by now stays: the garbage collector need not walk through it in the middle of somebody's page.
get_resolver().url_patterns  # noqa: B018 - loads the views
gc.collect()
gc.freeze()
