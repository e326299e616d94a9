"""A new generation breaks every link that was sent before, and no other."""

import pytest
from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.models import EmailAddress
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from parvis.kernel.seals.actions import renew
from parvis.kernel.seals.models import Generation
from parvis.kernel.seals.queries import generation, opened, sealed
from parvis.kernel.seals.tokens import PasswordTokens

pytestmark = pytest.mark.django_db


@given(st.lists(st.integers() | st.text(alphabet="abc"), max_size=3))
def test_what_was_sealed_can_be_opened(value):
    assert opened(sealed(value, "testing"), "testing") == value


def test_links_from_before_there_were_generations_still_open():
    assert generation() == 0
    assert opened(signing.dumps([1], salt="testing"), "testing") == [1]


def test_a_new_generation_breaks_the_older_links(alice):
    token, first = sealed("a", "testing"), PasswordTokens().make_token(alice)
    assert PasswordTokens().check_token(alice, first)
    assert renew() == 1
    with pytest.raises(signing.BadSignature):
        opened(token, "testing")
    assert not PasswordTokens().check_token(alice, first)
    assert PasswordTokens().check_token(alice, PasswordTokens().make_token(alice))
    assert opened(sealed("a", "testing"), "testing") == "a"
    assert renew() == 2
    assert str(Generation.objects.get()) == "2"


def test_the_password_page_uses_these_tokens(settings):
    from allauth.account import app_settings

    assert app_settings.PASSWORD_RESET_TOKEN_GENERATOR is PasswordTokens


def test_a_link_for_a_new_password_opens_nothing_once_the_addresses_have_changed(alice):
    """Whoever reads an address that was taken away from an account must not get in by an old letter."""
    other = EmailAddress.objects.create(user=alice, email="old@people.example", verified=True)
    link = PasswordTokens().make_token(alice)
    assert PasswordTokens().check_token(alice, link)
    other.delete()
    assert not PasswordTokens().check_token(alice, link)


def test_a_link_that_was_sent_before_links_had_generations_still_opens(alice):
    EmailAddress.objects.create(user=alice, email="second@people.example", verified=True)
    sent = EmailAwarePasswordResetTokenGenerator().make_token(alice)
    assert PasswordTokens().check_token(alice, sent)
