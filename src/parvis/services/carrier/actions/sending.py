"""What is said goes out: once for each key, at a decent hour, and as long as the day's money lasts."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.jobs.work import job, later
from parvis.kernel.journal.actions import record
from parvis.services.carrier.models import Line, Outgoing, Spent
from parvis.services.carrier.queries import UNSENT, is_stopped, today
from parvis.services.carrier.rules import (
    GIVE_UP_AFTER,
    LEASE,
    MESSAGES_A_DAY,
    QUIET_UNTIL,
    State,
    has_room,
    may_leave_at,
    next_try,
    state_told,
)
from parvis.services.gsm.contracts import Outcome, UnsentError, gateway, segments

BATCH = 5  # so few that all of them can time out before the lease ends


def say(line: str, words: str, *, key: str, answers: bool = True, is_last_word: bool = False) -> bool:
    """Tell a phone something, in the caller's transaction; False when it must not be told, or was by this key.

    `answers` somebody who just wrote, at any hour; what the city begins waits for the morning. `is_last_word`: also to
    a number that stopped, and above every limit.
    """
    found = Line.objects.filter(public_id=line).first()
    if found is None or gateway() is None:
        return False
    if not is_last_word and (is_stopped(found.phone) or _had_enough(found)):
        return False
    moment = now()
    leaves = moment if answers else may_leave_at(moment.astimezone(settings.CITY.zone))
    details = {"line": found, "words": words, "segments": segments(words), "next_at": leaves}
    details |= {"is_last_word": is_last_word, "answers": answers}
    _said, made = Outgoing.objects.get_or_create(key=key, defaults=details)
    if made and leaves == moment:
        later(deliver)
    return made


@job("carrier.deliver", tries=2)
def deliver() -> None:
    """Send what is due; the next minute takes what a dead worker left."""
    while deliver_due():
        pass


def deliver_due(batch: int = BATCH) -> int:
    """Try what is due, in the order in which it was said; returns how many were tried. Safe beside itself."""
    taken = _taken_out(batch)
    for message in taken:
        _try(message)
    return len(taken)


def hear_of(public_id: str, status: str) -> bool:
    """The gateway says where a message of ours is; False when there is none such. In any order and number."""
    with transaction.atomic():
        found = Outgoing.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
        if found is None:
            return False
        state = state_told(State(found.state), status)
        if state != found.state:
            found.state, found.next_at, found.sent_at = state, None, found.sent_at or now()
            found.save(update_fields=["state", "next_at", "sent_at"])
    return True


def _had_enough(line: Line) -> bool:
    day = now() - timedelta(days=1)
    return line.outgoing.filter(created_at__gte=day).count() >= MESSAGES_A_DAY


def _taken_out(batch: int) -> list[Outgoing]:
    """Messages that are due, leased and paid for. What a worker died with is unsure: it may have gone out."""
    taken: list[Outgoing] = []
    decent = may_leave_at(
        now().astimezone(settings.CITY.zone)
    )  # what failed in the evening must not ring at night
    with transaction.atomic():
        due = Outgoing.objects.select_for_update(of=("self",), skip_locked=True).select_related("line")
        for each in due.filter(state__in=UNSENT, next_at__lte=now()).order_by("next_at", "pk")[:batch]:
            if each.state == State.ON_ITS_WAY:
                _after(each, Outcome.UNSURE, _("The worker ended in the middle."))
            elif each.created_at < now() - GIVE_UP_AFTER:
                _end(each, State.FAILED, each.error or _("It waited too long."))
            elif not each.is_last_word and is_stopped(each.line.phone):
                _end(each, State.CANCELLED, "")
            elif not each.answers and decent > now():
                each.next_at = decent
            elif not _pay(each):
                each.next_at = today().replace(hour=QUIET_UNTIL.hour) + timedelta(days=1)
            else:
                each.state, each.tries, each.next_at = State.ON_ITS_WAY, each.tries + 1, now() + LEASE
                taken.append(each)
            each.save()
    return taken


def _try(message: Outgoing) -> None:
    """One call, outside of every transaction: the gateway may be slow."""
    carrier = gateway()
    try:
        if carrier is None:
            raise UnsentError(Outcome.LATER, _("There is no gateway."))
        callback = settings.SITE_ADDRESS + reverse("carrier:delivered", args=[message.public_id])
        carrier.send(message.line.phone, message.words, message.public_id, callback)
    except UnsentError as failed:
        _failed(message, failed)
    else:
        arrived = Outgoing.objects.filter(pk=message.pk, state=State.ON_ITS_WAY)
        arrived.update(state=State.SENT, sent_at=now(), next_at=None, error="")


def _failed(message: Outgoing, failed: UnsentError) -> None:
    """Unless the gateway told us meanwhile that it has it."""
    with transaction.atomic():
        found = Outgoing.objects.select_for_update(of=("self",)).filter(pk=message.pk).first()
        if found is None or found.state != State.ON_ITS_WAY:
            return
        if failed.outcome in (Outcome.LATER, Outcome.REFUSED):
            Spent.objects.filter(day=today().date(), segments__gte=found.segments).update(
                segments=F("segments") - found.segments
            )
        _after(found, failed.outcome, str(failed))
        found.save()


def _after(message: Outgoing, outcome: Outcome, reason: str) -> None:
    """Put it back for another try, or end it here."""
    carrier, unsure = gateway(), outcome is Outcome.UNSURE
    knows_keys = carrier is not None and carrier.knows_keys
    wait = next_try(message.tries, may_have_gone=unsure, knows_keys=knows_keys)
    if wait is None or outcome is Outcome.REFUSED:
        _end(message, State.UNSURE if unsure else State.FAILED, reason)
    else:
        message.state, message.next_at, message.error = State.WAITING, now() + wait, reason[:200]


def _end(message: Outgoing, state: State, reason: str) -> None:
    message.state, message.next_at, message.error = state, None, reason[:200]


def _pay(message: Outgoing) -> bool:
    """Count it on this day's bill; False when the day's money is gone, which the journal says once."""
    day = today().date()
    Spent.objects.get_or_create(day=day)
    spent = Spent.objects.select_for_update(of=("self",)).get(day=day)
    if not message.is_last_word and not has_room(
        spent.segments, message.segments, settings.SMS_SEGMENTS_A_DAY
    ):
        if not spent.is_told:
            record("carrier.ceiling.reached", subject=f"carrier.day:{day}", actor="system")
            Spent.objects.filter(day=day).update(is_told=True)
        return False
    Spent.objects.filter(day=day).update(segments=F("segments") + message.segments)
    return True
