"""The demo data of targets, made through its actions."""

from parvis.kernel.people.models import Person
from parvis.services.reports.contracts import targets_of_kinds
from parvis.services.targets.actions import decide, propose
from parvis.services.targets.models import Change
from parvis.services.targets.policies import may_decide
from parvis.services.targets.rules import days_of

order = 61
KIND = "street-light"
REASON = "A dark street is not safe. The crew goes out every second night now, so we promise a day less."


def seed() -> None:
    """One decision, so that its page can be seen; a second time changes nothing."""
    manager = next((each for each in Person.objects.order_by("pk") if may_decide(each)), None)
    days = days_of(targets_of_kinds().get(KIND))
    if manager and days and days > 1 and not Change.objects.exists():
        decide(propose(manager, KIND, days - 1).pk, manager, REASON)
