"""What tables there are, as the database itself says: their columns, keys, and a sum over all that they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from psycopg import sql

_BASE = "c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
_COLUMNS = f"""
SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, a.attgenerated <> ''
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE {_BASE} ORDER BY c.relname, a.attnum
"""  # noqa: S608  (constants)
_PRIMARY = f"""
SELECT c.relname::text, a.attname::text
FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
WHERE {_BASE} ORDER BY c.relname, k.place
"""  # noqa: S608  (constants)
_FOREIGN = f"""
SELECT c.relname::text, k.conname::text, pg_get_constraintdef(k.oid), r.relname::text,
    ARRAY(SELECT attname::text FROM unnest(k.conkey) n JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = n),
    ARRAY(SELECT attname::text FROM unnest(k.confkey) n JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = n)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
WHERE k.contype = 'f' AND k.conparentid = 0 AND {_BASE} ORDER BY c.relname, k.conname
"""  # noqa: S608  (constants)
_SEQUENCES = """
SELECT sequencename::text FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename
"""
# How values are written as text; the same whatever the server's or the reader's own settings are.
AS_TEXT = """
SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'iso_8601';
SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1
"""


class Cursor(Protocol):
    """Django's cursor or psycopg's."""

    def execute(self, query: Any, params: Any = None, /) -> Any:
        """Send a statement."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows of the answer."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: PostgreSQL's word for its type, whether it may be empty, whether the database computes it."""

    name: str
    type: str
    nullable: bool
    computed: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: its name, how it is declared, and the columns on both sides."""

    name: str
    declaration: str
    columns: tuple[str, ...]
    table: str
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it stands in the database; a partitioned one counts once."""

    name: str
    columns: tuple[Column, ...]
    primary: tuple[str, ...]
    references: tuple[Reference, ...]

    @property
    def written(self) -> tuple[str, ...]:
        """The columns that somebody writes: all but the computed ones."""
        return tuple(column.name for column in self.columns if not column.computed)


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows, and a sum over the text of each that does not depend on their order."""

    rows: int
    content: str


def tables(cursor: Cursor) -> dict[str, Table]:
    """Every table of the database by its name."""
    columns: dict[str, list[Column]] = {}
    for table, *facts in _rows(cursor, _COLUMNS):
        columns.setdefault(table, []).append(Column(*facts))
    primary: dict[str, list[str]] = {}
    for table, column in _rows(cursor, _PRIMARY):
        primary.setdefault(table, []).append(column)
    foreign: dict[str, list[Reference]] = {}
    for table, name, declaration, there, here, away in _rows(cursor, _FOREIGN):
        foreign.setdefault(table, []).append(Reference(name, declaration, tuple(here), there, tuple(away)))
    return {
        name: Table(name, tuple(found), tuple(primary.get(name, ())), tuple(foreign.get(name, ())))
        for name, found in columns.items()
    }


def sequences(cursor: Cursor) -> dict[str, tuple[int, bool]]:
    """Every sequence with its last number, and whether that one was given out already."""
    found = {}
    for (name,) in _rows(cursor, _SEQUENCES):
        question = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name))
        ((last, given),) = _rows(cursor, question)
        found[name] = (int(last), bool(given))
    return found


def sums(cursor: Cursor, names: Sequence[str]) -> dict[str, Sum]:
    """The sum of each of these tables; equal sums mean equal rows. Within a transaction, after `AS_TEXT`."""
    found = {}
    for name in names:
        question = sql.SQL(
            "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {} AS t"
        ).format(sql.Identifier(name))
        ((rows, content),) = _rows(cursor, question)
        found[name] = Sum(int(rows), str(content))
    return found


def _rows(cursor: Cursor, question: Any) -> list[tuple[Any, ...]]:
    cursor.execute(question)
    return cursor.fetchall()
