"""Entries about a thing that no room knows, and somebody with the keys of the database."""

from django.db import connection

from parvis.kernel.journal.actions import record
from parvis.kernel.journal.verbs import Verb, declare

SUBJECT = "testing.thing:abc"
declare(
    Verb("testing.thing.made", "{actor} made a thing.", "help"),
    Verb("testing.thing.moved", "{office} moved it."),
)


def made(area_id: int = 1, subject: str = SUBJECT, **details) -> None:
    record("testing.thing.made", subject=subject, actor="guest", area_id=area_id, **details)


def tamper(sql: str) -> None:
    """What somebody with the keys of the database could do: the triggers do not stop them, the chain tells."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET LOCAL session_replication_role = origin")
