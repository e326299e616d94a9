"""The only writers of watches."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.kernel.catalogue.queries import service_of
from parvis.kernel.clock import now
from parvis.kernel.journal.actions import record
from parvis.kernel.notices.actions import Address, tell
from parvis.kernel.people.actions import ask_again, ask_to_confirm
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.services.around.models import Watch
from parvis.services.around.notices import ConfirmWatch, Digest
from parvis.services.around.queries import Place, Span, anything, due_at, place_of, watch_named
from parvis.services.around.rules import (
    DAYS_UNTIL_UNCONFIRMED_GO,
    LINES_AT_MOST,
    QUESTIONS,
    WATCHES_AT_MOST,
    Rhythm,
    last_turn,
)

CONFIRMATION = "around.watch"
_BETWEEN_ASKS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be told of; no questions means all four. A guest gives an address, a member none."""

    place: Place
    rhythm: Rhythm
    questions: tuple[str, ...] = ()
    email: str = ""
    language: str = ""


def watch(wish: Wish, person: Person | None = None) -> Watch:
    """Begin to tell a member at once, a guest once the address is confirmed; the same place again changes the wish.

    `RefusedError` says why not: the whole city, too many places, service closed.
    """
    with transaction.atomic():
        _check(wish)
        circle = wish.place.circle
        email = "" if person else wish.email.strip().lower()
        found, made = Watch.objects.update_or_create(
            person=person,
            email=email,
            area=None if circle else wish.place.area,
            lat=circle.lat if circle else None,
            lon=circle.lon if circle else None,
            defaults={
                "radius_metres": circle.radius if circle else None,
                "spot": wish.place.spot[:200] if circle else "",
                "questions": [each for each in QUESTIONS if each in wish.questions],
                "rhythm": wish.rhythm,
                "language": wish.language or settings.LANGUAGE_CODE,
            },
        )
        if made and Watch.objects.filter(person=person, email=email).count() > WATCHES_AT_MOST:
            raise RefusedError(
                _("You are told about %(count)s places already. Stop one of them first.")
                % {"count": WATCHES_AT_MOST}
            )
        if made and person:
            _begin(found, person)
        if not person:
            _write_to_confirm(found, made)
    return found


def confirm_watch(public_id: str, person: Person) -> str:
    """The address is proved: from now on its person is told. Gives the page of the place; twice is once."""
    with transaction.atomic():
        waiting = Watch.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
        if waiting is None:
            return Place().path
        if waiting.confirmed_at is None:
            # Whoever is told of the place already has a newer wish now; the older one gives way.
            same = Watch.objects.filter(person=person, area=waiting.area_id, lat=waiting.lat, lon=waiting.lon)
            same.delete()
            waiting.email = ""
            _begin(waiting, person)
    found = watch_named(public_id)
    return place_of(found).path if found else Place().path


def stop(public_id: str, *, by: Person | None) -> None:
    """End a watch: `by` its member (`AbsentError` for anybody else), or None for whoever holds its signed link."""
    rows = Watch.objects.filter(public_id=public_id)
    if by is not None and not rows.filter(person=by).exists():
        raise AbsentError
    rows.delete()


def send_due(batch: int = 200) -> int:
    """Write the letters whose turn has come, one for each watch around which something happened; returns how many
    watches were looked at. Two workers never take the same watch; a second run finds nothing due."""
    moment = now()
    with transaction.atomic():
        due = list(due_at(moment).select_for_update(of=("self",), skip_locked=True)[:batch])
        for each in due:
            _look(each, last_turn(Rhythm(each.rhythm), moment, settings.CITY.zone))
    return len(due)


def forget_watches() -> int:
    """Delete what nobody confirmed in two weeks, and the watches of people who left; returns how many."""
    limit = now() - timedelta(days=DAYS_UNTIL_UNCONFIRMED_GO)
    old = Q(confirmed_at=None, created_at__lte=limit) | Q(person__is_active=False)
    removed, _by_model = Watch.objects.filter(old).delete()
    return removed


def _check(wish: Wish) -> None:
    area = wish.place.area
    if wish.place.is_whole_city:
        raise RefusedError(_("Choose a neighbourhood or a spot first."))
    if service_of("around", area.pk if area else None) is None:
        raise RefusedError(_("We do not write such letters here at the moment."))


def _begin(new: Watch, person: Person) -> None:
    new.person, new.confirmed_at, new.last_entry_at = person, now(), now()
    new.save()
    # Who watches, and where, says where somebody lives: the journal learns that it happened, and no more.
    record("around.watch.begun", subject=CONFIRMATION, actor="guest")


def _write_to_confirm(waiting: Watch, made: bool) -> None:
    """One letter for each watch, and another one when it is asked for again after an hour."""
    asked = ask_to_confirm(waiting.email, CONFIRMATION, waiting.public_id, waiting.language)
    if not made:
        if now() - asked.asked_at < _BETWEEN_ASKS:
            return
        ask_again(asked)
    tell(ConfirmWatch, [Address(waiting.email, waiting.language)], {"confirmation": asked.pk})


def _look(due: Watch, until: datetime) -> None:
    span = Span(due.last_entry_at, until)
    due.last_entry_at = until
    if due.person and anything(place_of(due), span, due.questions, within=LINES_AT_MOST + 1):
        due.last_sent_at = now()
        data = {"watch": due.public_id, "since": span.since.isoformat(), "until": until.isoformat()}
        with override(due.language):
            tell(Digest, [due.person], data)
    due.save(update_fields=["last_entry_at", "last_sent_at"])
