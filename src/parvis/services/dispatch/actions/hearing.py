"""What offices did in their own systems: asked for, and done here once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from parvis.kernel.clock import now
from parvis.kernel.jobs.work import job, later
from parvis.services.dispatch.actions.calling import UndeliveredError, call_for_rows
from parvis.services.dispatch.models import Channel, Heard, Parcel
from parvis.services.dispatch.rules import asked_since
from parvis.services.georeport.contracts import (
    MEANINGS,
    ROWS_AT_MOST,
    CallError,
    Status,
    moment_in,
    status_named,
)
from parvis.services.reports.contracts import Closing, State, Word, follow_office

REASON_LENGTH = 300


@job("dispatch.ask", tries=2)
def ask(*, channel: int) -> None:
    """Ask one system for news."""
    found = Channel.objects.filter(pk=channel, is_on=True).first()
    if found is not None:
        ask_channel(found)


def ask_all() -> None:
    """Ask every system that has reports of ours for news, each in a job of its own: none waits for another."""
    for channel in Channel.objects.filter(is_on=True, parcels__state="sent").distinct().order_by("pk"):
        later(ask, once=f"dispatch.ask:{channel.pk}", channel=channel.pk)


def ask_channel(channel: Channel) -> int:
    """What is new over there; returns how many updates were taken in. A failure stands beside the channel."""
    until = now()
    oldest = (
        channel.parcels.filter(kind=Parcel.Kind.REPORT)
        .order_by("created_at")
        .values_list("created_at", flat=True)
        .first()
    )
    since = max(asked_since(channel.asked_until, oldest or until), until - timedelta(days=90))
    try:
        taken = sum(_hear(channel, page) for page in _pages(channel, since, until))
    except UndeliveredError as failed:
        Channel.objects.filter(pk=channel.pk).update(
            asking_fails=channel.asking_fails + 1, reason=failed.reason[:REASON_LENGTH]
        )
        return 0
    # Unless a parcel arrived meanwhile whose news must be asked for again.
    before = channel.asked_until
    Channel.objects.filter(pk=channel.pk, asked_until=before).update(asked_until=until)
    Channel.objects.filter(pk=channel.pk).update(asking_fails=0, reason="")
    return taken


def _pages(channel: Channel, since: datetime, until: datetime) -> Iterable[list[dict[str, str]]]:
    """Pages of updates. A server that knows no pages gives the same one again; then that was all."""
    fields = {
        "start_date": since.isoformat(timespec="seconds"),
        "end_date": (until + timedelta(seconds=1)).isoformat(timespec="seconds"),
    }
    before: list[dict[str, str]] = []
    for page in range(1, 1000):
        rows = call_for_rows(
            channel,
            "GET",
            "servicerequestupdates",
            fields | {"page": str(page), "page_size": str(ROWS_AT_MOST)},
        )
        if not rows or rows == before:
            return
        yield rows
        if len(rows) < ROWS_AT_MOST:
            return
        before = rows


def _hear(channel: Channel, rows: list[dict[str, str]]) -> int:
    """Take in what is new and about reports of ours; what cannot be read is left aside, and the rest goes on."""
    ids = {row.get("service_request_id", "") for row in rows}
    parcels = {
        each.foreign_id: each for each in channel.parcels.filter(foreign_id__in=ids - {""}).order_by("pk")
    }
    seen = set(
        channel.heard.filter(update_id__in=[row.get("update_id", "") for row in rows]).values_list(
            "update_id", flat=True
        )
    )
    taken = 0
    for row in rows:
        parcel = parcels.get(row.get("service_request_id", ""))
        if parcel is None or not row.get("update_id") or row["update_id"] in seen:
            continue
        try:
            status, at = (
                status_named(row.get("status", "")),
                moment_in("updated_datetime", row.get("updated_datetime", "")),
            )
        except CallError:
            continue
        taken += _take_in(
            channel,
            parcel.pk,
            row["update_id"],
            Word(
                channel.office.slug,
                *_meant(status, row.get("external_status_code", "")),
                words=row.get("description", ""),
                at=at,
            ),
        )
    return taken


def _meant(status: Status, code: str) -> tuple[State, Closing | None]:
    """A status in our words. Where it does not say how it ended, a code of ours may: the other city is one of us."""
    meaning = MEANINGS[status]
    closing = meaning.closing or (code if meaning.is_closed and code in set(Closing) else "")
    return State(meaning.state), Closing(closing) if closing else None


def _take_in(channel: Channel, parcel_id: int, update_id: str, word: Word) -> bool:
    """One update, once. A state that is older than the one we have changes nothing any more; its words stay."""
    with transaction.atomic():
        parcel = Parcel.objects.select_for_update(of=("self",)).get(pk=parcel_id)
        _heard, is_new = Heard.objects.get_or_create(channel=channel, update_id=update_id[:120])
        if is_new:
            if parcel.news_at is not None and word.at < parcel.news_at:
                word = replace(word, state=None, closing=None)
            else:
                parcel.news_at = word.at
                parcel.save(update_fields=["news_at"])
            follow_office(parcel.report, word)
    return is_new
