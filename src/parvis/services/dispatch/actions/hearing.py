"""What offices did in their own systems: asked for, and done here once."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from parvis.kernel.clock import now
from parvis.kernel.jobs.work import job, later
from parvis.services.dispatch.actions.calling import UndeliveredError, failures, system_of
from parvis.services.dispatch.models import Channel, Heard, Parcel
from parvis.services.dispatch.rules import asked_since
from parvis.services.georeport.contracts import MEANINGS, CallError, Status, moment_in, news, status_named
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
    speaking = Channel.objects.filter(is_on=True, parcels__state="sent", address__startswith="http")
    for channel in speaking.distinct().order_by("pk"):
        later(ask, once=f"dispatch.ask:{channel.pk}", channel=channel.pk)


def ask_channel(channel: Channel) -> int:
    """What is new over there; returns how many updates were taken in. A failure stands beside the channel."""
    until = now()
    sent = channel.parcels.filter(kind=Parcel.Kind.REPORT).order_by("created_at")
    oldest = sent.values_list("created_at", flat=True).first()
    since = max(asked_since(channel.asked_until, oldest or until), until - timedelta(days=90))
    try:
        with failures():
            taken = sum(_hear(channel, page) for page in news(system_of(channel), since, until))
    except UndeliveredError as failed:
        fails, reason = channel.asking_fails + 1, failed.reason[:REASON_LENGTH]
        Channel.objects.filter(pk=channel.pk).update(asking_fails=fails, reason=reason)
        return 0
    # Unless a parcel arrived meanwhile whose news must be asked for again.
    before = channel.asked_until
    Channel.objects.filter(pk=channel.pk, asked_until=before).update(asked_until=until)
    Channel.objects.filter(pk=channel.pk).update(asking_fails=0, reason="")
    return taken


def _hear(channel: Channel, rows: list[dict[str, str]]) -> int:
    """Take in what is new and about reports of ours; what cannot be read is left aside, and the rest goes on."""
    ids = {row.get("service_request_id", "") for row in rows}
    parcels = {
        each.foreign_id: each for each in channel.parcels.filter(foreign_id__in=ids - {""}).order_by("pk")
    }
    given = [row.get("update_id", "") for row in rows]
    seen = set(channel.heard.filter(update_id__in=given).values_list("update_id", flat=True))
    taken = 0
    for row in rows:
        parcel, update_id = parcels.get(row.get("service_request_id", "")), row.get("update_id", "")
        if parcel is None or not update_id or update_id in seen:
            continue
        try:
            status = status_named(row.get("status", ""))
            at = moment_in("updated_datetime", row.get("updated_datetime", ""))
        except CallError:
            continue
        state, closing = _meant(status, row.get("external_status_code", ""))
        word = Word(channel.office.slug, state, closing, words=row.get("description", ""), at=at)
        taken += _take_in(channel, parcel.pk, update_id, word)
    return taken


def _meant(status: Status, code: str) -> tuple[State, Closing | None]:
    """A status in our words. Where it does not say how it ended, a code of ours may: the other city is one of us."""
    meaning = MEANINGS[status]
    closing = meaning.closing or (code if meaning.is_closed and code in set(Closing) else "")
    return State(meaning.state), Closing(closing) if closing else None


def take_word(key: str, update_id: str, word: Word) -> bool:
    """What an office says about what was sent under this key, once; False where it was said before."""
    parcel = Parcel.objects.select_related("channel").filter(key=key, channel__is_on=True).first()
    return parcel is not None and _take_in(parcel.channel, parcel.pk, f"{key} {update_id}", word)


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
