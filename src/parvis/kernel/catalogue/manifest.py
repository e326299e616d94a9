"""What a module says about itself; written in its `apps.py` and read by pages, tests and the
nightly work of `keeping`, which lets go of what was kept long enough."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.functional import Promise
from pydantic import BaseModel, ConfigDict

from parvis.kernel.consents.registry import Asking, ask_for
from parvis.kernel.control.actions import guard
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Question, Verb, declare
from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS, Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Hook, Kept, Section, hand_on, keep, on_leaving, show
from parvis.kernel.looks.registry import show_at
from parvis.kernel.people.rules import Level
from parvis.kernel.sheets.rules import Rung

__all__ = [
    "WORK_OF_OFFICIALS",
    "Basis",
    "Handling",
    "Invitation",
    "Manifest",
    "Rung",
    "Seen",
    "ServiceSettings",
    "Whose",
    "invitation_of",
    "manifests",
    "parse_settings",
    "register",
]
type Text = str | Promise
type Promises = Literal["", "kind", "service"]


class ServiceSettings(BaseModel):
    """The settings that a city gives to a service; modules extend it. Unknown names are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A way to take part: the rung it stands on, its words, and the name of its page's address.

    `begins` are the verbs by which somebody takes it up: their actions ask `queries.may_take_part` first. `least` is
    how well the city must know them at the least; a city can ask for more.
    """

    rung: Rung
    text: Text
    url_name: str
    begins: tuple[str, ...] = ()
    least: Level = Level.GUEST


@dataclass(frozen=True, slots=True)
class Manifest:
    """A module: its promise to the citizen in one sentence, its verbs, its invitations, what it keeps and publishes.

    `promises` says who sets by when an answer comes: each "kind" of request, the "service" as it was composed, or
    nobody (""), where nothing is asked of the city. `reserved` says which verbs only officials may do, and what each
    asks for; `retention` has one line for each personal field (`Model.field`), `handling` says on which legal basis and
    who sees them, `asks` for what it needs a consent and what ends with it, `looks` what officials do on pages that
    show what only the city knows of somebody. `my_data` shows people what is kept of them, `forget` is done when one of
    them leaves; `recipients` says who outside the city gets something of people, and what; `datasets` and `indicators`
    are the slugs it registers.
    """

    module: str
    title: Text
    promise: Text
    icon: str
    question: Question
    entry: str
    verbs: tuple[Verb, ...]
    promises: Promises = ""
    reserved: tuple[Reserved, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    datasets: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    retention: Mapping[str, Kept] = field(default_factory=dict)
    handling: Handling | None = None
    asks: tuple[Asking, ...] = ()
    looks: Mapping[str, Text] = field(default_factory=dict)
    recipients: Mapping[str, Text] = field(default_factory=dict)
    my_data: tuple[Section, ...] = ()
    forget: Hook | None = None
    settings: type[ServiceSettings] = ServiceSettings


_manifests: dict[str, Manifest] = {}
_begun: dict[str, tuple[str, Invitation]] = {}


def register(manifest: Manifest) -> None:
    """Make a module known, its verbs and its rules of retention included."""
    unknown = {each.verb for each in manifest.reserved} - {verb.name for verb in manifest.verbs}
    if unknown:
        raise ValueError(f"{manifest.module} reserves verbs that it does not have: {sorted(unknown)}.")
    declare(*manifest.verbs)
    guard(*manifest.reserved)
    keep(manifest.module, manifest.title, manifest.retention, manifest.handling)
    hand_on(manifest.module, manifest.recipients)
    show(manifest.my_data)
    for asking in manifest.asks:
        ask_for(asking)
    for spot, words in manifest.looks.items():
        show_at(spot, words)
    if manifest.forget is not None:
        on_leaving(manifest.module, manifest.forget)
    for each in manifest.invitations:
        _begun.update(dict.fromkeys(each.begins, (manifest.module, each)))
    _manifests[manifest.module] = manifest


def invitation_of(verb: str) -> tuple[str, Invitation] | None:
    """The module that invites to what this verb begins, and how; None where no module does."""
    return _begun.get(verb)


def manifests() -> dict[str, Manifest]:
    """All modules by name."""
    return dict(_manifests)


def parse_settings(module: str, raw: Mapping[str, Any]) -> ServiceSettings:
    """The settings of a service, checked by its module's schema (`pydantic.ValidationError` says what is wrong)."""
    return _manifests[module].settings.model_validate(dict(raw))
