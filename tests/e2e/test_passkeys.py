"""Signing in with a passkey, with a key that the browser itself keeps, as a phone does."""

from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from parvis.kernel.testing.browser import Look
from parvis.kernel.testing.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
A_PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(open_page):
    """A phone that keeps passkeys. They belong to a name and not to a number, so the site is called localhost here."""
    page = open_page("/", Look())
    phone = page.context.new_cdp_session(page)
    phone.send("WebAuthn.enable")
    phone.send("WebAuthn.addVirtualAuthenticator", {"options": A_PHONE})
    home = f"http://localhost:{urlsplit(page.url).port}"
    page.goto(f"{home}/account/login/")
    yield page
    open_page.faults[:] = [each for each in open_page.faults if home not in each]


def test_somebody_makes_a_passkey_and_signs_in_with_nothing_else(page, alice):
    page.fill("[name=login]", alice.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form:has([name=password]) button[type=submit]")
    home = "/".join(page.url.split("/")[:3])
    page.goto(f"{home}/account/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.click("main form:has([name=password]) button[type=submit]")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    page.goto(f"{home}/account/logout/")
    page.click("main form button[type=submit]")
    page.goto(f"{home}/account/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/me/")
    expect(page.locator("h1")).to_contain_text("Alice")
    assert Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).user == alice
