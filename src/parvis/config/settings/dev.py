"""A laptop or the demo: everything local, mail written to a folder, a secret made once and kept in the data folder."""

import secrets

from parvis.config.settings.base import *
from parvis.config.settings.base import CITY, DATA, MAIL_IN, SMS_GATEWAY, SMS_NUMBER

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def _secret_of_this_machine() -> str:
    """The key kept beside the data, so that sign-ins survive a restart; made when it is not there."""
    path = DATA / "secret.key"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


SECRET_KEY = _secret_of_this_machine()
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": DATA / "mail"},
    },
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # files are served from where they lie
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DEMO = True
MAIL_IN = MAIL_IN or f"report@{CITY.slug}.example"
SMS_GATEWAY = SMS_GATEWAY or "demo"  # sends nothing anywhere
SMS_NUMBER = SMS_NUMBER or "+1 617 555 0100"
