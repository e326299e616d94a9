"""Pages of the carrier with something on them."""

from typing import Any

from parvis.kernel.clock import now
from parvis.kernel.testing.addresses import Sample
from parvis.services.carrier.models import Line, Outgoing


def samples(cast: Any) -> list[Sample]:
    """A message that failed and one that may have arrived."""
    line, _made = Line.objects.get_or_create(phone="+16175550149", defaults={"language": "en"})
    for state in ("failed", "unsure"):
        Outgoing.objects.get_or_create(
            key=f"sample-{state}",
            defaults={
                "line": line,
                "words": "Hello",
                "segments": 1,
                "state": state,
                "error": "400",
                "sent_at": now(),
            },
        )
    return [Sample("what goes out", "/office/carrier/", "desk")]
