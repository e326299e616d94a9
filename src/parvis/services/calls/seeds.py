"""The demo's call, made through the action."""

from datetime import timedelta

from django.utils.timezone import localdate
from django.utils.translation import override

from parvis.kernel.clock import now
from parvis.kernel.people.models import Person
from parvis.kernel.sheets.rules import Rung
from parvis.services.calls.actions import Wish, count_all, make
from parvis.services.calls.models import Call
from parvis.services.calls.policies import may_call
from parvis.services.calls.queries import countable

order = 79


def seed() -> None:
    """One call of these days; a second time changes nothing."""
    owner = next((each for each in Person.objects.order_by("pk") if may_call(each)), None)
    if owner is None or Call.objects.exists() or "reports" not in countable():
        return
    with override("en"):
        wish = Wish(
            title="Five hundred looks before the first snow",
            words="Go to something that we say is fixed near you, and tell us whether it is. It takes a minute.",
            signed="The Mayor of Boston",
            area="",
            modules=["reports"],
            rung=Rung.TAP,
            goal=500,
            last_day=localdate(now()) + timedelta(days=21),
            reason="We close thousands of reports a month and see too few of them with other eyes than ours.",
        )
        make(owner, wish)
    count_all()
