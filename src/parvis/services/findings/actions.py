"""The only writers of findings: handed in once for each key, on the report as it was seen."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.clock import now
from parvis.kernel.files.actions import claim
from parvis.kernel.files.models import Upload
from parvis.kernel.journal.actions import once, record
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError
from parvis.services.defects.contracts import Outcome, known_in
from parvis.services.findings.models import PHOTO_PURPOSE, Finding
from parvis.services.findings.policies import Reader, report_shown_by
from parvis.services.findings.queries import own_key
from parvis.services.findings.rules import DAYS_ON_A_PHONE, KEY_AT_MOST, Lack, lack_of, looked_at
from parvis.services.reports.contracts import (
    Case,
    Closing,
    State,
    Step,
    case_of,
    note_reading_of,
    take_step,
)

LACKS = {
    Lack.WORDS: gettext_lazy("Write a few words first."),
    Lack.DAY: gettext_lazy("Say on which day the work will be done."),
    Lack.OFFICE: gettext_lazy("Say to which office it belongs."),
    Lack.ANYTHING: gettext_lazy("Say what you saw, or add a photograph."),
}
_STATES = {
    Outcome.STARTED: State.IN_PROGRESS,
    Outcome.PLANNED: State.PLANNED,
    **dict.fromkeys((Outcome.DONE, Outcome.NOT_FOUND, Outcome.NO_ACTION, Outcome.NOT_OURS), State.CLOSED),
}
_CLOSINGS = {
    Outcome.DONE: Closing.DONE,
    Outcome.NOT_FOUND: Closing.NOT_FOUND,
    Outcome.NO_ACTION: Closing.NO_ACTION,
    Outcome.NOT_OURS: Closing.NOT_OURS,
}


@dataclass(frozen=True, slots=True)
class Given:
    """What an inspector hands in about a report. `key` is theirs for good; `seen` the version of the copy they saw.

    `before` and `after` are public ids of uploads, `office` the slug of the one it belongs to, `looked_at` when they
    were there, as their phone tells it (None: now).
    """

    key: str
    report: str
    seen: str
    outcome: Outcome
    words: str = ""
    day: date | None = None
    office: str = ""
    priority: str = ""
    defect: str = ""
    before: str = ""
    after: str = ""
    looked_at: datetime | None = None


def hand_in(by: Person, given: Given) -> Finding:
    """Keep the finding and do what it says. The same key again is the same finding, and nothing is done again.

    `ChangedError` when somebody moved the report on since it was seen, `RefusedError` with a sentence when it cannot be
    done, `AbsentError` when it is not this person's to look at: then nothing is kept.
    """
    if not given.key or len(given.key) > KEY_AT_MOST:
        raise RefusedError(_("This finding has no key. Load the page again."))
    key = own_key(by, given.key)
    with transaction.atomic():
        once(f"findings.finding:{key}", lambda: str(_kept(by, given, key).pk))
        return Finding.objects.get(key=key)


def forget_inspector(leaving: Leaving) -> None:
    """What was found stays the office's, nameless."""
    Finding.objects.filter(leaving.whose(person="person")).update(person=None)


def _kept(by: Person, given: Given, key: str) -> Finding:
    # Keys of the journal are forgotten after a while; a phone may lie in a drawer for longer.
    return Finding.objects.filter(key=key).first() or _done(by, given, key)


def _done(by: Person, given: Given, key: str) -> Finding:
    case = case_of(by, given.report)
    _check(case, given)
    stood = take_step(case.id, by, _step(given), seen=given.seen)
    moment = now()
    found = Finding.objects.create(
        key=key,
        report=case.id,
        person=by,
        office=stood.office,
        outcome=given.outcome.value,
        words=given.words.strip(),
        priority=given.priority,
        defect=given.defect,
        before=_photo(given.before, by),
        after=_photo(given.after, by),
        version=stood.version,
        looked_at=looked_at(given.looked_at, moment, moment - timedelta(days=DAYS_ON_A_PHONE)),
        sent_at=moment,
    )
    office = stood.office.slug if stood.office else ""
    record(
        "findings.report.inspected",
        subject=stood.subject,
        actor=by.public_id,
        **stood.where,
        data={"office": office, "category": stood.kind},
    )
    return found


def _check(case: Case, given: Given) -> None:
    anything = bool(given.before or given.after or given.priority or given.defect)
    lack = lack_of(given.outcome, words=given.words, day=given.day, office=given.office, anything=anything)
    if lack is not None:
        raise RefusedError(str(LACKS[lack]))
    # What was taken away since the phone last had a network still counts: it was offered when it was chosen.
    wanted = {each for each in (given.priority, given.defect) if each}
    if wanted and wanted != known_in(case.office, wanted):
        raise RefusedError(_("The office does not know this choice. Choose another one."))


def _step(given: Given) -> Step:
    elsewhere = given.office if given.outcome is Outcome.ELSEWHERE else ""
    return Step(
        state=_STATES.get(given.outcome),
        words=given.words,
        closing=_CLOSINGS.get(given.outcome),
        day=given.day,
        office=elsewhere,
        private=given.outcome is Outcome.NOTE,
    )


def _photo(upload: str, by: Person) -> Upload | None:
    if not upload:
        return None
    found = claim([upload], purpose=PHOTO_PURPOSE, by=by)
    if not found:
        raise RefusedError(_("The photograph is not there any more. Choose it again."))
    return found[0]


def note_photo(reader: Reader, upload: Upload) -> None:
    """Somebody is shown a photograph of a report that is not public: its author reads who."""
    note_reading_of(reader, report_shown_by(upload))
