"""Pages of moderation with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.kernel.trust.actions import flag
from parvis.kernel.trust.rules import Ground
from parvis.services.moderation.tests.stage import cut_out
from parvis.services.reports.tests.stage import build, reported


def samples(cast: Any) -> list[Sample]:
    """Something flagged, something cut out."""
    stage = build()
    flagged = reported(stage, cast.bob)
    flag(flagged.subject, Ground.SPAM, "Not about the lamp.", cast.charlie)
    decision = cut_out(
        reported(stage, cast.alice, words="Call Jo Miller, it is dark."), cast.dana, "Jo Miller"
    )
    return [
        Sample("what was hidden, counted", "/moderation/"),
        Sample("flagging something", f"/moderation/flag/{flagged.subject}/"),
        Sample("a statement of reasons", f"/moderation/decisions/{decision.pk}/", "alice"),
        Sample("what may stand here", "/office/moderation/", "dana"),
        Sample("looking at what was cut", f"/office/moderation/{decision.subject}/", "dana"),
        Sample("looking at what was flagged", f"/office/moderation/{flagged.subject}/", "dana"),
    ]
