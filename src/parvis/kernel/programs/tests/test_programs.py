"""A builder registers a program, the desk decides, the key opens what it should and nothing else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.kernel.journal.models import Entry
from parvis.kernel.keeping.actions import erase
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.programs.actions import UnknownKeyError, admit, grant, register, renew_key, revoke
from parvis.kernel.programs.models import Program
from parvis.kernel.programs.rules import PROGRAMS_AT_MOST
from parvis.kernel.trust.actions import TooManyError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("scopes")]
BOTH = ["test.send", "test.trusted"]


def verbs_of(program):
    return list(
        Entry.objects.filter(subject=program.subject).order_by("at", "id").values_list("verb", flat=True)
    )


def test_a_builder_has_the_open_scopes_at_once_and_waits_for_the_reserved_ones(alice):
    program, key = register(alice, "Lamp finder", wanted=[*BOTH, "no.such"])
    assert (program.scopes, program.asked) == (["test.send"], ["test.trusted"])
    assert admit(key, "test.send") == program
    with pytest.raises(UnknownKeyError, match="may not do that"):
        admit(key, "test.trusted")


def test_the_key_itself_is_kept_nowhere(alice):
    program, key = register(alice, "Lamp finder")
    kept = Program.objects.filter(pk=program.pk).values().get()
    assert key not in str(kept)
    assert key.endswith(program.key_end)


@pytest.mark.parametrize("key", ["", "parvis_nothing", "\x00", "é" * 5000])
def test_a_wrong_key_opens_nothing(key):
    with pytest.raises(UnknownKeyError, match="not known"):
        admit(key, "test.send")


def test_a_new_key_ends_the_old_one(alice):
    program, old = register(alice, "Lamp finder", wanted=BOTH)
    _same, new = renew_key(program.public_id, alice)
    assert admit(new, "test.send") == program
    with pytest.raises(UnknownKeyError):
        admit(old, "test.send")


def test_a_stranger_cannot_change_or_end_it(alice, charlie):
    program, _key = register(alice, "Lamp finder")
    for act in (renew_key, revoke):
        with pytest.raises(RefusedError, match="somebody else's"):
            act(program.public_id, charlie)


def test_only_managers_of_the_public_desk_decide(alice, amina, mona, desk, manager_of_desk):
    program, key = register(alice, "Lamp finder", wanted=BOTH)
    for person in (alice, amina, mona, desk):
        with pytest.raises(RefusedError, match="public desk"):
            grant(program.public_id, person, ["test.trusted"], 100)
    grant(program.public_id, manager_of_desk, ["test.trusted"], 100)
    assert admit(key, "test.trusted").per_hour == 100
    assert verbs_of(program) == ["programs.program.registered", "programs.program.granted"]


def test_the_desk_can_take_a_reserved_scope_back_but_not_an_open_one(alice, manager_of_desk):
    program, key = register(alice, "Lamp finder", wanted=BOTH)
    grant(program.public_id, manager_of_desk, BOTH, 60)
    grant(program.public_id, manager_of_desk, [], 60)
    assert admit(key, "test.send")
    with pytest.raises(UnknownKeyError):
        admit(key, "test.trusted")


@pytest.mark.parametrize("per_hour", [0, -1, 20_001])
def test_a_number_of_calls_that_makes_no_sense_is_refused(alice, manager_of_desk, per_hour):
    program, _key = register(alice, "Lamp finder")
    with pytest.raises(RefusedError, match="from 1 to"):
        grant(program.public_id, manager_of_desk, [], per_hour)


def test_the_desk_can_end_a_program_and_nothing_brings_it_back(alice, manager_of_desk):
    program, key = register(alice, "Lamp finder", wanted=BOTH)
    revoke(program.public_id, manager_of_desk)
    revoke(program.public_id, manager_of_desk)
    with pytest.raises(UnknownKeyError):
        admit(key, "test.send")
    with pytest.raises(RefusedError, match="switched off"):
        renew_key(program.public_id, alice)
    with pytest.raises(RefusedError, match="switched off"):
        grant(program.public_id, manager_of_desk, [], 60)
    assert verbs_of(program).count("programs.program.revoked") == 1


def test_who_calls_too_often_waits(alice, manager_of_desk, clock):
    program, key = register(alice, "Lamp finder", wanted=BOTH)
    grant(program.public_id, manager_of_desk, [], 2)
    admit(key, "test.send")
    admit(key, "test.send")
    with pytest.raises(TooManyError):
        admit(key, "test.send")
    clock.shift(timedelta(minutes=31))
    assert admit(key, "test.send")


def test_when_it_was_used_is_noted_once_an_hour(alice, clock):
    program, key = register(alice, "Lamp finder", wanted=BOTH)
    admit(key, "test.send")
    first = Program.objects.get(pk=program.pk).used_at
    clock.shift(timedelta(minutes=59))
    admit(key, "test.send")
    assert Program.objects.get(pk=program.pk).used_at == first
    clock.shift(timedelta(minutes=2))
    admit(key, "test.send")
    assert Program.objects.get(pk=program.pk).used_at > first


def test_nobody_has_more_than_a_handful(alice):
    for number in range(PROGRAMS_AT_MOST):
        register(alice, f"Program {number}")
    with pytest.raises(RefusedError, match="Switch one off"):
        register(alice, "One more")
    revoke(Program.objects.filter(owner=alice).first().public_id, alice)
    assert register(alice, "One more")


def test_switching_off_and_registering_anew_gives_no_more_calls(alice):
    for _time in range(10):
        program, _key = register(alice, "Lamp finder")
        revoke(program.public_id, alice)
    with pytest.raises(TooManyError):
        register(alice, "Lamp finder")


def test_whoever_leaves_takes_their_programs_with_them(alice):
    program, key = register(alice, "Alice's lamp finder", website="https://alice.example/", wanted=BOTH)
    erase(alice, words_too=False)
    with pytest.raises(UnknownKeyError):
        admit(key, "test.send")
    program.refresh_from_db()
    assert (program.owner, program.website) == (None, "")
    assert "Alice" not in program.name


def test_the_database_refuses_a_living_program_that_nobody_answers_for(alice):
    program, _key = register(alice, "Lamp finder")
    with pytest.raises(IntegrityError), transaction.atomic():
        Program.objects.filter(pk=program.pk).update(owner=None)
