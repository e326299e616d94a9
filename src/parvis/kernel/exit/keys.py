"""Which settings and keys an installation has, and what each is for. Secrets are named, never shown unless asked."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from parvis.kernel.dictionary.queries import Page


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable of the environment: what it is for; for a secret, what happens where it does not move along."""

    name: str
    purpose: str
    without: str = ""

    @property
    def is_secret(self) -> bool:
        """True for what opens something."""
        return bool(self.without)


SETTINGS = (
    Setting(
        "PARVIS_SECRET_KEY",
        "signs links in letters, codes of the counter, and the digests of phones that want no more texts",
        "links and codes given out before do not open, and phones that said STOP are not known any more",
    ),
    Setting("DATABASE_URL", "where the database is, with its password", "name the new database here"),
    Setting("PARVIS_REPLICA_URL", "where the replica is, with its password", "name the new replica, or none"),
    Setting("PARVIS_SMTP_PASSWORD", "opens the mail server", "no letters leave"),
    Setting("PARVIS_MAIL_IN_BOX", "opens the mailbox that is read", "no mail is read"),
    Setting("PARVIS_SMS_TOKEN", "opens the gateway for text messages", "no text messages come or go"),
    Setting("PARVIS_OIDC_SECRET", "opens the provider of accounts elsewhere", "nobody signs in elsewhere"),
    Setting("DJANGO_SETTINGS_MODULE", "a city hall or a laptop"),
    Setting("PARVIS_HOSTS", "the names it answers to"),
    Setting("PARVIS_ADDRESS", "its address as people type it"),
    Setting("PARVIS_PROXIES", "addresses or networks of the city's own proxies"),
    Setting("PARVIS_CITY", "the city file"),
    Setting("PARVIS_DATA", "where data are kept"),
    Setting("PARVIS_STATIC_ROOT", "where styles and scripts are collected"),
    Setting("PARVIS_HOST", "where the server listens"),
    Setting("PARVIS_PORT", "the port on which the server listens"),
    Setting("PARVIS_WORKERS", "processes of the web server"),
    Setting("PARVIS_DB_POOL", "connections to the database for each process"),
    Setting("PARVIS_SMTP_HOST", "the mail server"),
    Setting("PARVIS_SMTP_PORT", "its port"),
    Setting("PARVIS_SMTP_USER", "its user"),
    Setting("PARVIS_SMTP_TLS", "whether it is spoken to in secret"),
    Setting("PARVIS_MAIL_IN", "the address at which reports are read"),
    Setting("PARVIS_SMS_GATEWAY", "where text messages are handed over"),
    Setting("PARVIS_SMS_ACCOUNT", "the account there"),
    Setting("PARVIS_SMS_NUMBER", "the city's number"),
    Setting("PARVIS_SMS_KNOWS_KEYS", "whether the gateway takes a message with one key once"),
    Setting("PARVIS_SMS_SEGMENTS_A_DAY", "how much may be sent in a day"),
    Setting("PARVIS_OIDC_ISSUER", "the provider of accounts elsewhere that the city believes"),
    Setting("PARVIS_OIDC_NAME", "what it is called"),
    Setting("PARVIS_OIDC_CLIENT", "how it knows the city"),
    Setting("PARVIS_OIDC_CLAIM", "what says that somebody lives here"),
    Setting("PARVIS_OIDC_VALUES", "the values that say so"),
    Setting("PARVIS_OIDC_SCOPES", "what it is asked for"),
    Setting("PARVIS_BACKUP_FOLDER", "where the nightly backups go"),
    Setting("PARVIS_BACKUP_KEYS", "for whom they are encrypted; public keys"),
    Setting("PARVIS_BACKUPS_KEPT", "how many of them are kept"),
    Setting("PARVIS_NOTICE_FALLBACK_MINUTES", "how long a notice may stay unseen before it goes by letter"),
    Setting("PARVIS_LOG_LEVEL", "how much is logged"),
)


def mark_of_secret() -> str:
    """Tells one secret key from another without giving it away."""
    return salted_hmac("parvis.exit.mark", "mark", algorithm="sha256").hexdigest()[:16]


def settings_here() -> dict[str, Any]:
    """The settings that are no secrets, with what they are for; those that are not set are left out."""
    return {
        each.name: {"value": os.environ[each.name], "for": each.purpose}
        for each in SETTINGS
        if not each.is_secret and each.name in os.environ
    }


def keys_here(pages: list[Page], rows: Mapping[str, int], *, with_secrets: bool) -> dict[str, Any]:
    """The list of keys: in the environment (their values only where asked for), and which columns hold others."""
    return {
        "environment": [_key(each, with_secrets=with_secrets) for each in SETTINGS if each.is_secret],
        "in_tables": [
            {
                "table": page.table.name,
                "column": word.column.name,
                "opens": word.opens,
                "rows": rows[page.table.name],
            }
            for page in pages
            for word in page.words
            if word.opens and page.table.name in rows
        ],
    }


def _key(each: Setting, *, with_secrets: bool) -> dict[str, Any]:
    value = settings.SECRET_KEY if each.name == "PARVIS_SECRET_KEY" else os.environ.get(each.name, "")
    told = {"name": each.name, "for": each.purpose, "is_set": bool(value), "without_it": each.without}
    return told | ({"value": value} if with_secrets and value else {})
