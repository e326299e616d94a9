"""Whoever has the code takes the report as theirs: the first one, once."""

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.journal.actions import record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.notices.actions import Address, tell
from parvis.kernel.people.actions import ask_to_confirm
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError
from parvis.services.counter.models import Asking, Claim
from parvis.services.counter.notices import ConfirmClaim
from parvis.services.counter.queries import digest_of
from parvis.services.counter.rules import read_code
from parvis.services.reports.contracts import follow_for, report_path, take_as_own, whereabouts

CONFIRMATION = "counter.claim"


def claim(code: str, person: Person) -> str:
    """The report of this code becomes the person's; gives the path of its page. Twice is once.

    `RefusedError` says why not: mistyped, unknown, too old, not typed in yet, taken by somebody else.
    """
    with transaction.atomic():
        return _give(_usable(code), person)


def ask_to_claim(code: str, email: str, language: str) -> None:
    """The same for somebody without an account: a letter asks whether the address is theirs, then the code counts."""
    with transaction.atomic():
        ask_by_letter(_usable(code), email, language)


def confirm_claim(public_id: str, person: Person) -> str:
    """The address is proved. Whoever was faster has it: then `RefusedError`."""
    with transaction.atomic():
        asking = Asking.objects.select_related("claim").filter(public_id=public_id).first()
        if asking is None:
            raise RefusedError(_("This letter is too old. Type the code again."))
        return _give(_locked(asking.claim.digest), person)


def ask_by_letter(claim: Claim, email: str, language: str) -> None:
    """Write to the address, once for each code. Part of the caller's transaction."""
    email = email.strip().lower()
    asking, made = Asking.objects.get_or_create(claim=claim, email=email)
    receipt = whereabouts(claim.report)
    if made and receipt:
        waiting = ask_to_confirm(email, CONFIRMATION, asking.public_id, language)
        data = {"confirmation": waiting.pk, "reference": receipt.number, "follows": claim.only_follows}
        tell(ConfirmClaim, [Address(email, language)], data)


def forget_visitor(leaving: Leaving) -> None:
    """Codes stay, without whoever used them or typed them in; what waits for an address goes."""
    Asking.objects.filter(leaving.whose(email="email")).delete()
    Claim.objects.filter(leaving.whose(person="claimed_by")).update(claimed_by=None)
    Claim.objects.filter(leaving.whose(person="entered_by")).update(entered_by=None)


def _usable(code: str) -> Claim:
    """The claim of this code, its row locked; refused unless a person can still ask for it."""
    plain = read_code(code)
    if plain is None:
        raise RefusedError(_("There is a mistake in this code. Compare it letter by letter."))
    found = _locked(digest_of(plain))
    if not found.report:
        raise RefusedError(_("We have not typed in this sheet yet. Try again in a few days."))
    return found


def _locked(digest: str) -> Claim:
    found = Claim.objects.select_for_update(of=("self",)).filter(digest=digest).first()
    if found is None or (found.claimed_at is None and found.expires_at <= now()):
        raise RefusedError(_("We do not know this code, or it is too old. Ask at the public desk."))
    return found


def _give(found: Claim, person: Person) -> str:
    if found.claimed_at and found.claimed_by_id != person.pk:
        raise RefusedError(_("Somebody has used this code already."))
    if not found.claimed_at:
        found.claimed_at, found.claimed_by = now(), person
        found.save(update_fields=["claimed_at", "claimed_by"])
        found.askings.all().delete()
        if found.only_follows or not take_as_own(found.report, person):
            follow_for(found.report, person)
        else:
            # Unnamed, as the report: the journal learns that somebody did, and no more.
            record("counter.report.claimed", subject=f"reports.report:{found.report}", actor="guest")
    return report_path(found.report)
