"""A person says what they want to hear, how soon, by which way, and when not."""

import re

import pytest

from parvis.kernel.quiet.queries import hours_of
from parvis.kernel.quiet.rules import UNASKED, QuietHours
from parvis.kernel.wishes.queries import wishes_of

pytestmark = pytest.mark.django_db
PACES = {
    "pace-own": "now",
    "pace-followed": "daily",
    "pace-area": "weekly",
    "pace-invited": "now",
    "pace-work": "never",
}
FORM = {**PACES, "starts": 22, "ends": 7}


def test_preferences_are_kept_as_they_were_chosen(alice, sign_in):
    browser = sign_in(alice)
    page = browser.post(
        "/notices/preferences/", {**FORM, "urgent_passes": "on"}, follow=True
    ).content.decode()
    assert "We keep to this." in page
    assert {line.category: line.pace for line in wishes_of(alice)} == {
        "own": "now", "followed": "daily", "area": "weekly", "invited": "now", "work": "never",
    }  # fmt: skip
    assert hours_of(alice.pk) == QuietHours(22, 7, letters_too=False, urgent_passes=True)
    assert "pace-account" not in page
    assert re.search(r'value="daily" selected', page)
    assert re.search(r'name="urgent_passes"[^>]*checked', page)


def test_a_choice_that_is_not_there_is_refused_and_nothing_typed_is_lost(alice, sign_in):
    page = sign_in(alice).post("/notices/preferences/", {**FORM, "starts": 25, "ends": 6}).content.decode()
    assert "data-invalid" in page
    assert re.search(r'value="6" selected', page)
    assert hours_of(alice.pk) == UNASKED
