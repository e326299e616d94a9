"""The doors hold: nobody learns who has an account, nobody tries for ever, no code opens twice."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.test import Client

from parvis.kernel.people.models import Person
from parvis.kernel.testing.cast import PASSWORD, TOTP_SECRET, browser_of
from tests.security.conftest import words_of

pytestmark = pytest.mark.django_db
LOGIN, CODE, RESET = "/account/login/", "/account/login/code/", "/account/password/reset/"


def shown(answer, *typed):
    """The page without what was typed and without what is new on each page."""
    text = words_of(answer) if answer.content else answer.url
    for each in typed:
        text = text.replace(each, "…")
    return answer.status_code, re.sub(r"[A-Za-z0-9_-]{30,}", "…", text)


def present_code():
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(TOTP_SECRET, counter))


@pytest.mark.parametrize("path", [LOGIN, CODE, RESET])
def test_a_known_address_and_an_unknown_one_get_the_same_answer(alice, path):
    answers = []
    for email in (alice.email, "nobody@people.example"):
        browser = Client()
        first = browser.post(path, {"login": email, "email": email, "password": "wrong"})
        after = browser.get(first.url) if first.status_code == 302 else first
        answers.append((shown(first, email), shown(after, email)))
    assert answers[0] == answers[1]


def test_somebody_who_left_gets_the_answer_of_an_unknown_address(alice):
    Person.objects.filter(pk=alice.pk).update(is_active=False)
    wrong = Client().post(LOGIN, {"login": alice.email, "password": "wrong"})
    unknown = Client().post(LOGIN, {"login": "nobody@people.example", "password": "wrong"})
    assert shown(wrong, alice.email) == shown(unknown, "nobody@people.example")


def test_a_password_is_not_tried_for_ever(alice):
    for _try in range(5):
        Client().post(LOGIN, {"login": alice.email, "password": "wrong"})
    right = Client()
    answer = right.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in right.session


def test_the_tries_are_counted_in_the_database_for_all_processes(alice):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM database_cache")
        before = cursor.fetchone()[0]
        Client().post(LOGIN, {"login": alice.email, "password": "wrong"})
        cursor.execute("SELECT count(*) FROM database_cache")
        assert cursor.fetchone()[0] > before
        cursor.execute("SELECT string_agg(cache_key || value, ' ') FROM database_cache")
        assert alice.email not in cursor.fetchone()[0]


def test_codes_by_letter_are_not_asked_for_for_ever(alice, mailoutbox):
    statuses = [browser_of(None).post(CODE, {"email": alice.email}).status_code for _try in range(6)]
    assert statuses[0] == 302
    assert 429 in statuses or 200 in statuses, "Told to wait."
    assert len(mailoutbox) <= 3


def test_a_code_by_letter_is_not_guessed_for_ever(alice, mailoutbox):
    browser = browser_of(None)
    page = browser.post(CODE, {"email": alice.email}).url
    for number in range(6):
        browser.post(page, {"code": f"WRONG{number}"})
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mailoutbox[-1].body, re.M)[1]
    browser.post(page, {"code": code})
    assert "_auth_user_id" not in browser.session


def test_a_code_of_the_app_opens_once(amina, clock):
    code, opened = present_code(), []
    for _browser in range(2):
        browser = Client()
        browser.post(LOGIN, {"login": amina.email, "password": PASSWORD})
        browser.post("/account/2fa/authenticate/", {"code": code})
        opened.append("_auth_user_id" in browser.session)
    assert opened == [True, False]


def test_the_second_step_alone_opens_nothing(amina):
    browser = Client()
    browser.post("/account/2fa/authenticate/", {"code": present_code()})
    assert "_auth_user_id" not in browser.session
    assert browser.get("/office/").status_code == 302
