"""The demo's people and how to sign in as them. Known to everyone, so they exist in demo installations only."""

import time
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.kernel.people.rules import Role

PASSWORD = "parvis on the square"  # noqa: S105  (printed for everyone)
TOTP_SECRET = "PARVISDEMOPARVISDEMOPARVISDEMO23"  # noqa: S105  (printed for everyone)
TOTP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo city; officials have an office and a role in it."""

    name: str
    public_name: str
    language: str
    office: str = ""
    role: Role | None = None

    @property
    def email(self) -> str:
        """Their address; the domain is reserved and nobody's."""
        return f"{self.name}@{settings.CITY.slug}.example"


@dataclass(frozen=True, slots=True)
class SignIn:
    """One line of what the demo prints: a role, and what to type."""

    role: str | Promise
    email: str
    password: str
    code: str = ""


PEOPLE = (
    DemoPerson("alice", "Alice", "en"),
    DemoPerson("bob", "Bob from Beacon Hill", "en"),
    DemoPerson("chantal", "Chantal", "fr"),
    DemoPerson("diego", "Diego", "es"),
    DemoPerson("estel", "Estel", "ca"),
    DemoPerson("farida", "فريدة", "ar"),
    DemoPerson("george", "George", "en"),
    DemoPerson("amina", "Amina", "en", "street-lighting", Role.AGENT),
    DemoPerson("mona", "Mona", "en", "street-lighting", Role.MANAGER),
    DemoPerson("olive", "Olive", "en", "public-works", Role.OWNER),
    DemoPerson("omar", "Omar", "ar", "parks", Role.AGENT),
    DemoPerson("dora", "Dora", "en", "city-desk", Role.AGENT),
    DemoPerson("dana", "Dana", "en", "city-desk", Role.MANAGER),
    DemoPerson("olga", "Olga", "en", "city-desk", Role.OWNER),
    DemoPerson("priya", "Priya", "en", "data-protection", Role.MANAGER),
)
_SHOWN = (
    (_("resident"), "alice"),
    (_("agent of Street Lighting"), "amina"),
    (_("manager of Street Lighting"), "mona"),
    (_("owner of Public Works"), "olive"),
    (_("agent of the City Desk"), "dora"),
    (_("data-protection officer"), "priya"),
)


def sign_ins() -> list[SignIn]:
    """One sign-in for each role; the codes are those of this very moment."""
    code = current_code()
    by_name = {person.name: person for person in PEOPLE}
    return [
        SignIn(role, by_name[name].email, PASSWORD, code if by_name[name].role else "")
        for role, name in _SHOWN
    ]


def current_code() -> str:
    """The six digits that the demo's authenticator app shows now."""
    return str(format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // TOTP_SECONDS)))
