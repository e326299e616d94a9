"""The desk forgets an address for somebody who asks for it."""

from pathlib import Path

import pytest

from parvis.interfaces.cli.commands.forget import forget, forget_again
from parvis.interfaces.cli.terminal import CannotError
from parvis.kernel.people.actions import ask_to_confirm
from parvis.kernel.people.models import Confirmation
from parvis.kernel.permissions.verdict import RefusedError

pytestmark = pytest.mark.django_db


def test_it_first_says_what_would_go(alice):
    told = forget(alice.email, words=False, really=False)
    assert "has an account, which would be erased" in told[0]
    assert "Nothing was erased" in told[1]
    alice.refresh_from_db()
    assert alice.is_active


def test_a_guest_s_address_is_forgotten():
    ask_to_confirm("gus@people.example", "testing.thing", "abc", "en")
    assert "has no account" in forget("gus@people.example", words=False, really=False)[0]
    assert Confirmation.objects.exists()
    told = forget("Gus@People.example", words=False, really=True)
    assert told == ["Gus@People.example is forgotten. Backups forget it when they are thrown away."]
    assert not Confirmation.objects.exists()


def test_an_account_goes_with_its_address(alice):
    assert "with its account" in forget(alice.email, words=True, really=True)[0]
    alice.refresh_from_db()
    assert not alice.is_active


def test_the_desk_cannot_erase_the_last_owner(olive):
    with pytest.raises(RefusedError, match="only owner of Street Lighting"):
        forget(olive.email, words=False, really=True)
    olive.refresh_from_db()
    assert olive.is_active


def test_what_is_no_address_is_said_so():
    with pytest.raises(CannotError, match="no e-mail address"):
        forget("zoe", words=False, really=True)


def test_after_a_restore_a_list_that_is_not_there_is_no_fault_unless_it_was_named(settings, tmp_path):
    settings.DATA, settings.BACKUP_FOLDER = tmp_path, ""
    assert "nobody was erased here" in forget_again(Path())
    with pytest.raises(CannotError, match="cannot be read"):
        forget_again(tmp_path / "elsewhere")
    (tmp_path / "letter.txt").write_text("Dear Sir")
    with pytest.raises(CannotError, match="Line 1"):
        forget_again(tmp_path / "letter.txt")
