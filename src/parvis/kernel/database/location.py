"""Which database this process talks to. Plain Python: settings and commands read it before Django is up."""

import hashlib
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

PROJECT = Path(__file__).resolve().parents[4]
DATABASE = "parvis"
SUPERUSER = "parvis"
REPLICA = "replica"


class DatabaseAddressError(Exception):
    """An address of a database cannot be used; the message says how it must look."""


def data_folder() -> Path:
    """Where this installation keeps what it must not lose: PARVIS_DATA, or .data beside the source."""
    return Path(os.environ.get("PARVIS_DATA") or PROJECT / ".data").expanduser().resolve()


def is_embedded() -> bool:
    """True where no DATABASE_URL is given, so that Parvis runs its own PostgreSQL."""
    return not os.environ.get("DATABASE_URL")


def socket_folder(data: Path) -> Path:
    """A short, private folder for the server's socket (its path may hold 107 bytes at most).

    Always under /tmp, whatever TMPDIR says: two terminals must find the same server.
    """
    mark = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    return Path("/tmp") / f"parvis-{os.geteuid()}-{mark}"  # noqa: S108  (made private, and its owner is checked)


def database_settings(data: Path) -> dict[str, Any]:
    """Django's settings for the one database, pooled connections included."""
    place = _place(data)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        **place,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": int(os.environ.get("PARVIS_DB_POOL", "12")), "timeout": 10},
            **place.get("OPTIONS", {}),
        },
    }


def replica_settings() -> dict[str, dict[str, Any]]:
    """The database that follows, where PARVIS_REPLICA_URL names one. Who cannot reach it soon asks the other one."""
    address = os.environ.get("PARVIS_REPLICA_URL", "")
    if not address:
        return {}
    place = _from_url(address, "PARVIS_REPLICA_URL")
    pool = {"min_size": 1, "max_size": int(os.environ.get("PARVIS_DB_POOL", "12")), "timeout": 1}
    patience = {"connect_timeout": "2", "tcp_user_timeout": "2000"}
    return {
        REPLICA: {
            "ENGINE": "django.db.backends.postgresql",
            "CONN_HEALTH_CHECKS": True,
            **place,
            "OPTIONS": {"pool": pool, **patience, **place["OPTIONS"]},
            "TEST": {"MIRROR": "default"},
        }
    }


def connection_address(data: Path, name: str = "") -> str:
    """One address for PostgreSQL's own programs and for psycopg; with `name`, of another database beside it."""
    place = _place(data)
    options = {"host": place["HOST"], "port": place.get("PORT", ""), **place.get("OPTIONS", {})}
    who = quote(place["USER"], safe="")
    if place.get("PASSWORD"):
        who += ":" + quote(place["PASSWORD"], safe="")
    query = urlencode({key: value for key, value in options.items() if value})
    return f"postgresql://{who + '@' if who else ''}/{quote(name or place['NAME'], safe='')}?{query}"


def embedded_address(data: Path) -> str:
    """The address of the embedded server of this folder, whatever DATABASE_URL says."""
    return f"postgresql://{SUPERUSER}@/{DATABASE}?{urlencode({'host': str(socket_folder(data))})}"


def _place(data: Path) -> dict[str, Any]:
    address = os.environ.get("DATABASE_URL", "")
    if address:
        return _from_url(address, "DATABASE_URL")
    return {"NAME": DATABASE, "USER": SUPERUSER, "HOST": str(socket_folder(data))}


def _from_url(address: str, named: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise DatabaseAddressError(f"{named} must look like postgresql://user:password@host:5432/name.")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }
