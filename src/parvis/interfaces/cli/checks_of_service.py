"""What `parvis doctor` looks at with Django loaded and the database up."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import mail
from django.db import connection

from parvis.interfaces.cli.findings import Finding, bad, good, warning
from parvis.interfaces.cli.registry import checks
from parvis.interfaces.cli.start import pending_migrations
from parvis.kernel.clock import now
from parvis.kernel.places import basemap

OLDEST_SERVER = 16
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
HEARTBEAT = timedelta(minutes=1)
LATE_JOB = timedelta(minutes=10)
CLOCK_DIFFERENCE = timedelta(seconds=2)


def version() -> Finding:
    """The database server."""
    number = connection.cursor().connection.info.server_version // 10_000
    if number < OLDEST_SERVER:
        return bad("PostgreSQL", str(number), f"Use version {OLDEST_SERVER} or newer.")
    return good("PostgreSQL", f"{number} at {connection.settings_dict['HOST'] or 'the default place'}")


def extensions() -> Finding:
    """PostgreSQL's own extensions."""
    present = {name for (name,) in _rows("SELECT extname FROM pg_extension")}
    possible = {name for (name,) in _rows("SELECT name FROM pg_available_extensions")}
    absent = sorted(set(EXTENSIONS) - possible)
    if absent:
        return bad(
            "Extensions", f"{', '.join(absent)} cannot be had here", "Install PostgreSQL's contrib package."
        )
    missing = sorted(set(EXTENSIONS) - present)
    if missing:
        return bad("Extensions", f"{', '.join(missing)} not made yet", "Run `parvis migrate`.")
    return good("Extensions", ", ".join(EXTENSIONS))


def migrations() -> Finding:
    """Tables as the code expects them."""
    pending = pending_migrations()
    if pending:
        return bad("Tables", f"{len(pending)} steps behind, from {pending[0]} on", "Run `parvis migrate`.")
    return good("Tables", "up to date")


def clock() -> Finding:
    """This machine's clock against the database's."""
    ((theirs,),) = _rows("SELECT clock_timestamp()")
    apart = abs(theirs - now())
    if apart > CLOCK_DIFFERENCE:
        return bad(
            "Clock", f"{apart.total_seconds():.0f} s from the database's", "Set both machines' clocks by NTP."
        )
    return good("Clock", "agrees with the database's")


def worker() -> Finding:
    """Somebody does the work."""
    if not _has_table("procrastinate_workers"):
        return bad("Worker", "its tables are not there", "Run `parvis migrate`.")
    beats = _rows("SELECT last_heartbeat FROM procrastinate_workers ORDER BY last_heartbeat DESC LIMIT 1")
    if not beats or now() - beats[0][0] > HEARTBEAT:
        return warning(
            "Worker", "none is running", "Run `parvis worker`, or `parvis serve`, which starts one."
        )
    return good("Worker", "running")


def queue() -> Finding:
    """Work that waits too long or failed for good."""
    if not _has_table("procrastinate_jobs"):
        return bad("Jobs", "their table is not there", "Run `parvis migrate`.")
    ((late, failed),) = _rows(
        "SELECT count(*) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, %s) < %s), "
        "count(*) FILTER (WHERE status = 'failed') FROM procrastinate_jobs",
        [now() - LATE_JOB, now() - LATE_JOB],
    )
    if late or failed:
        return warning(
            "Jobs", f"{late} late, {failed} failed", "See that a worker runs; its log says why a job failed."
        )
    return good("Jobs", "none late, none failed")


def journal() -> Finding:
    """A partition for this month and the next."""
    if not _has_table("journal_entry"):
        return bad("Journal", "its table is not there", "Run `parvis migrate`.")
    bounds = " ".join(
        bound
        for (bound,) in _rows(
            "SELECT pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
            "WHERE i.inhparent = 'journal_entry'::regclass"
        )
    )
    months = [now(), now().replace(day=1) + timedelta(days=32)]
    missing = [f"{month:%Y-%m}" for month in months if f"FROM ('{month:%Y-%m}-01" not in bounds]
    if missing and "DEFAULT" not in bounds:
        return bad(
            "Journal", f"no partition for {' and '.join(missing)}", "Run the worker: it makes them in time."
        )
    return good("Journal", "partitions for this month and the next")


def letters() -> Finding:
    """Mail can leave."""
    mailer: dict[str, Any] = settings.MAILERS["default"]
    options: dict[str, Any] = mailer.get("OPTIONS", {})
    if not mailer["BACKEND"].endswith("smtp.EmailBackend"):
        return good(
            "Mail", f"written to {options['file_path']}" if "file_path" in options else "kept in memory"
        )
    try:
        with mail.mailers.default:
            return good("Mail", f"{options['host']} takes letters")
    except OSError as refused:
        return bad("Mail", f"{options['host']}: {refused}", "Check PARVIS_SMTP_HOST and what goes with it.")


def map_of_the_city() -> Finding:
    """The base map under every map."""
    file = basemap.path()
    if not file.is_file():
        return warning(
            "Base map", "none built yet", "Run `parvis basemap`, with an .osm.pbf file if you have one."
        )
    return good("Base map", f"{file.stat().st_size / 1e6:.1f} MB")


def demo_or_secret() -> Finding:
    """The secret that signs sessions."""
    key = Path(settings.DATA) / "secret.key"
    if key.exists() and key.stat().st_mode & 0o077:
        return bad("Secret", f"{key} can be read by others", f"Run `chmod 600 {key}`.")
    return good("Secret", "readable by this user alone" if key.exists() else "from the environment")


def of_modules() -> list[Finding]:
    """What the modules look at themselves: each check answers (what, is well, seen, cure)."""
    found = []
    for check in checks():
        what, is_well, seen, cure = check()
        found.append(good(what, seen) if is_well else warning(what, seen, cure))
    return found


LATER_CHECKS: tuple[Callable[[], Finding], ...] = (
    version, extensions, migrations, clock, worker, queue, journal, letters, map_of_the_city, demo_or_secret,
)  # fmt: skip


def _rows(sql: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _has_table(name: str) -> bool:
    ((found,),) = _rows("SELECT to_regclass(%s) IS NOT NULL", [name])
    return bool(found)
