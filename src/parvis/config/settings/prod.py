"""A city hall: HTTPS only, secrets from the environment, mail through the city's own server."""

import os

from parvis.config.settings.base import *

DEBUG = False
SECRET_KEY = os.environ["PARVIS_SECRET_KEY"]
ALLOWED_HOSTS = os.environ["PARVIS_HOSTS"].split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # load balancers ask from inside, without HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
TRUSTED_PROXIES = os.environ.get("PARVIS_PROXIES", "127.0.0.1,::1").split(",")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": os.environ.get("PARVIS_SMTP_HOST", "localhost"),
            "port": int(os.environ.get("PARVIS_SMTP_PORT", "25")),
            "username": os.environ.get("PARVIS_SMTP_USER", ""),
            "password": os.environ.get("PARVIS_SMTP_PASSWORD", ""),
            "use_tls": os.environ.get("PARVIS_SMTP_TLS", "1") == "1",
            "timeout": 10,
        },
    },
}
DEMO = False
