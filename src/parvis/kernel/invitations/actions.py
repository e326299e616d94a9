"""The only writers of invitations: the letters of the week, and who followed one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import batched, islice
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, override

from parvis.kernel.clock import now
from parvis.kernel.invitations.labels import told
from parvis.kernel.invitations.models import Letter
from parvis.kernel.invitations.notices import YouAreInvited
from parvis.kernel.invitations.nudging import BELONGING, EASY_FIRST, belonging
from parvis.kernel.invitations.queries import (
    Audience,
    active_lately,
    audience,
    everything,
    letter_named,
    neighbours_by_area,
    seekers,
    told_lately,
)
from parvis.kernel.invitations.rules import IN_A_LETTER, in_turn, monday_of
from parvis.kernel.keeping.registry import Leaving
from parvis.kernel.needs.engine.sharing import Sharing
from parvis.kernel.needs.rules import Need, Reason, Seeker, distance, reasons
from parvis.kernel.notices.actions import tell_each
from parvis.kernel.nudges.actions import count, note_done, shown_to
from parvis.kernel.nudges.queries import draw
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.places.queries import neighbourhoods

AT_ONCE = 2000  # letters in a transaction
REASONS_TOLD = 2

_COLUMNS = ("public_id", "person_id", "week", "subjects", "paths", "unanswered", "written_at")
_COPY = f"COPY invitations_letter ({', '.join(_COLUMNS)}) FROM STDIN"

type Titles = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Round:
    """What is the same for all letters of one round: the week, the needs and what they are called, who took part within
    a year, how many neighbours did in each area (slug) in the last month, and the areas' names by language.
    `begin` is how the addresses of lines begin, `words` what reasons are called by language, looked up once for all."""

    week: date
    moment: datetime
    sharing: Sharing
    titles: Titles
    active: set[str]
    neighbours: dict[str, int]
    areas: Titles
    begin: str = field(default_factory=lambda: settings.SITE_ADDRESS + reverse("invitations:mine"))
    words: dict[tuple[str, Reason], str] = field(default_factory=dict)

    def has_belonging(self, area: str) -> bool:
        """Whether there is something to say of what neighbours did in this area (slug)."""
        return area in self.areas[settings.LANGUAGE_CODE] and self.neighbours.get(area, 0) > 0

    def told(self, reason: Reason) -> str:
        """The reason in the active language."""
        key = (get_language() or "", reason)
        if key not in self.words:
            self.words[key] = told(reason)
        return self.words[key]


def write_letters() -> int:
    """Invite everybody who asked for it, was not asked this week, and fits what is needed; returns how many.

    Whoever was asked least comes first. Safe to be run twice: nobody gets two letters in a week. One run at a time.
    """
    moment = now()
    week = monday_of(localdate(moment))
    needs, areas = _in_each_language()
    sharing = Sharing(needs[settings.LANGUAGE_CODE], moment, told_lately(week))
    titles = {language: {need.subject: need.title for need in some} for language, some in needs.items()}
    this = Round(week, moment, sharing, titles, active_lately(), neighbours_by_area(), areas)
    people = in_turn((each, each.asked, each.public_id) for each in audience(week))
    return sum(_write(this, some) for some in batched(people, AT_ONCE, strict=False))


def follow(public_id: str, place: int, person: Person | None) -> str:
    """The page that a line of a letter leads to; "" where there is none. Whoever got the letter answered it by this."""
    letter = letter_named(public_id)
    if letter is None or not 0 <= place < len(letter.paths):
        return ""
    if person is not None and person.pk == letter.person_id:
        with transaction.atomic():
            silent = Letter.objects.filter(pk=letter.pk, answered_at=None)
            if silent.update(answered_at=now(), unanswered=0):
                note_done((BELONGING, EASY_FIRST), person)
    return str(letter.paths[place])


def forget_invited(leaving: Leaving) -> None:
    """Nobody is left who was invited."""
    Letter.objects.filter(leaving.whose(person="person")).delete()


def _write(this: Round, some: Sequence[Audience]) -> int:
    """Letters for some, in one transaction that waits for another run and then finds whom it left."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('invitations.letters', 0))")
        had = Letter.objects.filter(week=this.week, person__in=[each.person for each in some])
        got = set(had.order_by("pk").values_list("person_id", flat=True))
        chosen = _chosen(this, [each for each in some if each.person not in got])
        people = Person.objects.only("email", "language").in_bulk(
            [each.person for each, _seeker, _needs in chosen]
        )
        belong = shown_to(
            BELONGING,
            (
                (each.person, each.public_id)
                for each, seeker, _needs in chosen
                if this.has_belonging(seeker.area)
            ),
        )
        letters = [_letter(each, needs, this.week) for each, _seeker, needs in chosen]
        _keep(letters)
        return tell_each(
            YouAreInvited,
            (
                (people[each.person], _data(letter, seeker, needs, this, belongs=each.person in belong))
                for letter, (each, seeker, needs) in zip(letters, chosen, strict=True)
            ),
        )


def _keep(letters: Sequence[Letter]) -> None:
    """By COPY: for rows with arrays it takes a fifth of the time of INSERT."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for each in letters:
            copy.write_row([getattr(each, column) for column in _COLUMNS])


def _chosen(this: Round, some: Sequence[Audience]) -> list[tuple[Audience, Seeker, list[Need]]]:
    new = [(each.person, each.public_id) for each in some if each.public_id not in this.active]
    easy, chosen = draw(EASY_FIRST, new), []
    for each, seeker in zip(some, seekers(some, this.week), strict=True):
        known = replace(seeker, is_new=each.person in easy.shown)
        needs = this.sharing.choose(known, IN_A_LETTER)
        if needs:
            chosen.append((each, known, needs))
    invited = {each.person for each, _seeker, _needs in chosen}
    count(easy, (person for person, _public_id in new if person in invited))
    return chosen


def _letter(each: Audience, needs: Sequence[Need], week: date) -> Letter:
    return Letter(
        public_id=new_public_id(),
        person_id=each.person,
        week=week,
        subjects=[need.subject for need in needs],
        paths=[need.path for need in needs],
        unanswered=each.asked.unanswered + 1,
        written_at=now(),
    )


def _data(
    letter: Letter, seeker: Seeker, needs: Sequence[Need], this: Round, *, belongs: bool
) -> dict[str, Any]:
    """What the letter says, in the reader's language; each line leads there by an address that knows the letter."""
    spoken = seeker.language if seeker.language in this.titles else settings.LANGUAGE_CODE
    with override(spoken):
        lines = [
            {
                "title": this.titles[spoken].get(need.subject, need.title),
                "rung": need.rung.value,
                "why": _why(need, seeker, this),
                "link": f"{this.begin}{letter.public_id}/{place}/",
            }
            for place, need in enumerate(needs)
        ]
        area, others = this.areas[spoken].get(seeker.area, ""), this.neighbours.get(seeker.area, 0)
        words = belonging(area, others) if belongs and area else ""
    return {"letter": letter.public_id, "lines": lines, "belonging": words}


def _why(need: Need, seeker: Seeker, this: Round) -> str:
    found = islice(reasons(need, seeker, distance(need, seeker), this.moment), REASONS_TOLD)
    return " · ".join(this.told(each) for each in found)


def _in_each_language() -> tuple[dict[str, list[Need]], Titles]:
    """What is needed, and what each neighbourhood is called, in each language of the city."""
    needs, areas = {}, {}
    known = neighbourhoods()
    for language, _name in settings.LANGUAGES:
        with override(language):
            needs[language] = everything()
            areas[language] = {slug: area.name for slug, area in known.items()}
    return needs, areas
