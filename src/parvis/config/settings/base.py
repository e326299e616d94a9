"""What every installation shares. Secrets and places come from the environment, never from here."""

import os
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from parvis.kernel.database.location import data_folder, database_settings, replica_settings
from parvis.kernel.providers.rules import Believed
from parvis.kernel.theme import load_city

SOURCE = Path(__file__).resolve().parents[2]
PROJECT = SOURCE.parents[1]
DATA = data_folder()

CITY_FILE = Path(os.environ.get("PARVIS_CITY", PROJECT / "demo/boston/city.toml"))
CITY = load_city(CITY_FILE)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "procrastinate.contrib.django",
    "parvis.kernel.ui",  # before allauth, whose pages wear our templates
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "parvis.kernel.database",
    "parvis.kernel.replicas",
    "parvis.kernel.jobs",
    "parvis.kernel.seals",
    "parvis.kernel.tallies",
    "parvis.kernel.people",
    "parvis.kernel.keeping",
    "parvis.kernel.erasures",
    "parvis.kernel.takeaway",
    "parvis.kernel.quiet",
    "parvis.kernel.consents",
    "parvis.kernel.looks",
    "parvis.kernel.places",
    "parvis.kernel.journal",
    "parvis.kernel.verification",
    "parvis.kernel.files",
    "parvis.kernel.notices",
    "parvis.kernel.live",
    "parvis.kernel.digests",
    "parvis.kernel.wishes",
    "parvis.kernel.catalogue",
    "parvis.kernel.absences",
    "parvis.kernel.promises",
    "parvis.kernel.control",
    "parvis.kernel.deputies",
    "parvis.kernel.trust",
    "parvis.kernel.blocks",
    "parvis.kernel.gate",
    "parvis.kernel.assurance",
    "parvis.kernel.postal",
    "parvis.kernel.vouching",
    "parvis.kernel.providers",
    "parvis.kernel.endorsements",
    "parvis.kernel.facts",
    "parvis.kernel.programs",
    "parvis.kernel.commons",
    "parvis.kernel.exit",
    "parvis.kernel.backups",
    "parvis.kernel.deliveries",
    "parvis.kernel.push",
    "parvis.kernel.interests",
    "parvis.kernel.nudges",
    "parvis.kernel.invitations",
    "parvis.kernel.purposes",
    "parvis.kernel.assessments",
    "parvis.kernel.assessing",
    "parvis.kernel.breaches",
    "parvis.kernel.shutters",
    "parvis.kernel.officer",
    "parvis.services.around",
    "parvis.services.reports",
    "parvis.services.boston311",
    "parvis.services.waits",
    "parvis.services.open311",
    "parvis.services.dispatch",
    "parvis.services.workmail",
    "parvis.services.defects",
    "parvis.services.findings",
    "parvis.services.rounds",
    "parvis.services.assets",
    "parvis.services.adoptions",
    "parvis.services.layers",
    "parvis.services.composer",
    "parvis.services.counter",
    "parvis.services.kiosk",
    "parvis.services.routing",
    "parvis.services.letterbox",
    "parvis.services.sms",  # before the carrier, which forgets the phones by which texts are known
    "parvis.services.carrier",
    "parvis.services.moderation",
    "parvis.services.appeals",
    "parvis.services.decisions",
    "parvis.services.storms",
    "parvis.services.offices",
    "parvis.services.targets",
    "parvis.services.kept",
    "parvis.services.embeds",
    "parvis.services.figures",
    "parvis.services.helping",
    "parvis.services.openings",
    "parvis.services.neighbours",
    "parvis.services.thanks",
    "parvis.services.calls",
    "parvis.interfaces.portal",
    "parvis.interfaces.office",
    "parvis.interfaces.site",
]

MIDDLEWARE = [
    "parvis.kernel.permissions.arrivals.CallerAddress",
    "django.middleware.security.SecurityMiddleware",
    "parvis.kernel.permissions.headers.PermissionsPolicy",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "parvis.kernel.ui.static_files.StaticFiles",
    "parvis.kernel.permissions.arrivals.Legible",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "parvis.kernel.people.middleware.ReaderLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "parvis.kernel.permissions.middleware.DefaultDeny",
    "parvis.kernel.shutters.middleware.Shutters",
]

ROOT_URLCONF = "parvis.config.urls"
ASGI_APPLICATION = "parvis.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "parvis.kernel.ui.context.house",
            ],
            "builtins": ["parvis.kernel.ui.templatetags.ui"],
        },
    },
]
FORM_RENDERER = "parvis.kernel.ui.forms.HouseRenderer"

# Where a replica is named, guests who only look may read from it (`kernel.replicas`).
DATABASES = {"default": database_settings(DATA), **replica_settings()}
DATABASE_ROUTERS = ["parvis.kernel.replicas.router.Reader"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Caches, locks, queues and limits all live in PostgreSQL: one thing to run, one thing to back up.
# The cache holds what sign-in counts and which codes were used; in memory, each process would count for itself.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "database_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español"), ("ca", "Català"), ("ar", "العربية")]
LOCALE_PATHS = [SOURCE / "kernel/locale", SOURCE / "interfaces/locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = CITY.time_zone
LANGUAGE_COOKIE_NAME = "parvis_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True

STATIC_URL = "static/"
STATIC_ROOT: Path | None = Path(os.environ.get("PARVIS_STATIC_ROOT", PROJECT / "static-root"))
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
DATA_UPLOAD_MAX_NUMBER_FILES = 6

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "site:me"
LOGOUT_REDIRECT_URL = "site:home"

ACCOUNT_ADAPTER = "parvis.kernel.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "parvis.kernel.people.forms.SignupDetails"
ACCOUNT_FORMS = {
    "signup": "parvis.kernel.gate.accounts.GatedSignup",
    "request_login_code": "parvis.kernel.gate.accounts.GatedCode",
    "reset_password": "parvis.kernel.gate.accounts.GatedReset",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "parvis.kernel.seals.tokens.PasswordTokens"  # noqa: S105  (a class; django-allauth named the setting)
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_USER_DISPLAY = "parvis.kernel.people.adapters.display_name"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = CITY.name
USERSESSIONS_TRACK_ACTIVITY = False  # five queries on each page of a member buy too little
# The provider of accounts elsewhere that the city believes (`PARVIS_OIDC_ISSUER`); None: people sign in here alone.
# No account of it is ever joined to one here by its e-mail address: who has one signs in and connects it.
OIDC = Believed.of(os.environ)
SOCIALACCOUNT_FORMS = {"disconnect": "parvis.kernel.providers.forms.DisconnectForm"}
SOCIALACCOUNT_ADAPTER = "parvis.kernel.providers.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC.as_apps() if OIDC else []}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SESSION_COOKIE_AGE = 7 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
STAFF_IDLE_SECONDS = 30 * 60

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Strict: nothing from elsewhere, nothing inline. The map draws its tiles in a worker made from a blob.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF, "blob:"],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF, *([OIDC.origin] if OIDC else [])],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

CSRF_FAILURE_VIEW = "parvis.kernel.ui.views.unproved"
TRUSTED_PROXIES: list[str] = []  # addresses or networks of the city's own proxies; see `permissions.arrivals`
OUTBOUND_MAY_REACH_THIS_MACHINE = False
PLACES_SECONDS_BETWEEN_CHECKS = 1.0  # how old the in-memory index of areas may be
LIVE_CHANNEL = "parvis_live"

# Where the nightly backups go (a folder, better on another disk), for whom they are encrypted (public keys of age, with
# commas), and how many are kept. Empty: nobody makes any.
BACKUP_FOLDER = os.environ.get("PARVIS_BACKUP_FOLDER", "")
BACKUP_KEYS = [each.strip() for each in os.environ.get("PARVIS_BACKUP_KEYS", "").split(",") if each.strip()]
BACKUPS_KEPT = int(os.environ.get("PARVIS_BACKUPS_KEPT", "30"))

# How long a notice on a device may stay unseen before it goes by letter.
NOTICE_FALLBACK_MINUTES = int(os.environ.get("PARVIS_NOTICE_FALLBACK_MINUTES", "15"))
DEFAULT_FROM_EMAIL = CITY.email_from
SERVER_EMAIL = CITY.email_from
# The address at which reports and replies are read (report@city.example), and the mailbox they are fetched from
# (imaps://user:password@host/INBOX) where no mail server hands them over. Empty: nobody reads mail.
MAIL_IN = os.environ.get("PARVIS_MAIL_IN", "")
MAIL_IN_BOX = os.environ.get("PARVIS_MAIL_IN_BOX", "")
# The gateway for text messages: the address that takes new ones, the name and the secret it knows us by, our number,
# and whether it takes a message with the same Idempotency-Key only once. Empty: the city neither gets nor sends any.
SMS_GATEWAY = os.environ.get("PARVIS_SMS_GATEWAY", "")
SMS_ACCOUNT = os.environ.get("PARVIS_SMS_ACCOUNT", "")
SMS_TOKEN = os.environ.get("PARVIS_SMS_TOKEN", "")
SMS_NUMBER = os.environ.get("PARVIS_SMS_NUMBER", "")
SMS_KNOWS_KEYS = os.environ.get("PARVIS_SMS_KNOWS_KEYS", "") == "1"
SMS_SEGMENTS_A_DAY = int(os.environ.get("PARVIS_SMS_SEGMENTS_A_DAY", "1000"))
SITE_ADDRESS = os.environ.get("PARVIS_ADDRESS", "http://127.0.0.1:" + os.environ.get("PARVIS_PORT", "8000"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("PARVIS_LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
LANGUAGE_NAMES = {
    "en": _("English"),
    "fr": _("French"),
    "es": _("Spanish"),
    "ca": _("Catalan"),
    "ar": _("Arabic"),
}
