"""The server entry point: pages, API and live streams in one ASGI application."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.config.settings.dev")

application = get_asgi_application()
