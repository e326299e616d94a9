"""Reports for programs: the same queries and actions as the pages."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from ninja import Field, Query, Router, Schema, Status

from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.replicas.reading import reads_from_replica
from parvis.kernel.trust.actions import allow, caller_of
from parvis.kernel.trust.limits import growing
from parvis.services.reports.actions.looking import note_reading
from parvis.services.reports.actions.opening import NewReport, open_report
from parvis.services.reports.forms.filters import FilterForm, cursor_of, page_of
from parvis.services.reports.models import Category, Report
from parvis.services.reports.queries.find import get_for, narrowed, offered_categories, visible_to
from parvis.services.reports.rules import WORDS_AT_MOST, Question, QuestionError, Source, check_answers

router = Router(tags=["reports"])
SENDING = growing(
    "reports.api", burst=10, per_hour=20, counts=gettext_lazy("Reports that a program of yours sends")
)


class CategoryOut(Schema):
    """What can be reported; names by language."""

    slug: str
    names: dict[str, str]
    group: str
    questions: list[dict[str, Any]]
    promise_minutes: int | None = Field(
        description="Promised working time in minutes; null: nothing is promised."
    )


class ReportOut(Schema):
    """A public report. Times are ISO 8601 with zone, places WGS 84 degrees."""

    number: str
    address: str
    page: str
    category: str
    area: str | None
    lat: float
    lon: float
    words: str
    state: str
    closing: str
    finding: str
    office: str | None
    opened_at: datetime | None
    due_at: datetime | None
    closed_at: datetime | None


class ReportsOut(Schema):
    """A page of reports; `after` leads to the next one, null at the end."""

    reports: list[ReportOut]
    after: str | None


class ReportIn(Schema):
    """A new report. Without `email` it is sent without a name; with it, it waits until the address is confirmed."""

    category: str = Field(max_length=80)
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    words: str = Field("", max_length=WORDS_AT_MOST)
    address: str = Field("", max_length=200)
    answers: dict[str, str | int] = {}
    email: str = Field("", max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$")
    key: str = Field("", max_length=40, description="Sent twice with one key, a report is made once.")


class SentOut(Schema):
    """What became of a new report."""

    number: str
    state: str
    office: str | None
    due_at: datetime | None


class FiltersIn(Schema):
    """How the list is narrowed; the same words as in the address of the page."""

    area: str = ""
    category: str = ""
    state: str = ""
    age: str = ""
    after: str = ""


@router.get("/categories", response=list[CategoryOut], summary="What can be reported")
def categories(request: HttpRequest) -> list[CategoryOut]:
    """Every category that residents can choose."""
    return [
        CategoryOut(
            slug=each.slug,
            names=each.names,
            group=each.group.slug,
            questions=each.questions,
            promise_minutes=each.promise_minutes,
        )
        for each in offered_categories()
    ]


@router.get("", response=ReportsOut, summary="Public reports, newest first")
@reads_from_replica
def reports(request: HttpRequest, given: Query[FiltersIn]) -> ReportsOut:
    """Public reports, and the caller's own where somebody is signed in."""
    form = FilterForm(given.dict(exclude={"after"}))
    page = page_of(narrowed(visible_to(request.user), form.filters()), given.after)
    return ReportsOut(
        reports=[_shown(each) for each in page.rows],
        after=cursor_of(page.rows[-1]) if page.more else None,
    )


@router.get("/{number}", response=ReportOut, summary="One report")
@reads_from_replica
def report(request: HttpRequest, number: str) -> ReportOut:
    """A report by its number."""
    found = get_for(request.user, number)
    note_reading(request.user, found)
    return _shown(found)


@router.post("", response={201: SentOut}, summary="Send a report")
def send(request: HttpRequest, given: ReportIn) -> Status[SentOut]:
    """Open a report, as the page does."""
    allow(SENDING, caller_of(request))
    category = offered_categories().filter(slug=given.category).first()
    if category is None:
        raise RefusedError("There is no category of that name. GET /reports/categories lists them.")
    made = open_report(
        NewReport(
            category=category,
            lat=given.lat,
            lon=given.lon,
            words=given.words,
            address=given.address,
            answers=_answers(category, given.answers),
            author=request.user if request.user.is_authenticated else None,
            email=given.email,
            language=get_language() or "",
            source=Source.API,
            key=given.key,
        )
    )
    due = made.promise.due_at if made.promise else None
    office = made.office.slug if made.office else None
    return Status(201, SentOut(number=made.reference, state=made.state, office=office, due_at=due))


def _answers(category: Category, given: dict[str, str | int]) -> dict[str, Any]:
    questions: list[Question] = category.typed_questions()
    try:
        return check_answers(questions, given)
    except QuestionError as wrong:
        raise RefusedError(str(wrong)) from wrong


def _shown(report: Report) -> ReportOut:
    return ReportOut(
        number=report.reference,
        address=report.address,
        page=report.get_absolute_url(),
        category=report.category.slug,
        area=report.area.slug if report.area else None,
        lat=report.lat,
        lon=report.lon,
        words=report.words,
        state=report.state,
        closing=report.closing,
        finding=report.finding,
        office=report.office.slug if report.office else None,
        opened_at=report.opened_at,
        due_at=report.promise.due_at if report.promise else None,
        closed_at=report.closed_at,
    )
