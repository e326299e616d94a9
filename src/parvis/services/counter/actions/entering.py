"""Somebody of the city writes down what somebody else saw; and the sheets on which people write themselves."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.services.counter.actions.claiming import ask_by_letter
from parvis.services.counter.models import Claim, Way
from parvis.services.counter.policies import may_enter
from parvis.services.counter.queries import code_of, digest_of
from parvis.services.counter.rules import CODE_LIVES, SHEET_LIVES, SHEETS_AT_MOST, read_code
from parvis.services.reports.contracts import Receipt, Sent, send, whereabouts


@dataclass(frozen=True, slots=True)
class Entry:
    """What to tell whoever reported: the report's number, office and day, and the code that makes it theirs."""

    receipt: Receipt
    code: str


def enter(by: Person, sent: Sent, way: Way, *, sheet: str = "", email: str = "") -> Entry:
    """Open a report for somebody else, who stays unnamed until they use the code. `sent.key` makes twice once.

    `sheet` is the code on the paper that it was written on; to `email`, if any, goes a letter that asks whether the
    report is theirs. `RefusedError` says what is wrong with the report or the sheet; then nothing is kept.
    """
    require(may_enter(by))
    with transaction.atomic():
        receipt = send(sent)
        code = code_of(sent.key)
        if sheet:
            code = read_code(sheet) or ""
            claim = _fill(_locked_sheet(code), receipt.id, by)
        else:
            claim = _code(code, receipt.id, way, by)
        if email:
            ask_by_letter(claim, email, sent.language)
    return Entry(receipt, code)


def enter_follower(
    by: Person, known: str, key: str, way: Way, *, email: str = "", language: str = ""
) -> Entry:
    """The same was reported before: give whoever called a code with which they follow that report (its public id)."""
    require(may_enter(by))
    receipt = whereabouts(known)
    if receipt is None or receipt.number is None:
        raise RefusedError(_("This report is not there any more."))
    with transaction.atomic():
        code = code_of(key)
        claim = _code(code, receipt.id, way, by, only_follows=True)
        if email:
            ask_by_letter(claim, email, language)
    return Entry(receipt, code)


def enter_unattended(sent: Sent, way: Way) -> Entry:
    """Somebody told it to a machine of ours, by themselves and without a name. `sent.key` makes twice once."""
    with transaction.atomic():
        receipt = send(sent)
        code = code_of(sent.key)
        _code(code, receipt.id, way, None)
    return Entry(receipt, code)


def make_sheets(by: Person, count: int, key: str) -> list[str]:
    """The codes for so many blank sheets, to be printed at once: they cannot be read again. The same key, the same."""
    require(may_enter(by))
    codes = [code_of(f"{key}/{number}") for number in range(min(count, SHEETS_AT_MOST))]
    ends = now() + SHEET_LIVES
    sheets = [Claim(digest=digest_of(code), way=Way.PAPER, entered_by=by, expires_at=ends) for code in codes]
    Claim.objects.bulk_create(sheets, ignore_conflicts=True)
    return codes


def _code(code: str, report: str, way: Way, by: Person | None, *, only_follows: bool = False) -> Claim:
    details = {
        "report": report,
        "way": way,
        "entered_by": by,
        "only_follows": only_follows,
        "expires_at": now() + CODE_LIVES,
    }
    claim, _made = Claim.objects.get_or_create(digest=digest_of(code), defaults=details)
    return claim


def _locked_sheet(code: str) -> Claim:
    sheet = (
        Claim.objects.select_for_update(of=("self",)).filter(digest=digest_of(code), way=Way.PAPER).first()
    )
    if sheet is None:
        raise RefusedError(_("No sheet of ours has this code. Compare it letter by letter."))
    return sheet


def _fill(sheet: Claim, report: str, by: Person) -> Claim:
    if sheet.report not in ("", report):
        raise RefusedError(_("This sheet was typed in already."))
    if not sheet.report:
        sheet.report, sheet.entered_by, sheet.expires_at = report, by, now() + CODE_LIVES
        sheet.save(update_fields=["report", "entered_by", "expires_at"])
    return sheet
