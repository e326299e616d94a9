"""The server entry point: pages, API and live streams in one ASGI application."""

import gc
import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.config.settings.dev")

application = get_asgi_application()

# What is here now stays until the end: without this a reader waits a tenth of a second, now and then, while all of it
# is looked through for rubbish.
gc.collect()
gc.freeze()
