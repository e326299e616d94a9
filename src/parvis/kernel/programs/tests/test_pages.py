"""The pages of programs."""

import re

import pytest

from parvis.kernel.programs.actions import admit, register
from parvis.kernel.programs.models import Program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("scopes")]
NEW = {"name": "Lamp finder", "website": "https://lamps.example/", "scopes": ["test.send", "test.trusted"]}


def test_a_key_is_shown_once_and_works(alice, sign_in):
    browser = sign_in(alice)
    page = browser.post("/account/programs/", NEW, follow=True).content.decode()
    key = re.search(r"parvis_[\w-]{32}", page)[0]
    assert admit(key, "test.send").owner == alice
    assert key not in browser.get("/account/programs/").content.decode()


def test_what_was_typed_is_still_there_when_something_is_missing(alice, sign_in):
    answer = sign_in(alice).post("/account/programs/", {**NEW, "name": ""})
    assert answer.status_code == 422
    assert "https://lamps.example/" in answer.content.decode()
    assert not Program.objects.exists()


def test_a_renewed_key_is_shown_once(alice, sign_in):
    program, old = register(alice, "Lamp finder")
    page = sign_in(alice).post(f"/account/programs/{program.public_id}/key/", follow=True).content.decode()
    assert re.search(r"parvis_[\w-]{32}", page)[0] != old


@pytest.mark.parametrize("way", ["key", "off"])
def test_a_stranger_does_not_find_somebody_elses_program(alice, charlie, sign_in, way):
    program, _key = register(alice, "Lamp finder")
    assert sign_in(charlie).post(f"/account/programs/{program.public_id}/{way}/").status_code == 404


def test_the_owner_switches_it_off(alice, sign_in):
    program, _key = register(alice, "Lamp finder")
    page = sign_in(alice).post(f"/account/programs/{program.public_id}/off/", follow=True)
    assert "Switched off" in page.content.decode()


def test_the_desk_sees_who_asks_and_decides(alice, manager_of_desk, sign_in):
    program, key = register(alice, "Lamp finder", wanted=["test.trusted"])
    browser = sign_in(manager_of_desk)
    assert "Asks for more" in browser.get("/office/programs/").content.decode()
    answer = browser.post(
        f"/office/programs/{program.public_id}/", {"scopes": ["test.trusted"], "per_hour": 500}
    )
    assert answer.status_code == 302
    assert admit(key, "test.trusted").per_hour == 500
    assert "Asks for more" not in browser.get("/office/programs/").content.decode()


def test_a_number_that_makes_no_sense_gets_a_sentence(alice, manager_of_desk, sign_in):
    program, _key = register(alice, "Lamp finder")
    answer = sign_in(manager_of_desk).post(f"/office/programs/{program.public_id}/", {"per_hour": "0"})
    assert answer.status_code == 422


def test_the_desk_ends_a_program(alice, manager_of_desk, sign_in):
    program, _key = register(alice, "Lamp finder")
    sign_in(manager_of_desk).post(f"/office/programs/{program.public_id}/", {"end": "1"})
    program.refresh_from_db()
    assert program.revoked_at


def test_other_offices_see_the_programs_and_are_told_why_they_do_not_decide(alice, mona, sign_in):
    program, _key = register(alice, "Lamp finder")
    page = sign_in(mona).get("/office/programs/").content.decode()
    assert "Lamp finder" in page
    assert program.public_id not in page
    answer = sign_in(mona).get(f"/office/programs/{program.public_id}/")
    assert answer.status_code == 403
    assert "public desk" in answer.content.decode()
