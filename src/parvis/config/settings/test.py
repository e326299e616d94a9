"""The suite: plain static files, mail in memory, cheap password hashes, one database per process."""

from parvis.config.settings.base import *
from parvis.config.settings.base import DATA as DATA_OF_THE_DEMO
from parvis.kernel.database.location import database_settings, replica_settings

DEBUG = False
# A server and a folder of its own: no test touches the data of the demo. The pool would hide who holds a connection.
DATA = DATA_OF_THE_DEMO / "test"
MEDIA_ROOT = DATA / "media"
DATABASES = {"default": database_settings(DATA), **replica_settings()}
for each in DATABASES.values():
    each["OPTIONS"].pop("pool")
SECRET_KEY = "only-for-the-test-suite"  # noqa: S105  (guards nothing)
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # files are served from where they lie
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DEMO = False
MAIL_IN = "report@city.example"
PLACES_SECONDS_BETWEEN_CHECKS = 0
SMS_GATEWAY = ""
SMS_TOKEN = ""
