"""All that the database holds, to look for what should not be there."""

from django.db import connection
from psycopg import sql

_ROWS = sql.SQL("SELECT coalesce(string_agg(t::text, chr(10)), '') FROM {} t")


def everything_written() -> str:
    """Every row of every table, as text: whatever its columns are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        parts = []
        for (table,) in cursor.fetchall():
            cursor.execute(_ROWS.format(sql.Identifier(table)))
            parts.append(str(cursor.fetchone()[0]))
    return "\n".join(parts)
