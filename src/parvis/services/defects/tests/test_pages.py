"""The page on which an office keeps what its inspectors choose from."""

import pytest

from parvis.kernel.people.rules import Role
from parvis.kernel.testing.cast import official
from parvis.services.defects.models import Choice
from parvis.services.findings.tests.stage import offered
from parvis.services.reports.tests.stage import build

pytestmark = pytest.mark.django_db
PAGE = "/office/defects/street-lighting/"


@pytest.fixture
def stage():
    return build()


@pytest.fixture
def manager(stage, mona, sign_in):
    return sign_in(mona)


def test_a_manager_comes_straight_to_the_only_office(manager):
    assert manager.get("/office/defects/").url == PAGE


def test_a_manager_of_the_desk_chooses_among_all_offices(stage, sign_in):
    boss = official("Dana", stage.desk, Role.MANAGER)
    assert PAGE in sign_in(boss).get("/office/defects/").content.decode()


def test_an_agent_is_told_who_keeps_them(sign_in, stage, amina, omar):
    assert sign_in(amina).get("/office/defects/").status_code == 403
    assert sign_in(omar).get(PAGE).status_code == 403


def test_words_are_written_changed_raised_and_taken_away(manager):
    for words in ("Mended.", "Replaced."):
        given = {"text_en": words, "text_ar": "تم", "category": "street-light", "outcome": "done"}
        page = manager.post(f"{PAGE}phrase/new/", given, follow=True).content.decode()
    assert "Street light is out" in page
    assert "It is done" in page
    first, second = Choice.objects.order_by("position")
    manager.post(f"{PAGE}{second.public_id}/", {"up": "1"})
    manager.post(f"{PAGE}{first.public_id}/", {"text_en": "It is mended.", "category": "", "outcome": ""})
    page = manager.get(PAGE).content.decode()
    assert page.index("Replaced.") < page.index("It is mended.")
    manager.post(f"{PAGE}{first.public_id}/", {"away": "1"})
    assert "It is mended." not in manager.get(PAGE).content.decode()


def test_what_is_missing_is_said_beside_its_field(manager):
    answer = manager.post(f"{PAGE}defect/new/", {"text_fr": "Sans courant"})
    assert answer.status_code == 422
    assert "Sans courant" in answer.content.decode()
    assert manager.get(f"{PAGE}weather/new/").status_code == 404


def test_a_choice_of_another_office_is_not_found_here(manager, stage, mona):
    choice = offered(stage.lighting, mona).urgent
    Choice.objects.filter(pk=choice.pk).update(office=stage.parks)
    assert manager.get(f"{PAGE}{choice.public_id}/").status_code == 404
