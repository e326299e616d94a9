"""Who may do what to a report."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.clock import now
from parvis.kernel.files.models import Upload
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Role
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.services.reports.models import Photo, Report
from parvis.services.reports.rules import (
    DAYS_TO_ASK_AGAIN,
    ENDED_WELL,
    PUBLISHED,
    Case,
    Obstacle,
    State,
    obstacle_to_merging,
)

type Reader = Person | AnonymousUser


def handles(reader: Reader, report: Report) -> bool:
    """True for agents of the office that owns the report, of the one that holds its promise, and of the public desk.

    What waits for its address is nobody's yet.
    """
    if not isinstance(reader, Person) or not reader.is_official() or report.state == State.UNCONFIRMED:
        return False
    own = reader.roles()
    holder = report.promise.holder_id if report.promise else None
    return report.office_id in own or holder in own or serves_desk(reader)


def serves_desk(person: Person) -> bool:
    """True for people of the public desk, where every chain ends."""
    return person.serves_public_desk()


def may_see(reader: Reader, report: Report) -> Verdict:
    """Public reports are everybody's; private and hidden ones their author's and their office's."""
    if report.is_public and report.state in PUBLISHED:
        return ALLOWED
    if isinstance(reader, Person) and report.author_id == reader.pk:
        return ALLOWED
    if handles(reader, report):
        return ALLOWED
    return Denied(_("This report is not public."))


def reads_for_the_office(reader: Reader, report: Report) -> bool:
    """True for whom only their office lets read it: it is neither public nor their own."""
    is_own = isinstance(reader, Person) and report.author_id == reader.pk
    return not is_own and not may_see(AnonymousUser(), report) and handles(reader, report)


def may_handle(reader: Reader, report: Report) -> Verdict:
    """Assign, ask, plan, forward, answer, close."""
    if handles(reader, report):
        return ALLOWED
    return Denied(_("This report is with another office. Its people decide about it."))


OBSTACLES = {
    Obstacle.ITSELF: gettext_lazy("Name the first report of this thing, not this one."),
    Obstacle.NOT_PUBLIC: gettext_lazy(
        "Only public reports can be merged: others would read what was not for them."
    ),
    Obstacle.FIRST_IS_DUPLICATE: gettext_lazy(
        "That one is a duplicate itself. Name the report that it goes on at."
    ),
    Obstacle.HAS_DUPLICATES: gettext_lazy("Others were merged into this report. Merge the other way round."),
    Obstacle.ENDED: gettext_lazy("Somebody was faster: this report is closed already."),
    Obstacle.FIRST_ENDED: gettext_lazy(
        "The first report is closed. Take it up again, or answer this one by itself."
    ),
    Obstacle.FIRST_PROMISES_NOTHING: gettext_lazy(
        "The first report promises no day, and this one does. Merge the other way round."
    ),
    Obstacle.FIRST_WAITS: gettext_lazy(
        "The clock of the first report waits for its author. Merge the other way round, or when they have answered."
    ),
}


def may_be_one(duplicate: Case, first: Case) -> Verdict:
    """See `rules.obstacle_to_merging`."""
    obstacle = obstacle_to_merging(duplicate, first)
    return Denied(str(OBSTACLES[obstacle])) if obstacle else ALLOWED


def may_merge(by: Reader, duplicate: Report, first: Report) -> Verdict:
    """Who handles both: nobody ends their own promise by giving the work to another office. The public desk can."""
    return may_handle(by, duplicate) and may_handle(by, first)


def may_part(by: Reader, duplicate: Report, first: Report) -> Verdict:
    """Who handles either of them may say that it was not the same."""
    return may_handle(by, duplicate) or may_handle(by, first)


def may_assign(by: Person, report: Report, to: Person | None) -> Verdict:
    """Agents take a report on themselves; managers give it to anyone of the office."""
    if not handles(by, report):
        return may_handle(by, report)
    if to is None or to.pk == by.pk:
        return ALLOWED
    if not by.serves(report.office_id, Role.MANAGER):
        return Denied(_("Only a manager of the office can give a report to somebody else."))
    if not to.serves(report.office_id):
        return Denied(_("%(person)s does not work for this office.") % {"person": to})
    return ALLOWED


def may_decide_on_name(reader: Reader, report: Report) -> Verdict:
    """Nobody but the author."""
    if isinstance(reader, Person) and reader.pk == report.author_id:
        return ALLOWED
    return Denied(_("Only who sent this report decides whether their name stands here."))


def may_take_part(reader: Reader, report: Report) -> Verdict:
    """Follow, comment, say what you see there."""
    if not isinstance(reader, Person) or not reader.is_active:
        return Denied(_("Sign in to take part. A code by e-mail is enough, no password needed."))
    if not may_see(reader, report):
        return may_see(reader, report)
    if report.duplicate_of_id:
        return Denied(_("This goes on at the report that was there first. Write and follow there."))
    return ALLOWED


def may_judge(reader: Reader, report: Report) -> Verdict:
    """Say whether it is fixed: anyone who may take part, at any time after it was opened."""
    if report.state == State.UNCONFIRMED:
        return Denied(_("This report is not published yet."))
    return may_take_part(reader, report)


def may_ask_again(reader: Reader, report: Report, *, asked_before: bool) -> Verdict:
    """The author, once, while it is fresh, where the office says that it is done or that it found nothing."""
    if not isinstance(reader, Person) or reader.pk != report.author_id:
        return Denied(_("Only who sent this report can ask to have it taken up again."))
    if report.state != State.CLOSED or report.duplicate_of_id or report.closing not in ENDED_WELL:
        return Denied(_("Say under the report what you see; its office reads it."))
    if asked_before:
        return Denied(
            _("It was taken up again before. Say under the report what you see; its office reads it.")
        )
    if report.closed_at is None or now() > report.closed_at + timedelta(days=DAYS_TO_ASK_AGAIN):
        return Denied(_("It was closed long ago. Report anew what you see."))
    return ALLOWED


def may_see_photo(reader: Reader, upload: Upload) -> Verdict:
    """A photograph is as public as its report."""
    photo = Photo.objects.select_related("report", "report__promise").filter(upload=upload).first()
    return may_see(reader, photo.report) if photo else Denied(_("This photograph belongs to no report."))
