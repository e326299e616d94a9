"""Calls to another system that speaks Open311: one call, or its news page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from parvis.kernel.outbound import OutboundError, fetch
from parvis.services.georeport.engine.reading import Row, UnreadableError, rows_in
from parvis.services.georeport.rules import ROWS_AT_MOST

SECONDS = 20.0
PAGES_AT_MOST = 1000

type Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class System:
    """Another system: its address without a last slash, the key it gave us, the jurisdiction_id that it asks for."""

    address: str
    key: str = ""
    jurisdiction: str = ""


class CallFailedError(Exception):
    """A call failed; the message is a sentence for officials. `status` is its answer, None where none made sense."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


def call(system: System, method: str, name: str, fields: Fields, *, key: str = "") -> list[Row]:
    """One call; the rows of its answer. With `key` a second call of the same is harmless where it is understood."""
    address, known = f"{system.address}/{name}.json", [("jurisdiction_id", system.jurisdiction), *fields]
    headers, content = {"Accept": "application/json"}, None
    if method == "POST":
        content = urlencode([("api_key", system.key), *known]).encode()
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Idempotency-Key": key}
    else:
        address += "?" + urlencode([pair for pair in known if pair[1]])
    try:
        answer = fetch(address, method=method, content=content, headers=headers, seconds=SECONDS)
        rows = rows_in(answer.content, "json")
    except OutboundError as failed:
        raise CallFailedError(str(failed)) from failed
    except UnreadableError as unreadable:
        # Nothing that makes sense may be a proxy's word; a refusal is one in any form.
        status = None if 200 <= answer.status < 300 else answer.status
        raise CallFailedError(f"{answer.status}: {unreadable}", status) from unreadable
    if not 200 <= answer.status < 300:
        said = rows[0].get("description", "") if rows else ""
        raise CallFailedError(f"{answer.status}: {said}", answer.status)
    return rows


def news(system: System, since: datetime, until: datetime) -> Iterator[list[Row]]:
    """Pages of updates. A server that knows no pages gives the same one again; then that was all."""
    span = [
        ("start_date", since.isoformat(timespec="seconds")),
        ("end_date", (until + timedelta(seconds=1)).isoformat(timespec="seconds")),
    ]
    before: list[Row] = []
    for page in range(1, PAGES_AT_MOST):
        fields = [*span, ("page", str(page)), ("page_size", str(ROWS_AT_MOST))]
        rows = call(system, "GET", "servicerequestupdates", fields)
        if not rows or rows == before:
            return
        yield rows
        if len(rows) < ROWS_AT_MOST:
            return
        before = rows
