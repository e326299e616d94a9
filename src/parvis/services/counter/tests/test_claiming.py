"""Whoever has the code takes the report as theirs: the first one, once."""

from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.journal.queries import history_of
from parvis.kernel.keeping.actions import erase
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.actions import confirm
from parvis.kernel.people.models import Confirmation, Person
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.testing.together import together
from parvis.services.counter.actions.claiming import ask_to_claim, claim, confirm_claim
from parvis.services.counter.actions.entering import enter_follower, make_sheets
from parvis.services.counter.models import Asking, Claim, Way
from parvis.services.counter.rules import CODE_LIVES
from parvis.services.counter.tests.stage import entered
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import look_again
from parvis.services.reports.models import Follow, Report
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import build


def test_with_the_code_a_member_becomes_the_author_and_stays_unnamed(stage, desk, alice):
    entry = entered(desk)
    assert claim(entry.code, alice) == f"/reports/{entry.receipt.id}/"
    report = Report.objects.get()
    assert (report.author, report.shows_name) == (alice, False)
    told = history_of(report.subject)
    assert any("asked to be told" in each.text for each in told)
    assert not any("Alice" in each.text for each in told)


def test_from_then_on_they_are_told_and_may_say_whether_it_is_fixed(stage, desk, alice):
    entry = entered(desk)
    claim(entry.code, alice)
    report = Report.objects.get()
    work.close(report.pk, desk, Closing.DONE, "The branch is off.")
    assert Notice.objects.filter(person=alice, kind="reports.closed").exists()
    assert look_again(report.pk, alice, fixed=True).finding == "fixed"


def test_claiming_twice_is_claiming_once(stage, desk, alice):
    code = entered(desk).code
    assert claim(code, alice) == claim(code, alice)
    assert Follow.objects.count() == 1


def test_a_second_person_with_the_same_code_is_too_late(stage, desk, alice, bob):
    code = entered(desk).code
    claim(code, alice)
    with pytest.raises(RefusedError, match="used this code already"):
        claim(code, bob)
    assert Report.objects.get().author == alice


def test_a_mistyped_code_is_told_apart_from_one_that_we_do_not_know(stage, desk, alice):
    (unknown,) = {"0000000000"}
    code = entered(desk).code
    wrong = ("B" if code[0] != "B" else "C") + code[1:]
    with pytest.raises(RefusedError, match="a mistake"):
        claim(wrong, alice)
    with pytest.raises(RefusedError, match="do not know"):
        claim(unknown, alice)


def test_a_code_ends_after_half_a_year(stage, desk, alice, clock):
    code = entered(desk).code
    clock.move_to(now() + CODE_LIVES)
    with pytest.raises(RefusedError, match="too old"):
        claim(code, alice)


def test_a_code_that_was_used_in_time_still_leads_its_owner_to_the_report(stage, desk, alice, clock):
    code = entered(desk).code
    page = claim(code, alice)
    clock.move_to(now() + CODE_LIVES + timedelta(days=1))
    assert claim(code, alice) == page


def test_a_sheet_that_was_not_typed_in_yet_asks_for_patience(stage, desk, alice):
    (code,) = make_sheets(desk, 1, "batch")
    with pytest.raises(RefusedError, match="not typed in"):
        claim(code, alice)


def test_whoever_saw_what_others_had_reported_follows_and_takes_nothing(stage, desk, alice, bob):
    known = entered(desk, "one")
    claim(known.code, alice)
    claim(enter_follower(desk, known.receipt.id, "two", Way.PHONE).code, bob)
    assert Report.objects.get().author == alice
    assert Follow.objects.filter(person=bob).exists()


def test_a_report_that_found_its_author_by_another_way_is_followed(stage, desk, alice, bob):
    entry = entered(desk)
    Report.objects.update(author=alice)
    claim(entry.code, bob)
    assert Report.objects.get().author == alice
    assert Follow.objects.filter(person=bob).exists()


def test_whose_report_it_is_already_keeps_it(stage, desk, alice):
    entry = entered(desk)
    Report.objects.update(author=alice)
    claim(entry.code, alice)
    assert Report.objects.get().author == alice


def test_a_guest_gets_a_letter_first_and_an_account_only_by_answering_it(stage, desk):
    code = entered(desk).code
    ask_to_claim(code, "zoe@people.example", "fr")
    ask_to_claim(code, "zoe@people.example", "fr")
    assert Notice.objects.filter(kind="counter.confirm").count() == 1
    assert not Person.objects.filter(email="zoe@people.example").exists()
    confirm(Confirmation.objects.get().pk)
    assert Report.objects.get().author.email == "zoe@people.example"
    assert not Asking.objects.exists(), "Once it is theirs, no address waits any more."


def test_of_two_guests_with_one_code_the_one_who_answers_first_has_it(stage, desk):
    code = entered(desk).code
    for name in ("zoe", "yuri"):
        ask_to_claim(code, f"{name}@people.example", "en")
    zoes, yuris = Confirmation.objects.order_by("pk")
    confirm(yuris.pk)
    with pytest.raises(RefusedError, match="too old"):
        confirm(zoes.pk)
    assert Report.objects.get().author.email == "yuri@people.example"


def test_a_letter_that_was_answered_after_the_code_was_used_by_a_member_is_too_late(stage, desk, alice, bob):
    code = entered(desk).code
    claim(code, alice)
    late = Asking.objects.create(claim=Claim.objects.get(), email=bob.email)
    assert str(late) == late.public_id
    with pytest.raises(RefusedError, match="already"):
        confirm_claim(late.public_id, bob)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_claim_at_the_same_moment_one_has_it(sign_in):
    from parvis.kernel.testing.cast import member, official

    stage = build()
    desk, alice, bob = official("Desk", stage.desk), member("Alice"), member("Bob")
    code = entered(desk).code
    outcomes = together(lambda: claim(code, alice), lambda: claim(code, bob))
    refused = [each for each in outcomes if isinstance(each, RefusedError)]
    assert len(refused) == 1
    winner = Claim.objects.get().claimed_by
    assert Report.objects.get().author == winner
    assert list(Follow.objects.values_list("person", flat=True)) == [winner.pk]


def test_who_leaves_leaves_the_code_used_and_nameless(stage, desk, alice):
    entry = entered(desk)
    claim(entry.code, alice)
    erase(alice)
    kept = Claim.objects.get()
    assert kept.claimed_by is None
    assert kept.claimed_at is not None


def test_an_address_that_waits_is_forgotten_when_its_person_asks(stage, desk, alice):
    ask_to_claim(entered(desk).code, alice.email, "en")
    erase(alice)
    assert not Asking.objects.exists()
