"""Where each module says what it keeps about people: how long and why, how it is shown, what happens when they leave.

Modules register from their `apps.py`; this room knows none of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import F, Q, QuerySet
from django.db.models.functions import JSONObject, Lower
from django.utils.functional import Promise

from parvis.kernel.keeping.handling import Handling
from parvis.kernel.people.models import Person

type Text = str | Promise


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a personal field is kept, in days after `counted_from`, and why; None: as long as the account.

    Then the field is emptied; with `row` the whole row goes, where it would be nothing without the field.
    """

    days: int | None
    reason: Text
    counted_from: str = "created_at"
    row: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One promise of retention: whose field it is about (the module's title), `module.Model.field`, how long, and how
    it is handled meanwhile: on which legal basis, and who sees it."""

    title: Text
    name: str
    kept: Kept
    handling: Handling | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row in plain words, and the page that it leads to (empty: none)."""

    words: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of "My data": the person's rows (see `rows_of`), how one reads, and what becomes of them in the end.

    `rules` names the rules of retention (`module.Model.field`) that say why these rows are kept, and how long.
    """

    slug: str
    title: Text
    rows: Callable[[Person], QuerySet[Any, Any]]
    tell: Callable[[Mapping[str, Any]], Line]
    when_erased: Text
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who is to be forgotten: an account (None: an address that never became one) and its addresses, in lower case.

    `words_too`: the person's own words and photographs go as well.
    """

    person: Person | None
    addresses: tuple[str, ...]
    words_too: bool = False

    def whose(self, *, person: str = "", email: str = "") -> Q:
        """The rows that belong to them, by the names of the fields that hold the person and the address."""
        found = Q(pk__in=[])
        if person and self.person is not None:
            found |= Q(**{person: self.person})
        for address in self.addresses if email else ():
            found |= Q(**{f"{email}__iexact": address})
        return found


type Hook = Callable[[Leaving], None]

_rules: dict[str, Rule] = {}
_sections: dict[str, Section] = {}
_hooks: dict[str, Hook] = {}
_last: dict[str, Hook] = {}
_recipients: dict[str, dict[str, Text]] = {}


def keep(module: str, title: Text, rules: Mapping[str, Kept], handling: Handling | None = None) -> None:
    """Register how long a module keeps what is personal: `Model.field` → rule. A module is Django's label of it."""
    for name, kept in rules.items():
        handled = handling.of(name) if handling else None
        _rules[f"{module}.{name}"] = Rule(title, f"{module}.{name}", kept, handled)


def show(sections: Iterable[Section]) -> None:
    """Register sections of "My data"; they are shown in the order of registration."""
    _sections.update({section.slug: section for section in sections})


def on_leaving(name: str, hook: Hook, *, last: bool = False) -> None:
    """Register what a module does when somebody is forgotten, in the one transaction of them all. `last`: after all
    that others do, and write down in the name of whoever leaves."""
    (_last if last else _hooks)[name] = hook


def hand_on(module: str, recipients: Mapping[str, Text]) -> None:
    """Register who outside the city gets something of people from a module: a short name → who, and what they get."""
    _recipients.setdefault(module, {}).update(recipients)


def recipients_of(modules: Iterable[str]) -> dict[str, Text]:
    """Who outside the city gets something of people from these modules."""
    return {name: words for module in modules for name, words in _recipients.get(module, {}).items()}


def all_rules() -> list[Rule]:
    """Every rule of retention of the house."""
    return list(_rules.values())


def kept_by(module: str) -> list[tuple[Kept, list[str]]]:
    """What a module keeps about people, by how long and why, with the fields (`Model.field`) behind each."""
    found: dict[tuple[int | None, str], tuple[Kept, list[str]]] = {}
    for each in all_rules():
        room, _dot, field = each.name.partition(".")
        if room == module:
            found.setdefault((each.kept.days, str(each.kept.reason)), (each.kept, []))[1].append(field)
    return list(found.values())


def rules_of(section: Section) -> list[Kept]:
    """Why a section's rows are kept, and how long, each reason once."""
    kept = [_rules[name].kept for name in section.rules]
    return list({(str(each.reason), each.days): each for each in kept}.values())


def all_sections() -> list[Section]:
    """Every section of "My data"."""
    return list(_sections.values())


def all_hooks() -> list[Hook]:
    """Everything that is to be done when somebody is forgotten, in order."""
    return [*_hooks.values(), *_last.values()]


def is_of(person: Person, field: str = "person", email: str = "email") -> Q:
    """The rows that belong to somebody, or to an address that is provably theirs and has nobody yet.

    What is only claimed does not count: otherwise one could see another's by adding their address to one's account.
    """
    proved = EmailAddress.objects.filter(user=person, verified=True).values(each=Lower("email"))
    return Q(**{field: person}) | Q(**{field: None, f"{email}__in": proved})


def rows_of(rows: QuerySet[Any, Any], at: str, *names: str, **renamed: Any) -> QuerySet[Any, Any]:
    """Rows as "My data" reads them, newest first: `kept_at` the moment, `kept_data` these fields as JSON.

    All sections have this one shape so that the page can ask for the newest of each in a single query.
    """
    fields = {**{name: F(name) for name in names}, **renamed}
    newest_first = rows.order_by(f"-{at}", "-pk")
    shaped: QuerySet[Any, Any] = newest_first.annotate(kept_at=F(at), kept_data=JSONObject(**fields)).values(
        "kept_at", "kept_data"
    )
    return shaped
