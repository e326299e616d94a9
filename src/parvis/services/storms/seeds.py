"""The demo's storm, declared through the action."""

from datetime import timedelta

from django.utils.timezone import localdate
from django.utils.translation import override

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.services.storms.actions import Wish, declare
from parvis.services.storms.models import Storm
from parvis.services.storms.policies import may_declare
from parvis.services.storms.queries import promised_kinds

order = 73
KINDS = ("tree", "tree-emergency", "street-light")
REASON = "The wind broke more trees in one night than in half a year. All crews clear the schools and hospitals first."


def seed() -> None:
    """One storm of these days; a second time changes nothing."""
    manager = next((each for each in Person.objects.order_by("pk") if may_declare(each)), None)
    kinds = [each for each in KINDS if each in promised_kinds()]
    if manager is None or not kinds or Storm.objects.exists():
        return
    with override("en"):
        wish = Wish("The storm of last night", kinds, "", 3, localdate(now()) + timedelta(days=5), REASON)
        declare(manager, wish)
