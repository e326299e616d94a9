"""The switch from the command line, in the name of an official."""

from argparse import ArgumentParser

import pytest

from parvis.interfaces.cli.commands.breach import breach, configure
from parvis.interfaces.cli.terminal import CannotError
from parvis.kernel.breaches.actions import note_step
from parvis.kernel.breaches.models import Breach
from parvis.kernel.breaches.rules import Step

pytestmark = pytest.mark.django_db
DECLARE = ["declare", "--words", "A disk was left on the tram.", "--since", "2026-01-02T03:04"]


def said(*words):
    parser = ArgumentParser()
    configure(parser)
    return breach(parser.parse_args(words))


def test_a_breach_is_declared_told_of_and_ended(dana):
    assert said("status") == ["No breach is being looked into."]
    told = said(*DECLARE, "--by", dana.email, "--parts", "people, reports", "--close", "--revoke-keys")
    found = Breach.objects.get()
    assert "/decisions/" in told[0]
    assert "The API, open data and downloads are closed." in told
    assert (found.parts, found.closes, found.declared_by) == (["people", "reports"], True, dana)
    with pytest.raises(CannotError, match="First it must be stopped"):
        said("end", "--by", dana.email, "--breach", found.public_id, "--words", "The disk was found.")
    for step in (Step.CONTAINED, Step.AUTHORITY):
        note_step(dana, found.public_id, step, "It was done by the desk.")
    assert "and knows" in said("status")[0]
    told = said("end", "--by", dana.email, "--breach", found.public_id, "--words", "The disk was found.")
    assert told[-1] == "No breach is being looked into."


@pytest.mark.parametrize("by", ["", "nobody@city.example", "alice@people.example"])
def test_it_is_always_in_somebodys_name(alice, by):
    with pytest.raises(CannotError, match="in whose name"):
        said(*DECLARE, "--by", by)


def test_who_may_not_decide_it_is_told_so(mona):
    with pytest.raises(CannotError, match="Only the data-protection officer"):
        said(*DECLARE, "--by", mona.email)


def test_a_moment_that_cannot_be_read_is_told_with_an_example(dana):
    with pytest.raises(CannotError, match="--since 2026"):
        said("declare", "--by", dana.email, "--words", "A disk was left.", "--since", "yesterday")
    with pytest.raises(CannotError, match="no such breach"):
        said("end", "--by", dana.email, "--breach", "nothing", "--words", "The disk was found.")
