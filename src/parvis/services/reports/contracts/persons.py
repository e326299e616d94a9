"""What a neighbour lets somebody do with a report, once it knows who they are: take it as theirs, follow it."""

from dataclasses import dataclass
from datetime import datetime

from parvis.kernel.people.models import Person
from parvis.services.reports.actions import part
from parvis.services.reports.actions.adopting import adopt
from parvis.services.reports.models import Report
from parvis.services.reports.queries.find import get_for, offered_categories
from parvis.services.reports.queries.similar import most_likely, similar_to


@dataclass(frozen=True, slots=True)
class Known:
    """An open public report that may be the same thing: `metres` away."""

    id: str
    number: str
    kind: str
    address: str
    words: str
    metres: int
    opened_at: datetime | None


def likely_known(kind: str, lat: float, lon: float, words: str = "") -> list[Known]:
    """What may be reported already, most likely first: what the page of the residents would offer."""
    category = offered_categories().filter(slug=kind).first()
    found = similar_to(category, lat, lon, words=words) if category else []
    return [
        Known(
            id=each.report.public_id,
            number=each.report.reference,
            kind=str(each.report.category),
            address=each.report.address,
            words=each.report.words,
            metres=each.metres,
            opened_at=each.report.opened_at,
        )
        for each in found
    ]


def take_as_own(id_: str, person: Person) -> bool:
    """The person sent this without an account: it is theirs from now on. False when it is somebody's, or gone."""
    number = Report.objects.filter(public_id=id_).values_list("pk", flat=True).first()
    return number is not None and adopt(number, person)


def follow_for(id_: str, person: Person) -> None:
    """The person wants to know how it goes on. `AbsentError` when they may not see it."""
    part.follow(get_for(person, id_).pk, person)


def write_as(id_: str, person: Person, words: str, *, key: str) -> None:
    """Words of the person about the report, as on its page: they may answer a question of the office.

    `AbsentError` and `RefusedError` as there; the same key is the same words.
    """
    part.comment(get_for(person, id_).pk, person, words, key=key)


def kind_in(words: str) -> str:
    """The category that these words most likely speak of, by its slug; empty where they fit none that can be sent."""
    found = most_likely(words)
    return found.slug if found and not found.urgent else ""
