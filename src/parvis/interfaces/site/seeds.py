"""The demo's story: a dozen people use the square as they would, through the same actions as everybody."""

from itertools import cycle
from random import Random

from django.utils.timezone import localdate
from django.utils.translation import override

from parvis.kernel.clock import now
from parvis.kernel.people.demo import PEOPLE
from parvis.kernel.people.models import Person
from parvis.kernel.ui.forms import Spot
from parvis.services.reports.actions import work
from parvis.services.reports.actions.opening import NewReport, open_report
from parvis.services.reports.actions.part import comment, follow, look_again
from parvis.services.reports.models import Category, Report
from parvis.services.reports.rules import Closing, State

order = 50
LOOKS = 150
# What people of the demo saw: who, what, where (degrees), in which words.
SEEN = (
    (
        "alice",
        "street-light",
        Spot("Park St", 42.35535, -71.06395),
        "The lamp by the steps is dark, third night now.",
    ),
    (
        "bob",
        "pavement",
        Spot("Mount Vernon St", 42.35842, -71.06790),
        "Loose bricks at number 40. My neighbour fell.",
    ),
    (
        "chantal",
        "litter-bin",
        Spot("Boylston St", 42.35220, -71.06460),
        "La corbeille déborde depuis samedi.",
    ),
    (
        "diego",
        "pothole",
        Spot("Newbury St", 42.35010, -71.07570),
        "Hay un bache justo antes del paso de peatones.",
    ),
    (
        "estel",
        "tree",
        Spot("Arlington St", 42.35390, -71.07010),
        "Una branca s'ha partit i penja sobre la vorera.",
    ),
    ("farida", "traffic-signal", Spot("Tremont St", 42.35610, -71.06240), "زر المشاة لا يعمل منذ يومين."),
    ("george", "graffiti", Spot("Congress St", 42.36010, -71.05820), "Fresh paint on the old customs house."),
)
WORDS = (
    "I walked past today and saw it too.",
    "Thank you for looking after our street.",
    "The children on their way to school would be glad.",
    "It is better than last week.",
)


def seed() -> None:
    """Reports of today, what offices did with them, and residents who look at what was closed."""
    people = {person.name: Person.objects.get(email=person.email) for person in PEOPLE}
    made = [_see(people[name], slug, place, words) for name, slug, place, words in SEEN]
    residents = [people[person.name] for person in PEOPLE if person.role is None]
    with override("en"):
        _work(made, people, residents)
        _look(residents)


def _see(person: Person, slug: str, place: Spot, words: str) -> Report:
    category = Category.objects.get(slug=slug)
    with override(person.language):
        return open_report(
            NewReport(
                category=category,
                lat=place.latitude or 0,
                lon=place.longitude or 0,
                address=place.address,
                words=words,
                author=person,
                shows_name=True,
                language=person.language,
                key=f"demo-{slug}",
            )
        )


def _work(made: list[Report], people: dict[str, Person], residents: list[Person]) -> None:
    light, pavement, litter, *_rest = made
    for person in residents[1:4]:
        follow(light.pk, person)
    comment(light.pk, people["bob"], WORDS[0], key="demo-light")
    if light.state == State.OPEN:
        work.plan(light.pk, people["amina"], localdate(now()), "The team comes tonight with a new lamp.")
    if pavement.state == State.OPEN:
        work.start(pavement.pk, people["olive"])
    if litter.state == State.OPEN:
        work.close(
            litter.pk, people["olive"], Closing.DONE, "Emptied this morning. It is now on the weekend round."
        )
        look_again(litter.pk, people["chantal"], fixed=True)


def _look(residents: list[Person]) -> None:
    """Residents go and see whether what was closed is fixed; always the same ones, four of five times it is."""
    dice = Random(2015)  # noqa: S311  (a story, not a secret)
    closed = Report.objects.filter(state=State.CLOSED, is_public=True).exclude(closing_words="")
    turns = cycle(residents)
    for report in closed.order_by("-closed_at")[:LOOKS]:
        person = next(turns)
        look_again(report.pk, person, fixed=dice.random() < 0.8)
        if dice.random() < 0.25:
            comment(report.pk, person, dice.choice(WORDS), key=f"demo-{report.public_id}")
