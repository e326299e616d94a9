"""What is kept about an account itself: the sections and rules of the tables of `people` and of its packages."""

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import F, Func, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS, Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, is_of, rows_of
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Confirmation, Membership, Person

_GOES = gettext_lazy("This goes.")
_KNOWN = gettext_lazy("to know you when you come back, and to write to you")
_NAMES = gettext_lazy("because you wrote it here; you can change it at any time")
_SAFE = gettext_lazy("to keep your account safe")
_WORKS = gettext_lazy("so that the city knows who works for it")
_LINK = gettext_lazy("because the link in our letter works that long")
_SIGNED_IN = gettext_lazy("so that you see where you are signed in")

RULES: Mapping[str, Mapping[str, Kept]] = {
    "people": {
        "Person.email": Kept(None, _KNOWN),
        "Person.public_name": Kept(None, _NAMES),
        "Person.legal_name": Kept(None, _NAMES),
        "Person.home_area": Kept(None, _NAMES),
        "Membership.person": Kept(None, _WORKS, "since"),
        # The link must still open for who comes back after a summer; later the row would only say who wrote.
        "Confirmation.email": Kept(90, _LINK, row=True),
        "Confirmation.person": Kept(90, _LINK, row=True),
    },
    "account": {
        "EmailAddress.user": Kept(None, _KNOWN),
        "EmailAddress.email": Kept(None, _KNOWN),
    },
    "mfa": {"Authenticator.user": Kept(None, _SAFE)},
    # A sign-in ends by itself after a week without a visit.
    "usersessions": {
        "UserSession.user": Kept(30, _SIGNED_IN, "last_seen_at", row=True),
        "UserSession.ip": Kept(30, _SIGNED_IN, "last_seen_at", row=True),
    },
    "sessions": {"Session.session_data": Kept(1, _SIGNED_IN, "expire_date", row=True)},
}
TITLE = gettext_lazy("Accounts")
_YOURS = Handling(Basis.REQUEST, Whose.MEMBERS, Seen.NOBODY)
# Sign-ins and second factors: the law asks for security (GDPR, Article 32).
_GUARDED = Handling(Basis.LAW, Whose.MEMBERS, Seen.NOBODY)
_CALLED = Handling(Basis.CONSENT, Whose.MEMBERS, Seen.EVERYONE)
HANDLINGS: Mapping[str, Handling] = {
    "people": Handling(
        Basis.REQUEST,
        Whose.MEMBERS,
        Seen.OFFICE,
        but={
            "Person.public_name": _CALLED,
            "Person.home_area": _YOURS,
            "Membership.person": WORK_OF_OFFICIALS,
            "Confirmation.email": Handling(Basis.REQUEST, Whose.SENDERS, Seen.NOBODY),
            "Confirmation.person": Handling(Basis.REQUEST, Whose.SENDERS, Seen.NOBODY),
        },
    ),
    "account": _YOURS,
    "mfa": _GUARDED,
    "usersessions": _GUARDED,
    "sessions": _GUARDED,
}


def _account(person: Person) -> QuerySet[Any, Any]:
    return rows_of(
        Person.objects.filter(pk=person.pk),
        "created_at",
        *("email", "public_name", "legal_name", "level", "language", "theme", "created_at", "last_login"),
        id=F("public_id"),
        home_area=F("home_area__slug"),
    )


def _addresses(person: Person) -> QuerySet[Any, Any]:
    rows = EmailAddress.objects.filter(user=person).annotate(since=F("user__created_at"))
    return rows_of(rows, "since", "email", "verified", "primary")


def _sign_ins(person: Person) -> QuerySet[Any, Any]:
    # The address alone, without the mask that PostgreSQL would write behind it.
    rows = UserSession.objects.filter(user=person).annotate(address=Func(F("ip"), function="HOST"))
    return rows_of(rows, "created_at", "created_at", "last_seen_at", "address", "user_agent")


def _means(person: Person) -> QuerySet[Any, Any]:
    """Second factors and passkeys, without their secrets: whoever found the file could sign in with them."""
    rows = Authenticator.objects.filter(user=person)
    return rows_of(rows, "created_at", "type", "created_at", "last_used_at")


def _roles(person: Person) -> QuerySet[Any, Any]:
    return rows_of(
        Membership.objects.filter(person=person).annotate(
            slug=F("organisation__slug"), names=F("organisation__names")
        ),
        "since",
        *("slug", "names", "role", "since"),
    )


def _confirmations(person: Person) -> QuerySet[Any, Any]:
    return rows_of(
        Confirmation.objects.filter(is_of(person)),
        "created_at",
        *("email", "purpose", "subject", "language", "created_at", "asked_at", "times_asked", "confirmed_at"),
    )


def _tell_account(data: Mapping[str, Any]) -> Line:
    told = [data["public_name"], data["legal_name"], data["email"]]
    return Line(" · ".join(each for each in told if each), reverse("people:profile"))


def _tell_address(data: Mapping[str, Any]) -> Line:
    return Line(str(data["email"]), reverse("account_email"))


def _tell_sign_in(data: Mapping[str, Any]) -> Line:
    return Line(f"{data['user_agent']} · {data['address']}", reverse("usersessions_list"))


def _tell_means(data: Mapping[str, Any]) -> Line:
    words = {
        "totp": _("An authenticator app"),
        "webauthn": _("A passkey or a security key"),
        "recovery_codes": _("Recovery codes"),
    }
    return Line(words.get(data["type"], data["type"]), reverse("mfa_index"))


def _tell_role(data: Mapping[str, Any]) -> Line:
    office = in_reader_language(data["names"], data["slug"])
    words = {"agent": _("Agent"), "manager": _("Manager"), "owner": _("Owner")}
    return Line(f"{office} · {words[data['role']]}")


def _tell_confirmation(data: Mapping[str, Any]) -> Line:
    words = _("We asked whether %(email)s is your address.") % data
    return Line(_("You confirmed %(email)s.") % data if data["confirmed_at"] else words)


def _section(slug: str, title: Any, rows: Any, tell: Any, *rules: str) -> Section:
    return Section(slug, title, rows, tell, _GOES, rules)


SECTIONS = (
    _section(
        "account",
        gettext_lazy("Account"),
        _account,
        _tell_account,
        *(f"people.{name}" for name in RULES["people"] if name.startswith("Person.")),
    ),
    _section(
        "addresses",
        gettext_lazy("E-mail addresses"),
        _addresses,
        _tell_address,
        "account.EmailAddress.user",
        "account.EmailAddress.email",
    ),
    _section(
        "sign-ins",
        gettext_lazy("Where I am signed in"),
        _sign_ins,
        _tell_sign_in,
        "usersessions.UserSession.user",
        "usersessions.UserSession.ip",
    ),
    _section(
        "means",
        gettext_lazy("Second factor and passkeys"),
        _means,
        _tell_means,
        "mfa.Authenticator.user",
    ),
    _section("roles", gettext_lazy("My roles"), _roles, _tell_role, "people.Membership.person"),
    _section(
        "confirmations",
        gettext_lazy("Letters that asked for my address"),
        _confirmations,
        _tell_confirmation,
        "people.Confirmation.email",
        "people.Confirmation.person",
    ),
)
