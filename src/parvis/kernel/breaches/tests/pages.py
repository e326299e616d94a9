"""Breaches that run, that are late and that are over, for everybody and for who handles them."""

from datetime import timedelta
from typing import Any

from parvis.kernel.breaches.actions import Wish, declare, end, note_step
from parvis.kernel.breaches.rules import Measures, Step
from parvis.kernel.clock import now
from parvis.kernel.testing.addresses import Sample


def samples(cast: Any) -> list[Sample]:
    """One that just began, one of which the authority should know by now, one that is over."""

    def made(words: str, hours: int, parts: tuple[str, ...]) -> str:
        at = now() - timedelta(hours=hours)
        act = declare(cast.dana, Wish(words, at, at, parts, 1200, Measures(keys=True, links=True)))
        return act.subject.partition(":")[2]

    fresh = made("A backup disk was left on the tram.", 1, ("people", "reports"))
    late = made("Somebody read letters of the desk.", 90, ())
    over = made("A list was sent to the wrong office.", 300, ("notices",))
    note_step(cast.dana, over, Step.CONTAINED, "The office deleted the list.")
    note_step(cast.dana, over, Step.AUTHORITY, "The authority was told by form.")
    end(cast.dana, over, "The office confirmed that nobody opened it.")
    return [
        Sample("all breaches", "/privacy/breaches/"),
        Sample("a breach that runs", f"/privacy/breaches/{fresh}/"),
        Sample("a breach that is over", f"/privacy/breaches/{over}/", "alice"),
        Sample("the switch", "/office/privacy/breaches/", "dana"),
        Sample("handling a breach", f"/office/privacy/breaches/{fresh}/", "dana"),
        Sample("a breach of which the authority should know", f"/office/privacy/breaches/{late}/", "dana"),
        Sample("a breach that is over, for the office", f"/office/privacy/breaches/{over}/", "dana"),
    ]
