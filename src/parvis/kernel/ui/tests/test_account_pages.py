"""The pages of one's account wear the house's frame and keep to its rules."""

import re
from urllib.parse import urlsplit

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
# What a browser once sent when somebody made a passkey for a site that has gone since.
A_KEY = {
    "name": "My phone",
    "credential": {
        "id": "MOWWLkB6pkZ3bpaYsXDdUjb0oIboUe0um1VkqWg3vtU",
        "rawId": "MOWWLkB6pkZ3bpaYsXDdUjb0oIboUe0um1VkqWg3vtU",
        "type": "public-key",
        "response": {
            "transports": ["internal"],
            "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoiZmtuQVVtSXp0XzNDd0hyeDd6cG4wLVdn"
            "V1ZwZXR1VGJmbHFJZzZCMTgzcyIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6MzU5MDMiLCJjcm9zc09yaWdpbiI6ZmFsc2V9",
            "attestationObject": "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl"
            "2NFAAAAAQECAwQFBgcIAQIDBAUGBwgAIDDlli5AeqZGd26WmLFw3VI29KCG6FHtLptVZKloN77VpQECAyYgASFYIP7XiXiNGwkz2Rqm"
            "ztThwkzyIx7qDomA99-srBSI8V11IlggXrFgxkFHNHFYwzZgJO4fgG_aE9TaFGETFYBsiItoAZ4",
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
        "authenticatorAttachment": "platform",
    },
}
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
    Authenticator.objects.create(user=alice, type="webauthn", data=A_KEY)
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


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_a_member_changes_a_key(alice, sign_in, name):
    key = Authenticator.objects.create(user=alice, type="webauthn", data=A_KEY)
    text = confirmed(sign_in(alice)).get(reverse(name, args=[key.pk])).content.decode()
    assert_of_the_house(text)
    assert "My phone" in text


def test_a_member_may_confirm_with_a_key(alice, sign_in):
    Authenticator.objects.create(user=alice, type="webauthn", data=A_KEY)
    text = sign_in(alice).get(reverse("mfa_reauthenticate_webauthn")).content.decode()
    assert_of_the_house(text)
    assert "Is it you?" in text


def test_an_official_is_warned_before_the_app_goes(amina, sign_in):
    text = confirmed(sign_in(amina)).get(reverse("mfa_deactivate_totp")).content.decode()
    assert_of_the_house(text)
    assert "Stop using the app?" in text


def test_who_came_by_a_code_can_choose_a_password(alice, sign_in):
    browser = sign_in(alice)
    alice.set_unusable_password()
    alice.save()
    assert_of_the_house(sign_in(alice).get(reverse("account_set_password")).content.decode())
    assert browser.get(reverse("account_set_password")).status_code == 302


def test_a_forgotten_password_is_replaced_by_the_link_in_the_letter(client, alice, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": alice.email})
    [letter] = mailoutbox
    [link] = re.findall(r"https?://\S+/password/reset/key/\S+", letter.body)
    page = client.get(urlsplit(link).path, follow=True)
    assert_of_the_house(page.content.decode())
    words = "a lamp in the rain"
    done = client.post(page.redirect_chain[-1][0], {"password1": words, "password2": words}, follow=True)
    assert "Your new password is saved" in done.content.decode()
    alice.refresh_from_db()
    assert alice.check_password(words)
    assert "does not work any more" in client.get(urlsplit(link).path, follow=True).content.decode()
