"""Categories, groups, routes and ready answers: what a city sets up once and changes now and then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from parvis.kernel.people.models import Organisation
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.places.models import Area
from parvis.services.reports.models import Category, Group, Route, Template
from parvis.services.reports.rules import Closing, Rule, read_questions


@dataclass(frozen=True, slots=True)
class Family:
    """A group of categories; texts by language."""

    slug: str
    names: Mapping[str, str]
    icon: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """A category; `promise_minutes` is working time, None where nothing is promised; texts by language."""

    slug: str
    names: Mapping[str, str]
    group: Family
    words: Mapping[str, str] = field(default_factory=dict)
    questions: Sequence[Mapping[str, Any]] = ()
    urgent: Mapping[str, str] = field(default_factory=dict)
    promise_minutes: int | None = None
    is_offered: bool = True
    is_private: bool = False


def keep_group(family: Family) -> Group:
    """A group, made or brought up to date."""
    defaults = {"names": dict(family.names), "icon": family.icon, "position": family.position}
    group, _new = Group.objects.update_or_create(slug=family.slug, defaults=defaults)
    return group


def keep_category(kind: Kind, group: Group) -> Category:
    """A category, made or brought up to date; `QuestionError` when its questions cannot be used.

    What is promised is taken over when it is made; later that changes by a decision alone (`change_target`).
    """
    read_questions(kind.questions)
    known = {
        "names": dict(kind.names),
        "group": group,
        "words": dict(kind.words),
        "questions": [dict(question) for question in kind.questions],
        "urgent": dict(kind.urgent),
        "is_offered": kind.is_offered,
        "is_private": kind.is_private,
    }
    category, _new = Category.objects.update_or_create(
        slug=kind.slug,
        defaults=known,
        create_defaults={**known, "promise_minutes": kind.promise_minutes},
    )
    return category


def change_target(kind: str, minutes: int | None) -> None:
    """From now on this much working time is promised for a category, by slug (None: nothing). Open promises stay."""
    Category.objects.filter(slug=kind).update(promise_minutes=minutes)


def keep_route(office: Organisation, category: Category | None = None, area: Area | None = None) -> Route:
    """One line of the routing table: this office gets this category in this area (None: all, everywhere)."""
    where, what = area.slug if area else None, category.slug if category else None
    return keep_line(Rule(office.slug, where, what))


def keep_line(rule: Rule) -> Route:
    """A line of the routing table as a rule says it; one for the same case gets the rule's office."""
    line = _lines_like(rule).first() or Route(
        area=Area.objects.get(slug=rule.area, valid_until=None) if rule.area else None,
        category=Category.objects.get(slug=rule.category) if rule.category else None,
        group=Group.objects.get(slug=rule.group) if rule.group else None,
    )
    line.office = Organisation.objects.get(slug=rule.office)
    line.save()
    return line


def drop_line(rule: Rule) -> bool:
    """Take the line for this case away; False where there was none. The last line for everything stays."""
    if rule.is_for_everything:
        raise RefusedError(_("The line for everything stays: without it, some reports would have nobody."))
    gone, _each = _lines_like(rule).delete()
    return gone > 0


def _lines_like(rule: Rule) -> QuerySet[Route]:
    return Route.objects.filter(area__slug=rule.area, category__slug=rule.category, group__slug=rule.group)


def keep_template(
    names: Mapping[str, str],
    texts: Mapping[str, str],
    *,
    office: Organisation | None = None,
    closing: Closing | None = None,
) -> Template:
    """A ready answer, found again by its names."""
    template, _new = Template.objects.update_or_create(
        names=dict(names), office=office, defaults={"texts": dict(texts), "closing": closing or ""}
    )
    return template
