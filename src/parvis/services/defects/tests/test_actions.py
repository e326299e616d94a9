"""What managers do with the choices of their inspectors."""

import pytest
from django.db import IntegrityError

from parvis.kernel.journal.queries import history_of
from parvis.kernel.permissions.verdict import RefusedError
from parvis.services.defects.actions import Wording, add, change, raise_up, take_away
from parvis.services.defects.contracts import choices_for, known_in, named
from parvis.services.defects.models import Choice
from parvis.services.defects.rules import Kind, Outcome
from parvis.services.defects.seeds import seed

pytestmark = pytest.mark.django_db
TODAY = Wording(Kind.PRIORITY, {"en": " Today ", "fr": "Aujourd’hui", "ar": " "})


def test_a_choice_is_kept_in_the_languages_that_it_was_written_in(mona, street_lighting):
    made = add(street_lighting, mona, TODAY)
    assert made.texts == {"en": "Today", "fr": "Aujourd’hui"}
    assert str(made) == "Today"
    assert "what its inspectors can choose" in history_of("defects.office:street-lighting")[0].text


def test_the_same_choice_twice_is_one_and_comes_back_where_it_was(mona, street_lighting):
    made = add(street_lighting, mona, TODAY)
    assert add(street_lighting, mona, TODAY) == made
    take_away(made, mona)
    take_away(made, mona)
    assert add(street_lighting, mona, TODAY) == made
    assert Choice.objects.get().is_on


def test_only_managers_of_the_office_and_of_the_desk_keep_them(amina, omar, mona, street_lighting):
    made = add(street_lighting, mona, TODAY)
    for person in (amina, omar):
        for act in (
            lambda person=person: add(street_lighting, person, TODAY),
            lambda person=person: change(made, person, TODAY),
            lambda person=person: take_away(made, person),
            lambda person=person: raise_up(made, person),
        ):
            with pytest.raises(RefusedError, match="Only managers of Street Lighting"):
                act()


def test_what_makes_no_sense_is_refused_with_the_reason(mona, street_lighting):
    with pytest.raises(RefusedError, match="at least one language"):
        add(street_lighting, mona, Wording(Kind.PRIORITY, {"en": " "}))
    with pytest.raises(RefusedError, match="at most 60 characters"):
        add(street_lighting, mona, Wording(Kind.DEFECT, {"en": "a" * 61}))
    with pytest.raises(RefusedError, match="for all reports"):
        add(street_lighting, mona, Wording(Kind.PRIORITY, {"en": "Now"}, "tree"))


def test_the_database_refuses_it_as_well(street_lighting):
    with pytest.raises(IntegrityError, match="priority_is_for_all"):
        Choice.objects.create(office=street_lighting, kind="priority", category="tree", texts={"en": "Now"})


def test_old_findings_read_what_was_changed_and_what_was_taken_away(mona, street_lighting):
    made = add(street_lighting, mona, TODAY)
    change(made, mona, Wording(Kind.PRIORITY, {"en": "Before night"}))
    take_away(made, mona)
    assert named([made.public_id, ""]) == {made.public_id: "Before night"}
    assert known_in("street-lighting", [made.public_id, "nothing"]) == {made.public_id}
    assert known_in("parks", [made.public_id]) == set()


def test_choices_stand_in_the_order_of_their_office(mona, street_lighting):
    first = add(street_lighting, mona, TODAY)
    second = add(street_lighting, mona, Wording(Kind.PRIORITY, {"en": "Now"}))
    raise_up(second, mona)
    raise_up(second, mona)
    found = choices_for([("street-lighting", "tree")])["street-lighting", "tree"]
    assert [each.id for each in found.priorities] == [second.public_id, first.public_id]


def test_an_inspector_is_offered_what_fits_the_report(mona, street_lighting):
    add(street_lighting, mona, Wording(Kind.DEFECT, {"fr": "Sans courant"}, "street-light"))
    add(street_lighting, mona, Wording(Kind.PHRASE, {"en": "It shines again."}, "", Outcome.DONE))
    wanted = [("street-lighting", "street-light"), ("street-lighting", "tree"), ("parks", "tree")]
    found = choices_for(wanted)
    assert [each.words for each in found[wanted[0]].defects] == ["Sans courant"], (
        "In any language, sooner than in none."
    )
    assert not found[wanted[1]].defects
    assert [(each.words, each.outcome) for each in found[wanted[1]].phrases] == [("It shines again.", "done")]
    assert not found[wanted[2]].phrases


def test_the_demo_can_be_loaded_twice(mona, city_desk):
    seed()
    known = Choice.objects.count()
    seed()
    assert Choice.objects.count() == known > 6
    assert all(set(each.texts) == {"en", "fr", "es", "ca", "ar"} for each in Choice.objects.order_by("pk"))
