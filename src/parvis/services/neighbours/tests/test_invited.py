"""Whoever asks what they can do here, now hears it soon, however much there is to do."""

import pytest

from parvis.kernel.testing.answers import words_of
from parvis.services.adoptions.actions import adopt
from parvis.services.assets.tests import stage as things
from parvis.services.calls.actions import make
from parvis.services.calls.tests.pages import wish
from parvis.services.openings.tests.stage import opened
from parvis.services.reports.actions import work
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import reported


@pytest.mark.django_db
def test_a_newcomer_in_a_neighbourhood_where_all_is_needed_waits_for_twelve_questions_at_most(
    alice, bob, amina, dana, olga, sign_in, at_most
):
    stage = things.build()
    adopt(stage.hydrant.code, bob)
    city = stage.city
    opened(dana)
    reported(city, bob)
    closed = reported(city, bob, words="It flickers.", address="12 Elm Street")
    work.close(closed.pk, amina, Closing.DONE, "A new lamp is in.")
    make(olga, wish())
    alice.home_area = city.east
    alice.save()
    browser = sign_in(alice)
    browser.get("/invitations/")
    with at_most():
        page = browser.get("/invitations/")
    words = words_of(page)
    for needed in ("Help with this", "Is it fixed?", "A hundred looks"):
        assert needed in words, needed
