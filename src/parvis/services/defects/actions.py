"""The only writers of choices."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from parvis.kernel.journal.actions import record
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.services.defects.models import Choice
from parvis.services.defects.policies import may_arrange
from parvis.services.defects.rules import Kind, Outcome, fits, longest, tidied


@dataclass(frozen=True, slots=True)
class Wording:
    """A choice as a manager writes it: texts by language; `category` a slug or "", `outcome` one of them or None."""

    kind: Kind
    texts: Mapping[str, str]
    category: str = ""
    outcome: Outcome | None = None


def add(office: Organisation, by: Person, wording: Wording) -> Choice:
    """A new choice, after those that are there; the same text of the same kind again is the same choice."""
    with transaction.atomic():
        require(may_arrange(by, office))
        _hold(office)
        given = _checked(wording)
        own = Choice.objects.filter(office=office, kind=wording.kind)
        same = own.filter(**given).first()
        if same is not None and same.is_on:
            return same
        last = own.aggregate(last=Max("position"))["last"] or 0
        made = same or Choice(office=office, kind=wording.kind, position=last + 1, **given)
        made.is_on = True
        made.save()
        _note(office, by)
    return made


def change(choice: Choice, by: Person, wording: Wording) -> Choice:
    """Other words for the same choice; findings that name it are read with the new ones."""
    with transaction.atomic():
        found = _own(choice, by)
        for name, value in _checked(wording).items():
            setattr(found, name, value)
        found.save()
        _note(found.office, by)
    return found


def take_away(choice: Choice, by: Person) -> None:
    """Offer it no more; twice is once."""
    with transaction.atomic():
        found = _own(choice, by)
        if found.is_on:
            found.is_on = False
            found.save(update_fields=["is_on"])
            _note(found.office, by)


def raise_up(choice: Choice, by: Person) -> None:
    """One place up among the choices of its kind; the first stays where it is."""
    with transaction.atomic():
        found = _own(choice, by)
        line = list(
            Choice.objects.select_for_update(of=("self",))
            .filter(office=found.office, kind=found.kind, is_on=True)
            .order_by("position", "pk")
        )
        place = next((number for number, each in enumerate(line) if each.pk == found.pk), 0)
        if place:
            line.insert(place - 1, line.pop(place))
            for number, each in enumerate(line, start=1):
                each.position = number
            Choice.objects.bulk_update(line, ["position"])


def _own(choice: Choice, by: Person) -> Choice:
    require(may_arrange(by, choice.office))
    _hold(choice.office)
    return Choice.objects.select_related("office").get(pk=choice.pk)


def _hold(office: Organisation) -> None:
    """One change of an office's choices at a time: places are counted."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=office.pk)


def _checked(wording: Wording) -> dict[str, object]:
    texts = tidied(wording.texts)
    if not texts:
        raise RefusedError(_("Write it in at least one language."))
    if any(len(text) > longest(wording.kind) for text in texts.values()):
        raise RefusedError(_("Use at most %(count)s characters.") % {"count": longest(wording.kind)})
    outcome = wording.outcome.value if wording.outcome else ""
    if not fits(wording.kind, wording.category, outcome):
        raise RefusedError(_("This kind of choice is for all reports of the office."))
    return {"texts": texts, "category": wording.category, "outcome": outcome}


def _note(office: Organisation, by: Person) -> None:
    record(
        "defects.choices.changed",
        subject=f"defects.office:{office.slug}",
        actor=by.public_id,
        data={"office": office.slug},
    )
