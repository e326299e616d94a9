"""What people told the desk of the demo: by phone, on paper, by letter; some took theirs with the code."""

from typing import Any

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.places.search import search
from parvis.services.counter.actions.claiming import claim
from parvis.services.counter.actions.entering import enter, make_sheets
from parvis.services.counter.models import Way
from parvis.services.reports.contracts import Sent, Source, offered

order = 65
_TOLD = (
    (
        Way.PHONE,
        "Tremont Street",
        "A caller says that the bin by the bus stop has been full since Friday.",
        "alice",
    ),
    (Way.PHONE, "Boylston Street", "A caller in a wheelchair cannot get over the kerb here.", "nobody"),
    (
        Way.LETTER,
        "Beacon Street",
        "Mrs Doyle writes: the bench in front of my window has lost a board.",
        "nobody",
    ),
    (Way.PAPER, "Washington Street", "The water does not run off in front of the school.", "bob"),
)


def seed() -> None:
    """The service itself, four reports and a few blank sheets; a second time changes nothing."""
    offer("counter", Organisation.objects.get(is_public_desk=True), stage="open")
    desk = Person.objects.filter(memberships__organisation__is_public_desk=True).order_by("pk").first()
    kind = next((each for each in reversed(offered()) if not any(q.required for q in each.questions)), None)
    if desk is None or kind is None:
        return
    sheets = make_sheets(desk, 5, "seed-counter")
    for number, (way, street, words, name) in enumerate(_TOLD):
        place = next(iter(search(street, "en", limit=1)), None)
        if place is None:
            continue
        found: dict[str, Any] = {"lat": place.lat, "lon": place.lon, "address": place.text, "words": words}
        key, source = f"seed-counter-{number}", Source.DESK
        sent = Sent(kind.slug, **found, via=way.value, language="en", key=key, source=source)
        entry = enter(desk, sent, way, sheet=sheets[0] if way is Way.PAPER else "")
        if owner := Person.objects.filter(email__startswith=f"{name}@").first():
            claim(entry.code, owner)
