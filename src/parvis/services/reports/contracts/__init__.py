"""What neighbours may ask of reports."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from parvis.kernel.catalogue.queries import service_of
from parvis.kernel.files.models import Upload
from parvis.kernel.naming import in_reader_language
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.places.index import areas_at
from parvis.services.reports.actions import elsewhere
from parvis.services.reports.actions import exchange as through
from parvis.services.reports.actions.bulk import Taken
from parvis.services.reports.actions.elsewhere import Word
from parvis.services.reports.actions.field import ChangedError, Step, Stood, take_step
from parvis.services.reports.actions.opening import Concern, NewReport, open_report, take_concerns
from parvis.services.reports.actions.setup import (
    Family,
    Kind,
    drop_line,
    keep_category,
    keep_group,
    keep_line,
)
from parvis.services.reports.contracts.asking import WhereForm, answers_in, question_fields
from parvis.services.reports.contracts.importing import ForeignReport, UnknownSlugError, bring_in
from parvis.services.reports.contracts.persons import (
    Known,
    follow_for,
    kind_in,
    likely_known,
    take_as_own,
    write_as,
)
from parvis.services.reports.models import Category, Comment, Report
from parvis.services.reports.queries.exchange import (
    Deed,
    Note,
    PublicReport,
    Wanted,
    deeds,
    notes_on,
    public,
    public_stream,
    status_words,
)
from parvis.services.reports.queries.field import Case, OpenPlace, case_of, cases, is_seen_by, open_places
from parvis.services.reports.queries.find import offered_categories, offices_of, public_reports, report_path
from parvis.services.reports.queries.routing import (
    Line,
    Routed,
    Spot,
    groups_of_kinds,
    in_words,
    names_of_groups,
    responsible,
    routed,
    routes,
    spots,
)
from parvis.services.reports.queries.waits import Waited, waited
from parvis.services.reports.rules import (
    PHOTOS_AT_MOST,
    WORDS_AT_MOST,
    Box,
    Closing,
    Question,
    QuestionError,
    Rule,
    Source,
    State,
    check_answers,
    fitting_rules,
    public_id_of,
)

__all__ = [
    "PHOTOS_AT_MOST",
    "PHOTO_PURPOSE",
    "WORDS_AT_MOST",
    "Box",
    "Case",
    "ChangedError",
    "Closing",
    "Concern",
    "Deed",
    "Family",
    "ForeignReport",
    "Heard",
    "Kind",
    "Known",
    "Line",
    "Note",
    "Offered",
    "OpenPlace",
    "Order",
    "PublicReport",
    "Question",
    "Receipt",
    "Routed",
    "Rule",
    "Sent",
    "Source",
    "Spot",
    "State",
    "Step",
    "Stood",
    "Taken",
    "Told",
    "UnknownSlugError",
    "Waited",
    "Wanted",
    "WhereForm",
    "Word",
    "add_photo",
    "answers_in",
    "bring_in",
    "case_of",
    "cases",
    "deeds",
    "drop_line",
    "fitting_rules",
    "follow_for",
    "follow_office",
    "groups_of_kinds",
    "in_words",
    "is_seen_by",
    "keep_kind",
    "keep_line",
    "kind_in",
    "known_kinds",
    "likely_known",
    "list_path",
    "names_of_groups",
    "names_of_kinds",
    "notes_on",
    "offered",
    "offices_of",
    "open_places",
    "pass_on",
    "public",
    "public_stream",
    "question_fields",
    "report_path",
    "responsible",
    "routed",
    "routes",
    "send",
    "spots",
    "start_path",
    "status_words",
    "take_as_own",
    "take_concerns",
    "take_step",
    "underway",
    "waited",
    "whereabouts",
    "words_of",
    "work_order",
    "write_as",
]

PHOTO_PURPOSE = "reports.photo"


@dataclass(frozen=True, slots=True)
class Offered:
    """What residents can report, in the reader's language. `words` are what people call it; `promise_minutes` is
    working time, None where nothing is promised."""

    slug: str
    name: str
    group: str
    words: tuple[str, ...]
    questions: tuple[Question, ...]
    promise_minutes: int | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A report that a program sends in. `photos` are public ids of uploads; `via` the program's name.

    `unasked`: it came in free words, so that the category's questions were never seen; the office can ask them.
    With `email` it waits until the address is confirmed; `key` makes a repeat harmless.
    """

    kind: str
    lat: float
    lon: float
    via: str
    words: str = ""
    address: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    photos: tuple[str, ...] = ()
    email: str = ""
    language: str = ""
    key: str = ""
    source: Source = Source.OPEN311
    unasked: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of it. `number` is None while it waits for its address; `id` finds it again then."""

    id: str
    number: str | None
    office: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What the readers of another site say: words, and whether they found it fixed (None: nothing about that)."""

    words: str
    fixed: bool | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What became of it: the id of the comment, empty where nothing was said in words."""

    words: str


@dataclass(frozen=True, slots=True)
class Order:
    """A report as its office gets it, private ones too: never who sent it. `photos` are paths, of public ones only."""

    number: str
    kind: str
    office: str
    lat: float
    lon: float
    address: str
    words: str
    answers: dict[str, Any]
    photos: tuple[str, ...]


def known_kinds() -> set[str]:
    """The slugs of all categories."""
    return set(Category.objects.order_by("slug").values_list("slug", flat=True))


def names_of_kinds() -> dict[str, str]:
    """What all categories are called in the reader's language, by slug."""
    rows = Category.objects.only("slug", "names").order_by("slug")
    return {each.slug: str(each) for each in rows}


def list_path(category: str, *, area: str = "", days: int, underway: bool = False) -> str:
    """The page that lists the public reports of a category, opened in the last `days` (one of those the list knows)."""
    filters = {"category": category, "area": area, "age": days, "state": "underway" if underway else ""}
    return f"{reverse('reports:list')}?{urlencode({name: value for name, value in filters.items() if value})}"


def start_path(kind: str = "", *, lat: float, lon: float, about: str = "") -> str:
    """The page that begins a report at a place, of a category where one is given, about a thing of another room."""
    given = {"kind": kind, "lat": lat, "lon": lon, "about": about}
    return f"{reverse('reports:start')}?{urlencode({name: value for name, value in given.items() if value})}"


def keep_kind(kind: Kind) -> None:
    """Make a category known, with its group, or bring it up to date."""
    keep_category(kind, keep_group(kind.group))


def offered(at: tuple[float, float] | None = None) -> list[Offered]:
    """What can be reported; with a latitude and longitude, what can be reported there: nothing outside the city."""
    if at is not None:
        areas = areas_at(*at)
        if not areas or service_of("reports", areas.neighbourhood) is None:
            return []
    return [
        Offered(
            slug=each.slug,
            name=str(each),
            group=str(each.group),
            words=tuple(in_reader_language(each.words).split()),
            questions=tuple(each.typed_questions()),
            promise_minutes=each.promise_minutes,
        )
        for each in offered_categories().filter(urgent={})
    ]


def send(sent: Sent) -> Receipt:
    """Open a report, as the page does. `RefusedError` says why it cannot be taken; `LookupError`: no such kind."""
    category = offered_categories().filter(slug=sent.kind).first()
    if category is None:
        raise LookupError(sent.kind)
    try:
        answers = {} if sent.unasked else check_answers(category.typed_questions(), sent.answers)
    except QuestionError as wrong:
        raise RefusedError(str(wrong)) from wrong
    made = open_report(
        NewReport(
            category=category,
            lat=sent.lat,
            lon=sent.lon,
            words=sent.words,
            address=sent.address,
            answers=answers,
            photos=sent.photos,
            email=sent.email,
            language=sent.language,
            source=sent.source,
            via=sent.via,
            key=sent.key,
        )
    )
    return _receipt(made)


def underway(ids: Iterable[str]) -> set[str]:
    """Those of these reports that are public and not closed yet, by id."""
    rows = public_reports().filter(public_id__in=list(ids)).exclude(state=State.CLOSED)
    return set(rows.order_by("pk").values_list("public_id", flat=True))


def whereabouts(id_: str) -> Receipt | None:
    """What became of a report by its id, also before it is public; None when there is none."""
    found = Report.objects.select_related("office", "promise").filter(public_id=id_).first()
    return _receipt(found) if found else None


def pass_on(number: str, via: str, heard: Heard) -> Told | None:
    """What the readers of another site say about a public report; None when there is none of this number."""
    found = public_reports().filter(public_id=public_id_of(number)).first()
    if found is None:
        return None
    words = through.comment_through(found.pk, via, heard.words).public_id if heard.words else ""
    if heard.fixed is not None:
        through.look_through(found.pk, via, fixed=heard.fixed, at=heard.at)
    return Told(words)


def work_order(id_: str) -> Order | None:
    """What an office needs to know of a report; None while it waits for its address, or when it is gone."""
    rows = Report.objects.select_related("category", "office").exclude(state=State.UNCONFIRMED)
    found = rows.filter(public_id=id_).first()
    if found is None or found.office is None:
        return None
    photos = found.photos.select_related("upload").filter(is_proof=False) if found.is_public else ()
    return Order(
        number=found.reference,
        kind=found.category.slug,
        office=found.office.slug,
        lat=found.lat,
        lon=found.lon,
        address=found.address,
        words=found.words,
        answers=found.answers,
        photos=tuple(each.upload.address for each in photos),
    )


def words_of(comment_id: str) -> str:
    """A resident's words about a report; empty when they are gone or were never public."""
    said = Comment.objects.filter(public_id=comment_id, kind=Comment.Kind.COMMENT).first()
    return said.words if said else ""


def follow_office(id_: str, word: Word) -> bool:
    """Do here what an office did in its own system; False when the report is gone."""
    found = Report.objects.exclude(state=State.UNCONFIRMED).filter(public_id=id_).first()
    if found is not None:
        elsewhere.follow_office(found.pk, word)
    return found is not None


def add_photo(id_: str, upload: Upload) -> bool:
    """A photograph that arrived after its report; False when the report is gone or has enough of them."""
    found = Report.objects.filter(public_id=id_).first()
    return found is not None and through.add_photo(found.pk, upload.public_id)


def _receipt(report: Report) -> Receipt:
    waits = report.state == State.UNCONFIRMED
    return Receipt(
        id=report.public_id,
        number=None if waits else report.reference,
        office=report.office.name if report.office else "",
        due_at=report.promise.due_at if report.promise else None,
    )
