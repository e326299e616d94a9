"""The demo data of routing, made through its actions."""

from parvis.kernel.people.models import Person
from parvis.services.reports.contracts import Rule, routes
from parvis.services.routing.actions import decide, propose_line
from parvis.services.routing.models import Change
from parvis.services.routing.policies import may_decide

order = 60
REASON = "East Boston lies across the harbour: Public Works has a crew there, which is on the spot sooner."


def seed() -> None:
    """One decision, so that its page can be seen; a second time changes nothing."""
    manager = next((each for each in Person.objects.order_by("pk") if may_decide(each)), None)
    offices = {rule.office for rule in routes()}
    if manager and "public-works" in offices and not Change.objects.exists():
        change = propose_line(manager, Rule("public-works", area="east-boston", category="tree-fallen"))
        decide(change.pk, manager, REASON)
