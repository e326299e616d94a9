"""Reads of invitations: who asks, what fits them, and whom a letter is due."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, JSONArray
from django.utils.timezone import localtime
from django.utils.translation import get_language

from parvis.kernel.clock import now
from parvis.kernel.interests.models import Interest
from parvis.kernel.interests.rules import UNASKED, Interests, Reach, slot_of
from parvis.kernel.invitations.models import Letter
from parvis.kernel.invitations.nudging import EASY_FIRST
from parvis.kernel.invitations.rules import NEW_AFTER_DAYS, NOT_AGAIN_DAYS, WEEKS_REMEMBERED, Asked, is_due
from parvis.kernel.journal.models import Entry
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.needs.registry import Where, needs_at
from parvis.kernel.needs.rules import Fit, Need, Seeker, choose, fit
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import EMAIL, Preference
from parvis.kernel.nudges.queries import is_shown
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.places.models import Name
from parvis.kernel.places.queries import slugs_of
from parvis.kernel.places.rules import NameKind
from parvis.kernel.sheets.rules import Rung
from parvis.kernel.sums.queries import active_since, people_by_area

type Reader = Person | AnonymousUser
type Point = tuple[float, float]
# All that is needed in a city: for the letters of all, each room gives at most so much.
OF_A_ROOM = 2000
DAYS_OF_NEIGHBOURS = 30

_OF_PERSON = ("person_id", "person__public_id", "person__language", "person__level", "person__home_area_id")
_SAID = ("skills", "languages", "times", "most", "reach")
_TOLD_LATELY = """
SELECT subject, count(*) FROM invitations_letter, unnest(subjects) AS subject WHERE week > %s GROUP BY subject
"""
_LAST_LETTERS = """
SELECT DISTINCT ON (person_id) person_id, week, unanswered FROM invitations_letter
WHERE week > %s ORDER BY person_id, week DESC
"""


@dataclass(frozen=True, slots=True)
class Audience:
    """Somebody who asked for the letter: their key, public id, language and level, what they said, where they live."""

    person: int
    public_id: str
    language: str
    level: int
    said: Interests
    area: int | None
    asked: Asked


def seeker_of(reader: Reader, near: Point | None = None) -> Seeker:
    """Who asks here and now. Where they are: the point that they give, else the middle of their neighbourhood."""
    slot = slot_of(localtime(now(), settings.CITY.zone))
    lat, lon = near or (None, None)
    if not isinstance(reader, Person):
        said = Interests(reach=Reach.NEAR if near else Reach.CITY)
        # A guest signs in by a code in a minute; until then they see what they could do.
        return Seeker(
            said,
            lat,
            lon,
            language=get_language() or "",
            level=Level.CONTACT_CONFIRMED,
            is_new=is_shown(EASY_FIRST),
            slot=slot,
        )
    found = _known(reader)
    area, said = found.home_area, found.interest.said if hasattr(found, "interest") else UNASKED
    if near is None and area is not None:
        lat, lon = found.__dict__["middle_of_home"] or (None, None)
    elif near is None:
        said = replace(said, reach=Reach.CITY)
    return Seeker(
        said,
        lat,
        lon,
        area=area.slug if area and near is None else "",
        language=reader.language,
        level=reader.level,
        is_new=not found.__dict__["is_active_here"] and is_shown(EASY_FIRST, reader.public_id),
        slot=slot,
    )


def fitting(seeker: Seeker, most: int) -> list[Fit]:
    """What fits somebody, the best first, varied."""
    where = Where(seeker.lat, seeker.lon, seeker.area if seeker.said.reach is Reach.HOME else "")
    moment = now()
    found = (fit(need, seeker, moment) for need in needs_at(where))
    return choose([each for each in found if each is not None], most)


def everything() -> list[Need]:
    """All that is needed in the city now, in the reader's language."""
    return needs_at(Where(most=OF_A_ROOM))


def audience(week: date) -> list[Audience]:
    """Who asked for the letter, wants e-mail of it and may get one in the week of this Monday; three queries, whatever
    their number."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST_LETTERS, [week - timedelta(weeks=WEEKS_REMEMBERED)])
        last = {person: Asked(day, unanswered) for person, day, unanswered in cursor.fetchall()}
    rows = Interest.objects.filter(letter=True, person__is_active=True).order_by("person_id")
    refused = Preference.objects.filter(category=Category.INVITED, channel=EMAIL, wanted=False)
    rows = rows.exclude(Exists(refused.filter(person=OuterRef("person"))))
    columns = rows.values_list(*_OF_PERSON, *_SAID).iterator(
        chunk_size=5000
    )  # rows, not objects: half the time
    found = (_audience(row, last.get(row[0], Asked())) for row in columns)
    return [each for each in found if is_due(each.asked, week)]


def told_lately(week: date) -> dict[str, int]:
    """How often each subject stood in letters of the last weeks."""
    with connection.cursor() as cursor:
        cursor.execute(_TOLD_LATELY, [week - timedelta(days=NOT_AGAIN_DAYS)])
        return dict(cursor.fetchall())


def heard_lately(people: Collection[int], week: date) -> dict[int, frozenset[str]]:
    """What each of these people was told of in the last weeks."""
    rows = Letter.objects.filter(person__in=people, week__gt=week - timedelta(days=NOT_AGAIN_DAYS))
    found: dict[int, frozenset[str]] = {}
    for person, subjects in rows.order_by("pk").values_list("person_id", "subjects"):
        found[person] = found.get(person, frozenset()) | frozenset(subjects)
    return found


def active_lately() -> set[str]:
    """The public ids of those who took part within a year."""
    return active_since(now() - timedelta(days=NEW_AFTER_DAYS))


def middles(areas: Collection[int]) -> dict[int, Point]:
    """The middle of each area that has a name on the map."""
    rows = Name.objects.filter(kind=NameKind.AREA, subject__in=[str(each) for each in areas])
    return {
        int(area): (lat, lon) for area, lat, lon in rows.order_by("pk").values_list("subject", "lat", "lon")
    }


def neighbours_by_area() -> dict[str, int]:
    """How many people took part in each area (slug) in the last month; two queries."""
    found = people_by_area(now() - timedelta(days=DAYS_OF_NEIGHBOURS))
    known: dict[str, int] = {}
    for area, slug in zip(found, slugs_of(list(found)), strict=True):
        known[slug] = known.get(slug, 0) + found[area]
    return known


def letter_named(public_id: str) -> Letter | None:
    """A letter of the week; None where it is gone."""
    return Letter.objects.filter(public_id=public_id).first()


def letters_of(person: Person) -> QuerySet[Any, Any]:
    """What somebody was invited to, for "My data"."""
    return rows_of(Letter.objects.filter(person=person), "written_at", "week", "subjects", "answered_at")


def _audience(row: tuple[Any, ...], asked: Asked) -> Audience:
    person, public_id, language, level, area, skills, languages, times, most, reach = row
    sets = (frozenset(skills), frozenset(languages), frozenset(times))
    said = Interests(*sets, most=Rung(most), reach=Reach(reach), letter=True)
    return Audience(person, public_id, language, level, said, area, asked)


def _known(reader: Person) -> Person:
    """The reader with what they said, where they live, and whether they took part under their name; in one question."""
    since: datetime = now() - timedelta(days=NEW_AFTER_DAYS)
    # By their own id: with a column in its place the database cannot use the index of people, which leaves guests out.
    active = Exists(Entry.objects.filter(actor=reader.public_id, at__gte=since))
    named = Name.objects.filter(kind=NameKind.AREA, subject=Cast(OuterRef("home_area_id"), CharField()))
    # In the order of the index: by the key, the database would read the whole table from its end.
    middle = Subquery(named.order_by("language").values_list(JSONArray("lat", "lon"))[:1])
    rows = Person.objects.select_related("interest", "home_area").defer("home_area__boundary")
    return rows.annotate(is_active_here=active, middle_of_home=middle).get(pk=reader.pk)


def seekers(found: Collection[Audience], week: date) -> Iterator[Seeker]:
    """The same people as the rules know them, in the order given; four queries."""
    areas = list({each.area for each in found if each.area is not None})
    middle, slug = middles(areas), dict(zip(areas, slugs_of(areas), strict=True))
    heard = heard_lately([each.person for each in found], week)
    return (_seeker(each, middle, slug, heard) for each in found)


def _seeker(
    each: Audience, middle: dict[int, Point], slug: dict[int, str], heard: dict[int, frozenset[str]]
) -> Seeker:
    lat, lon = middle.get(each.area or 0, (None, None))
    return Seeker(
        each.said,
        lat,
        lon,
        area=slug.get(each.area or 0, ""),
        language=each.language,
        level=each.level,
        told=heard.get(each.person, frozenset()),
    )
