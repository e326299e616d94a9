"""A whole city lives on, night by night: each thing is there until its rule lets go of it, and not a minute longer."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import models

from parvis.kernel.clock import now
from parvis.kernel.journal.models import Entry
from parvis.kernel.keeping import registry
from parvis.kernel.keeping.registry import Kept, Rule, all_rules
from parvis.kernel.keeping.tasks import let_go_of_the_old
from parvis.kernel.permissions.access import Access
from parvis.kernel.tallies.queries import last_letting_go
from parvis.kernel.testing.addresses import all_addresses
from parvis.kernel.verification.queries import broken_links
from tests.invariants.test_addresses import ENDLESS
from tests.security.full_city import fill, model_of, standing

pytestmark = pytest.mark.django_db
# The smallest step of the database's clock: what is let go of in the same night is told apart.
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Watched:
    """One row that a rule is about, what stood in its field, and when the rule lets go of it."""

    rule: Rule
    row: int | str
    value: Any
    due: Any

    @property
    def today(self):
        """What stands there now: (is the row there, what is in the field)."""
        model, field = model_of(self.rule)
        found = model._default_manager.filter(pk=self.row).values_list(field.attname, flat=True)
        return found[0] if found else _GONE


_GONE = object()


def without_example():
    return [rule.name for rule in all_rules() if not standing(rule).exists()]


def watched():
    """For each rule the row that is let go of last of its kind."""
    found = []
    for rule in all_rules():
        _model, field = model_of(rule)
        newest = f"-{rule.kept.counted_from}" if rule.kept.days is not None else "pk"
        row = standing(rule).order_by(newest, "pk").first()
        since = getattr(row, rule.kept.counted_from) if rule.kept.days is not None else None
        due = since + timedelta(days=rule.kept.days) if since else None
        found.append(Watched(rule, row.pk, getattr(row, field.attname), due))
    return found


def gone_with(each, others):
    """When a row goes because another rule takes it, or the row that it hangs on; None: its own rule is the first."""
    model, _field = model_of(each.rule)
    parents = {(model, each.row)}
    for link in model._meta.concrete_fields:
        if isinstance(link, models.ForeignKey) and link.remote_field.on_delete is models.CASCADE:
            parents |= {(link.related_model, key) for key in _keys(model, each.row, link)}
    takes = [
        limit
        for other in all_rules()
        if other.kept.row and other.kept.days is not None
        for found, key in parents
        if model_of(other)[0] is found
        for limit in _limits(other, key)
    ]
    return min(takes, default=None)


def _keys(model, row, link):
    return model._default_manager.filter(pk=row).values_list(link.attname, flat=True)


def _limits(rule, key):
    rows = standing(rule).filter(pk=key).values_list(rule.kept.counted_from, flat=True)
    return [since + timedelta(days=rule.kept.days) for since in rows]


def live_through(clock, things):
    """Every limit in turn: the night before, and the night after. What was found wrong, in sentences."""
    ends = {}
    for each in things:
        taken = gone_with(each, things)
        ends[each.rule.name] = min((at for at in (each.due, taken) if at), default=None)
    wrong = []
    for moment in sorted({at for at in ends.values() if at}):
        for at, what in ((moment - MOMENT, "before"), (moment, "after")):
            clock.move_to(at)
            let_go_of_the_old(0)
            wrong += [f"{what} {moment:%Y-%m-%d}: {said}" for said in _amiss(things, ends)]
    return wrong


def _amiss(things, ends):
    for each in things:
        end, found = ends[each.rule.name], each.today
        if end is None or now() < end:
            if found != each.value:
                yield f"{each.rule.name} is gone too early"
        elif found is not _GONE and found not in (None, ""):
            yield f"{each.rule.name} is still there"


@pytest.fixture
def city(cast):
    """Everything that any rule is about."""
    fill(cast)


def test_there_is_an_example_for_every_rule(city):
    assert len(all_rules()) > 100
    assert not without_example(), "Give tests/security/full_city.py a row for each of these."


def test_a_new_rule_without_an_example_is_found_out(city, monkeypatch):
    rule = replace(registry._rules["quiet.Wish.person"], name="people.Person.theme")
    monkeypatch.setitem(registry._rules, rule.name, rule)
    registry_of = registry._rules["people.Person.theme"]
    model, field = model_of(registry_of)
    model._default_manager.update(**{field.name: ""})
    assert without_example() == ["people.Person.theme"]


def test_the_whole_city_lives_on_and_each_thing_goes_on_its_day(city, clock, cast):
    things = watched()
    before = Entry.objects.count()
    assert all(each.due is None or each.due > now() for each in things)
    wrong = live_through(clock, things)
    assert not wrong, "\n".join(dict.fromkeys(wrong))
    last = max(each.due for each in things if each.due)
    assert now() >= last
    assert last_letting_go().at == now()
    assert Entry.objects.count() == before, "the journal forgets nothing"
    assert not list(broken_links())
    broken = []
    for each in all_addresses():
        if each.is_plain and each.door is Access.EVERYONE and not ENDLESS.search(each.route):
            status = cast.browser("grace").get(each.example).status_code
            broken += [f"{each.example}: {status}"] if status >= 500 else []
    assert not broken
    assert cast.browser("alice").get("/account/data/").status_code == 200
    assert settings.CITY.name in cast.browser("grace").get("/privacy/").content.decode()


@pytest.mark.parametrize(
    ("name", "days", "said"),
    [("notices.Notice.person", 200, "gone too early"), ("consents.Consent.person", None, "still there")],
)
def test_a_rule_that_is_shortened_or_skipped_is_found_out(city, clock, monkeypatch, name, days, said):
    """So that the test above can fail: the house keeps by another rule than it promised."""
    things = [each for each in watched() if each.rule.name == name]
    promised = registry._rules[name]
    kept = Kept(days, promised.kept.reason, promised.kept.counted_from, promised.kept.row)
    end = {name: things[0].due}
    monkeypatch.setitem(registry._rules, name, replace(promised, kept=kept))
    clock.move_to(things[0].due - (timedelta() if days is None else MOMENT))
    let_go_of_the_old(0)
    assert [*_amiss(things, end)] == [f"{name} is {said}"]
