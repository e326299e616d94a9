"""No nudge works in secret: each is named, can be switched off, and says what it did."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.kernel.clock import now
from parvis.kernel.commons.dataset import Format
from parvis.kernel.commons.export import pieces_of
from parvis.kernel.control.models import Act
from parvis.kernel.keeping.actions import erase
from parvis.kernel.nudges import registry
from parvis.kernel.nudges.actions import note_done, set_nudge, shown_to
from parvis.kernel.nudges.kept import RULES
from parvis.kernel.nudges.models import Exposure, Setting
from parvis.kernel.nudges.queries import DATASET, exposures_of, is_shown
from parvis.kernel.nudges.registry import Nudge
from parvis.kernel.nudges.rules import DAYS_OF_A_RUN
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.testing.answers import words_of
from parvis.kernel.testing.cast import browser_of, member

pytestmark = pytest.mark.django_db
NAME = "bench.smile"
WHY = "So that we know what it does."


@pytest.fixture(autouse=True)
def nudge(monkeypatch):
    """A smile on the bench."""
    smile = Nudge(NAME, "A smile", "The bench smiles at whoever comes by.", "sat down")
    monkeypatch.setattr(registry, "_nudges", {NAME: smile})


def crowd(number):
    return [member(f"Person{each}") for each in range(number)]


def pairs(people):
    return [(each.pk, each.public_id) for each in people]


def test_unless_somebody_decides_otherwise_everybody_is_shown_it_and_nobody_counted(alice, bob):
    assert shown_to(NAME, pairs([alice, bob])) == {alice.pk, bob.pk}
    assert is_shown(NAME)
    assert not Exposure.objects.exists()


def test_what_is_off_is_shown_to_nobody(alice, dana):
    set_nudge(NAME, dana, is_on=False, holdout=0, reason=WHY)
    assert shown_to(NAME, pairs([alice])) == set()
    assert not is_shown(NAME, alice.public_id)


def test_the_lot_leaves_some_out_and_each_counts_once_in_a_run(dana):
    people = crowd(30)
    set_nudge(NAME, dana, is_on=True, holdout=50, reason=WHY)
    shown = shown_to(NAME, pairs(people))
    assert 0 < len(shown) < 30
    assert shown_to(NAME, pairs(people)) == shown
    assert {each.pk for each in people if is_shown(NAME, each.public_id)} == shown
    assert Exposure.objects.count() == 30
    set_nudge(NAME, dana, is_on=True, holdout=40, reason=WHY)
    shown_to(NAME, pairs(people))
    assert Exposure.objects.count() == 60, "a run of its own"


def counted(seed, *, shown, people, did):
    Exposure.objects.bulk_create(
        Exposure(nudge=NAME, seed=seed, shown=shown, did_at=now() if number < did else None)
        for number in range(people)
    )


def data():
    return b"".join(pieces_of(DATASET, Format.CSV)).decode()


def test_everybody_reads_what_it_did_once_there_are_many_in_both_groups(dana, grace):
    seed = set_nudge(NAME, dana, is_on=True, holdout=50, reason=WHY).seed
    assert "Nothing to compare yet" in words_of(grace.get("/nudges/"))
    counted(seed, shown=True, people=80, did=40)
    counted(seed, shown=False, people=49, did=1)
    page = words_of(grace.get("/nudges/"))
    assert "Too few people yet" in page
    assert "of 49" not in page
    assert ",80,40," not in data()
    counted(seed, shown=False, people=1, did=0)
    page = words_of(grace.get("/nudges/"))
    assert "The bench smiles" in page
    assert "40 of 80" in page
    assert "1 of 50" in page
    assert f'"{NAME}","true",50' in data()
    assert ",80,40,50,1," in data()


def test_who_did_it_counts_once(dana):
    (person,) = crowd(1)
    set_nudge(NAME, dana, is_on=True, holdout=50, reason=WHY)
    shown_to(NAME, pairs([person]))
    note_done([NAME], person)
    at = Exposure.objects.get().did_at
    note_done([NAME], person)
    assert Exposure.objects.get().did_at == at is not None


def test_a_run_ends_before_it_is_forgotten_who_was_counted(dana, grace, clock):
    people = crowd(20)
    set_nudge(NAME, dana, is_on=True, holdout=50, reason=WHY)
    shown_to(NAME, pairs(people))
    assert timedelta(days=DAYS_OF_A_RUN) < timedelta(days=RULES["Exposure.person"].days)
    clock.shift(timedelta(days=DAYS_OF_A_RUN))
    late = [*people, member("Late")]
    assert len(shown_to(NAME, pairs(late))) == 21, "nobody is left out for good"
    assert all(is_shown(NAME, each.public_id) for each in late)
    note_done([NAME], people[0])
    assert Exposure.objects.count() == 20
    assert not Exposure.objects.exclude(did_at=None).exists()
    assert "The count is over" in words_of(grace.get("/nudges/"))
    set_nudge(NAME, dana, is_on=True, holdout=50, reason=WHY)
    assert Act.objects.latest("pk").changes == [["holdout", 0, 50]]


def test_setting_one_is_a_decision_in_public(dana, grace):
    browser = browser_of(dana)
    page = f"/office/nudges/{NAME}/"
    assert browser.post(page, {"is_on": "on", "holdout": "10", "reason": WHY}).url == "/nudges/"
    assert Act.objects.get(verb="nudges.nudge.set").changes == [["holdout", 0, 10]]
    assert "The lot leaves out 10 of a hundred" in words_of(grace.get("/nudges/"))
    again = browser.post(page, {"is_on": "on", "holdout": "10", "reason": WHY})
    assert again.status_code == 422
    assert "set like this already" in words_of(again)
    assert browser.post(page, {"holdout": "90", "reason": WHY}).status_code == 422
    with pytest.raises(RefusedError, match="from 0 to 50"):
        set_nudge(NAME, dana, is_on=True, holdout=51, reason=WHY)
    with pytest.raises(AbsentError):
        set_nudge("bench.secret", dana, is_on=True, holdout=5, reason=WHY)


def test_only_managers_of_the_desk_set_one(desk, mona):
    for person in (desk, mona):
        assert browser_of(person).get(f"/office/nudges/{NAME}/").status_code == 403
        with pytest.raises(RefusedError, match="Only managers of the public desk"):
            set_nudge(NAME, person, is_on=False, holdout=0, reason=WHY)


def test_the_sums_stay_when_somebody_leaves(alice, dana):
    set_nudge(NAME, dana, is_on=True, holdout=50, reason=WHY)
    shown_to(NAME, pairs([alice]))
    assert exposures_of(alice).count() == 1
    erase(alice)
    assert Exposure.objects.get().person is None


def test_the_database_never_lets_most_people_be_left_out(dana):
    set_nudge(NAME, dana, is_on=True, holdout=50, reason=WHY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Setting.objects.update(holdout=51)
