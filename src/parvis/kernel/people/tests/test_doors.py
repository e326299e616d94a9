"""Coming in and going out: sign-up, codes, the second factor, idle hands, language and appearance."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.testing.cast import PASSWORD, member

pytestmark = pytest.mark.django_db
OFFICE = "/office/"
ZOE = "zoe@people.example"


def code_in(mailoutbox) -> str:
    return re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mailoutbox[-1].body, re.M)[1]


def is_signed_in(browser) -> bool:
    return browser.get(reverse("site:me")).status_code == 200


def test_a_newcomer_signs_up_proves_the_address_and_is_in(grace, mailoutbox):
    asked = {"email": ZOE.upper(), "password1": PASSWORD, "public_name": " Zoe "}
    grace.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    page = grace.post(reverse("account_signup"), asked)
    zoe = Person.objects.get(email=ZOE)
    assert (zoe.public_name, zoe.language, zoe.level) == ("Zoe", "fr", Level.GUEST)
    assert not is_signed_in(grace)
    grace.post(page.url, {"code": code_in(mailoutbox)})
    zoe.refresh_from_db()
    assert zoe.level == Level.CONTACT_CONFIRMED
    assert is_signed_in(grace)


def test_signing_up_again_does_not_tell_that_the_address_is_known(grace, alice, mailoutbox):
    known = grace.post(reverse("account_signup"), {"email": alice.email, "password1": PASSWORD})
    fresh = grace.post(reverse("account_signup"), {"email": ZOE, "password1": PASSWORD})
    assert (known.status_code, known.url) == (fresh.status_code, fresh.url)
    assert Person.objects.filter(email=alice.email).count() == 1


def test_a_member_signs_in_by_a_code_from_the_mailbox(grace, mailoutbox, alice):
    page = grace.post(reverse("account_request_login_code"), {"email": alice.email})
    assert not is_signed_in(grace)
    grace.post(page.url, {"code": code_in(mailoutbox)})
    assert is_signed_in(grace)


def test_a_wrong_code_opens_nothing(grace, mailoutbox, alice):
    page = grace.post(reverse("account_request_login_code"), {"email": alice.email})
    answer = grace.post(page.url, {"code": "WRONG1"})
    assert "Type the newest one." in answer.content.decode()
    assert not is_signed_in(grace)


def test_a_wrong_password_opens_nothing_and_names_another_way_in(grace, alice):
    answer = grace.post(reverse("account_login"), {"login": alice.email, "password": "something else"})
    assert "have a code sent to you" in answer.content.decode()
    assert not is_signed_in(grace)


def test_an_official_needs_more_than_the_password(grace, amina):
    answer = grace.post(reverse("account_login"), {"login": amina.email, "password": PASSWORD})
    assert answer.url.startswith(reverse("mfa_authenticate"))
    answer = grace.post(answer.url, {"code": "000000"})
    assert "Type the code that your app shows, or one of your recovery codes." in answer.content.decode()
    assert not is_signed_in(grace)


def test_an_official_without_a_second_factor_is_led_to_set_one_up(amina, sign_in):
    amina.authenticator_set.all().delete()
    answer = sign_in(amina).get(OFFICE)
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))


def test_an_official_with_a_second_factor_gets_in_and_a_member_does_not(amina, alice, sign_in, grace):
    assert sign_in(amina).get(OFFICE, follow=True).status_code == 200
    refused = sign_in(alice).get(OFFICE)
    assert refused.status_code == 403
    assert "people who work for the city" in refused.content.decode()
    assert reverse("account_login") in grace.get(OFFICE).url


def test_an_official_who_was_away_for_half_an_hour_signs_in_again(amina, sign_in, clock):
    browser = sign_in(amina)
    browser.get(OFFICE)
    clock.shift(timedelta(minutes=29))
    assert reverse("account_login") not in browser.get(OFFICE).headers.get("Location", "")
    clock.shift(timedelta(minutes=30, seconds=1))
    assert reverse("account_login") in browser.get(OFFICE).url
    assert not is_signed_in(browser)


def test_a_member_who_was_away_stays_signed_in(alice, sign_in, clock):
    browser = sign_in(alice)
    assert is_signed_in(browser)
    clock.shift(timedelta(hours=5))
    assert is_signed_in(browser)


@pytest.mark.parametrize(
    "asked, on_device, own, of_browser, expected",
    [
        ("es", "ca", "fr", "ar", "es"),
        ("", "ca", "fr", "ar", "ca"),
        ("", "", "fr", "ar", "fr"),
        ("", "", "", "ar", "ar"),
        ("", "", "", "", "en"),
        ("klingon", "klingon", "", "fr;q=0.5, ca", "ca"),
    ],
)
def test_the_language_is_the_link_s_the_device_s_the_account_s_the_browser_s(
    sign_in, asked, on_device, own, of_browser, expected
):
    browser = sign_in(member("Zoe", language=own))
    if on_device:
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = on_device
    answer = browser.get("/", {"language": asked} if asked else {}, headers={"accept-language": of_browser})
    assert answer.headers["Content-Language"] == expected
    assert f'<html lang="{expected}"' in answer.content.decode()
    assert "Cookie" in answer.headers["Vary"]


def test_language_and_appearance_are_kept_on_the_device_of_a_guest(grace):
    answer = grace.post("/account/preferences/", {"language": "ar", "theme": "dark", "next": "/ui/"})
    assert answer.url == "/ui/"
    page = grace.get("/").content.decode()
    assert 'dir="rtl"' in page
    assert 'data-theme="dark"' in page


def test_language_and_appearance_are_kept_in_the_account_of_a_member(alice, sign_in):
    sign_in(alice).post("/account/preferences/", {"language": "ca", "theme": "contrast"})
    alice.refresh_from_db()
    assert (alice.language, alice.theme) == ("ca", "contrast")


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_nobody_is_led_to_another_site(grace, elsewhere):
    answer = grace.post("/account/preferences/", {"language": "klingon", "next": elsewhere})
    assert answer.url == "/"
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_a_member_writes_who_they_are(alice, sign_in):
    browser = sign_in(alice)
    assert 'value="Alice"' in browser.get("/account/profile/").content.decode()
    told = {"public_name": "Ali", "legal_name": "Alice Adams", "language": "es", "theme": "light"}
    page = browser.post("/account/profile/", told, follow=True)
    assert page.headers["Content-Language"] == "es"
    alice.refresh_from_db()
    assert (alice.public_name, alice.legal_name, alice.language, alice.theme) == tuple(told.values())


def test_a_profile_that_makes_no_sense_says_so_and_loses_nothing(alice, sign_in):
    told = {"public_name": "Ali", "legal_name": "x" * 200, "language": "en", "theme": "light"}
    page = sign_in(alice).post("/account/profile/", told).content.decode()
    assert 'value="Ali"' in page
    assert 'aria-invalid="true"' in page
    alice.refresh_from_db()
    assert alice.public_name == "Alice"
