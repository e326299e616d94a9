"""Whatever is merged, undone, written, followed and sent in between: undoing it all gives every report its own back."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.kernel.clock import now
from parvis.kernel.files.actions import store_photo
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.promises.models import Promise
from parvis.services.reports.actions import work
from parvis.services.reports.actions.exchange import add_photo, comment_through
from parvis.services.reports.actions.merging import merge, undo_merge
from parvis.services.reports.actions.part import comment, follow, look_again, unfollow
from parvis.services.reports.models import Comment, Report
from parvis.services.reports.queries.find import followers_of
from parvis.services.reports.queries.merged import comments_at, family_of, looks_at, photos_at
from parvis.services.reports.rules import State, verdict_of
from parvis.services.reports.tests.stage import photo, reported

REPORTS, PEOPLE, MINUTES = 4, 3, 20
reports, people = st.integers(0, REPORTS - 1), st.integers(0, PEOPLE - 1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), reports, reports),
        st.tuples(st.just("merge"), reports, reports),
        st.tuples(st.just("undo"), reports),
        st.tuples(
            st.sampled_from(["comment", "follow", "unfollow", "found_fixed", "found_unfixed"]),
            reports,
            people,
        ),
        st.tuples(st.sampled_from(["photo", "other_site", "start", "ask", "answer"]), reports),
    ),
    min_size=6,
    max_size=22,
)


@dataclass
class Own:
    """What belongs to one report, if merges change nothing but what is shown where. The oracle: plain Python."""

    author: int
    due: datetime
    state: State = State.OPEN
    first: int | None = None
    paused: datetime | None = None
    was_paused: bool = False
    followers: set[int] = field(default_factory=set)
    looks: dict[int, bool] = field(default_factory=dict)
    comments: set[str] = field(default_factory=set)
    photos: set[str] = field(default_factory=set)


class Story:
    """A city's rows and the oracle, side by side."""

    def __init__(self, stage, clock, agent, cast):
        self.clock, self.agent, self.people = clock, agent, cast
        self.rows, self.own = [], []
        for number in range(REPORTS):
            author = number % PEOPLE
            row = reported(stage, cast[author])
            self.rows.append(row.pk)
            self.own.append(Own(author, row.promise.due_at, followers={author}))
            clock.shift(timedelta(minutes=MINUTES))

    def family(self, number):
        return [each for each in range(REPORTS) if each == number or self.own[each].first == number]

    def take(self, step):
        """One step in both worlds; a step that the rules refuse changes neither."""
        verb, number, *more = step
        try:
            with transaction.atomic():
                getattr(self, verb)(number, *more)
        except RefusedError:
            pass
        self.clock.shift(timedelta(minutes=MINUTES))

    def merge(self, number, other):
        before = self.own[number].first
        merge(self.rows[number], self.rows[other], self.agent, "The same.")
        assert before in (None, other)
        assert number != other
        assert self.own[other].first is None
        assert self.family(number) == [number]
        self.own[number].first = other

    def undo(self, number):
        undo_merge(self.rows[number], self.agent, "Another.")
        assert self.own[number].first is not None
        self.own[number].first = None

    def comment(self, number, person):
        made = comment(self.rows[number], self.people[person], "Still dark.")
        own = self.own[number]
        own.comments.add(made.public_id)
        own.followers.add(person)
        if person == own.author:
            self._resume(own)

    def answer(self, number):
        self.comment(number, self.own[number].author)

    def ask(self, number):
        if self.own[number].first is None:
            work.ask(self.rows[number], self.agent, "Which side?")
            self.own[number].paused = self.own[number].paused or now()
            self.own[number].was_paused = True

    def _resume(self, own):
        if own.paused:
            own.due += now() - own.paused
            own.paused = None

    def follow(self, number, person):
        follow(self.rows[number], self.people[person])
        self.own[number].followers.add(person)

    def unfollow(self, number, person):
        unfollow(self.rows[number], self.people[person])
        for each in self.family(number):
            self.own[each].followers.discard(person)

    def found_fixed(self, number, person):
        look_again(self.rows[number], self.people[person], fixed=True)
        self.own[number].looks[person] = True

    def found_unfixed(self, number, person):
        look_again(self.rows[number], self.people[person], fixed=False)
        self.own[number].looks[person] = False

    def photo(self, number):
        upload = store_photo(photo(), owner=None, purpose="reports.photo")
        if add_photo(self.rows[number], upload.public_id):
            self.own[number].photos.add(upload.public_id)

    def other_site(self, number):
        self.own[number].comments.add(comment_through(self.rows[number], "Site", "Dark.").public_id)

    def start(self, number):
        work.start(self.rows[number], self.agent)
        self.own[number].state = State.IN_PROGRESS

    # ── what must hold ──

    def check_shown(self):
        """Everything is shown, at one report and no other: where it was given, or at the first of it."""
        for number, pk in enumerate(self.rows):
            row = Report.objects.get(pk=pk)
            family = [] if self.own[number].first is not None else self.family(number)
            numbers = family_of(row).numbers
            shown = comments_at(row, numbers).filter(kind=Comment.Kind.COMMENT)
            assert sorted(shown.values_list("public_id", flat=True)) == sorted(
                each for one in family for each in self.own[one].comments
            )
            pictures = photos_at(row, numbers).values_list("upload__public_id", flat=True)
            assert sorted(pictures) == sorted(each for one in family for each in self.own[one].photos)
            told = {person for one in family or [number] for person in self.own[one].followers}
            assert sorted(each.pk for each in followers_of(row)) == sorted(
                self.people[each].pk for each in told
            )
            due = Promise.objects.get(subject=row.subject).due_at
            if family and not any(self.own[one].was_paused for one in family):
                assert due == min(self.own[one].due for one in family)

    def check_own(self):
        """With no merge left, each report has its own, and its promise runs to its own day."""
        for number, pk in enumerate(self.rows):
            own, row = self.own[number], Report.objects.get(pk=pk)
            assert (row.state, row.closing, row.closed_at, row.duplicate_of) == (own.state, "", None, None)
            assert {look.person_id: look.fixed for look in looks_at(row)} == {
                self.people[person].pk: fixed for person, fixed in own.looks.items()
            }
            looks = list(own.looks.values())
            assert row.finding == verdict_of(looks.count(True), looks.count(False))
            promise = Promise.objects.get(subject=row.subject)
            assert (promise.due_at, promise.paused_at) == (own.due, own.paused)
            assert promise.moves_at == (None if own.paused else own.due)
            assert (promise.answered_at, promise.withdrawn_at, promise.broken_at) == (None, None, None)


class _BackAgainError(Exception):
    """Ends an example, so that the next one begins with an empty city."""


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(steps=STEPS)
def test_undoing_everything_gives_every_report_its_own_back(stage, clock, amina, alice, bob, charlie, steps):
    with pytest.raises(_BackAgainError), transaction.atomic():
        story = Story(stage, clock, amina, [alice, bob, charlie])
        for step in steps:
            story.take(step)
            story.check_shown()
        for number in range(REPORTS):
            if story.own[number].first is not None:
                story.undo(number)
        story.check_shown()
        story.check_own()
        raise _BackAgainError
