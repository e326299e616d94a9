"""Turns entries into sentences. Names are looked up when a sentence is told, so that a renamed or forgotten person
shows as they are now, and the journal itself holds none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.verbs import verb_named
from parvis.kernel.people.models import Organisation, Person

_OFFICE_KEYS = ("office", "to_office", "from_office")
_STANDING_ACTORS: dict[str, Callable[[], str]] = {
    "guest": lambda: _("A resident"),
    "system": lambda: _("Parvis"),
    "import": lambda: _("The city's records"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """Public names by person's public id, office names by slug: two queries for any number of entries."""

    people: dict[str, str]
    offices: dict[str, str]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Names":
        """The names that these entries mention."""
        entries = list(entries)
        actors = {entry.actor for entry in entries} - set(_STANDING_ACTORS)
        slugs = {str(entry.data[key]) for entry in entries for key in _OFFICE_KEYS if entry.data.get(key)}
        people = Person.objects.filter(public_id__in=actors).order_by("id") if actors else []
        offices = Organisation.objects.filter(slug__in=slugs) if slugs else []
        return cls({each.public_id: str(each) for each in people}, {each.slug: each.name for each in offices})


def tell(entry: Entry, names: Names) -> str:
    """The entry as a sentence in the reader's language."""
    values: dict[str, Any] = {key: _shown(key, value, names) for key, value in entry.data.items()}
    standing = _STANDING_ACTORS.get(entry.actor)
    values["actor"] = standing() if standing else names.people.get(entry.actor, _("A resident"))
    return str(verb_named(entry.verb).sentence).format_map(_Blank(values))


class _Blank(dict[str, Any]):
    """An old entry may lack a key that today's sentence names; the sentence is told without it."""

    def __missing__(self, key: str) -> str:
        return "…"


def _shown(key: str, value: Any, names: Names) -> Any:
    if key in _OFFICE_KEYS:
        return names.offices.get(str(value), value)
    if key == "due" and isinstance(value, str):
        return date_format(localtime(datetime.fromisoformat(value)), "DATE_FORMAT")
    return value
