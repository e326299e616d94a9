"""Whoever is erased stands on a list beside the backups, nameless, for as long as a backup could bring them back."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from parvis.kernel.clock import now
from parvis.kernel.erasures.actions import erase_again, let_lines_go
from parvis.kernel.erasures.models import Erasure
from parvis.kernel.erasures.queries import list_file
from parvis.kernel.erasures.rules import read
from parvis.kernel.keeping.actions import erase, erase_address
from parvis.kernel.people.actions import ask_to_confirm
from parvis.kernel.people.models import Confirmation
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.testing.cast import member

pytestmark = pytest.mark.django_db
GUS = "gus@people.example"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where this installation keeps its data."""
    settings.DATA, settings.BACKUP_FOLDER = tmp_path, ""
    return tmp_path


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """What is done once a transaction is certain, is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def lines():
    return read(list_file().read_text())


def as_before():
    """What a backup that was made before the erasure does not know."""
    Erasure.objects.all().delete()


def test_the_list_knows_the_number_and_neither_name_nor_address(alice, commits):
    number, email = alice.public_id, alice.email
    with commits():
        erase(alice, words_too=True)
    (line,) = lines()
    assert (line.person, line.words_too) == (number, True)
    told = list_file().read_text()
    assert email not in told
    assert "alice" not in told.lower()
    assert list_file().stat().st_mode & 0o777 == 0o600


def test_an_erasure_that_fails_is_not_on_the_list(olive, commits):
    with commits(), pytest.raises(RefusedError):
        erase(olive)
    assert not list_file().exists()


def test_a_guest_is_erased_again_by_an_address_that_the_list_does_not_tell(commits):
    ask_to_confirm(GUS, "testing.thing", "abc", "en")
    with commits():
        erase_address("Gus@People.example")
    assert "gus" not in list_file().read_text().lower()
    as_before()
    ask_to_confirm(GUS, "testing.thing", "abc", "en")
    ask_to_confirm("zoe@people.example", "testing.thing", "def", "en")
    assert erase_again(lines()).done == 1
    assert list(Confirmation.objects.values_list("email", flat=True)) == ["zoe@people.example"]


def test_whoever_comes_back_of_their_own_will_is_not_erased_by_an_old_line(commits):
    gus = member("Gus")
    with commits():
        erase_address(gus.email)
    back = member("Gus")
    for _time in range(2):
        found = erase_again(lines())
        assert (found.done, found.known) == (0, 2)
    as_before()
    with commits():
        erase_again(lines())
    back.refresh_from_db()
    assert back.is_active, "Another number, so another account."


def test_what_cannot_be_erased_again_is_told_and_the_others_are(alice, olive, commits):
    with commits():
        erase(alice)
    (line,) = lines()
    alice.is_active = True
    as_before()
    found = erase_again([type(line)("b" * 32, line.at, olive.public_id, (), words_too=False), line])
    assert found.done == 1
    assert "only owner of Street Lighting" in found.refused[0]
    assert not Erasure.objects.filter(mark="b" * 32).exists(), "It is tried again the next time."


def test_a_line_that_cannot_be_written_is_cried_out_with_the_line(alice, commits, settings, caplog):
    number = alice.public_id
    (Path(settings.DATA) / "occupied").write_text("a file, no folder")
    settings.DATA = Path(settings.DATA) / "occupied"
    with commits():
        erase(alice)
    (cried,) = [each for each in caplog.records if each.levelno == logging.CRITICAL]
    assert number in cried.getMessage()
    assert "Add this line" in cried.getMessage()
    alice.refresh_from_db()
    assert not alice.is_active


def test_lines_go_with_the_last_backup_that_needs_them(alice, bob, clock, commits, settings):
    settings.BACKUPS_KEPT = 30
    with commits():
        erase(alice)
    clock.shift(timedelta(days=20))
    with commits():
        erase(bob)
    assert let_lines_go() == 0
    clock.shift(timedelta(days=11))
    assert let_lines_go() == 1
    assert [line.person for line in lines()] == [bob.public_id]
    assert Erasure.objects.count() == 1
    assert datetime_of(lines()[0]) < now()


def datetime_of(line):
    return type(now()).fromisoformat(line.at)


def test_nights_without_a_list_are_quiet():
    assert let_lines_go() == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_are_erased_while_lines_go_are_both_on_the_list(alice, bob, together):
    together(lambda: erase(alice), lambda: erase(bob), let_lines_go)
    assert {line.person for line in lines()} == {alice.public_id, bob.public_id}
