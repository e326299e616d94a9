"""The pages of one's account wear the house's frame and keep to its rules."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse

from parvis.kernel.testing.cast import PASSWORD

pytestmark = pytest.mark.django_db

FOR_GUESTS = ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]
FOR_MEMBERS = [
    "account_logout", "account_email", "account_change_password", "mfa_index", "usersessions_list",
    "account_reauthenticate",
]  # fmt: skip
AFTER_CONFIRMING = [
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_generate_recovery_codes",
]
INLINE = re.compile(r"\sstyle=|\son[a-z]+=\"|<script(?![^>]*(?:\bsrc=|application/json))", re.IGNORECASE)


def assert_of_the_house(text):
    assert "<main" in text
    assert 'class="wordmark"' in text
    assert text.count("<h1") == 1
    assert not INLINE.search(text)
    assert "Menu:" not in text


@pytest.mark.parametrize("name", FOR_GUESTS)
def test_a_guest_meets_the_house_at_its_door(client, name):
    assert_of_the_house(client.get(reverse(name)).content.decode())


@pytest.mark.parametrize("name", FOR_MEMBERS)
def test_a_member_finds_everything_about_the_account(alice, sign_in, name):
    answer = sign_in(alice).get(reverse(name))
    assert answer.status_code == 200
    assert_of_the_house(answer.content.decode())


def confirmed(browser):
    """The same browser, after its person gave the password once more."""
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


@pytest.mark.parametrize("name", AFTER_CONFIRMING)
def test_a_member_can_make_signing_in_safer(alice, sign_in, name):
    answer = confirmed(sign_in(alice)).get(reverse(name))
    assert answer.status_code == 200
    assert_of_the_house(answer.content.decode())


def test_the_app_is_set_up_by_picture_or_by_typing(alice, sign_in):
    text = confirmed(sign_in(alice)).get(reverse("mfa_activate_totp")).content.decode()
    assert 'class="qr"' in text
    assert 'id="authenticator_secret"' in text


def test_a_newcomer_is_asked_for_the_code_that_proves_the_address(client, mailoutbox):
    newcomer = {"email": "new@people.example", "password1": PASSWORD}
    text = client.post(reverse("account_signup"), newcomer, follow=True).content.decode()
    assert 'name="code"' in text
    assert_of_the_house(text)


def test_an_official_may_confirm_by_password_or_by_app(amina, sign_in):
    text = sign_in(amina).get(reverse("account_reauthenticate")).content.decode()
    assert "Another way" in text
    assert reverse("mfa_reauthenticate") in text


def test_a_wrong_password_is_a_sentence_on_top(client, alice):
    answer = client.post(reverse("account_login"), {"login": alice.email, "password": "wrong"})
    text = answer.content.decode()
    assert "data-error-summary" in text
    assert alice.email in text


def test_an_official_is_asked_for_the_second_step(client, amina):
    answer = client.post(reverse("account_login"), {"login": amina.email, "password": PASSWORD}, follow=True)
    text = answer.content.decode()
    assert "Second step" in text
    assert_of_the_house(text)


def test_an_official_sees_that_the_second_step_is_set_up(amina, sign_in):
    text = sign_in(amina).get(reverse("mfa_index")).content.decode()
    assert "Stop using the app" in text
    assert "Recovery codes" in text


def test_a_member_sees_the_keys_by_name(alice, sign_in):
    browser = confirmed(sign_in(alice))
    assert "You have no key yet" in browser.get(reverse("mfa_list_webauthn")).content.decode()
    key = {"clientExtensionResults": {"credProps": {"rk": True}}}
    Authenticator.objects.create(user=alice, type="webauthn", data={"name": "My phone", "credential": key})
    text = browser.get(reverse("mfa_list_webauthn")).content.decode()
    assert "My phone" in text
    assert "Never used." in text


def test_addresses_show_which_one_is_proved(alice, sign_in):
    EmailAddress.objects.create(user=alice, email="second@people.example")
    text = sign_in(alice).get(reverse("account_email")).content.decode()
    assert "second@people.example" in text
    assert 'data-tone="kept"' in text
    assert 'data-tone="warning"' in text


def test_a_code_by_e_mail_has_a_page_to_type_it(client, alice, mailoutbox):
    answer = client.post(reverse("account_request_login_code"), {"email": alice.email}, follow=True)
    assert_of_the_house(answer.content.decode())
    assert 'name="code"' in answer.content.decode()


def test_signing_out_is_asked_first(alice, sign_in):
    text = sign_in(alice).get(reverse("account_logout")).content.decode()
    assert "Sign out?" in text
    assert 'method="post"' in text
