"""Turns entries into sentences. Names are looked up when a sentence is told, so that a renamed or forgotten person
shows as they are now, and the journal itself holds none."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.rules import FORGOTTEN
from parvis.kernel.journal.verbs import verb_named
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Person
from parvis.kernel.places.models import Area

# Names may run the other way than the sentence: Unicode's first-strong isolate keeps each in its place.
_ISOLATE, _END = "\u2068", "\u2069"

# What the values under a key are called: names by value, looked up for many entries at once.
type NamesOf = Callable[[set[str]], Mapping[str, str]]
# Names that somebody has at hand: kind of value → value → name; under "person" those of people by public id.
type Known = Mapping[str, Mapping[str, str]]
type PathOf = Callable[[str], str]
# (public id of the subject, actor) of entries → those whose actor does not want to be named with that subject any more.
type UnnamedOf = Callable[[set[tuple[str, str]]], set[tuple[str, str]]]

_names_of: dict[str, NamesOf] = {}
_path_of: dict[str, PathOf] = {}
_unnamed_of: dict[str, UnnamedOf] = {}
_STANDING_ACTORS: dict[str, Callable[[], str]] = {
    "guest": lambda: _("A resident"),
    "import": lambda: _("A resident"),
    FORGOTTEN: lambda: _("A resident"),
    "system": lambda: _("Parvis"),
}


def call(key: str, names_of: NamesOf) -> None:
    """Register how the values under a key of `data` are called in the reader's language."""
    _names_of[key] = names_of


def show_at(subject: str, path_of: PathOf) -> None:
    """Register where a kind of subject (`module.thing`) is shown, by its public id."""
    _path_of[subject] = path_of


def keep_unnamed(subject: str, unnamed_of: UnnamedOf) -> None:
    """Register whom a kind of subject (`module.thing`) does not name, whatever an entry of former days says."""
    _unnamed_of[subject] = unnamed_of


def path_of(subject: str) -> str:
    """The page of a subject; empty when its module shows none."""
    kind, _colon, public_id = subject.partition(":")
    show = _path_of.get(kind)
    return show(public_id) if show and public_id else ""


@dataclass(frozen=True, slots=True)
class Names:
    """Public names of people by public id, names of areas by id, and what the values under each key are called.
    `unnamed`: subjects with an actor whom they do not name."""

    people: Mapping[str, str]
    areas: Mapping[int, str]
    values: Mapping[str, Mapping[str, str]]
    unnamed: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        known: Known | None = None,
        unnamed: frozenset[tuple[str, str]] | None = None,
    ) -> "Names":
        """The names that these entries mention: a query at most for each kind, whatever the number of entries."""
        entries = list(entries)
        people_known = dict((known or {}).get("person", {}))
        actors = {entry.actor for entry in entries} - set(_STANDING_ACTORS) - set(people_known)
        places = {entry.area_id for entry in entries if entry.area_id and _names_area(entry.verb)}
        people = Person.objects.filter(public_id__in=actors).order_by("id") if actors else []
        areas = Area.objects.defer("boundary").filter(pk__in=places).order_by("pk") if places else []
        return cls(
            people_known | {each.public_id: str(each) for each in people},
            {each.pk: each.name for each in areas},
            _called(entries, known or {}),
            unnamed_in(entries) if unnamed is None else unnamed,
        )


def _names_area(verb: str) -> bool:
    return "{area}" in str(verb_named(verb).sentence)


def tell(entry: Entry, names: Names) -> str:
    """The entry as a sentence in the reader's language."""
    values: dict[str, Any] = {key: _shown(key, value, names) for key, value in entry.data.items()}
    actor = "guest" if (entry.subject, entry.actor) in names.unnamed else entry.actor
    standing = _STANDING_ACTORS.get(actor)
    values["actor"] = standing() if standing else names.people.get(actor, _("A resident"))
    values["area"] = names.areas.get(entry.area_id, "")
    apart = {key: f"{_ISOLATE}{value}{_END}" if value != "" else "" for key, value in values.items()}
    return str(verb_named(entry.verb).sentence).format_map(_Blank(apart))


class _Blank(dict[str, Any]):
    """An old entry may lack a key that today's sentence names; the sentence is told without it."""

    def __missing__(self, key: str) -> str:
        return "…"


def unnamed_in(entries: list[Entry]) -> frozenset[tuple[str, str]]:
    """Subjects with an actor whom they do not name: a query for each kind that keeps people unnamed."""
    found: set[tuple[str, str]] = set()
    for kind, unnamed_of in _unnamed_of.items():
        own = {entry.subject: entry.subject.partition(":")[2] for entry in entries if _is_of(kind, entry)}
        pairs = {(own[entry.subject], entry.actor) for entry in entries if entry.subject in own}
        if pairs:
            found |= {(f"{kind}:{public_id}", actor) for public_id, actor in unnamed_of(pairs)}
    return frozenset(found)


def _is_of(kind: str, entry: Entry) -> bool:
    return entry.subject.startswith(f"{kind}:") and entry.actor not in _STANDING_ACTORS


def _called(entries: list[Entry], known: Known) -> dict[str, Mapping[str, str]]:
    """Keys that name the same kind of thing (`office`, `to_office`) are looked up together."""
    wanted: dict[str, set[str]] = {}
    for entry in entries:
        for key, value in entry.data.items():
            kind = _kind_of(key)
            if kind and value:
                wanted.setdefault(kind, set()).add(str(value))
    called: dict[str, Mapping[str, str]] = {}
    for kind, values in wanted.items():
        at_hand = known.get(kind, {})
        unknown = values - set(at_hand)
        called[kind] = {**at_hand, **(_names_of[kind](unknown) if unknown else {})}
    return called


def _kind_of(key: str) -> str:
    return next((kind for kind in _names_of if key == kind or key.endswith(f"_{kind}")), "")


def _shown(key: str, value: Any, names: Names) -> Any:
    kind = _kind_of(key)
    if kind:
        return names.values.get(kind, {}).get(str(value), value)
    if isinstance(value, dict):  # something that the city gave a name in its languages
        return in_reader_language(value, next(iter(value.values()), ""))
    if key == "due" and isinstance(value, str):
        return date_format(_moment(value), "DATE_FORMAT")
    return value


def _moment(value: str) -> datetime:
    """A day ("2026-11-26") or a moment, in the city's time."""
    read = datetime.fromisoformat(value)
    return localtime(read) if read.tzinfo else read
