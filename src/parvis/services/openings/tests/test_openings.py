"""An official decides in public what neighbours can do themselves."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from parvis.kernel.journal.queries import history_of
from parvis.kernel.keeping.actions import erase
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.testing.cast import browser_of
from parvis.services.openings.actions import set_stage
from parvis.services.openings.forms import OpeningForm
from parvis.services.openings.models import Opening
from parvis.services.openings.queries import decided, open_to_neighbours, opened_for, standing
from parvis.services.openings.seeds import KINDS, seed
from parvis.services.openings.tests.stage import WHY, opened, wish
from parvis.services.reports.actions import work
from parvis.services.reports.actions.setup import Kind, keep_category
from parvis.services.reports.models import Category
from parvis.services.reports.tests.stage import HERE, OTHER, WEST, build, reported
from parvis.services.reports.tests.test_pages import words_of

ASKED = {
    "category": "street-light",
    "area": "",
    "instructions": "Wipe the glass.",
    "safety": "Stay on the ground.",
    "needs": "",
    "people": "2",
    "minutes": "30",
    "days": "3",
    "at_once": "3",
    "level": "1",
    "reason": WHY,
}


@pytest.fixture
def stage(db):
    return build()


def test_a_manager_opens_a_kind_and_sees_it_as_neighbours_do(stage, mona):
    page = browser_of(mona).post("/office/openings/", ASKED, follow=True)
    assert "Wipe the glass." in words_of(page)
    opening = Opening.objects.get()
    assert "what neighbours can do" in history_of(opening.subject)[0].text
    assert str(opening) == "street-light"
    assert "Street light is out" in words_of(browser_of(mona).get("/office/openings/"))


def test_only_a_manager_of_the_office_that_answers_for_it_decides(stage, amina, mona, dana):
    with pytest.raises(RefusedError, match="Only managers"):
        opened(amina)
    with pytest.raises(RefusedError, match="that answers for it"):
        opened(mona, category="tree")
    opening = opened(dana, category="tree")
    with pytest.raises(RefusedError, match="that answers for it"):
        set_stage(opening.pk, mona, Opening.Stage.ENDED, "It is not hers to end.")
    assert "Only managers" in words_of(browser_of(amina).get("/office/openings/"))
    assert browser_of(amina).post("/office/openings/", ASKED).status_code == 403


def test_it_is_said_why_when_it_is_opened_and_when_it_ends(stage, mona):
    with pytest.raises(RefusedError, match="Say why"):
        opened(mona, reason="because")
    opening = opened(mona)
    with pytest.raises(RefusedError, match="Say why"):
        set_stage(opening.pk, mona, Opening.Stage.PAUSED, "so")
    office, address = browser_of(mona), f"/office/openings/{opening.public_id}/"
    assert office.post(address, {"stage": "paused", "reason": "so"}).status_code == 422
    office.post(address, {"stage": "paused", "reason": "There is ice on the ground."})
    assert standing() == []
    office.post(address, {"stage": "open", "reason": "The ice is gone again."})
    assert [each.people for each in standing()] == [1]
    office.post(address, {"stage": "ended", "reason": "We have a crew for it now."})
    assert "What becomes of it?" not in words_of(office.get(address))
    with pytest.raises(RefusedError, match="was ended"):
        set_stage(opening.pk, mona, Opening.Stage.OPEN, "Let us try it again.")
    again = office.post("/office/openings/", {**ASKED, "reason": "so"})
    assert again.status_code == 422
    assert office.get("/office/openings/nothing/").status_code == 404


def test_texts_are_added_language_by_language(stage, mona):
    opened(mona)
    with override("fr"):
        opening = opened(mona, instructions="Essuyez le verre.", people=3)
        assert standing()[0].instructions == "Essuyez le verre."
    with override("ar"):
        assert standing()[0].instructions == "Wipe the glass."
    assert Opening.objects.count() == 1
    assert opening.people == 3
    Opening.objects.update(instructions={"ca": "Netegeu el vidre."})
    assert standing()[0].instructions == "Netegeu el vidre.", "better than nothing"


def test_the_opening_of_a_neighbourhood_counts_before_that_of_the_city(stage, mona, alice):
    opened(mona, people=1)
    opened(mona, area="east-side", people=5)
    here, there = reported(stage, alice), reported(stage, alice, lat=WEST[0], lon=WEST[1])
    other = reported(stage, alice, category=stage.tree)
    assert opened_for(here.public_id).opening.people == 5
    assert opened_for(there.public_id).opening.people == 1
    assert opened_for(other.public_id) is None
    assert {each.work.id for each in open_to_neighbours()} == {here.public_id, there.public_id}


def test_what_is_private_is_open_to_nobody(stage, dana, alice):
    opened(dana, category="housing")
    private = reported(stage, alice, category=stage.housing)
    assert opened_for(private.public_id) is None
    assert open_to_neighbours() == []


def test_the_database_takes_one_opening_of_a_kind_in_a_place(stage, mona):
    opening = opened(mona)
    with pytest.raises(IntegrityError, match="one_opening_of_a_kind"), transaction.atomic():
        Opening.objects.create(category="street-light", instructions={}, safety={}, reason=WHY)
    opening.pk = None
    assert wish().people == 1


def test_a_decision_stays_without_who_made_it(stage, dana, olive):
    opening = opened(dana)
    assert WHY in browser_of(dana).get("/account/data/").content.decode()
    erase(dana)
    opening.refresh_from_db()
    assert (opening.decided_by, opening.reason) == (None, WHY)


def test_the_demo_can_be_loaded_twice(stage, dana):
    keep_category(Kind(KINDS[0], {"en": "A bin is full"}, OTHER), stage.tree.group)
    seed()
    seed()
    assert Opening.objects.get().category == KINDS[0]


def test_the_demo_does_without_a_manager(stage):
    seed()
    assert not Opening.objects.exists()


def test_a_manager_looks_at_it_as_neighbours_will_before_anything_is_open(stage, mona):
    office = browser_of(mona)
    page = words_of(office.post("/office/openings/", {**ASKED, "look": "1"}))
    assert "As neighbours will see it" in page
    assert "30 minutes at most" in page
    assert not Opening.objects.exists()
    assert office.post("/office/openings/", {**ASKED, "look": "1", "safety": ""}).status_code == 422
    assert browser_of(None).post("/office/openings/", {**ASKED, "look": "1"}).status_code == 302


def test_nobody_is_asked_to_do_what_is_urgent(stage, dana, alice):
    with pytest.raises(RefusedError, match="urgent"):
        opened(dana, category=stage.danger.slug)
    assert stage.danger.slug not in dict(OpeningForm().fields["category"].choices)
    opened(dana)
    report = reported(stage, alice)
    Category.objects.filter(pk=stage.light.pk).update(urgent={"en": "Call 911."})
    assert opened_for(report.public_id) is None
    assert open_to_neighbours() == []


def test_the_last_decision_about_each_is_public_with_its_reason(stage, mona):
    opening = opened(mona)
    set_stage(opening.pk, mona, Opening.Stage.PAUSED, "There is ice on the ground.")
    (last,) = decided()
    assert (last.stage, last.reason) == ("paused", "There is ice on the ground.")


def test_what_is_open_is_found_by_kind_by_neighbourhood_and_near_a_point(stage, mona, dana, alice):
    opened(mona)
    opened(dana, category="tree")
    east, west = reported(stage, alice), reported(stage, alice, lat=WEST[0], lon=WEST[1])
    tree = reported(stage, alice, category=stage.tree)
    begun = reported(stage, alice)
    work.start(begun.pk, mona)

    def found(**where):
        return {each.work.id for each in open_to_neighbours(**where)}

    assert found() == {east.public_id, west.public_id, tree.public_id}
    assert found(kind="tree") == {tree.public_id}
    assert found(area="west-side") == {west.public_id}
    assert found(near=HERE) == found()
    assert found(near=(42.30, -71.0)) == set()
    assert opened_for(begun.public_id).work.begun
