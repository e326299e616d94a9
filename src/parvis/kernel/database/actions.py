"""Writers below all others: what the database remembers about itself, and many rows at once."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import JSONField, Model
from psycopg.types.json import Jsonb

from parvis.kernel.clock import now
from parvis.kernel.database.models import Seeding


def note_seeded(module: str) -> None:
    """Remember that the module's demo data are loaded; again moves the time."""
    Seeding.objects.update_or_create(module=module, defaults={"at": now()})


def copy_in(rows: Sequence[Model]) -> None:
    """Insert new rows of one model by COPY, several times faster than `bulk_create`; each gets its primary key.

    For thousands of rows that were checked before: no signals, no `save`, no database defaults.
    """
    if not rows:
        return
    meta = rows[0]._meta
    fields = [field for field in meta.concrete_fields if not field.generated]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    jsons = {field.attname for field in fields if isinstance(field, JSONField)}
    names = [field.attname for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [meta.db_table, meta.pk.column, len(rows)],
        )
        for row, (identity,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = identity
        with cursor.copy(f"COPY {connection.ops.quote_name(meta.db_table)} ({columns}) FROM STDIN") as copy:
            for row in rows:
                values = row.__dict__
                copy.write_row([Jsonb(values[name]) if name in jsons else values[name] for name in names])


def clear_cache() -> int:
    """Delete what the cache should not hold any more; how many rows.

    Django's cache forgets only when it is full, and its keys name the addresses of callers.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM database_cache WHERE expires < now()")
        return int(cursor.rowcount)
