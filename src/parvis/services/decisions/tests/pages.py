"""Pages of decisions with something on them."""

from datetime import timedelta
from typing import Any

from parvis.kernel.clock import now
from parvis.kernel.control.actions import Deed, propose
from parvis.kernel.control.models import Act
from parvis.kernel.deputies.actions import Loan, lend
from parvis.kernel.people.models import Membership
from parvis.kernel.people.rules import Role
from parvis.kernel.testing.addresses import Sample
from parvis.services.reports.tests.stage import build, reported
from parvis.services.targets.actions import decide
from parvis.services.targets.actions import propose as propose_target


def samples(cast: Any) -> list[Sample]:
    """A decision for everybody, one that waits for a second signature, a deputy."""
    stage = build()
    reported(stage, cast.alice)
    decide(propose_target(cast.dana, "street-light", 7).pk, cast.dana, "Seven days are what we can keep.")
    act = Act.objects.filter(weight="rule").order_by("-pk").first()
    assert act is not None
    boundaries = Deed(
        "routing.table.boundaries_moved",
        "routing.change:sample",
        "The river is the border now.",
        changes=[("valid_from", None, "2027-01-01")],
    )
    waits = propose(boundaries, cast.dana, {})
    own = Membership.objects.select_related("organisation").get(person=cast.mona, lent_from=None)
    lend(Loan(own, cast.omar, Role.AGENT, now() + timedelta(days=9)), cast.mona, "I am away for a week.")
    return [
        Sample("decisions of the city", "/decisions/"),
        Sample("decisions that nobody finds", "/decisions/?words=owls"),
        Sample("a decision", act.get_absolute_url()),
        Sample("decisions as a feed", "/decisions/feed/"),
        Sample("what waits for a second signature", "/office/decisions/", "dana"),
        Sample("a proposal of one's own", f"/office/decisions/{waits.public_id}/", "dana"),
        Sample("a proposal that somebody cannot sign", f"/office/decisions/{waits.public_id}/", "amina"),
        Sample("deputies", "/office/decisions/deputies/", "mona"),
        Sample("acting for somebody", "/office/decisions/deputies/", "omar"),
    ]
