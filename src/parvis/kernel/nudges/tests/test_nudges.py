"""No nudge works in secret: each is named, can be switched off, and says what it did."""

import pytest
from django.db import IntegrityError, transaction

from parvis.kernel.commons.dataset import Format
from parvis.kernel.commons.export import pieces_of
from parvis.kernel.control.models import Act
from parvis.kernel.keeping.actions import erase
from parvis.kernel.nudges import registry
from parvis.kernel.nudges.actions import note_done, set_nudge, shown_to
from parvis.kernel.nudges.models import Exposure, Setting
from parvis.kernel.nudges.queries import DATASET, exposures_of, is_shown
from parvis.kernel.nudges.registry import Nudge
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


def test_everybody_reads_what_it_did(dana, grace):
    people = crowd(12)
    set_nudge(NAME, dana, is_on=True, holdout=50, reason=WHY)
    shown = shown_to(NAME, pairs(people))
    for each in people:
        if each.pk in shown:
            note_done([NAME], each)
            note_done([NAME], each)
    page = words_of(grace.get("/nudges/"))
    assert "The bench smiles" in page
    assert f"{len(shown)} of {len(shown)}" in page
    assert f"0 of {12 - len(shown)}" in page
    assert "Too few people yet" in page
    rows = b"".join(pieces_of(DATASET, Format.CSV)).decode()
    assert f'"{NAME}","true",50' in rows


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
