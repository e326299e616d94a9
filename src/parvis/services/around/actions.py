"""The only writers of watches."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.kernel.catalogue.queries import may_take_part
from parvis.kernel.clock import now
from parvis.kernel.journal.actions import record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.actions import Address, tell
from parvis.kernel.people.actions import ask_to_confirm
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.services.around.models import Place, Watch
from parvis.services.around.notices import ConfirmWatch, Digest
from parvis.services.around.queries import due_at, happenings
from parvis.services.around.rules import QUESTIONS, WATCHES_AT_MOST, Rhythm, last_turn

CONFIRMATION = "around.watch"
BEGUN = "around.watch.begun"


def watch(
    place: Place,
    rhythm: Rhythm,
    person: Person | None = None,
    *,
    questions: Collection[str] = (),
    email: str = "",
    language: str = "",
) -> Watch:
    """Begin to tell a member at once, a guest once the address is confirmed; the same place again changes the wish.
    No questions means all four. `RefusedError` says why not: the whole city, too many places, service closed."""
    if place.is_whole_city:
        raise RefusedError(_("Choose a neighbourhood or a spot first."))
    level = person.level if person else Level.CONTACT_CONFIRMED  # confirmed before the first letter
    require(may_take_part(BEGUN, level, place.area.pk if place.area else None))
    circle = place.circle
    lat, lon, radius = (circle.lat, circle.lon, circle.radius) if circle else (None, None, None)
    owner: dict[str, Any] = {"person": person, "email": "" if person else email.strip().lower()}
    with transaction.atomic():
        where: dict[str, Any] = {"area": None if circle else place.area, "lat": lat, "lon": lon}
        found, made = Watch.objects.update_or_create(
            **owner,
            **where,
            defaults={
                "radius_metres": radius,
                "spot": place.spot[:200],
                "questions": [each for each in QUESTIONS if each in questions],
                "rhythm": rhythm,
                "language": language or settings.LANGUAGE_CODE,
            },
        )
        if made and Watch.objects.filter(**owner).count() > WATCHES_AT_MOST:
            raise RefusedError(_("You are told about many places already. Stop one of them first."))
        if person is None:
            asked = ask_to_confirm(found.email, CONFIRMATION, found.public_id, found.language)
            tell(ConfirmWatch, [Address(found.email, found.language)], {"confirmation": asked.pk})
        elif made:
            _begin(found, person)
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
        return waiting.place.path


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


def forget_watcher(leaving: Leaving) -> None:
    """End all watches of somebody who leaves, and those that wait for their address."""
    Watch.objects.filter(leaving.whose(person="person", email="email")).delete()


def _begin(new: Watch, person: Person) -> None:
    new.person, new.confirmed_at, new.last_entry_at = person, now(), now()
    new.save()
    # Who watches, and where, says where somebody lives: the journal learns that it happened, and no more.
    record(BEGUN, subject=CONFIRMATION, actor="guest")


def _look(due: Watch, until: datetime) -> None:
    since, due.last_entry_at = due.last_entry_at, until
    if due.person and happenings(due.place, since, until, due.questions):
        due.last_sent_at = now()
        data = {"watch": due.public_id, "since": since.isoformat(), "until": until.isoformat()}
        with override(due.language):
            tell(Digest, [due.person], data)
    due.save(update_fields=["last_entry_at", "last_sent_at"])
