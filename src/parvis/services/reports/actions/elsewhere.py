"""What an office did whose own system lives elsewhere: its words and states, as that system tells them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from parvis.kernel.clock import now
from parvis.kernel.journal.actions import record
from parvis.kernel.journal.rules import Plain
from parvis.kernel.notices.actions import announce, tell
from parvis.kernel.people.models import Organisation
from parvis.kernel.promises.actions import answer_promise, reopen_promise
from parvis.services.reports.actions.part import locked
from parvis.services.reports.actions.traces import publicly
from parvis.services.reports.models import Comment, Report
from parvis.services.reports.notices import ReportClosed, ReportMoved
from parvis.services.reports.queries.find import followers_of
from parvis.services.reports.rules import WORDS_AT_MOST, Closing, State

_DEEDS = {
    State.OPEN: "reports.report.reopened",
    State.PLANNED: "reports.report.scheduled",
    State.IN_PROGRESS: "reports.report.started",
    State.CLOSED: "reports.report.closed",
}


@dataclass(frozen=True, slots=True)
class Word:
    """What the own system of an office (its slug) says: the state (None: unchanged), how it ended, words, when."""

    office: str
    state: State | None
    closing: Closing | None
    words: str
    at: datetime


def follow_office(report_id: int, word: Word) -> Report:
    """Do here what the office did there. Its system is believed, whatever the state before: it is the office's own.

    Once the report is with another office, or goes on at another report, only the words are kept. The promise is
    answered at the moment of the word, not of its arrival.
    """
    with transaction.atomic():
        report = locked(report_id)
        words = word.words.strip()[:WORDS_AT_MOST]
        office = Organisation.objects.get(slug=word.office)
        moves = word.state is not None and (word.state != report.state or word.state is State.CLOSED)
        if moves and report.office_id == office.pk and report.duplicate_of_id is None:
            _become(report, word, words)
        elif words:
            _journal("reports.report.answered", report, _say(report, office, words))
            tell(ReportMoved, followers_of(report), _data(report))
        announce(report.subject)
    return report


def _become(report: Report, word: Word, words: str) -> None:
    closes, was_closed = word.state is State.CLOSED, report.state == State.CLOSED
    report.state = word.state or State.OPEN
    report.closing = (word.closing or "") if closes else ""
    report.closing_words = words if closes else ""
    report.closed_at = max(word.at, report.opened_at or word.at) if closes else None
    report.save()
    if closes:
        answer_promise(report.subject, at=report.closed_at)
    elif was_closed:
        reopen_promise(report.subject)
    said = _say(report, report.office, words) if words and not closes else None
    ended: dict[str, Plain] = {"closing": report.closing} if closes else {}
    _journal(_DEEDS[State(report.state)], report, said, ended)
    tell(ReportClosed if closes else ReportMoved, followers_of(report), _data(report))


def _say(report: Report, office: Organisation | None, words: str) -> Comment:
    return Comment.objects.create(report=report, office=office, kind=Comment.Kind.ANSWER, words=words)


def _journal(verb: str, report: Report, said: Comment | None, more: dict[str, Plain] | None = None) -> None:
    moment = report.closed_at or now()
    Report.objects.filter(pk=report.pk).update(updated_at=moment)
    office = report.office.slug if report.office else ""
    data: dict[str, Plain] = {"office": office, "category": report.category.slug, "state": str(report.state)}
    if said:
        data["words"] = said.public_id
    record(
        verb,
        subject=report.subject,
        actor="system",
        at=moment,
        **publicly(report),
        data={**data, **(more or {})},
    )


def _data(report: Report) -> dict[str, str]:
    return {"report": report.public_id, "reference": report.reference}
