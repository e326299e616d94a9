"""How many queries a piece of work may take."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

PAGE_CEILING = 12  # queries that any page or API read may take


@contextmanager
def at_most(ceiling: int = PAGE_CEILING) -> Iterator[CaptureQueriesContext]:
    """Fails, listing the queries, when the work inside takes more than `ceiling` of them (savepoints do not count)."""
    with CaptureQueriesContext(connection) as captured:
        yield captured
    asked = [query["sql"] for query in captured if not _is_bookkeeping(query["sql"])]
    if len(asked) > ceiling:
        listed = "\n".join(f"{number:3}. {text[:300]}" for number, text in enumerate(asked, 1))
        raise AssertionError(f"{len(asked)} queries where at most {ceiling} may be:\n{listed}")


def _is_bookkeeping(sql: str) -> bool:
    return sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO", "BEGIN", "COMMIT", "ROLLBACK"))
