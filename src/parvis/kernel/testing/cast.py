"""The people of every test. Their names tell what they may do, so that a test reads like a story.

Alice     a member, who made the thing that the test is about
Bob       a member, who follows it
Charlie   a member, and a stranger to it
Grace     a guest: a browser that nobody signed in with
Amina     agent of Street Lighting
Mona      manager of Street Lighting
Olive     owner of Street Lighting
Omar      agent of Parks, another office
Desk      agent of the City Desk, where everything ends that nobody answers
Dana      manager of the City Desk
Olga      owner of the City Desk, who speaks for the leaders of the city

Officials have an authenticator app. Everyone's password is the same; tests that do not sign in by form use `sign_in`.
"""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from parvis.kernel.catalogue.manifest import manifests
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.rules import Stage
from parvis.kernel.clock import now
from parvis.kernel.people.actions import found_organisation, grant_role
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Level, Role
from parvis.kernel.testing.gates import GateClient

PASSWORD = "lanterns on the square"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
EVERYONE = ("alice", "bob", "charlie", "grace", "amina", "mona", "olive", "omar", "desk", "dana")


def member(name: str, **details: object) -> Person:
    """Somebody with a confirmed address and no role."""
    email = f"{name.lower()}@people.example"
    fields = {"public_name": name, "level": Level.CONTACT_CONFIRMED, "language": "en", **details}
    person = Person.objects.create_user(email, PASSWORD, **fields)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def official(name: str, office: Organisation, role: Role = Role.AGENT) -> Person:
    """Somebody who works for the city, with a second factor."""
    person = member(name, level=Level.OFFICIAL)
    grant_role(person, office, role)
    TOTP.activate(person, TOTP_SECRET)
    return person


def office(
    slug: str, name: str = "", *, is_public_desk: bool = False, parent: Organisation | None = None
) -> Organisation:
    """An organisation; the same again where it is there."""
    english = name or slug.replace("-", " ").title()
    return found_organisation(
        slug, {"en": english}, parent=parent, is_public_desk=is_public_desk, email=f"{slug}@city.example"
    )


def browser_of(person: Person | None) -> Client:
    """A browser in which this person is signed in; None for a guest."""
    client = GateClient()
    if person is not None:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def client() -> Client:
    """A guest's browser, under the name that Django's own suite uses."""
    return browser_of(None)


@pytest.fixture
def sign_in(db: None) -> Callable[[Person | None], Client]:
    """A browser in which somebody is signed in."""
    return browser_of


@pytest.fixture
def street_lighting(db: None) -> Organisation:
    """The office that most stories are about."""
    return office("street-lighting", "Street Lighting")


@pytest.fixture
def parks(db: None) -> Organisation:
    """Another office."""
    return office("parks", "Parks")


@pytest.fixture
def city_desk(db: None) -> Organisation:
    """The public desk."""
    return office("city-desk", "City Desk", is_public_desk=True)


@pytest.fixture
def alice(db: None) -> Person:
    """A member, who made the thing."""
    return member("Alice")


@pytest.fixture
def bob(db: None) -> Person:
    """A member, who follows it."""
    return member("Bob")


@pytest.fixture
def charlie(db: None) -> Person:
    """A member, and a stranger to it."""
    return member("Charlie")


@pytest.fixture
def grace(db: None) -> Client:
    """A guest's browser."""
    return browser_of(None)


@pytest.fixture
def amina(street_lighting: Organisation) -> Person:
    """Agent of Street Lighting."""
    return official("Amina", street_lighting)


@pytest.fixture
def mona(street_lighting: Organisation) -> Person:
    """Manager of Street Lighting."""
    return official("Mona", street_lighting, Role.MANAGER)


@pytest.fixture
def olive(street_lighting: Organisation) -> Person:
    """Owner of Street Lighting."""
    return official("Olive", street_lighting, Role.OWNER)


@pytest.fixture
def omar(parks: Organisation) -> Person:
    """Agent of Parks."""
    return official("Omar", parks)


@pytest.fixture
def desk(city_desk: Organisation) -> Person:
    """Agent of the City Desk."""
    return official("Desk", city_desk)


@pytest.fixture
def dana(city_desk: Organisation) -> Person:
    """Manager of the City Desk."""
    return official("Dana", city_desk, Role.MANAGER)


@pytest.fixture
def olga(city_desk: Organisation) -> Person:
    """Owner of the City Desk, who speaks for the leaders of the city."""
    return official("Olga", city_desk, Role.OWNER)


class Cast:
    """The whole cast; each is made when first asked for."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self._request = request

    def __getattr__(self, name: str) -> Any:
        return self._request.getfixturevalue(name)

    def browser(self, name: str) -> Client:
        """The browser of one of the cast, by name."""
        return browser_of(None) if name == "grace" else browser_of(getattr(self, name))


@pytest.fixture
def cast(request: pytest.FixtureRequest, db: None) -> Cast:
    """The whole cast."""
    return Cast(request)


def open_services(steward: Organisation) -> None:
    """A city in which everybody may take part in everything, as if it had been decided."""
    begun = (
        Service(module=module, steward=steward, stage=Stage.OPEN, since=now().date())
        for module, manifest in manifests().items()
        if any(each.begins for each in manifest.invitations)
    )
    Service.objects.bulk_create(begun, ignore_conflicts=True)  # at once: every other test begins with them
