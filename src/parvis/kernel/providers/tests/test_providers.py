"""Signing in with an account elsewhere, against a real provider on this machine; and against crooked ones."""

import base64
import json
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken

from parvis.kernel.assurance.actions import Ground, settle
from parvis.kernel.assurance.models import Residence
from parvis.kernel.assurance.rules import End, Way
from parvis.kernel.keeping.actions import erase
from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.providers.actions import believe as said_so
from parvis.kernel.providers.rules import Believed
from parvis.kernel.providers.tests.provider import CrookedProvider, RealProvider, agree

pytestmark = pytest.mark.django_db
START = "/account/elsewhere/at/city/"


@pytest.fixture(scope="module")
def real():
    """The provider's process."""
    with RealProvider() as provider:
        yield provider


@pytest.fixture
def believe(settings):
    """Let the city believe a provider."""

    def choose(issuer):
        settings.OUTBOUND_MAY_REACH_THIS_MACHINE = True
        settings.OIDC = Believed(
            "State account", issuer, "city", "whisper", "assurance.level", ("substantial", "high")
        )
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": settings.OIDC.as_apps()}}

    return choose


@pytest.fixture
def provider(believe, real):
    """The city believes the real one."""
    believe(real.issuer)
    return real


def leave(browser, process="login"):
    """Press the button; the address of the provider's page."""
    answer = browser.post(f"{START}?process={process}")
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def come_back(browser, address):
    parts = urlsplit(address)
    return browser.get(f"{parts.path}?{parts.query}")


def sign_in_elsewhere(browser, sub, process="login"):
    return come_back(browser, agree(leave(browser, process), sub))


def is_signed_in(browser):
    return "_auth_user_id" in browser.session


def refused(answer):
    return "That did not work" in answer.content.decode()


def test_a_button_stands_on_the_page_where_one_signs_in_only_where_the_city_believes_somebody(
    grace, provider, settings
):
    assert "Continue with State account" in grace.get("/account/login/").content.decode()
    settings.OIDC, settings.SOCIALACCOUNT_PROVIDERS = None, {"openid_connect": {"APPS": []}}
    assert "With another account" not in grace.get("/account/login/").content.decode()
    assert grace.post(START).status_code == 404


def test_the_question_carries_state_nonce_and_proof_key_whatever_the_address_asks_for(grace, provider):
    answer = grace.post(f"{START}?auth_params=nonce%3Dknown&scope=address")
    asked = parse_qs(urlsplit(answer["Location"]).query)
    assert sorted(asked["scope"][0].split()) == ["email", "openid"], (
        "their order says nothing (RFC 6749, 3.3)"
    )
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) >= 32
    assert asked["state"]
    assert "known" not in asked["nonce"]


def test_opening_an_address_sends_nobody_anywhere(grace, provider):
    answer = grace.get(START)
    assert answer.status_code == 200
    assert "They learn that you use this site" in answer.content.decode()


def test_somebody_new_signs_in_and_the_city_knows_where_they_live(grace, provider):
    sign_in_elsewhere(grace, "ada")
    person = Person.objects.get(email="ada@elsewhere.example")
    assert is_signed_in(grace)
    assert person.level == Level.RESIDENT_CONFIRMED
    residence = Residence.objects.get(person=person)
    assert (residence.way, residence.seen) == (Way.PROVIDER, "State account")


def test_of_all_that_the_provider_tells_one_yes_is_kept(grace, provider):
    sign_in_elsewhere(grace, "ada")
    account = SocialAccount.objects.get()
    assert account.extra_data == {"lives_here": True}
    assert not SocialToken.objects.exists()
    assert "Ada" not in str(Person.objects.values().get())


def test_who_comes_back_is_the_same_and_is_not_confirmed_each_time(grace, provider, sign_in):
    sign_in_elsewhere(grace, "ada")
    again = sign_in(None)
    sign_in_elsewhere(again, "ada")
    assert Person.objects.filter(email="ada@elsewhere.example").count() == 1
    assert is_signed_in(again)
    assert Residence.objects.count() == 1


def test_a_sign_in_in_the_last_month_renews(grace, provider, sign_in):
    sign_in_elsewhere(grace, "ada")
    first = Residence.objects.get()
    Residence.objects.update(since=first.since - timedelta(days=340), until=first.until - timedelta(days=340))
    sign_in_elsewhere(sign_in(None), "ada")
    assert Residence.objects.filter(ended_at=None).get() != first


def test_a_level_that_is_too_low_signs_in_and_confirms_nothing(grace, provider):
    sign_in_elsewhere(grace, "low")
    assert is_signed_in(grace)
    assert Person.objects.get(email="low@elsewhere.example").level == Level.CONTACT_CONFIRMED
    assert not Residence.objects.exists()


def test_whoever_comes_without_an_address_is_asked_for_one_and_has_to_prove_it(grace, provider, mailoutbox):
    answer = sign_in_elsewhere(grace, "silent")
    page = grace.get(answer["Location"])
    assert "To which address shall we write to you?" in page.content.decode()
    grace.post(answer["Location"], {"email": "silent@elsewhere.example"})
    assert not is_signed_in(grace)
    assert Person.objects.get(email="silent@elsewhere.example").level == Level.GUEST
    assert [each.to for each in mailoutbox] == [["silent@elsewhere.example"]]


def test_nobody_gets_somebodys_account_by_claiming_their_address(alice, grace, provider):
    answer = sign_in_elsewhere(grace, "eve")
    assert not is_signed_in(grace)
    assert not SocialAccount.objects.exists()
    assert answer.status_code in {200, 302}
    assert EmailAddress.objects.get(email="alice@people.example").user == alice


def test_not_even_an_address_that_the_provider_proved_joins_two_accounts(grace, provider):
    Person.objects.create_user("ada@elsewhere.example", "lanterns on the square")
    sign_in_elsewhere(grace, "ada")
    assert not is_signed_in(grace)
    assert not SocialAccount.objects.exists()


def test_who_is_signed_in_connects_it_and_is_known_and_can_disconnect(alice, provider, sign_in):
    browser = sign_in(alice)
    assert (
        "Sign in with an account that knows where you live"
        in browser.get("/account/residence/").content.decode()
    )
    browser.post("/account/reauthenticate/", {"password": "lanterns on the square"})
    sign_in_elsewhere(browser, "ada", process="connect")
    account = SocialAccount.objects.get(user=alice)
    assert Person.objects.get(pk=alice.pk).level == Level.RESIDENT_CONFIRMED
    assert not EmailAddress.objects.filter(email="ada@elsewhere.example").exists()
    page = browser.get("/account/elsewhere/").content.decode()
    assert "State account" in page
    assert "disconnecting it ends that too" in page
    browser.post("/account/elsewhere/", {"account": account.pk})
    assert not SocialAccount.objects.exists()
    assert Residence.objects.get(person=alice).end == End.GIVEN_UP
    assert Person.objects.get(pk=alice.pk).level == Level.CONTACT_CONFIRMED
    assert "Given up" in browser.get("/account/residence/").content.decode()
    told = Notice.objects.get(person=alice, kind="assurance.ended")
    assert "You disconnected the account" in letter_of(told).text


def test_an_account_elsewhere_confirms_one_person_at_a_time(alice, bob, provider, sign_in):
    for person in (alice, bob):
        browser = sign_in(person)
        browser.post("/account/reauthenticate/", {"password": "lanterns on the square"})
        sign_in_elsewhere(browser, "ada", process="connect")
        assert [each.person for each in Residence.objects.filter(ended_at=None)] == [person]
        browser.post("/account/elsewhere/", {"account": SocialAccount.objects.get().pk})
    assert not Residence.objects.filter(ended_at=None).exists()


def test_disconnecting_takes_nothing_away_that_somebody_was_confirmed_by_otherwise(alice, provider, sign_in):
    settle(alice, Ground(Way.LETTER, None))
    browser = sign_in(alice)
    browser.post("/account/reauthenticate/", {"password": "lanterns on the square"})
    sign_in_elsewhere(browser, "ada", process="connect")
    browser.post("/account/elsewhere/", {"account": SocialAccount.objects.get().pk})
    assert [each.way for each in Residence.objects.filter(ended_at=None)] == [Way.LETTER]
    assert Person.objects.get(pk=alice.pk).level == Level.RESIDENT_CONFIRMED


def test_what_was_disconnected_while_somebody_signed_in_with_it_confirms_nobody(alice, provider):
    account = SocialAccount.objects.create(
        user=alice, provider="city", uid="ada", extra_data={"lives_here": True}
    )
    SocialAccount.objects.all().delete()
    assert not said_so(account)
    assert not Residence.objects.exists()


def test_an_account_that_is_connected_to_somebody_is_not_connected_to_another(alice, bob, provider, sign_in):
    for person in (alice, bob):
        browser = sign_in(person)
        browser.post("/account/reauthenticate/", {"password": "lanterns on the square"})
        sign_in_elsewhere(browser, "ada", process="connect")
    assert SocialAccount.objects.get().user == alice
    assert not Residence.objects.filter(person=bob).exists()


def test_another_state_or_none_is_refused(grace, provider, sign_in):
    back = agree(leave(grace), "ada")
    parts = urlsplit(back)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    for wrong in ({**query, "state": "guessed"}, {"code": query["code"]}):
        assert refused(grace.get(f"{parts.path}?{urlencode(wrong)}"))
    # Somebody else's browser, to which the address was sent.
    assert refused(come_back(sign_in(None), back))
    assert not Person.objects.filter(email="ada@elsewhere.example").exists()


def test_an_answer_is_taken_once(grace, provider):
    back = agree(leave(grace), "ada")
    come_back(grace, back)
    grace.post("/account/logout/")
    assert refused(come_back(grace, back))
    assert not is_signed_in(grace)


def test_who_says_no_at_the_provider_comes_back_to_a_calm_page(grace, provider):
    back = f"{START}back/?error=access_denied&state={parse_qs(urlsplit(leave(grace)).query)['state'][0]}"
    page = grace.get(back, follow=True).content.decode()
    assert "They told us nothing about you" in page


def part(token, place, change):
    """The token with one of its parts changed."""
    parts = token.split(".")
    raw = json.loads(base64.urlsafe_b64decode(parts[place] + "=="))
    parts[place] = base64.urlsafe_b64encode(json.dumps(change(raw)).encode()).rstrip(b"=").decode()
    return ".".join(parts)


def in_token(place, change):
    def crook(path, answer):
        return (
            {**answer, "id_token": part(answer["id_token"], place, change)}
            if "id_token" in answer
            else answer
        )

    return crook


CROOKS = {
    "another person in the token": in_token(1, lambda claims: {**claims, "sub": "mayor"}),
    "another level in the token": in_token(1, lambda claims: {**claims, "assurance": {"level": "high"}}),
    "no algorithm": in_token(0, lambda head: {**head, "alg": "none"}),
    "a symmetric algorithm": in_token(0, lambda head: {**head, "alg": "HS256"}),
    "an unknown key": in_token(0, lambda head: {**head, "kid": "other"}),
    "no key named": in_token(0, lambda head: {name: head[name] for name in head if name != "kid"}),
    "no token": lambda path, answer: {name: answer[name] for name in answer if name != "id_token"},
    "a token that is none": lambda path, answer: (
        {**answer, "id_token": "x"} if "id_token" in answer else answer
    ),
    "userinfo about another": lambda path, answer: (
        {**answer, "sub": "mayor"} if path == "/userinfo" else answer
    ),
    "no keys": lambda path, answer: {"keys": []} if path == "/jwks" else answer,
    "keys that are none": lambda path, answer: {"keys": [{}]} if path == "/jwks" else answer,
}


@pytest.mark.parametrize("crook", CROOKS.values(), ids=CROOKS)
def test_a_crooked_answer_signs_nobody_in(crook, believe, grace, real):
    with CrookedProvider(real, crook) as crooked:
        believe(crooked.issuer)
        answer = sign_in_elsewhere(grace, "ada")
    assert refused(answer)
    assert not is_signed_in(grace)
    assert not SocialAccount.objects.exists()


def test_a_provider_that_changes_nothing_is_believed_through_the_same_door(believe, grace, real):
    with CrookedProvider(real, lambda path, answer: answer) as straight:
        believe(straight.issuer)
        sign_in_elsewhere(grace, "ada")
    assert is_signed_in(grace)


def test_a_token_that_answers_another_question_is_refused(grace, provider, sign_in):
    """Somebody gets an honest code for a question of their own, and slips it into another's sign-in."""
    thief = sign_in(None)
    stolen = parse_qs(urlsplit(agree(leave(thief), "ada")).query)["code"][0]
    state = parse_qs(urlsplit(leave(grace)).query)["state"][0]
    assert refused(grace.get(f"{START}back/?{urlencode({'code': stolen, 'state': state})}"))
    assert not is_signed_in(grace)


@pytest.mark.parametrize("nonce", ["", "another"])
def test_a_wrong_nonce_is_refused_even_with_all_else_right(nonce, grace, provider):
    address = leave(grace)
    session = grace.session
    states = session["socialaccount_states"]
    for stashed in states.values():
        stashed[0]["nonce"] = nonce
    session["socialaccount_states"] = states
    session.save()
    assert refused(come_back(grace, agree(address, "ada")))
    assert not is_signed_in(grace)


@pytest.mark.parametrize(
    "metadata", [{"issuer": "https://other.example"}, {}], ids=["another issuer", "no issuer"]
)
def test_metadata_of_another_issuer_are_refused(metadata, believe, grace, real):
    def crook(path, answer):
        if not path.endswith("openid-configuration"):
            return answer
        return {**{name: answer[name] for name in answer if name != "issuer"}, **metadata}

    with CrookedProvider(real, crook) as crooked:
        believe(crooked.issuer)
        assert refused(grace.post(START))


def test_a_provider_that_is_down_or_inside_the_citys_network_gets_a_sentence(believe, grace, settings):
    believe("http://127.0.0.1:9")
    assert refused(grace.post(START))
    settings.OUTBOUND_MAY_REACH_THIS_MACHINE = False
    assert refused(grace.post(START))


def test_who_leaves_cannot_sign_in_with_it_any_more(grace, provider, sign_in):
    sign_in_elsewhere(grace, "ada")
    erase(Person.objects.get(email="ada@elsewhere.example"))
    assert not SocialAccount.objects.exists()


def test_officials_still_need_their_second_factor(amina, provider, sign_in):
    browser = sign_in(amina)
    browser.post("/account/reauthenticate/", {"password": "lanterns on the square"})
    SocialAccount.objects.create(user=amina, provider="city", uid="ada")
    fresh = sign_in(None)
    answer = sign_in_elsewhere(fresh, "ada")
    assert not is_signed_in(fresh)
    assert answer["Location"].startswith("/account/2fa/")
