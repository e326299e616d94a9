"""Who people are to the city: levels, roles, confirmations, and how they are forgotten."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.kernel.people import confirmations
from parvis.kernel.people.actions import (
    ask_again,
    ask_to_confirm,
    confirm,
    enrol,
    forget,
    found_organisation,
    grant_role,
    introduce,
    known_contact,
    prefer,
    raise_level,
)
from parvis.kernel.people.confirmations import confirmation_path, read_confirmation
from parvis.kernel.people.models import Confirmation, Membership, Organisation, Person
from parvis.kernel.people.queries import office_names
from parvis.kernel.people.rules import Level, Role, new_public_id
from parvis.kernel.testing.cast import PASSWORD, TOTP_SECRET, member, official
from parvis.kernel.testing.written import everything_written

pytestmark = pytest.mark.django_db
ZOE = "zoe@people.example"


@pytest.fixture
def confirmed(monkeypatch):
    """What was confirmed, as (subject, person); the page shown afterwards is /things/<subject>/."""
    heard = []

    def handler(subject, person):
        heard.append((subject, person))
        return f"/things/{subject}/"

    monkeypatch.setitem(confirmations._handlers, "testing.thing", handler)
    return heard


def test_a_guest_s_contribution_waits_for_its_address(confirmed):
    waiting = ask_to_confirm(f" {ZOE.upper()} ", "testing.thing", "abc", "fr")
    assert (waiting.email, waiting.confirmed_at, str(waiting)) == (ZOE, None, "testing.thing abc")
    assert ask_to_confirm(ZOE, "testing.thing", "abc", "fr").pk == waiting.pk
    assert not Person.objects.filter(email=ZOE).exists()


def test_confirming_makes_the_person_known_and_twice_is_once(confirmed):
    waiting = ask_to_confirm(ZOE, "testing.thing", "abc", "fr")
    assert confirm(waiting.pk) == confirm(waiting.pk) == "/things/abc/"
    zoe = Person.objects.get(email=ZOE)
    assert confirmed == [("abc", zoe)] * 2
    assert (zoe.level, zoe.language, zoe.has_usable_password()) == (Level.CONTACT_CONFIRMED, "fr", False)
    assert EmailAddress.objects.get(user=zoe).verified


def test_confirming_the_address_of_a_member_leads_to_the_member(confirmed, alice):
    waiting = ask_to_confirm(alice.email, "testing.thing", "abc", "en")
    confirm(waiting.pk)
    assert confirmed == [("abc", alice)]


def test_asking_again_is_counted(confirmed, clock):
    waiting = ask_to_confirm(ZOE, "testing.thing", "abc", "en")
    clock.shift(timedelta(days=1))
    ask_again(waiting)
    waiting.refresh_from_db()
    assert waiting.times_asked == 2
    assert waiting.asked_at - waiting.created_at == timedelta(days=1)


def test_the_link_asks_first_and_confirms_when_the_button_is_pressed(confirmed, grace):
    waiting = ask_to_confirm(ZOE, "testing.thing", "abc", "en")
    path = confirmation_path(waiting.pk)
    assert "Is this your address?" in grace.get(path).content.decode()
    assert confirmed == []
    assert grace.post(path).url == "/things/abc/"
    assert "Your address is confirmed" in grace.get(path).content.decode()


def test_a_forged_link_confirms_nothing(confirmed, grace):
    ask_to_confirm(ZOE, "testing.thing", "abc", "en")
    assert read_confirmation("forged") is None
    assert grace.post("/account/confirm/forged/").status_code == 404
    assert confirmed == []


def test_an_address_belongs_to_one_person_however_it_is_written(alice):
    assert known_contact(alice.email.upper()) == alice
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email=alice.email.upper())
    assert Person.objects.get_by_natural_key(alice.email.upper()) == alice


def test_somebody_is_enrolled_with_password_and_app_and_twice_is_once():
    for _time in range(2):
        made = enrol(ZOE, PASSWORD, public_name="Zoe", language="ca", totp_secret=TOTP_SECRET)
    assert made.check_password(PASSWORD)
    assert (made.public_name, made.language, made.level) == ("Zoe", "ca", Level.CONTACT_CONFIRMED)
    assert Authenticator.objects.filter(user=made).count() == 1
    assert Person.objects.get(pk=made.pk).has_second_factor()


def test_a_level_is_never_lowered(alice):
    raise_level(alice, Level.RESIDENT_CONFIRMED)
    raise_level(alice, Level.CONTACT_CONFIRMED)
    alice.refresh_from_db()
    assert alice.level == Level.RESIDENT_CONFIRMED


def test_wishes_that_we_do_not_know_leave_everything_as_it_was(alice):
    prefer(alice, language="ar", theme="dark")
    prefer(alice, language="klingon", theme="pink")
    alice.refresh_from_db()
    assert (alice.language, alice.theme) == ("ar", "dark")


def test_a_person_is_called_as_they_wish_and_never_by_their_legal_name(alice):
    introduce(alice, public_name=" Ali ", legal_name=" Alice Adams ")
    alice.refresh_from_db()
    assert (str(alice), alice.legal_name) == ("Ali", "Alice Adams")
    introduce(alice, public_name="", legal_name="Alice Adams")
    assert str(alice) == "A resident"


def test_there_is_one_public_desk(city_desk):
    with pytest.raises(IntegrityError), transaction.atomic():
        found_organisation("other-desk", {"en": "Other Desk"}, is_public_desk=True)


def test_an_office_is_called_in_the_reader_s_language_and_brought_up_to_date():
    found_organisation("parks", {"en": "Parks"})
    parks = found_organisation("parks", {"en": "Parks", "fr": "Parcs"}, email="parks@city.example")
    assert Organisation.objects.count() == 1
    with override("fr"):
        assert (str(parks), office_names({"parks"})) == ("Parcs", {"parks": "Parcs"})
    with override("ar"):
        assert parks.name == "Parks"


def test_somebody_who_left_is_no_official(amina):
    assert amina.is_official()
    forget(amina)
    assert not Person.objects.get(pk=amina.pk).is_official()


def test_nothing_tells_who_a_forgotten_person_was(street_lighting, confirmed):
    zoe = official("Zoe", street_lighting)
    introduce(zoe, public_name="Zoe from the Corner", legal_name="Zoe Zimmermann")
    confirm(ask_to_confirm(zoe.email, "testing.thing", "abc", "en").pk)
    UserSession.objects.create(user=zoe, ip="192.0.2.7", user_agent="Zoe's old phone", session_key="abc")
    traces = (ZOE, "Zoe from", "Zimmermann", "old phone", "192.0.2.7")
    before = everything_written()
    assert all(trace in before for trace in traces)
    forget(zoe)
    left = everything_written()
    assert [trace for trace in traces if trace in left] == []
    zoe.refresh_from_db()
    assert not zoe.is_active
    assert not zoe.has_usable_password()
    assert not Membership.objects.filter(person=zoe).exists()
    assert not Authenticator.objects.filter(user=zoe).exists()


def test_a_forgotten_address_can_begin_anew(alice):
    forget(alice)
    assert known_contact("alice@people.example") != alice


@settings(deadline=None)
@given(st.sampled_from(Role), st.sampled_from(Role))
def test_of_two_roles_one_includes_the_other(one, other):
    assert one in one.includes
    assert (one in other.includes) or (other in one.includes)
    if one != other:
        assert (one in other.includes) != (other in one.includes)


def test_public_ids_can_be_read_aloud_and_are_not_guessed():
    made = {new_public_id() for _number in range(500)}
    assert len(made) == 500
    assert not set("".join(made)) & set("01iloOIL")
    assert len(new_public_id(8)) == 8


def test_a_role_is_given_without_asking_only_in_set_up(bob, parks):
    assert str(grant_role(bob, parks, Role.AGENT)) == f"{bob.pk} agent {parks.pk}"
    assert Confirmation.objects.count() == 0
    assert member("Yan").roles() == {}
