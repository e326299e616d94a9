"""Facts out of the journal: three queries, whatever its size."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from parvis.kernel.blocks.contracts import Place, Written, is_shut_out
from parvis.kernel.endorsements.queries import shown_of
from parvis.kernel.facts.models import Showing
from parvis.kernel.facts.rules import Contribution, Facts, Wish, facts_of
from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.sentences import unnamed_in
from parvis.kernel.journal.verbs import declared
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.places.queries import slugs_of_neighbourhoods
from parvis.kernel.trust.queries import hiding

# Whoever did more than this did enough: the newest count.
MOST = 5000


def facts_about(person: Person) -> Facts:
    """What somebody did under their name, without what was hidden. Read by the index of actors."""
    questions = {name: verb.question for name, verb in declared().items() if verb.question}
    rows = Entry.objects.filter(actor=person.public_id, verb__in=list(questions))
    rows = rows.exclude(Exists(hiding(OuterRef("subject")))).order_by("-at", "-id")
    entries = list(rows.only("at", "id", "verb", "subject", "actor", "area_id")[:MOST])
    areas = slugs_of_neighbourhoods() if entries else {}
    unnamed = unnamed_in(entries)
    return facts_of(
        Contribution(
            questions[each.verb], localtime(each.at).date(), areas.get(each.area_id, ""), each.subject
        )
        for each in entries
        if (each.subject, each.actor) not in unnamed
    )


def wish_of(person: Person) -> Wish:
    """What a person lets others see."""
    found = Showing.objects.filter(person=person).first()
    return found.wish if found else Wish()


def place_of(person: Person) -> Place:
    """Somebody's page as a place where others meet them."""
    return Place(f"people.person:{person.public_id}", person.pk, named=bool(person.public_name))


def people_written(public_ids: Collection[str]) -> list[Written]:
    """People whose page others look at, for whoever wants to keep them at a distance."""
    rows = Person.objects.filter(public_id__in=list(public_ids), is_active=True).order_by("pk")
    return [
        Written(
            subject=place_of(each).subject,
            about=place_of(each).subject,
            author=each,
            is_named=place_of(each).named,
            what=_("What they show of themselves"),
            path=reverse("shown:person", args=[each.public_id]),
        )
        for each in rows
    ]


def shows_something(reader: Person, written: Written) -> bool:
    """Whether there is a page of this person that this reader reads."""
    found = written.author
    if found is None or is_shut_out(reader, place_of(found)):
        return False
    return bool(wish_of(found)) or shown_of(found).exists()


def person_shown(public_id: str) -> tuple[Person, Wish]:
    """Somebody and what they let others see, in one query; `AbsentError` where there is nobody."""
    rows = Person.objects.select_related("showing").filter(public_id=public_id, is_active=True)
    found = rows.first()
    if found is None:
        raise AbsentError
    showing = getattr(found, "showing", None)
    return found, showing.wish if showing else Wish()
