"""The journal says what was written, or the first entry that does not is named."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from parvis.kernel.clock import now
from parvis.kernel.journal.actions import Draft, forget_actor, record, record_many
from parvis.kernel.journal.models import Chain, Entry
from parvis.kernel.journal.queries import history_of, size
from parvis.kernel.journal.rules import chained
from parvis.kernel.journal.tests.stage import SUBJECT, made, tamper
from parvis.kernel.verification.queries import broken_links, link_of

pytestmark = pytest.mark.django_db


def test_a_journal_as_it_was_written_holds():
    for area in (1, 2, 1, 2, 1):
        made(area)
    record_many(Draft("testing.thing.made", SUBJECT, "guest", 3, data={"n": n}) for n in range(60))
    assert list(broken_links()) == []
    assert size() == 65
    assert Chain.objects.get(area_id=1).length == 3


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal_entry SET subject = overlay(subject placing 'X' from 3 for 1) WHERE sequence = 2",
        "UPDATE journal_entry SET data = '{\"minutes\": 1}' WHERE sequence = 2",
        "UPDATE journal_entry SET recorded_at = recorded_at + interval '1 microsecond' WHERE sequence = 2",
        "UPDATE journal_entry SET own_hash = set_byte(own_hash, 0, get_byte(own_hash, 0) # 1) WHERE sequence = 2",
    ],
)
def test_one_changed_byte_is_found_and_the_entry_named(change):
    for _number in range(3):
        made()
    victim = Entry.objects.get(sequence=2)
    tamper(change)
    found = list(broken_links())
    assert [(fault.sequence, fault.identity) for fault in found] == [(2, victim.id)]


def test_the_command_names_the_first_bad_entry_and_fails():
    for _number in range(3):
        made()
    victim = Entry.objects.get(sequence=2)
    tamper("UPDATE journal_entry SET verb = 'testing.thing.moved' WHERE sequence = 2")
    out = StringIO()
    with pytest.raises(CommandError, match="1 broken"):
        call_command("verify_journal", stdout=out)
    assert f"breaks at entry 2 (id {victim.id})" in out.getvalue()


def test_the_command_says_that_the_journal_holds():
    made()
    out = StringIO()
    call_command("verify_journal", stdout=out)
    assert out.getvalue().strip() == "The journal holds: 1 entries."


def test_a_cut_off_end_is_found():
    made()
    made()
    tamper("DELETE FROM journal_entry WHERE sequence = 2")
    assert [fault.sequence for fault in broken_links()] == [2]


def test_whoever_is_forgotten_cannot_be_followed_from_entry_to_entry_and_the_chain_holds(alice, bob):
    for actor in (alice.public_id, bob.public_id, alice.public_id, "guest"):
        record("testing.thing.made", subject=SUBJECT, actor=actor, area_id=1)
    assert forget_actor(alice.public_id) == 2
    assert [each.actor for each in Entry.objects.order_by("sequence")] == [
        "forgotten",
        bob.public_id,
        "forgotten",
        "guest",
    ]
    first, third = Entry.objects.filter(actor="forgotten").order_by("sequence")
    assert (first.salt, third.salt) == (None, None)
    assert bytes(first.seal) != bytes(third.seal)
    assert list(broken_links()) == []
    assert "A resident made a thing" in history_of(SUBJECT)[0].text.replace("\u2068", "").replace(
        "\u2069", ""
    )
    assert forget_actor("guest") == forget_actor(alice.public_id) == 0


def test_an_entry_from_before_there_were_seals_still_counts(alice):
    """Old code writes neither salt nor seal, while new code runs beside it."""
    record("testing.thing.made", subject=SUBJECT, actor=alice.public_id, area_id=1)
    entry = Entry.objects.get()
    before = replace(link_of(entry).fact, salt=None, seal=None)
    own = chained(bytes(entry.before_hash), before)
    tamper(f"UPDATE journal_entry SET salt = NULL, seal = NULL, own_hash = '\\x{own.hex()}'")
    tamper(f"UPDATE journal_chain SET head = '\\x{own.hex()}'")
    assert list(broken_links()) == []
    assert forget_actor(alice.public_id) == 0
    assert list(broken_links()) == []


def test_a_clock_that_jumps_years_ahead_loses_nothing():
    made(at=now() + timedelta(days=3650))
    assert Entry.objects.count() == 1
    assert list(broken_links()) == []
