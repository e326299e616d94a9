"""Pages of targets with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.reports.tests.stage import build, reported
from parvis.services.targets.actions import decide, propose


def samples(cast: Any) -> list[Sample]:
    """A target that was decided, and one that waits."""
    stage = build()
    reported(stage, cast.alice)
    decided = propose(cast.dana, "street-light", 2)
    decide(decided.pk, cast.dana, "A dark street is not safe.")
    waits = propose(cast.dana, "tree", None)
    return [
        Sample("what is promised", "/targets/"),
        Sample("a decision about what is promised", decided.get_absolute_url()),
        Sample("changing what is promised", "/office/targets/", "dana"),
        Sample("what another promise would mean", f"/office/targets/{waits.public_id}/", "dana"),
    ]
