"""The register, read from what modules and officials say, and from nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings

from parvis.kernel.catalogue.manifest import Manifest, manifests
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.queries import told_services
from parvis.kernel.commons.dataset import Dataset
from parvis.kernel.commons.registry import dataset_called
from parvis.kernel.consents.registry import all_purposes
from parvis.kernel.consents.rules import Purpose as Asked
from parvis.kernel.keeping.handling import Handling
from parvis.kernel.keeping.registry import Kept, Rule, all_rules, all_sections, recipients_of
from parvis.kernel.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose: why, how long and how something is kept, what it is in plain words, and the fields behind it."""

    kept: Kept
    handling: Handling
    data: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A service of the city as its officials composed it: their own words on purpose, legal basis and retention."""

    service: Service
    purpose: str
    legal_basis: str
    retention: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the register: a module, or what accounts are made of. `published` are its open datasets, `asks` what
    it does with consent alone, `recipients` who outside the city gets something of it, `modules` the rooms behind it.
    """

    title: str
    promise: str
    purposes: tuple[Purpose, ...]
    services: tuple[Offered, ...] = ()
    published: tuple[Dataset, ...] = ()
    asks: tuple[Asked, ...] = ()
    recipients: tuple[tuple[str, str], ...] = ()
    modules: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By what programs and addresses know it: the first of its rooms."""
        return self.modules[0]


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for; empty fields ask nothing."""

    words: str = ""
    basis: str = ""
    seen_by: str = ""


@dataclass(slots=True)
class _Found:
    modules: set[str] = field(default_factory=set)
    purposes: dict[tuple[Any, ...], list[Rule]] = field(default_factory=dict)


class UnhandledError(LookupError):
    """A module keeps something personal and does not say on which legal basis, or who sees it. Its own fault."""


def register(search: Search | None = None) -> list[Part]:
    """The whole register in the reader's language, or what fits of it; a part without purposes is left out."""
    wanted = search or Search()
    narrowed = (_narrowed(part, wanted) for part in _parts(_offered()))
    return [part for part in narrowed if part.purposes]


def officer() -> Organisation | None:
    """The office of the data-protection officer; None where the city's file names none that is there."""
    return Organisation.objects.filter(slug=settings.CITY.privacy.office).first()


def _parts(offered: dict[str, list[Offered]]) -> Iterator[Part]:
    known, data = manifests(), _plain_words()
    for title, found in _by_title(all_rules()).items():
        own = [known[name] for name in sorted(found.modules) if name in known]
        yield Part(
            title,
            str(own[0].promise) if own else "",
            tuple(_purpose(rules, data) for rules in found.purposes.values()),
            tuple(each for name in sorted(found.modules) for each in offered.get(name, ())),
            tuple(_published(own)),
            tuple(each for each in all_purposes() if each.module in found.modules),
            tuple((name, str(words)) for name, words in recipients_of(sorted(found.modules)).items()),
            tuple(sorted(found.modules)),
        )


def _by_title(rules: Iterable[Rule]) -> dict[str, _Found]:
    """Rooms of one title are one part: what accounts are made of lies in five."""
    parts: dict[str, _Found] = {}
    for rule in rules:
        if rule.handling is None:
            raise UnhandledError(f"{rule.name} has no handling: say so in its manifest or in its kept.py.")
        handled = (rule.handling.basis, rule.handling.whose, rule.handling.seen_by)
        part = parts.setdefault(str(rule.title), _Found())
        part.modules.add(rule.name.partition(".")[0])
        part.purposes.setdefault((str(rule.kept.reason), rule.kept.days, *handled), []).append(rule)
    return parts


def _purpose(rules: list[Rule], data: dict[str, list[str]]) -> Purpose:
    first = rules[0]
    if first.handling is None:
        raise UnhandledError(first.name)
    words = dict.fromkeys(title for rule in rules for title in data.get(rule.name, ()))
    return Purpose(first.kept, first.handling, tuple(words), tuple(rule.name for rule in rules))


def _plain_words() -> dict[str, list[str]]:
    """What each field is called where people see their own: the titles of the sections of "My data"."""
    found: dict[str, list[str]] = {}
    for section in all_sections():
        for name in section.rules:
            found.setdefault(name, []).append(str(section.title))
    return found


def _offered() -> dict[str, list[Offered]]:
    """Every service that everybody may read about, by module."""
    found: dict[str, list[Offered]] = {}
    for each in told_services():
        sheet = each.content
        line = Offered(each, sheet.purpose, sheet.legal_basis, sheet.retention)
        found.setdefault(each.module, []).append(line)
    return found


def _published(own: Iterable[Manifest]) -> Iterator[Dataset]:
    for manifest in own:
        yield from (found for slug in manifest.datasets if (found := dataset_called(slug)))


def _narrowed(part: Part, wanted: Search) -> Part:
    fitting = tuple(each for each in part.purposes if _fits(part, each, wanted))
    return replace(part, purposes=fitting)


def _fits(part: Part, purpose: Purpose, wanted: Search) -> bool:
    if wanted.basis and purpose.handling.basis != wanted.basis:
        return False
    if wanted.seen_by and purpose.handling.seen_by != wanted.seen_by:
        return False
    said = [part.title, part.promise, str(purpose.kept.reason), *purpose.data, *purpose.fields]
    said += [words for each in part.services for words in (each.service.name, each.purpose, each.legal_basis)]
    text = " ".join(said).casefold()
    return all(word in text for word in wanted.words.casefold().split())
