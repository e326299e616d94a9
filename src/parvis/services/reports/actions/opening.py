"""How a report comes into the world: opened at once, or kept until its address is confirmed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.catalogue.queries import may_take_part
from parvis.kernel.clock import now
from parvis.kernel.consents.contracts import Way, give
from parvis.kernel.files.actions import claim
from parvis.kernel.journal.actions import once, record
from parvis.kernel.notices.actions import Address, announce, tell
from parvis.kernel.people.actions import ask_again, ask_to_confirm
from parvis.kernel.people.models import Confirmation, Organisation, Person
from parvis.kernel.people.queries import people_of_office
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.places.cells import cell_of
from parvis.kernel.places.index import areas_at
from parvis.kernel.promises.actions import Terms, open_promise
from parvis.kernel.signs import without_turns
from parvis.services.reports.actions.traces import publicly
from parvis.services.reports.models import Category, Follow, Photo, Report
from parvis.services.reports.notices import ConfirmReport, ReportArrived, ReportOpened
from parvis.services.reports.queries.routing import office_for
from parvis.services.reports.queries.terms import photos_at_most
from parvis.services.reports.rules import (
    DAYS_BETWEEN_ASKS,
    DAYS_UNTIL_OPENED_UNCONFIRMED,
    SHOWS_NAME,
    Source,
    State,
)

CONFIRMATION = "reports.report"


@dataclass(frozen=True, slots=True)
class NewReport:
    """What somebody sends in. Degrees in WGS 84; `photos` are public ids of uploads; `key` makes a repeat harmless.

    `via` is the name of the program that sends it, empty where a person does; `about` the thing that it concerns, as
    its room calls it (`assets.asset:k7p2mx`), empty where it is about none that is known."""

    category: Category
    lat: float
    lon: float
    words: str = ""
    address: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    photos: tuple[str, ...] = ()
    author: Person | None = None
    email: str = ""
    shows_name: bool = False
    is_public: bool = True
    language: str = ""
    source: Source = Source.WEB
    via: str = ""
    about: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """A report (its id) that names a thing of another room, and where it is, so that the room can judge the two."""

    report: str
    about: str
    lat: float
    lon: float


type Taker = Callable[[Concern], None]
_takers: dict[str, Taker] = {}


def take_concerns(of: str, taker: Taker) -> None:
    """Let a room keep which reports name its things (`of`: `module.thing`), in the transaction that keeps the report,
    long before its address is confirmed; what the room does not believe it leaves aside."""
    _takers[of] = taker


def open_report(new: NewReport) -> Report:
    """Keep the report, and open it at once unless an address must be confirmed first.

    `RefusedError` says why it cannot be taken: outside the city, a category that is not offered, service closed.
    """
    made: list[Report] = []

    def keep() -> str:
        made.append(_keep(new))
        return made[0].public_id

    with transaction.atomic():
        public_id = once(new.key and f"{CONFIRMATION}:{new.key}", keep)
    return made[0] if made else Report.objects.select_related("office", "promise").get(public_id=public_id)


def confirm_report(public_id: str, person: Person) -> str:
    """The address is proved: the report gets its author and is opened. Gives the path of its page; twice is once."""
    with transaction.atomic():
        report = _locked(public_id)
        if report.state == State.UNCONFIRMED:
            report.author, report.email = person, ""
            _open(report)
        return report.get_absolute_url()


def ask_unconfirmed(batch: int = 200) -> int:
    """Ask again for what waits for its address, after 1, 3 and 7 days; returns how many letters were written."""
    asked = 0
    with transaction.atomic():
        for waiting in _waiting(batch):
            age = now() - waiting.created_at
            due = waiting.times_asked <= len(DAYS_BETWEEN_ASKS) and age >= timedelta(
                days=DAYS_BETWEEN_ASKS[waiting.times_asked - 1]
            )
            if due:
                _write_to_confirm(ask_again(waiting))
                asked += 1
    return asked


def open_unconfirmed(batch: int = 200) -> int:
    """What nobody confirmed in two weeks is opened without a name, so that nothing seen is lost; returns how many."""
    limit = now() - timedelta(days=DAYS_UNTIL_OPENED_UNCONFIRMED)
    with transaction.atomic():
        old = list(
            Report.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(state=State.UNCONFIRMED, sent_at__lte=limit)
            .order_by("sent_at")[:batch]
        )
        for report in old:
            report.email = ""
            # Where the city asks who it is, nobody gets around that by waiting: then the office alone reads it.
            nameless = may_take_part("reports.report.opened", Level.GUEST, report.area_id)
            report.is_public = report.is_public and bool(nameless)
            _open(report)
    return len(old)


def _keep(new: NewReport) -> Report:
    areas = areas_at(new.lat, new.lon)
    _check(new, bool(areas), areas.neighbourhood)
    email = "" if new.author else new.email.strip().lower()
    report = Report(
        category=new.category,
        lat=new.lat,
        lon=new.lon,
        cell=cell_of(new.lat, new.lon),
        area_id=areas.neighbourhood or areas.city,
        address=without_turns(new.address),
        words=without_turns(new.words),
        answers=new.answers,
        language=new.language,
        author=new.author,
        email=email,
        shows_name=new.shows_name and new.author is not None,
        is_public=new.is_public and not new.category.is_private,
        source=new.source,
        via=new.via,
        state=State.UNCONFIRMED,
        sent_at=now(),
    )
    _hand_on(new, report.public_id)
    if report.author and report.shows_name:
        give(report.author, SHOWS_NAME, Way.FORM)
    if email:
        report.save()
        _write_to_confirm(ask_to_confirm(email, CONFIRMATION, report.public_id, new.language))
    else:
        _open(report)
    for upload in claim(new.photos, purpose="reports.photo", by=new.author) if new.photos else ():
        Photo.objects.create(report=report, upload=upload)
    return report


def _hand_on(new: NewReport, public_id: str) -> None:
    taker = _takers.get(new.about.partition(":")[0])
    if taker is not None:
        taker(Concern(public_id, new.about, new.lat, new.lon))


def _check(new: NewReport, in_city: bool, area_id: int | None) -> None:
    if not in_city:
        raise RefusedError(_("This place is outside the city. Move the point to where you saw it."))
    if not new.category.is_offered or new.category.urgent:
        raise RefusedError(_("This cannot be reported here. Choose another category."))
    require(may_take_part("reports.report.opened", _level(new), area_id))
    if new.photos and len(new.photos) > (most := photos_at_most(new.lat, new.lon)):
        raise RefusedError(_("At most %(most)s photographs can be added here.") % {"most": most})


def _level(new: NewReport) -> int:
    """How well the city will know who sent it when it is opened: addresses are confirmed before."""
    if new.source is Source.DESK:
        return Level.OFFICIAL  # an official wrote it down and answers for it
    if new.author is not None:
        return new.author.level
    return Level.CONTACT_CONFIRMED if new.email or new.source is Source.SMS else Level.GUEST


def _open(report: Report) -> None:
    """Route, promise, journal, tell: the moment at which the city takes the report on."""
    report.office = office_for(report.category, report.lat, report.lon)
    report.state, report.opened_at = State.OPEN, now()
    report.promise = _promise(report, report.office)
    report.save()
    if report.author:
        Follow.objects.bulk_create([Follow(report=report, person=report.author)], ignore_conflicts=True)
    actor = report.author.public_id if report.author and report.shows_name else "guest"
    record(
        "reports.report.opened",
        subject=report.subject,
        actor=actor,
        **publicly(report),
        minutes=1,
        data={"office": report.office.slug, "category": report.category.slug},
    )
    data = {"report": report.public_id, "reference": report.reference}
    if report.author:
        tell(ReportOpened, [report.author], data)
    tell(ReportArrived, people_of_office(report.office), data)
    announce("reports")


def _promise(report: Report, office: Organisation) -> Any:
    minutes = report.category.promise_minutes
    if minutes is None:
        return None
    topic, begun = report.category.slug, "reports.report.opened"
    terms = Terms(report.subject, "reports", office, minutes, report.area_id, topic, begun)
    return open_promise(terms, at=report.opened_at)


def _write_to_confirm(waiting: Confirmation) -> None:
    data = {"confirmation": waiting.pk, "report": waiting.subject, "times": waiting.times_asked}
    tell(ConfirmReport, [Address(waiting.email, waiting.language)], data)


def _waiting(batch: int) -> list[Confirmation]:
    return list(
        Confirmation.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(purpose=CONFIRMATION, confirmed_at=None, asked_at__lte=now() - timedelta(days=1))
        .filter(subject__in=Report.objects.filter(state=State.UNCONFIRMED).values("public_id"))
        .order_by("asked_at")[:batch]
    )


def _locked(public_id: str) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("category").get(public_id=public_id)
