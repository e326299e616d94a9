"""What residents add to a report: follow, comment, look again, flag."""

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.blocks.contracts import may_meet
from parvis.kernel.clock import now
from parvis.kernel.consents.contracts import Way, give
from parvis.kernel.journal.actions import once, record
from parvis.kernel.journal.rules import Plain
from parvis.kernel.notices.actions import announce, tell
from parvis.kernel.people.models import Person
from parvis.kernel.people.queries import people_of_office
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.promises.actions import reopen_promise, resume_promise
from parvis.kernel.signs import without_turns
from parvis.services.reports.actions.traces import publicly, told_of
from parvis.services.reports.models import Comment, Follow, Report, Vote
from parvis.services.reports.notices import ReportArrived, ReportCommented
from parvis.services.reports.policies import may_ask_again, may_decide_on_name, may_judge, may_take_part
from parvis.services.reports.queries.find import followers_of, has_asked_again, has_followed
from parvis.services.reports.queries.merged import looks_at, shown_at
from parvis.services.reports.queries.written import place_of
from parvis.services.reports.rules import SHOWS_NAME, WORDS_AT_MOST, State, verdict_of


def follow(report_id: int, person: Person) -> bool:
    """Tell this person how it goes on; False when they followed already. Who follows anew is not recorded anew."""
    with transaction.atomic():
        report = locked(report_id)
        require(may_take_part(person, report))
        _follow, made = Follow.objects.get_or_create(report=report, person=person)
        if made and not has_followed(report, _actor(report, person)):
            _journal("reports.report.followed", report, person)
    return made


def unfollow(report_id: int, person: Person) -> None:
    """No more news about it for this person, nor about what was merged into it."""
    Follow.objects.filter(report__in=shown_at(report_id), person=person).delete()


def comment(report_id: int, person: Person, words: str, *, key: str = "") -> Comment:
    """Add words for everyone to read. The author's first words after a question let the promise's clock run again.

    `RefusedError` also for whom the author keeps at a distance; they can still look, follow and report.
    """
    words = check_words(words)
    with transaction.atomic():
        report = locked(report_id)
        require(may_take_part(person, report))
        require(may_meet(person, place_of(report)))
        made = once(key and f"reports.comment:{key}", lambda: _comment(report, person, words).public_id)
        return Comment.objects.get(public_id=made)


def look_again(report_id: int, person: Person, *, fixed: bool) -> Report:
    """This person looked: it is fixed, or still there. The last look of each person counts."""
    with transaction.atomic():
        report = locked(report_id)
        require(may_judge(person, report))
        before = Vote.objects.filter(report=report, person=person).values_list("fixed", flat=True).first()
        if before == fixed:
            return report
        look = {"fixed": fixed, "created_at": now()}
        Vote.objects.update_or_create(report=report, person=person, defaults=look)
        settle_looks(report)
        _journal(
            "reports.report.found_fixed" if fixed else "reports.report.found_unfixed",
            report,
            person,
            minutes=1 if before is None else 0,  # who changes their mind looked once
        )
        announce(report.subject)
    return report


def ask_again(report_id: int, person: Person, words: str, *, key: str = "") -> Report:
    """Its author still sees it, and says what: once, the work is taken up again and the same promise runs on.

    `RefusedError`: not its author, not closed as done or as not found, too long ago, or asked before.
    """
    words = check_words(words)
    with transaction.atomic():
        report = locked(report_id)
        once(key and f"reports.again:{key}", lambda: _take_up_again(report, person, words))
    return report


def say_first_time(report_id: int, person: Person, *, first: bool) -> None:
    """Whether this person ever told a city about something before; kept with their look, for the count alone."""
    Vote.objects.filter(report=report_id, person=person).update(first_time=first)


def show_name(report_id: int, person: Person, *, shows: bool) -> Report:
    """The author decides anew whether their name stands with the report and with what they add to it.

    Nothing is recorded: that a name was taken away would say that there was one. What was told before is told without.
    """
    with transaction.atomic():
        report = locked(report_id)
        require(may_decide_on_name(person, report))
        if shows:
            give(person, SHOWS_NAME, Way.FORM)
        report.shows_name = shows
        report.save(update_fields=["shows_name"])
        announce(report.subject)
    return report


def settle_looks(report: Report) -> None:
    """What all looks say together, also those at its duplicates, becomes the residents' verdict."""
    looks = [look.fixed for look in looks_at(report)]
    report.finding = verdict_of(looks.count(True), looks.count(False))
    report.save(update_fields=["finding"])


def check_words(words: str) -> str:
    """The words, trimmed; refused when there are none or too many."""
    words = without_turns(words)
    if not words:
        raise RefusedError(_("Write a few words first."))
    if len(words) > WORDS_AT_MOST:
        raise RefusedError(_("Use at most %(count)s characters.") % {"count": WORDS_AT_MOST})
    return words


def locked(report_id: int) -> Report:
    """The report, its row locked until the transaction ends."""
    return (
        Report.objects.select_for_update(of=("self",))
        .select_related("category", "office", "promise", "area", "author", "assignee")
        .get(pk=report_id)
    )


def locked_both(one_id: int, other_id: int) -> tuple[Report, Report]:
    """Both reports, locked in one order, so that nobody who wants both waits for somebody else who does."""
    rows = {each: locked(each) for each in sorted({one_id, other_id})}
    return rows[one_id], rows[other_id]


def _comment(report: Report, person: Person, words: str) -> Comment:
    made = Comment.objects.create(report=report, person=person, words=words)
    Follow.objects.get_or_create(report=report, person=person)
    if person.pk == report.author_id:
        resume_promise(report.subject)
    _journal("reports.report.commented", report, person, minutes=1, words=made.public_id)
    data = {"report": report.public_id, "reference": report.reference}
    tell(ReportCommented, followers_of(report), data, besides=person, by=_named(report, person))
    announce(report.subject)
    return made


def _named(report: Report, person: Person) -> Person | None:
    """Who wrote, where readers see their name: a notice that stays away tells its reader who it was."""
    made_nameless = person.pk == report.author_id and not report.shows_name
    return person if person.public_name and not made_nameless else None


def _take_up_again(report: Report, person: Person, words: str) -> str:
    require(may_ask_again(person, report, asked_before=has_asked_again(report)))
    report.state, report.closed_at, report.closing, report.closing_words = State.OPEN, None, "", ""
    report.updated_at = now()
    report.save()
    reopen_promise(report.subject)
    Vote.objects.update_or_create(
        report=report, person=person, defaults={"fixed": False, "created_at": now()}
    )
    settle_looks(report)
    said = _comment(report, person, words)
    office = report.office.slug if report.office else ""
    _journal("reports.report.asked_again", report, person, state=str(report.state), office=office)
    if report.office:
        tell(ReportArrived, people_of_office(report.office), told_of(report))
    return said.public_id


def _journal(verb: str, report: Report, person: Person, minutes: int = 0, **said: Plain) -> None:
    record(
        verb,
        subject=report.subject,
        actor=_actor(report, person),
        **publicly(report),
        minutes=minutes,
        data={"category": report.category.slug, **said},
    )


def _actor(report: Report, person: Person) -> str:
    """The author of a report that does not show a name stays unnamed in what they add to it, too."""
    unnamed = person.pk == report.author_id and not report.shows_name
    return "guest" if unnamed else person.public_id
