"""A module of the tests' own: neighbours lend lamps to each other."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from parvis.kernel.catalogue import manifest as book
from parvis.kernel.catalogue.actions import Draft, Step, compose, move, revise
from parvis.kernel.catalogue.manifest import Invitation, Manifest, ServiceSettings, register
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.rules import Stage
from parvis.kernel.clock import now
from parvis.kernel.control.actions import sign
from parvis.kernel.journal import verbs
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.people.rules import Level
from parvis.kernel.sheets.rules import ANSWERS, Rung, Sheet

LENT = "lanterns.lantern.lent"
ASKED = "lanterns.lantern.asked"
LONG = "Because neighbours see it first."
WHOLE = Sheet(names={"en": "Lanterns"}, words={"en": "Borrow a light."}, **dict.fromkeys(ANSWERS, LONG))


class LanternSettings(ServiceSettings):
    """What a city can set."""

    days_at_most: int = 7


@pytest.fixture(autouse=True)
def lanterns(monkeypatch):
    """The module is known as long as the test lasts."""
    monkeypatch.setattr(book, "_manifests", dict(book._manifests))
    monkeypatch.setattr(book, "_begun", dict(book._begun))
    monkeypatch.setattr(verbs, "_declared", dict(verbs._declared))
    register(
        Manifest(
            module="lanterns",
            title="Lanterns",
            promise="Light for everybody.",
            icon="lamp-duotone",
            question="help",
            entry="site:home",
            verbs=(Verb(LENT, "{actor} lent a lantern."), Verb(ASKED, "{actor} asked for one.")),
            invitations=(
                Invitation(Rung.MINUTE, "Ask for a lantern", "site:home", (ASKED,)),
                Invitation(Rung.HOUR, "Lend a lantern", "site:home", (LENT,), Level.CONTACT_CONFIRMED),
            ),
            settings=LanternSettings,
        )
    )


@pytest.fixture
def draft(street_lighting, city_desk) -> Draft:
    """A whole sheet of Street Lighting, behind which the City Desk stands."""
    return Draft(street_lighting, city_desk, WHOLE)


@pytest.fixture
def service(mona, amina, draft) -> Service:
    """A draft for the whole city that could begin."""
    return compose("lanterns", None, draft, mona)


@pytest.fixture
def piloted(service, mona) -> Service:
    """The same, tried out for a month."""
    return pilot(service, mona)


def pilot(service, by, days=30):
    """Bring a draft to its pilot."""
    move(service.pk, Step(Stage.PILOT, LONG, localdate(now()) + timedelta(days=days)), by)
    return Service.objects.get(pk=service.pk)


def opened(service, first, second):
    """Bring a pilot to everybody: one proposes, another signs."""
    sign(move(service.pk, Step(Stage.OPEN, LONG), first).pk, second)
    return Service.objects.get(pk=service.pk)


def rewritten(service, by, reason="", **changed):
    """Change the sheet of a service."""
    sheet = Sheet.model_validate({**service.content.model_dump(), **changed})
    draft = Draft(service.steward, service.fallback, sheet)
    return revise(service.pk, draft, by, revision=service.revision, reason=reason)
