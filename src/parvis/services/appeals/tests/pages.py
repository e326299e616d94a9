"""Pages of appeals with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.appeals.actions import judge, object_to
from parvis.services.moderation.tests.stage import cut_out
from parvis.services.reports.tests.stage import build, reported


def samples(cast: Any) -> list[Sample]:
    """An objection that waits, one that is answered, and a decision that nobody objected to."""
    stage, alice = build(), cast.alice
    cut = [
        cut_out(reported(stage, alice, words="Call Jo Miller, it is dark."), cast.dana, "Jo Miller")
        for _each in range(3)
    ]
    waits = object_to(cut[0].pk, alice, "Everybody knows Jo.")
    answered = object_to(cut[1].pk, alice, "Everybody knows Jo.")
    judge(answered.pk, cast.desk, upheld=True, answer="Jo agreed.")
    return [
        Sample("an objection that waits", f"/appeals/{cut[0].pk}/", "alice"),
        Sample("an objection that was right", f"/appeals/{cut[1].pk}/", "alice"),
        Sample("objecting", f"/appeals/{cut[2].pk}/", "alice"),
        Sample("objections", "/office/appeals/", "desk"),
        Sample("answering an objection", f"/office/appeals/{waits.decision_id}/", "desk"),
    ]
