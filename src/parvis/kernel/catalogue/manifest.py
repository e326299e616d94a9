"""What a module says about itself; written in its `apps.py` and read by pages, tests and the retention job."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from pydantic import BaseModel, ConfigDict

from parvis.kernel.journal.verbs import Question, Verb, declare

type Text = str | Promise


class Rung(StrEnum):
    """How much an invitation asks: the ladder."""

    TAP = "tap"
    MINUTE = "minute"
    HOUR = "hour"
    COMMITMENT = "commitment"
    RESPONSIBILITY = "responsibility"


class ServiceSettings(BaseModel):
    """The settings that a city gives to a service; modules extend it. Unknown names are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A way to take part: the rung it stands on, its words, and the name of its page's address."""

    rung: Rung
    text: Text
    url_name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a personal field is kept, in days after `counted_from`, and why; None: as long as the account."""

    days: int | None
    reason: Text
    counted_from: str = "created_at"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A module: its promise to the citizen in one sentence, its verbs, its invitations, what it keeps and publishes.

    `reserved` names the verbs that only officials may do; `retention` has one line for each personal field
    (`Model.field`); `datasets` and `indicators` are the slugs it registers.
    """

    module: str
    title: Text
    promise: Text
    icon: str
    question: Question
    entry: str
    verbs: tuple[Verb, ...]
    reserved: frozenset[str] = frozenset()
    invitations: tuple[Invitation, ...] = ()
    datasets: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    retention: Mapping[str, Kept] = field(default_factory=dict)
    settings: type[ServiceSettings] = ServiceSettings


_manifests: dict[str, Manifest] = {}


def register(manifest: Manifest) -> None:
    """Make a module known, verbs included."""
    unknown = manifest.reserved - {verb.name for verb in manifest.verbs}
    if unknown:
        raise ValueError(f"{manifest.module} reserves verbs that it does not have: {sorted(unknown)}.")
    declare(*manifest.verbs)
    _manifests[manifest.module] = manifest


def manifests() -> dict[str, Manifest]:
    """All modules by name."""
    return dict(_manifests)


def parse_settings(module: str, raw: Mapping[str, Any]) -> ServiceSettings:
    """The settings of a service, checked by its module's schema (`pydantic.ValidationError` says what is wrong)."""
    return _manifests[module].settings.model_validate(dict(raw))
