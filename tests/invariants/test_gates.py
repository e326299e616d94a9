"""Every form that a guest can send has the gate before it, or a reason why not."""

import pytest
from django.test import Client

from parvis.kernel.permissions.access import Access
from parvis.kernel.testing.addresses import all_addresses, samples_of_modules
from parvis.kernel.testing.gates import GATED, gate_on
from tests.invariants.test_addresses import ENDLESS

OF_A_LETTER = "the signed link of a letter that we wrote leads there; nobody can make one up"
OF_A_DRAFT = "writes to the visitor's own session; the page that sends it has the gate"
STANDARD = "a protocol for programs, with keys, allowances and a limit for each caller; never a page"
OF_A_SIGN_IN = "goes on with a sign-in that began at a page with the gate or a password; tries are counted"
WITHOUT = {
    "account_confirm_login_code": OF_A_SIGN_IN,
    "account_email_verification_sent": OF_A_SIGN_IN,
    "account_login": "asks for a password; tries are counted for each address and each account",
    "account_logout": "ends one's own session",
    "account_reset_password_from_key": OF_A_LETTER,
    "api:api-root": STANDARD,
    "api:openapi-json": STANDARD,
    "api:reports": STANDARD,
    "api:send": STANDARD,
    "around:stop": OF_A_LETTER,
    "helping:offer": "who is not signed in is led to the sign-in",
    "kiosk:language": "one's own session, at a kiosk that officials opened",
    "kiosk:start": "guesses of a code are counted",
    "kiosk:thing": "a kiosk that officials opened, where people wait in line and type with one finger; it has a limit",
    "mfa_authenticate": OF_A_SIGN_IN,
    "mfa_login_webauthn": OF_A_SIGN_IN,
    "notices:leave": OF_A_LETTER,
    "openid_connect_login": "only leads to the provider",
    "people:confirm": OF_A_LETTER,
    "people:preferences": "language and appearance, kept on the device",
    "push:seen": "a signed word of one's own device",
    "reports:contact": OF_A_DRAFT,
    "reports:details": "words go to the session; photographs have a limit and are dropped where no report follows",
    "reports:follow-instead": "who is not signed in is led to the report",
    "reports:looked": OF_A_LETTER,
    "reports:said-more": OF_A_LETTER,
    "reports:same": OF_A_DRAFT,
    "reports:what": OF_A_DRAFT,
    "reports:where": OF_A_DRAFT,
    "sms-in:arrive": "the gateway alone, with its secret; each phone has a limit",
    "socialaccount_signup": "who comes there was sent by the provider, which knows them",
    "thanks:thanks": "who is not signed in is led to the sign-in",
    "workmail:order": OF_A_LETTER,
}


def takes_posts(address):
    """Whether the address knows what to do with a form; a robot asks."""
    return Client().post(address.example).status_code != 405


@pytest.mark.django_db
def test_every_form_of_guests_has_the_gate_or_a_reason():
    open_to_all = [each for each in all_addresses() if each.door is Access.EVERYONE]
    forms = {
        each.name
        for each in open_to_all
        if not ENDLESS.search(each.route) and not each.name.startswith("open311:") and takes_posts(each)
    }
    assert forms == GATED | set(WITHOUT)
    assert not GATED & set(WITHOUT)


@pytest.mark.django_db
def test_pages_with_the_gate_show_it_to_guests_and_to_nobody_whom_the_city_knows(cast):
    paths = {each.name: each.example for each in all_addresses() if each.name in GATED and each.is_plain}
    samples = [each.path for each in samples_of_modules(cast)]
    paths["moderation:flag"] = next(path for path in samples if path.startswith("/moderation/flag/"))
    paths["around:show"] = "/around/?area=east-side"
    del paths["reports:check"]  # has nothing to send yet; `tests/e2e/test_gate.py` walks there
    assert set(paths) | {"reports:check"} == GATED
    for name, path in paths.items():
        page = cast.browser("grace").get(path).content.decode()
        assert page.count("data-gate ") == 1, name
        assert gate_on(page), name
        assert "data-gate " not in cast.browser("mona").get(path).content.decode(), name
