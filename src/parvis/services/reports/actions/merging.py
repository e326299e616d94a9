"""Two reports of one thing become one, and two again when that was wrong.

Nothing that people gave changes its row: while a merge stands, the first report shows what belongs to its duplicates as
well (`queries/merged.py`). So an undoing cannot lose or mix up anything; docs/adr/0013 says what speaks for it.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.journal.rules import Plain
from parvis.kernel.notices.actions import announce, tell
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.promises.actions import moved_with, redate, set_aside, take_up_again
from parvis.kernel.promises.queries import promise_of
from parvis.services.reports.actions.part import check_words, locked_both, settle_looks
from parvis.services.reports.actions.traces import deed_of, note_deeds, say, told_of
from parvis.services.reports.models import Comment, Merge, Report
from parvis.services.reports.notices import ReportMerged, ReportParted
from parvis.services.reports.policies import may_be_one, may_merge, may_part
from parvis.services.reports.queries.find import followers_of
from parvis.services.reports.queries.merged import cases_of
from parvis.services.reports.rules import Closing, State, in_order


def merge(report_id: int, first_id: int, by: Person, words: str) -> Report:
    """Close the report as a duplicate of the first, where it goes on; its followers are told. Done twice, done once.

    `words` are public. The first report keeps the earlier day of the two; what was broken already stays broken.
    """
    words = check_words(words)
    with transaction.atomic():
        report, first = locked_both(report_id, first_id)
        require(may_merge(by, report, first))
        if report.pk != first.pk and report.duplicate_of_id == first.pk:
            return report
        cases = cases_of([report, first])
        require(may_be_one(cases[report.pk], cases[first.pk]))
        _bring_together(report, first)
        report.state, report.closing, report.closing_words = State.CLOSED, Closing.DUPLICATE, words
        report.closed_at, report.duplicate_of = now(), first
        report.save()
        settle_looks(first)
        ended: dict[str, Plain] = {"closing": Closing.DUPLICATE.value, "first": first.reference}
        closed = deed_of("reports.report.closed", report, by, ended, at=report.closed_at)
        merged = deed_of("reports.report.merged", first, by, {"duplicate": report.reference})
        note_deeds([(report, closed), (first, merged)])
        told = {"report": first.public_id, "reference": report.reference, "first": first.reference}
        tell(ReportMerged, followers_of(report), told, besides=by)
        announce(report.subject)
        announce(first.subject)
    return report


def merge_in_order(one_id: int, other_id: int, by: Person, words: str) -> Report:
    """Merge these two, the one that was there first staying; returns the duplicate."""
    with transaction.atomic():
        cases = cases_of(locked_both(one_id, other_id))
        first, duplicate = in_order(cases[one_id], cases[other_id])
        return merge(duplicate.number, first.number, by, words)


def undo_merge(report_id: int, by: Person, words: str) -> Report:
    """It was not the same: both reports are again what they were, and what came in the meantime stays where it came.

    The promise goes on from where it stood, with its old due date. Its followers are told, and its author.
    """
    words = check_words(words)
    with transaction.atomic():
        report, first = _locked_with_first(report_id)
        require(may_part(by, report, first))
        merged = Merge.objects.filter(duplicate=report, undone_at=None).first()
        _take_apart(report, first, merged)
        report.state = merged.state_before if merged else State.OPEN
        report.closed_at, report.closing, report.closing_words, report.duplicate_of = None, "", "", None
        report.save()
        settle_looks(first)
        said = say(report, by, Comment.Kind.ANSWER, words)
        reopened = deed_of("reports.report.reopened", report, by, said=said)
        parted = deed_of("reports.report.parted", first, by, {"duplicate": report.reference})
        note_deeds([(report, reopened), (first, parted)])
        told = {**told_of(report), "first": first.reference}
        tell(ReportParted, _followers_and_author(report), told, besides=by)
        announce(report.subject)
        announce(first.subject)
    return report


def _followers_and_author(report: Report) -> list[Person]:
    people = {person.pk: person for person in followers_of(report)}
    if report.author and report.author.is_active:
        people[report.author.pk] = report.author
    return list(people.values())


def _locked_with_first(report_id: int) -> tuple[Report, Report]:
    first_id = Report.objects.filter(pk=report_id).values_list("duplicate_of", flat=True).get()
    if first_id is not None:
        report, first = locked_both(report_id, first_id)
        if report.duplicate_of_id == first_id:
            return report, first
    raise RefusedError(_("Somebody was faster: this report is not a duplicate of another any more."))


def _bring_together(report: Report, first: Report) -> None:
    """Remember how it was; the promise of the first report takes over the day of the other if that is earlier."""
    merged = Merge(duplicate=report, first=first, state_before=report.state)
    others = _standing(first)
    own = _rebased(first, others)
    aside = set_aside(report.subject)
    if aside:
        merged.clock_stopped, merged.moves_at, merged.paused_at = True, aside.moves_at, aside.paused_at
        merged.due_at = aside.due_at
    merged.first_due_at = own
    merged.save()
    _redate(first, own, [*others, merged])


def _take_apart(report: Report, first: Report, merged: Merge | None) -> None:
    """Give both their own promise back. One that was closed before merges were remembered just runs again."""
    if merged is None:
        promise = promise_of(report.subject)
        if promise and promise.withdrawn_at:
            take_up_again(report.subject, max(promise.due_at, now()), None)
        return
    standing = _standing(first)
    own = _rebased(first, standing)
    merged.undone_at = now()
    merged.save(update_fields=["undone_at"])
    _redate(first, own, [each for each in standing if each.pk != merged.pk])
    if merged.clock_stopped:
        take_up_again(report.subject, merged.moves_at, merged.paused_at)


def _standing(first: Report) -> list[Merge]:
    return list(Merge.objects.filter(first=first, undone_at=None).order_by("pk"))


def _rebased(first: Report, standing: list[Merge]) -> datetime | None:
    """The first report's own due date. What a pause has moved since is moved in what the merges remember as well."""
    promise = promise_of(first.subject)
    if promise is None:
        return None
    own = next((each.first_due_at for each in standing if each.first_due_at), None)
    if own is None:
        return promise.due_at
    before = _earliest(own, standing)
    if before == promise.due_at:
        return own
    own = moved_with(promise, before, [own])[0]
    for each in standing:
        each.first_due_at = own
        each.due_at = moved_with(promise, before, [each.due_at])[0] if each.due_at else None
        each.save(update_fields=["first_due_at", "due_at"])
    return own


def _redate(first: Report, own: datetime | None, standing: list[Merge]) -> None:
    if own is not None:
        redate(first.subject, _earliest(own, standing))


def _earliest(own: datetime, standing: list[Merge]) -> datetime:
    return min([own, *(each.due_at for each in standing if each.due_at)])
