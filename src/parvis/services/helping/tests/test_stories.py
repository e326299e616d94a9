"""Whatever people do with a job in whatever order, places stay scarce and minutes are those with a yes."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from parvis.kernel.journal.models import Entry
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.services.helping.actions import give_back, judge, lapse, prove, take
from parvis.services.helping.models import Job
from parvis.services.helping.rules import HOLDING, State
from parvis.services.openings.tests.stage import opened
from parvis.services.reports.tests.stage import build, reported

PLACES = 2
# What a deed makes of the newest job of a person: from which state, to which.
DEEDS = {
    "back": (State.TAKEN, State.RETURNED),
    "prove": (State.TAKEN, State.PROVEN),
    "lapse": (State.TAKEN, State.LAPSED),
    "yes": (State.PROVEN, State.CONFIRMED),
    "no": (State.PROVEN, State.REFUSED),
}
STEPS = st.tuples(st.sampled_from(["bob", "charlie", "dora"]), st.sampled_from(["take", *DEEDS]))


@pytest.fixture
def report(db, mona, alice):
    stage = build()
    opened(mona, people=PLACES)
    return reported(stage, alice)


class Plain:
    """The same in plain words: each person's newest job by its state."""

    def __init__(self) -> None:
        self.newest: dict[str, State] = {}

    def does(self, who: str, deed: str) -> bool:
        """Whether it goes; and what becomes of it."""
        now = self.newest.get(who)
        if deed == "take":
            held = sum(each in HOLDING for each in self.newest.values())
            goes = now not in HOLDING and held < PLACES
            if goes:
                self.newest[who] = State.TAKEN
            return goes
        before, after = DEEDS[deed]
        if now is before:
            self.newest[who] = after
        return now is before


def does(report, who, deed: str, alice) -> bool:
    """The same with the real thing; False where it was refused."""
    job = Job.objects.filter(person=who).order_by("-pk").first()
    if deed != "take" and job is None:
        return False
    ways: dict[str, Callable[[], object]] = {
        "take": lambda: take(report.public_id, who, has_read=True),
        "back": lambda: give_back(job.pk, who),
        "prove": lambda: prove(job.pk, who, "Wiped.", 10),
        "lapse": lambda: lapses(job),
        "yes": lambda: judge(job.pk, alice, done=True),
        "no": lambda: judge(job.pk, alice, done=False, words="Still dark."),
    }
    try:
        ways[deed]()
    except (RefusedError, AbsentError):
        return False
    return True


def lapses(job):
    with transaction.atomic():
        Job.objects.filter(pk=job.pk).update(until=job.taken_at)
        if not lapse():
            raise RefusedError("Nothing to free.")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([("bob", "take"), ("bob", "prove"), ("bob", "prove")])
@given(st.lists(STEPS, max_size=9))
def test_a_job_goes_where_the_plain_words_say_and_nowhere_else(report, alice, bob, charlie, dana, steps):
    people, plain = {"bob": bob, "charlie": charlie, "dora": dana}, Plain()
    with transaction.atomic():
        for who, deed in steps:
            assert does(report, people[who], deed, alice) == plain.does(who, deed), (who, deed)
            assert Job.objects.filter(state__in=HOLDING).count() <= PLACES
        confirmed = Job.objects.filter(state=State.CONFIRMED).aggregate(all=Sum("minutes"))["all"]
        given_minutes = Entry.objects.filter(verb="helping.job.confirmed").aggregate(all=Sum("minutes"))[
            "all"
        ]
        assert confirmed == given_minutes
        transaction.set_rollback(True)
