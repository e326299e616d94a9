"""A city hall: HTTPS only, secrets from the environment, mail through the city's own server."""

import os

from parvis.config.settings.base import *

DEBUG = False
SECRET_KEY = os.environ["PARVIS_SECRET_KEY"]
ALLOWED_HOSTS = os.environ["PARVIS_HOSTS"].split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True

EMAIL_HOST = os.environ.get("PARVIS_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("PARVIS_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("PARVIS_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PARVIS_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("PARVIS_SMTP_TLS", "1") == "1"
DEMO = False
