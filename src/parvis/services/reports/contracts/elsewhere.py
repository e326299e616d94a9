"""Reports whose office, or whose readers, are elsewhere: what goes there and what comes back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parvis.kernel.files.models import Upload
from parvis.services.reports.actions import elsewhere
from parvis.services.reports.actions import exchange as through
from parvis.services.reports.actions.elsewhere import Word
from parvis.services.reports.models import Comment, Report
from parvis.services.reports.queries.find import public_reports
from parvis.services.reports.rules import State, public_id_of


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
    """A report as its office gets it, private ones too: never who sent it. `photos` are paths, of public ones only.

    `told` are the questions of its category with the answers, in the reader's language.
    """

    number: str
    kind: str
    office: str
    lat: float
    lon: float
    address: str
    words: str
    answers: dict[str, Any]
    photos: tuple[str, ...]
    told: tuple[tuple[str, str], ...]
    state: State
    due_at: datetime | None
    is_public: bool


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
    rows = Report.objects.select_related("category", "office", "promise").exclude(state=State.UNCONFIRMED)
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
        told=tuple(found.category.told(found.answers)),
        state=State(found.state),
        due_at=found.promise.due_at if found.promise else None,
        is_public=found.is_public,
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
