"""An official writes down what somebody else saw."""

import pytest

from parvis.kernel.notices.models import Notice
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import RefusedError
from parvis.services.counter.actions.entering import enter, enter_follower, enter_unattended, make_sheets
from parvis.services.counter.models import Claim, Way
from parvis.services.counter.queries import blank_sheets, digest_of
from parvis.services.counter.rules import SHEETS_AT_MOST, in_groups, read_code
from parvis.services.counter.tests.stage import entered, told
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import OUTSIDE


def test_what_a_caller_tells_is_opened_at_once_and_belongs_to_nobody(stage, desk):
    people = Person.objects.count()
    entry = entered(desk)
    report = Report.objects.get()
    assert (report.state, report.source, report.via) == ("open", "desk", "phone")
    assert report.author is None
    assert entry.receipt.number == report.reference
    assert entry.receipt.due_at is not None
    assert Person.objects.count() == people, "Nobody gets an account for having called."


def test_the_code_itself_is_kept_nowhere(stage, desk):
    code = entered(desk).code
    assert read_code(code) == code
    kept = Claim.objects.values().get()
    assert kept["digest"] == digest_of(code)
    assert code not in str(kept)


def test_who_wrote_it_down_is_known_to_the_city_but_is_not_its_author(stage, desk):
    entered(desk)
    assert Claim.objects.get().entered_by == desk
    assert not Report.objects.filter(author=desk).exists()


def test_pressing_twice_is_one_report_with_one_code(stage, desk):
    first, second = entered(desk), entered(desk)
    assert first == second
    assert Report.objects.count() == Claim.objects.count() == 1


def test_each_report_has_a_code_of_its_own(stage, desk):
    assert entered(desk, "one").code != entered(desk, "two").code


def test_somebody_who_does_not_work_for_the_city_cannot_enter_for_others(stage, alice):
    with pytest.raises(RefusedError, match="work for the city"):
        entered(alice)
    with pytest.raises(RefusedError, match="work for the city"):
        make_sheets(alice, 1, "k")


def test_a_place_outside_the_city_is_refused_and_no_code_is_given(stage, desk):
    with pytest.raises(RefusedError, match="outside the city"):
        enter(desk, told(lat=OUTSIDE[0], lon=OUTSIDE[1]), Way.PHONE)
    assert not Claim.objects.exists()


def test_an_address_that_was_given_is_asked_whether_the_report_is_theirs(stage, desk):
    entered(desk, email=" Zoe@People.example ")
    letter = Notice.objects.get(kind="counter.confirm")
    assert letter.email == "zoe@people.example"
    assert not Person.objects.filter(email="zoe@people.example").exists()


def test_what_was_reported_before_is_followed_instead_of_opened_again(stage, desk):
    known = entered(desk, "one").receipt.id
    entry = enter_follower(desk, known, "two", Way.PHONE, email="zoe@people.example", language="en")
    assert Report.objects.count() == 1
    assert entry.receipt.id == known
    assert Claim.objects.get(only_follows=True).report == known
    assert Notice.objects.get(kind="counter.confirm").data["follows"]


def test_what_is_gone_cannot_be_followed(stage, desk):
    with pytest.raises(RefusedError, match="not there any more"):
        enter_follower(desk, "nothing", "two", Way.PHONE)


def test_a_sheet_of_paper_brings_its_own_code(stage, desk):
    (code,) = make_sheets(desk, 1, "batch")
    assert blank_sheets() == 1
    entry = entered(desk, way=Way.PAPER, sheet=in_groups(code).lower())
    assert entry.code == code
    assert blank_sheets() == 0
    assert Claim.objects.get().report == entry.receipt.id


def test_a_sheet_is_typed_in_once(stage, desk):
    (code,) = make_sheets(desk, 1, "batch")
    entered(desk, "one", Way.PAPER, sheet=code)
    assert entered(desk, "one", Way.PAPER, sheet=code).code == code, (
        "The same press again is the same report."
    )
    with pytest.raises(RefusedError, match="typed in already"):
        entered(desk, "two", Way.PAPER, sheet=code)
    assert Report.objects.count() == 1, "Nothing is kept of what was refused."


def test_a_code_that_stands_on_no_sheet_of_ours_is_refused(stage, desk):
    by_phone = entered(desk).code
    with pytest.raises(RefusedError, match="letter by letter"):
        entered(desk, "two", Way.PAPER, sheet=by_phone)
    with pytest.raises(RefusedError, match="letter by letter"):
        entered(desk, "two", Way.PAPER, sheet="nonsense")


def test_making_sheets_twice_by_one_press_makes_them_once(stage, desk):
    assert make_sheets(desk, 3, "batch") == make_sheets(desk, 3, "batch")
    assert blank_sheets() == 3
    assert len(set(make_sheets(desk, 1000, "more"))) == SHEETS_AT_MOST


def test_a_machine_of_ours_opens_a_report_that_nobody_entered(stage):
    entry = enter_unattended(told(), Way.KIOSK)
    claim = Claim.objects.get()
    assert (claim.way, claim.entered_by, str(claim)) == ("kiosk", None, f"kiosk {entry.receipt.id}")
