"""The only writers of people, organisations and confirmations."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from parvis.kernel.clock import now
from parvis.kernel.people.confirmations import handler_of
from parvis.kernel.people.models import Confirmation, Membership, Organisation, Person
from parvis.kernel.people.rules import Level, Role
from parvis.kernel.places.models import Area
from parvis.kernel.signs import without_turns


def ask_to_confirm(email: str, purpose: str, subject: str, language: str) -> Confirmation:
    """Note that this contribution waits for its address; the module sends the letter with its own words."""
    waiting, _ = Confirmation.objects.get_or_create(
        purpose=purpose, subject=subject, defaults={"email": email.strip().lower(), "language": language}
    )
    return waiting


def ask_again(waiting: Confirmation) -> Confirmation:
    """Count one more reminder."""
    waiting.times_asked += 1
    waiting.asked_at = now()
    waiting.save()
    return waiting


def confirm(confirmation_id: int) -> str:
    """The address is proved: its person is known, the contribution goes on. Gives the page to show; twice is once."""
    with transaction.atomic():
        waiting = Confirmation.objects.select_for_update(of=("self",)).get(pk=confirmation_id)
        person = waiting.person or known_contact(waiting.email, waiting.language)
        if waiting.confirmed_at is None:
            waiting.confirmed_at, waiting.person = now(), person
            waiting.save()
        return handler_of(waiting.purpose)(waiting.subject, person)


def known_contact(email: str, language: str = "") -> Person:
    """The person behind a proved address, made where there is none; they can sign in by an e-mailed code."""
    email = email.strip().lower()
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        person = Person.objects.create_user(email, None, language=language, level=Level.CONTACT_CONFIRMED)
    EmailAddress.objects.get_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    return raise_level(person, Level.CONTACT_CONFIRMED)


def enrol(
    email: str, password: str, *, public_name: str, language: str = "", totp_secret: str = ""
) -> Person:
    """A person with a proved address, a password and, if a secret is given, an authenticator app: for set-up."""
    with transaction.atomic():
        person = known_contact(email, language)
        person.public_name, person.language = public_name, language
        person.set_password(password)
        person.save()
        if totp_secret and not person.has_second_factor():
            TOTP.activate(person, totp_secret)
    return person


def raise_level(person: Person, level: Level) -> Person:
    """The city is surer about the person now; a level is never lowered here."""
    if person.level < level:
        person.level = level
        person.save(update_fields=["level"])
    return person


def set_level(person: Person, level: Level) -> Person:
    """The level as it follows from what stands in the register of `assurance`, which alone lowers one."""
    person.level = level
    person.save(update_fields=["level"])
    return person


def settle_in(person: Person, area: Area) -> Person:
    """Where the person lives, as the city was shown."""
    person.home_area = area
    person.save(update_fields=["home_area"])
    return person


def prefer(person: Person, *, language: str = "", theme: str = "") -> Person:
    """Remember language and appearance; what is unknown is left as it was."""
    if language in dict(settings.LANGUAGES):
        person.language = language
    if theme in dict(Person.THEMES):
        person.theme = theme
    person.save(update_fields=["language", "theme"])
    return person


def introduce(person: Person, *, public_name: str, legal_name: str) -> Person:
    """How the person is called in public, and what they are called on paper (seen by officials who need it)."""
    person.public_name, person.legal_name = without_turns(public_name), without_turns(legal_name)
    person.save(update_fields=["public_name", "legal_name"])
    return person


def grant_role(person: Person, organisation: Organisation, role: Role) -> Membership:
    """Give a role without asking who does it: whoever calls this has decided it, or sets a city up."""
    membership, _ = Membership.objects.update_or_create(
        person=person, organisation=organisation, lent_from=None, defaults={"role": role}
    )
    raise_level(person, Level.OFFICIAL)
    person.refresh_roles()
    return membership


def end_role(membership: Membership) -> None:
    """Take a role, and what was lent of it. Whoever has none left is known like anybody whose address is proved."""
    person = membership.person
    membership.delete()
    person.refresh_roles()
    if not person.roles():
        set_level(person, Level.CONTACT_CONFIRMED)


def lend_role(own: Membership, to: Person, role: Role, until: datetime) -> Membership:
    """Let somebody act with one's role, or a lesser one, until a moment; once more changes what is lent."""
    lent, _ = Membership.objects.update_or_create(
        person=to, organisation=own.organisation, lent_from=own, defaults={"role": role, "until": until}
    )
    to.refresh_roles()
    return lent


def end_lent_roles(*lent: Membership) -> int:
    """Take these lent roles back, and all whose time is over; returns how many."""
    over = Q(until__lte=now()) | Q(pk__in=[each.pk for each in lent])
    return Membership.objects.filter(over, lent_from__isnull=False).delete()[0]


def found_organisation(
    slug: str,
    names: dict[str, str],
    *,
    parent: Organisation | None = None,
    is_public_desk: bool = False,
    is_partner: bool = False,
    email: str = "",
) -> Organisation:
    """An organisation by its slug, made or brought up to date."""
    details = {"names": names, "parent": parent, "email": email}
    organisation, _ = Organisation.objects.update_or_create(
        slug=slug, defaults={**details, "is_public_desk": is_public_desk, "is_partner": is_partner}
    )
    return organisation


def change_organisation(
    organisation: Organisation, names: dict[str, str], *, parent: Organisation | None, email: str
) -> Organisation:
    """What it is called from now on, to what it belongs, where it is written to."""
    organisation.names, organisation.parent, organisation.email = names, parent, email
    organisation.save(update_fields=["names", "parent", "email"])
    return organisation


def forget(person: Person) -> None:
    """Erase what tells who this was: the account's own part of it. The whole is `keeping.actions.erase`."""
    with transaction.atomic():
        signed_in = UserSession.objects.filter(user=person)
        Session.objects.filter(session_key__in=signed_in.values("session_key")).delete()
        signed_in.delete()
        EmailAddress.objects.filter(user=person).delete()
        Authenticator.objects.filter(user=person).delete()
        person.memberships.all().delete()
        Confirmation.objects.filter(person=person).delete()
        forget_address(person.email)
        person.email, person.home_area = f"forgotten-{person.public_id}@invalid", None
        person.public_name = person.legal_name = person.language = ""
        person.theme, person.level, person.last_login = "system", Level.GUEST, None
        person.is_active = False
        person.set_unusable_password()
        person.save()


def forget_address(email: str) -> None:
    """Forget that this address was ever asked to prove itself; the links in those letters lead nowhere from now on."""
    Confirmation.objects.filter(email__iexact=email).delete()
