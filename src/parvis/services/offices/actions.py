"""The only writers of offices: found and change one, give and take roles, set working hours. Each is a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from parvis.kernel.assurance.actions import settle_level
from parvis.kernel.control.actions import Deed, checked_reason, decide
from parvis.kernel.journal.rules import Plain
from parvis.kernel.notices.actions import tell
from parvis.kernel.people.actions import change_organisation, end_role, found_organisation, grant_role
from parvis.kernel.people.models import Membership, Organisation, Person
from parvis.kernel.people.rules import Role, new_public_id
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.kernel.promises.actions import set_calendar
from parvis.kernel.promises.models import Calendar
from parvis.kernel.signs import without_turns
from parvis.services.offices.notices import RoleChanged
from parvis.services.offices.policies import may_appoint, may_dismiss, may_found, may_lead, may_set_hours
from parvis.services.offices.queries import calendar_of, is_within
from parvis.services.offices.rules import Openings, written_week

FOUNDED, CHANGED, HOURS = "offices.office.founded", "offices.office.changed", "offices.office.opened"
GIVEN, TAKEN = "offices.role.given", "offices.role.taken"
type Changes = Sequence[tuple[str, Plain, Plain]]


@dataclass(frozen=True, slots=True)
class Wish:
    """An office as somebody wants it: `names` by language, the house language among them."""

    names: dict[str, str]
    email: str = ""
    parent: Organisation | None = None
    is_partner: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """When an office works: openings by weekday (mon … sun), further days off, and whether public holidays count."""

    week: dict[str, Openings]
    holidays: Sequence[date] = ()
    keeps_public_holidays: bool = True


def found(by: Person, wish: Wish, reason: str) -> Organisation:
    """Found an office, or name a partner. `RefusedError`: no name, an office of that name is there."""
    require(may_found(by))
    names = _names(wish)
    slug = slugify(names[settings.LANGUAGE_CODE])[:50] or f"office-{new_public_id(6)}"
    if Organisation.objects.filter(slug=slug).exists():
        raise RefusedError(_("There is an office of that name already. Change that one."))
    with transaction.atomic():
        made = found_organisation(
            slug, names, parent=wish.parent, email=wish.email, is_partner=wish.is_partner
        )
        decide(_deed(FOUNDED, made, reason, _changes(None, wish)), by)
    return made


def change(by: Person, slug: str, wish: Wish, reason: str) -> Organisation:
    """Change what an office is called, where it is written to and to what it belongs. Whether it is a partner stays."""
    with transaction.atomic():
        office = _locked(slug)
        require(may_lead(by, office))
        if wish.parent is not None and is_within(wish.parent, office):
            raise RefusedError(_("An office cannot belong to itself, or to one that belongs to it."))
        before = Wish(office.names, office.email, office.parent, office.is_partner)
        if changes := _changes(before, wish):
            change_organisation(office, _names(wish), parent=wish.parent, email=wish.email)
            decide(_deed(CHANGED, office, reason, changes), by)
    return office


def give_role(by: Person, slug: str, person: Person, role: Role, reason: str) -> Membership:
    """Let somebody work for an office, or in another role. Who it is stands on no public page."""
    with transaction.atomic():
        office = _locked(slug)
        require(may_appoint(by, person, office))
        before = office.memberships.filter(person=person, lent_from=None).first()
        if before is not None and before.role == role:
            return before
        if before is not None and before.role == Role.OWNER:
            require(may_dismiss(by, before))
        changes = [("role", before.role if before else None, role.value)]
        decide(_deed(GIVEN, office, reason, changes), by)
        given = grant_role(person, office, role)
        tell(RoleChanged, [person], {"office": office.names, "role": role.value})
    return given


def take_role(by: Person, slug: str, number: int, reason: str) -> Organisation:
    """Somebody does not work for the office any more; what they lent ends with it. Twice is once."""
    with transaction.atomic():
        office = _locked(slug)
        rows = office.memberships.select_related("person", "organisation").filter(lent_from=None)
        held = rows.filter(pk=number).first()
        if held is None:
            return office
        require(may_dismiss(by, held))
        decide(_deed(TAKEN, office, reason, [("role", held.role, None)]), by)
        person = held.person
        end_role(held)
        settle_level(person)
        tell(RoleChanged, [person], {"office": office.names, "role": ""})
    return office


def set_hours(by: Person, office: Organisation | None, hours: Hours, reason: str) -> Calendar:
    """When an office works (None: the city, where an office has no hours of its own). What was promised keeps its day.

    `RefusedError`: it would never open.
    """
    require(may_set_hours(by, office))
    if not any(hours.week.values()):
        raise RefusedError(_("An office that never opens cannot promise anything. Give it hours on one day."))
    with transaction.atomic():
        before = calendar_of(office)
        changes = _hours_changed(before, hours)
        kept = set_calendar(office, hours.week, sorted(set(hours.holidays)), hours.keeps_public_holidays)
        if changes:
            decide(_deed(HOURS, office, reason, changes), by)
    return kept


def _hours_changed(before: Calendar | None, hours: Hours) -> Changes:
    days = ", ".join(str(each) for each in sorted(set(hours.holidays)))
    old: tuple[Plain, Plain, Plain] = (None, None, None)
    if before is not None:
        off = ", ".join(str(each) for each in before.holidays)
        old = (written_week(before.week), off, before.keeps_public_holidays)
    new: tuple[Plain, Plain, Plain] = (written_week(hours.week), days, hours.keeps_public_holidays)
    labels = ("week", "holidays", "public_holidays")
    return [(label, was, is_) for label, was, is_ in zip(labels, old, new, strict=True) if (was or "") != is_]


def _names(wish: Wish) -> dict[str, str]:
    names = {code: name for code, each in wish.names.items() if (name := without_turns(each))}
    if settings.LANGUAGE_CODE not in names:
        raise RefusedError(_("Give it a name in the language of the city, at least."))
    return names


def _changes(before: Wish | None, after: Wish) -> Changes:
    def told(wish: Wish | None) -> dict[str, Plain]:
        if wish is None:
            return dict.fromkeys(("name", "email", "parent", "partner"))
        names = ", ".join(f"{code}: {name}" for code, name in sorted(wish.names.items()) if name)
        parent = wish.parent.slug if wish.parent else None
        return {
            "name": names,
            "email": wish.email or None,
            "parent": parent,
            "partner": wish.is_partner or None,
        }

    old, new = told(before), told(after)
    return [(label, old[label], new[label]) for label in new if old[label] != new[label]]


def _deed(verb: str, office: Organisation | None, reason: str, changes: Changes) -> Deed:
    """About an office, in its own name where a signer serves there; about the city's hours without one."""
    slug = office.slug if office else ""
    return Deed(
        verb,
        f"offices.office:{slug or 'all'}",
        checked_reason(reason),
        changes,
        preferred=slug,
        data={"office": slug or settings.CITY.name},
    )


def _locked(slug: str) -> Organisation:
    office = Organisation.objects.select_for_update(of=("self",)).filter(slug=slug).first()
    if office is None:
        raise AbsentError
    return office
