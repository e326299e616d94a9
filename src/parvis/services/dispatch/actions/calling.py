"""One call to another system, and what its answer means."""

from collections.abc import Mapping
from urllib.parse import urlencode

from parvis.kernel.outbound import OutboundError, fetch
from parvis.services.dispatch.models import Channel
from parvis.services.dispatch.rules import Outcome, outcome_of
from parvis.services.georeport.contracts import UnreadableError, rows_in

SECONDS = 20.0

type Fields = Mapping[str, str] | list[tuple[str, str]]


class UndeliveredError(Exception):
    """One try failed; the message is a sentence for officials, `outcome` what follows from it."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


def call_once(
    channel: Channel,
    method: str,
    call: str,
    fields: Mapping[str, str] | list[tuple[str, str]],
    *,
    key: str = "",
) -> dict[str, str]:
    """One call; its first row. `UndeliveredError` says what went wrong and whether it may pass."""
    rows = call_for_rows(channel, method, call, fields, key=key)
    return rows[0] if rows else {}


def call_for_rows(
    channel: Channel,
    method: str,
    call: str,
    fields: Mapping[str, str] | list[tuple[str, str]],
    *,
    key: str = "",
) -> list[dict[str, str]]:
    pairs = list(fields.items()) if isinstance(fields, Mapping) else fields
    known = [("jurisdiction_id", channel.jurisdiction), *pairs]
    address = f"{channel.address}/{call}.json"
    headers = {"Accept": "application/json"}
    content = None
    if method == "POST":
        content = urlencode([("api_key", channel.key), *known]).encode()
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Idempotency-Key": key}
    else:
        address += "?" + urlencode([pair for pair in known if pair[1]])
    try:
        answer = fetch(address, method=method, content=content, headers=headers, seconds=SECONDS)
        outcome = outcome_of(answer.status)
        rows = rows_in(answer.content, "json")
    except OutboundError as failed:
        raise UndeliveredError(Outcome.LATER, str(failed)) from failed
    except UnreadableError as unreadable:
        later_on = outcome if outcome is not Outcome.SENT else Outcome.LATER
        raise UndeliveredError(later_on, f"{answer.status}: {unreadable}") from unreadable
    if outcome is not Outcome.SENT:
        raise UndeliveredError(outcome, f"{answer.status}: {rows[0].get('description', '') if rows else ''}")
    return rows
