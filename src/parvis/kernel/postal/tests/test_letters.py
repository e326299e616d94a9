"""Somebody asks for a letter, the desk prints it, the code is typed, the address is forgotten."""

from datetime import timedelta

import pytest

from parvis.kernel.assurance.models import Residence
from parvis.kernel.assurance.rules import Way
from parvis.kernel.clock import now
from parvis.kernel.dictionary.registry import all_keys
from parvis.kernel.journal.models import Entry
from parvis.kernel.keeping.actions import erase, let_go
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.postal.actions import ask, confirm, let_go_of_old, print_letters, take_back
from parvis.kernel.postal.models import PaperLetter
from parvis.kernel.postal.rules import DAYS_OPEN, LETTERS_A_YEAR, LETTERS_TO_AN_ADDRESS, TRIES
from parvis.kernel.testing.cast import member
from parvis.kernel.testing.together import meanwhile, together

pytestmark = pytest.mark.django_db


def wrong(code):
    return ("2" if code[0] != "2" else "3") + code[1:]


def test_who_types_the_code_is_known_and_the_address_is_forgotten(alice, town, sheet):
    residence = confirm(alice, sheet.code.upper().replace("-", " "))
    assert (residence.way, residence.area) == (Way.LETTER, town.quay)
    assert Person.objects.get(pk=alice.pk).level == Level.RESIDENT_CONFIRMED
    letter = PaperLetter.objects.get()
    assert (letter.name, letter.address, letter.code_digest) == ("", "", "")


def test_nothing_that_is_kept_holds_the_code(sheet):
    row = PaperLetter.objects.values().get()
    assert sheet.code not in str(row)
    assert "postal.PaperLetter.code_digest" in all_keys()


def test_the_journal_does_not_say_who_asked(alice, sheet):
    for entry in Entry.objects.filter(subject=sheet.letter.subject):
        assert alice.public_id not in f"{entry.actor} {entry.data} {entry.subject}"


def test_wrong_codes_are_counted_and_the_last_one_ends_the_letter(alice, sheet):
    for left in range(TRIES - 1, 0, -1):
        with pytest.raises(RefusedError, match=f"{left} more time"):
            confirm(alice, wrong(sheet.code))
    with pytest.raises(RefusedError, match="too often"):
        confirm(alice, wrong(sheet.code))
    with pytest.raises(RefusedError, match="Ask for one"):
        confirm(alice, sheet.code)
    assert PaperLetter.objects.get().address == ""
    assert not Residence.objects.exists()


def test_a_code_opens_nothing_for_another_account(bob, town, desk, sheet):
    ask(bob, "Bob", "2 Quay Street", town.quay)
    print_letters(desk, PaperLetter.objects.filter(person=bob).values_list("public_id", flat=True))
    with pytest.raises(RefusedError):
        confirm(bob, sheet.code)


def test_a_code_that_was_never_printed_cannot_be_typed(alice, asked):
    with pytest.raises(RefusedError):
        confirm(alice, "")


def test_a_code_ends_after_thirty_days(alice, clock, sheet):
    clock.move_to(sheet.letter.printed_at + timedelta(days=DAYS_OPEN))
    with pytest.raises(RefusedError):
        confirm(alice, sheet.code)
    assert let_go_of_old() == 1
    assert let_go_of_old() == 0
    assert PaperLetter.objects.get().address == ""


def test_a_letter_that_was_never_printed_is_forgotten_too(clock, asked, desk):
    clock.move_to(asked.asked_at + timedelta(days=DAYS_OPEN))
    assert print_letters(desk, [asked.public_id]) == []
    assert let_go_of_old() == 1


def test_printed_anew_it_has_another_code_and_the_first_opens_nothing(alice, desk, sheet):
    (again,) = print_letters(desk, [sheet.letter.public_id])
    with pytest.raises(RefusedError):
        confirm(alice, sheet.code)
    assert confirm(alice, again.code)


@pytest.mark.parametrize("who", ["alice", "omar"])
def test_only_the_desk_prints(who, cast, asked, city_desk):
    with pytest.raises(RefusedError):
        print_letters(getattr(cast, who), [asked.public_id])


def test_one_letter_at_a_time_and_few_in_a_year(alice, clock, town):
    for _ in range(LETTERS_A_YEAR):
        ask(alice, "Alice", "1 Quay Street", town.quay)
        with pytest.raises(RefusedError, match="on its way"):
            ask(alice, "Alice", "1 Quay Street", town.quay)
        take_back(alice)
    with pytest.raises(RefusedError, match="public desk"):
        ask(alice, "Alice", "1 Quay Street", town.quay)
    clock.move_to(now() + timedelta(days=366))
    assert ask(alice, "Alice", "1 Quay Street", town.quay)


def test_who_asks_again_after_a_letter_ran_out_gets_another(alice, clock, town, sheet):
    clock.move_to(sheet.letter.printed_at + timedelta(days=DAYS_OPEN))
    assert ask(alice, "Alice", "1 Quay Street", town.quay) != sheet.letter


def test_whoever_proved_no_address_gets_no_letter(town):
    with pytest.raises(RefusedError):
        ask(member("Gil", level=Level.GUEST), "Gil", "1 Quay Street", town.quay)


def test_retention_forgets_addresses_even_if_nobody_else_does(clock, sheet):
    clock.move_to(sheet.letter.asked_at + timedelta(days=2 * DAYS_OPEN))
    let_go()
    assert PaperLetter.objects.get().address == ""
    assert PaperLetter.objects.get().address_digest
    clock.move_to(sheet.letter.asked_at + timedelta(days=366))
    let_go()
    assert not PaperLetter.objects.exists()


@pytest.fixture
def letterbox(desk, town):
    """Have so many people get a code at one address and type it."""

    def fill(count):
        for number in range(count):
            person = member(f"Lodger{number}")
            letter = ask(person, "Lodger", "1 Quay Street", town.quay)
            (sheet,) = print_letters(desk, [letter.public_id])
            confirm(person, sheet.code)

    return fill


def test_one_letterbox_confirms_few_people_in_a_year_however_its_address_is_written(
    alice, clock, letterbox, town
):
    letterbox(LETTERS_TO_AN_ADDRESS)
    for written in ("1 Quay Street", "1, quay street"):
        with pytest.raises(RefusedError, match="Come to the public desk with a document"):
            ask(alice, "Alice", written, town.quay)
    assert ask(alice, "Alice", "2 Quay Street", town.quay)
    take_back(alice)
    clock.move_to(now() + timedelta(days=365))
    assert ask(alice, "Alice", "1 Quay Street", town.quay)


def test_a_letter_that_never_went_counts_for_nobody_at_that_address(alice, bob, letterbox, town):
    letterbox(LETTERS_TO_AN_ADDRESS - 1)
    ask(bob, "Bob", "1 Quay Street", town.quay)
    take_back(bob)
    assert ask(alice, "Alice", "1 Quay Street", town.quay)


def test_no_address_can_be_read_out_of_what_is_left_of_it(letterbox):
    letterbox(1)
    row = PaperLetter.objects.values().get()
    assert row["address_digest"]
    assert "quay" not in str(row).lower()


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_the_same_moment_do_not_both_get_the_last_letter_to_an_address(
    alice, bob, letterbox, town
):
    letterbox(LETTERS_TO_AN_ADDRESS - 1)
    with meanwhile(lambda: ask(bob, "Bob", "1 Quay Street", town.quay)) as outcomes:
        ask(alice, "Alice", "1 Quay Street", town.quay)
    assert "public desk" in outcomes[0].reason


def test_who_leaves_gets_no_letter(alice, desk, town, bob, sheet):
    ask(bob, "Bob", "2 Quay Street", town.quay)
    erase(alice)
    erase(desk)
    assert [each.person for each in PaperLetter.objects.all()] == [bob]


@pytest.mark.django_db(transaction=True)
def test_codes_typed_at_the_same_moment_cannot_be_tried_more_often(alice, sheet):
    def attempt():
        try:
            confirm(alice, wrong(sheet.code))
        except RefusedError as refused:
            return refused.reason
        return "opened"

    answers = together(*[attempt] * (TRIES + 3))
    assert sum("wrong" in answer for answer in answers) == TRIES
    assert PaperLetter.objects.get().tries == TRIES


@pytest.mark.django_db(transaction=True)
def test_a_code_typed_twice_at_the_same_moment_confirms_once(alice, sheet):
    outcomes = together(*[lambda: confirm(alice, sheet.code)] * 2)
    assert sum(isinstance(each, Residence) for each in outcomes) == 1
    assert Residence.objects.count() == 1
