"""Reports as pages show them: the clock, the history, the photographs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parvis.kernel.clock import now
from parvis.kernel.files.models import Upload
from parvis.kernel.journal.queries import Told, history_of
from parvis.kernel.people.models import Person
from parvis.kernel.promises.course import successor
from parvis.kernel.promises.models import Promise
from parvis.kernel.ui.components import Event
from parvis.kernel.ui.components import Photo as Picture
from parvis.services.reports.models import Photo, Report
from parvis.services.reports.rules import Closing, Finding, State

STATE_WORDS = {
    State.UNCONFIRMED: gettext_lazy("waits for confirmation"),
    State.OPEN: pgettext_lazy("state of a report", "open"),
    State.PLANNED: gettext_lazy("planned"),
    State.IN_PROGRESS: gettext_lazy("being worked on"),
    State.CLOSED: pgettext_lazy("state of a report", "closed"),
}
CLOSING_WORDS = {
    Closing.DONE: gettext_lazy("done"),
    Closing.NOT_FOUND: gettext_lazy("nothing found"),
    Closing.DUPLICATE: gettext_lazy("reported before"),
    Closing.NOT_OURS: gettext_lazy("not the city's"),
    Closing.NO_ACTION: gettext_lazy("no action"),
}
FINDING_WORDS = {
    Finding.UNKNOWN: "",
    Finding.FIXED: gettext_lazy("Residents say: fixed"),
    Finding.NOT_FIXED: gettext_lazy("Residents say: still there"),
}
# Brick is for broken promises: a report that is simply open is nobody's fault.
_TONES = {State.PLANNED: "need", State.IN_PROGRESS: "need", State.CLOSED: "kept"}


@dataclass(frozen=True, slots=True)
class Clock:
    """What the promise clock shows. `state` "none" where nothing was promised."""

    state: str
    owner: str
    due: datetime | None = None
    opened: datetime | None = None
    answered: datetime | None = None
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A report in a list: itself, its state in words, its clock."""

    report: Report
    state: str
    tone: str
    clock: Clock
    finding: str


def clock_of(report: Report, moment: datetime, *, with_fallback: bool = False) -> Clock:
    """The clock of a report; the office that takes over costs a query and is looked up on request."""
    owner = report.office.name if report.office else ""
    promise = report.promise
    if promise is None:
        return Clock("none", owner)
    state = str(promise.outcome(moment))
    return Clock(
        state=state,
        owner=owner,
        due=promise.due_at,
        opened=promise.opened_at,
        answered=promise.answered_at,
        fallback=_fallback(report, promise, broken=state == "broken") if with_fallback else "",
    )


def rows_of(reports: Iterable[Report], moment: datetime) -> list[Row]:
    """Reports ready for a list."""
    return [
        Row(
            report,
            state_words(report),
            tone_of(report),
            clock_of(report, moment),
            str(FINDING_WORDS[Finding(report.finding)]),
        )
        for report in reports
    ]


def tone_of(report: Report) -> str:
    """The colour of its state's tag."""
    return _TONES.get(State(report.state), "quiet")


def state_words(report: Report) -> str:
    """The state in words, with how it ended."""
    state = str(STATE_WORDS[State(report.state)])
    if report.state == State.CLOSED and report.closing:
        return _("%(state)s: %(how)s") % {"state": state, "how": CLOSING_WORDS[Closing(report.closing)]}
    return state


def events_of(history: Sequence[Told]) -> list[Event]:
    """A history as the timeline shows it."""
    return [Event(told.text, told.at, told.question) for told in history]


def names_known(report: Report) -> dict[str, dict[str, str]]:
    """Names that the report's own history will want and that are at hand: nobody need look them up."""
    offices = (
        {report.office, report.promise.owner, report.promise.holder} if report.promise else {report.office}
    )
    return {
        "category": {report.category.slug: str(report.category)},
        "office": {office.slug: office.name for office in offices if office},
    }


def history_shown(report: Report, people: Iterable[Person] = ()) -> list[Event]:
    """What happened to a report; its author is named only where they show their name. `people` are at hand already."""
    unnamed = [report.author.public_id] if report.author and not report.shows_name else []
    known = names_known(report) | {"person": {each.public_id: str(each) for each in people}}
    return events_of(history_of(report.subject, known=known, unnamed=unnamed))


def pictures_of(photos: Iterable[Photo]) -> list[Picture]:
    """Photographs with the words that screen readers get."""
    return [
        picture_of(
            photo.upload,
            _("Photograph of the mended place") if photo.is_proof else _("Photograph of the place"),
        )
        for photo in photos
    ]


def picture_of(upload: Upload, words: str) -> Picture:
    """One upload as a picture."""
    width, height = upload.thumbnail_size
    return Picture(upload.address, upload.thumbnail_address, words, width, height)


def _fallback(report: Report, promise: Promise, *, broken: bool) -> str:
    """Who takes over if the promise is broken; once it is, who has."""
    if broken:
        return "" if promise.holder_id == report.office_id else promise.holder.name
    following = successor(promise, now())
    return following.name if following else ""
