"""What everybody reads about a service: who may take part, who answers, what is kept, what officials decide."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext

from parvis.kernel.catalogue.actions import DECIDED
from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.queries import told_services
from parvis.kernel.clock import now
from parvis.kernel.commons.dataset import Dataset
from parvis.kernel.commons.registry import dataset_called
from parvis.kernel.control.models import Act
from parvis.kernel.control.queries import Told, told
from parvis.kernel.control.registry import reserved_verb, reserved_verbs
from parvis.kernel.control.rules import SIGNATURES_AT_MOST, Reserved, Wish, tightened
from parvis.kernel.journal.verbs import verb_named
from parvis.kernel.keeping.registry import Kept, kept_by
from parvis.kernel.people.models import Organisation
from parvis.kernel.promises.queries import Figures, due_between, figures_by
from parvis.kernel.sheets.labels import LEVELS, REWARDS, in_words, label_of
from parvis.kernel.sheets.rules import Difference, Rung, Sheet, level_asked

DAYS_COUNTED = 90


@dataclass(frozen=True, slots=True)
class Step:
    """A way to take part as people read it: what it asks of their time, of them, and whether it is open."""

    rung: str
    words: Any
    url_name: str
    who: Any
    is_open: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A service as residents see it. `acts` are the decisions that made it what it is, the newest first."""

    service: Service
    sheet: Sheet
    steps: list[Step]
    reward: Any
    kept: list[tuple[Kept, list[str]]]
    datasets: list[Dataset]
    reserved: list[tuple[str, int]]
    acts: list[Told]
    partner: Organisation | None


def listed() -> list[tuple[Service, Figures | None]]:
    """Every service that everybody may read about, and how its promises were kept lately."""
    kept = kept_lately()
    return [(each, kept.get(each.module)) for each in told_services()]


def kept_lately() -> dict[object, Figures]:
    """Promises of the last 90 days, by the room that made them."""
    until = now()
    return figures_by(due_between(until - timedelta(days=DAYS_COUNTED), until), "service")


def shown(service: Service) -> Shown:
    """One service, whole."""
    sheet, manifest = service.content, service.manifest
    acts = Act.objects.filter(subject=service.subject).select_related("office").order_by("-pk")
    return Shown(
        service=service,
        sheet=sheet,
        steps=_steps(sheet, manifest),
        reward=REWARDS[sheet.reward],
        kept=kept_by(service.module),
        datasets=[found for slug in manifest.datasets if (found := dataset_called(slug))],
        reserved=[(deed(each, service), each.signatures) for each in reserved_of(service)],
        acts=told(acts[:50]) if service.pk else [],
        partner=Organisation.objects.filter(slug=sheet.partner).first() if sheet.partner else None,
    )


def reserved_of(service: Service) -> list[Reserved]:
    """What only officials decide in a service, and what brings it to another stage, as many signing as it asks for."""
    in_module = [each for each in reserved_verbs() if each.module == service.module]
    twice = {verb: Wish(signatures=SIGNATURES_AT_MOST) for verb in service.content.two_people}
    return in_module + [tightened(each, twice.get(each.verb, Wish())) for each in stage_verbs()]


def stage_verbs() -> list[Reserved]:
    """The decisions that bring a service to a stage."""
    return [reserved_verb(each) for each in DECIDED.values()]


def deed(reserved: Reserved, service: Service) -> str:
    """What a reserved verb does in a service, as a sentence without the names of a case."""
    words = defaultdict(lambda: "…", actor=gettext("An official"), service=service.name)
    return str(verb_named(reserved.verb).sentence).format_map(words)


def compared(found: Iterable[Difference]) -> list[tuple[str, str, str, str, str]]:
    """A comparison in words: name, what it is called, what one says, what the other says, who changed it."""
    return [
        (
            each.name,
            label_of(each.name),
            in_words(each.name, each.mine),
            in_words(each.name, each.theirs),
            each.moved,
        )
        for each in found
    ]


def _steps(sheet: Sheet, manifest: Manifest) -> list[Step]:
    found = []
    for each in manifest.invitations:
        asked = level_asked(sheet, each.rung, each.least)
        who = LEVELS[asked] if asked is not None else ""
        found.append(Step(each.rung.value, each.text, each.url_name, who, asked is not None))
    return sorted(found, key=lambda step: list(Rung).index(Rung(step.rung)))
