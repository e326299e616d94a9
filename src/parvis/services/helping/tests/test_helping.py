"""A neighbour takes a job, does it, and somebody else says that it is done."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from hypothesis import example, given
from hypothesis import strategies as st

from parvis.kernel.files.actions import store_photo
from parvis.kernel.files.models import Upload
from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.queries import history_of
from parvis.kernel.keeping.actions import erase
from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.promises.actions import escalate_due
from parvis.kernel.promises.models import Promise
from parvis.kernel.testing.cast import browser_of
from parvis.services.calls.actions import count_all, make
from parvis.services.calls.queries import call_named
from parvis.services.calls.tests.pages import wish
from parvis.services.helping.actions import PURPOSE, give_back, judge, lapse, prove, remind, take
from parvis.services.helping.models import Job
from parvis.services.helping.queries import jobs_for
from parvis.services.helping.rules import HOLDING, State, can_become, mailbox_of
from parvis.services.helping.seeds import seed
from parvis.services.helping.tasks import look_at_the_clock
from parvis.services.moderation.tests.stage import hidden
from parvis.services.openings.actions import set_stage
from parvis.services.openings.models import Opening
from parvis.services.openings.tests.stage import opened
from parvis.services.reports.actions import work
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import build, photo, reported
from parvis.services.reports.tests.test_pages import words_of


@pytest.fixture
def stage(db):
    return build()


@pytest.fixture
def opening(stage, mona):
    return opened(mona)


@pytest.fixture
def report(stage, opening, alice):
    return reported(stage, alice)


@pytest.fixture
def job(report, bob):
    return take(report.public_id, bob, has_read=True)


@pytest.fixture
def proven(job, bob):
    return prove(job.pk, bob, "I wiped the glass.", 20)


STATES = st.sampled_from(list(State))


@given(st.lists(STATES, min_size=2, max_size=6))
def test_no_way_leads_from_an_end_and_none_to_confirmed_but_by_proof(path):
    steps = list(pairwise(path))
    if all(can_become(before, after) for before, after in steps):
        assert all(before in (State.TAKEN, State.PROVEN) for before, _after in steps)
        assert all(before is State.PROVEN for before, after in steps if after is State.CONFIRMED)


def test_a_neighbour_reads_how_it_is_done_takes_it_and_says_that_it_is(report, bob, alice, grace):
    address, browser = f"/helping/{report.public_id}/", browser_of(bob)
    assert "Stay on the ground." in words_of(browser.get(address))
    refused = browser.post(address, {"has_read": ""})
    assert refused.status_code == 422
    assert "Say that you have read" in words_of(refused)
    page = browser.post(address, {"has_read": "on"}, follow=True)
    assert "It is yours" in words_of(page)
    own = page.request["PATH_INFO"]
    assert browser.post(own, {"words": "", "minutes": "20"}).status_code == 422
    given = {"words": "I wiped the glass.", "minutes": "20", "photos": photo()}
    assert "asked to look" in words_of(browser.post(own, given, follow=True))
    looked = browser_of(alice)
    assert "I wiped the glass." in words_of(looked.get(own))
    assert looked.post(own, {"done": "no", "words": ""}).status_code == 422
    looked.post(own, {"done": "yes", "words": "How kind."})
    assert "How kind." in words_of(browser.get(own))
    page = words_of(grace.get(report.get_absolute_url()))
    assert "A neighbour helped, and somebody saw that it is done." in page
    assert "Bob" not in page


def test_minutes_count_with_a_yes_alone_and_name_nobody(proven, alice, report):
    confirmed = Entry.objects.filter(verb="helping.job.confirmed")
    assert not confirmed.exists()
    judge(proven.pk, alice, done=True)
    assert confirmed.get().minutes == 20
    assert confirmed.get().actor == "guest"
    assert "somebody saw that it is done" in history_of(report.subject)[-1].text


def test_one_job_is_one_contribution_to_a_call_and_wanting_to_help_is_none(
    stage, mona, olga, alice, bob, charlie
):
    opened(mona, people=2)
    report = reported(stage, alice, shows_name=True)
    call = make(olga, wish(modules=["helping"]))
    for each in (bob, charlie):
        give_back(take(report.public_id, each, has_read=True).pk, each)
    count_all()
    assert call_named(call.public_id).counted == 0
    for number, each in enumerate((bob, charlie), 1):
        job = take(report.public_id, each, has_read=True)
        prove(job.pk, each, "I wiped the glass.", 20)
        judge(job.pk, alice, done=True)
        count_all()
        assert call_named(call.public_id).counted == number


def test_what_is_not_done_is_open_to_others_again(proven, alice, bob, charlie, report):
    with pytest.raises(RefusedError, match="few words"):
        judge(proven.pk, alice, done=False)
    judge(proven.pk, alice, done=False, words="It is as dirty as before.")
    assert Notice.objects.get(kind="helping.judged", person=bob).data["done"] is False
    assert take(report.public_id, charlie, has_read=True)
    assert not Entry.objects.filter(verb="helping.job.confirmed").exists()


def test_nobody_says_of_their_own_work_that_it_is_done(stage, opening, alice, bob, charlie, amina, omar):
    mine = reported(stage, alice)
    own = take(mine.public_id, alice, has_read=True)
    prove(own.pk, alice, "I wiped the glass.", 20)
    for somebody, why in ((alice, "Somebody else"), (charlie, "Only the author"), (omar, "Only the author")):
        with pytest.raises(RefusedError, match=why):
            judge(own.pk, somebody, done=True)
    with pytest.raises(IntegrityError, match="job_confirmed_by_somebody_else"), transaction.atomic():
        Job.objects.filter(pk=own.pk).update(decided_by=alice)
    judge(own.pk, amina, done=True)
    with pytest.raises(RefusedError, match="looked at it already"):
        judge(own.pk, amina, done=False, words="On second thought.")
    assert not Notice.objects.filter(kind="helping.please_look", person=alice).exists()


def test_the_office_promises_to_look_and_its_own_promise_runs_on(amina, proven, report):
    looking = Promise.objects.get(subject=proven.subject)
    assert looking.owner.slug == "street-lighting"
    assert Notice.objects.filter(kind="helping.please_look_office", person=amina).exists()
    before = report.promise
    judge(proven.pk, amina, done=True)
    looking.refresh_from_db()
    assert looking.answered_at is not None
    after = Promise.objects.get(pk=before.pk)
    assert (after.due_at, after.paused_at, after.answered_at) == (before.due_at, None, None)


def test_only_who_it_concerns_sees_a_job_and_its_photographs(job, bob, alice, charlie, amina, omar, sign_in):
    upload = store_photo(photo(), bob, PURPOSE)
    prove(job.pk, bob, "I wiped the glass.", 20, [upload.public_id])
    address = Upload.objects.get(pk=upload.pk).address
    for somebody, status in ((alice, 200), (bob, 200), (amina, 200), (charlie, 404), (omar, 404)):
        assert sign_in(somebody).get(f"/helping/jobs/{job.public_id}/").status_code == status
        assert sign_in(somebody).get(address).status_code == status
    assert sign_in(charlie).get("/helping/jobs/nothing/").status_code == 404
    assert sign_in(None).get(address).status_code == 404


def test_a_job_is_given_back_by_whoever_took_it(job, bob, charlie):
    with pytest.raises(AbsentError):
        give_back(job.pk, charlie)
    browser_of(bob).post(f"/helping/jobs/{job.public_id}/back/")
    job.refresh_from_db()
    assert job.state == State.RETURNED
    with pytest.raises(RefusedError, match="over"):
        give_back(job.pk, bob)
    assert take(job.report, charlie, has_read=True)


def test_minutes_are_those_that_the_office_allows(job, bob):
    for minutes in (0, 31):
        with pytest.raises(RefusedError, match="from 1 to 30"):
            prove(job.pk, bob, "I wiped the glass.", minutes)


def test_nobody_takes_what_is_full_closed_or_too_much(
    stage, job, report, opening, bob, charlie, alice, amina, mona
):
    with pytest.raises(RefusedError, match="enough neighbours"):
        take(report.public_id, charlie, has_read=True)
    with pytest.raises(RefusedError, match="took this already"):
        take(report.public_id, bob, has_read=True)
    with pytest.raises(RefusedError, match="cannot help"):
        take("nothing", charlie, has_read=True)
    others = [reported(stage, alice) for _each in range(4)]
    for each in others[:2]:
        take(each.public_id, bob, has_read=True)
    with pytest.raises(RefusedError, match="3 jobs already"):
        take(others[2].public_id, bob, has_read=True)
    work.start(others[3].pk, amina)
    with pytest.raises(RefusedError, match="at it already"):
        take(others[3].public_id, charlie, has_read=True)
    set_stage(opening.pk, mona, Opening.Stage.PAUSED, "There is ice on the ground.")
    with pytest.raises(RefusedError, match="cannot help"):
        take(others[2].public_id, charlie, has_read=True)
    assert prove(job.pk, bob, "Who took it goes on.", 5).state == State.PROVEN


def test_some_work_is_for_residents_whom_the_city_knows(stage, mona, bob, alice):
    opened(mona, level=2)
    report = reported(stage, alice)
    with pytest.raises(RefusedError, match="live here"):
        take(report.public_id, bob, has_read=True)
    assert "live here" in words_of(browser_of(bob).get(f"/helping/{report.public_id}/"))
    assert browser_of(bob).post(f"/helping/{report.public_id}/", {"has_read": "on"}).status_code == 403


@pytest.mark.parametrize("deed", ["start", "close", "hide"])
def test_when_the_office_is_at_it_or_hides_it_who_took_it_is_free_and_told(job, report, amina, bob, deed):
    if deed == "start":
        work.start(report.pk, amina)
    elif deed == "close":
        work.close(report.pk, amina, Closing.DONE, "A new lamp.")
    else:
        hidden(report.subject, amina)
    job.refresh_from_db()
    assert job.state == State.FREED
    assert Notice.objects.filter(kind="helping.taken_back", person=bob).count() == 1


def test_what_is_planned_only_stays_with_who_took_it(job, report, amina):
    work.answer(report.pk, amina, "Thank you for helping.")
    job.refresh_from_db()
    assert job.state == State.TAKEN


def test_a_day_before_the_end_one_is_reminded_once_and_after_it_the_job_is_free(job, bob, clock):
    assert (remind(), lapse()) == (0, 0)
    clock.shift(timedelta(days=2, hours=1))
    look_at_the_clock.func(timestamp=0)
    look_at_the_clock.func(timestamp=0)
    assert Notice.objects.filter(kind="helping.remind", person=bob).count() == 1
    clock.shift(timedelta(days=1))
    assert (lapse(), lapse()) == (1, 0)
    job.refresh_from_db()
    assert job.state == State.LAPSED


def test_whoever_leaves_frees_what_they_hold_and_their_minutes_stay_without_a_name(
    stage, mona, alice, bob, amina
):
    opened(mona, people=2)
    done, held = reported(stage, alice), reported(stage, alice)
    upload = store_photo(photo(), bob, PURPOSE)
    first = prove(take(done.public_id, bob, has_read=True).pk, bob, "Wiped.", 20, [upload.public_id])
    judge(first.pk, alice, done=True)
    second = take(held.public_id, bob, has_read=True)
    assert "Wiped." in browser_of(bob).get("/account/data/").content.decode()
    erase(bob)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.person, first.words, first.minutes) == (None, "", 20)
    assert second.state == State.RETURNED
    assert not Upload.objects.filter(pk=upload.pk).exists()


def test_who_is_gone_is_told_nothing(proven, alice, bob, clock, report, charlie):
    erase(bob)
    judge(proven.pk, alice, done=True)
    assert not Notice.objects.filter(kind="helping.judged").exists()


def test_a_report_that_is_gone_cannot_be_looked_at(job, bob):
    Job.objects.filter(pk=job.pk).update(report="nothing2")
    with pytest.raises(RefusedError, match="is gone"):
        prove(job.pk, bob, "I wiped the glass.", 20)


def test_a_second_account_at_the_same_mailbox_is_the_same_person(stage, opening, bob, charlie):
    Person.objects.filter(pk=charlie.pk).update(email="Bob+garden@people.example")
    charlie.refresh_from_db()
    report = reported(stage, charlie)
    done = prove(take(report.public_id, bob, has_read=True).pk, bob, "I wiped the glass.", 20)
    with pytest.raises(RefusedError, match="Somebody else"):
        judge(done.pk, charlie, done=True)
    assert not Notice.objects.filter(kind="helping.please_look", person=charlie).exists()


@example("+@city.example", "0")
@given(st.emails(), st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True))
def test_what_stands_behind_a_plus_is_the_same_mailbox(address, mark):
    local, _at, domain = address.rpartition("@")
    loud = address.upper() if address.isascii() else address
    assert mailbox_of(f"{local}+{mark}@{domain}") == mailbox_of(loud)
    assert mailbox_of(f"x{local}@{domain}") != mailbox_of(address)


def test_clicking_twice_takes_it_once(report, bob):
    browser, address = browser_of(bob), f"/helping/{report.public_id}/"
    first = browser.post(address, {"has_read": "on"})
    assert browser.post(address, {"has_read": "on"}).headers["Location"] == first.headers["Location"]
    assert Job.objects.count() == 1
    assert first.headers["Location"] in browser.get("/helping/mine/").content.decode()


def test_what_is_confirmed_after_closing_still_counts_for_its_neighbourhood(
    proven, report, amina, alice, stage
):
    work.close(report.pk, amina, Closing.DONE, "A neighbour was faster.")
    judge(proven.pk, alice, done=True)
    assert Entry.objects.get(verb="helping.job.confirmed").area_id == stage.east.pk
    assert Job.objects.get(pk=proven.pk).area == "east-side"


def test_the_clock_of_the_office_runs_out_although_a_neighbour_helped(job, proven, report, clock):
    clock.shift(timedelta(days=60))
    escalate_due()
    broken = Promise.objects.get(pk=report.promise_id)
    assert broken.broken_at == broken.due_at
    assert broken.holder.slug == "city-desk"


def test_what_nobody_looked_at_comes_to_the_public_desk_and_counts_nothing(proven, clock, desk):
    clock.shift(timedelta(days=20))
    escalate_due()
    looking = Promise.objects.get(subject=proven.subject)
    assert (looking.holder.slug, looking.answered_at) == ("city-desk", None)
    assert [each.words for each in jobs_for(desk, State.PROVEN)] == ["I wiped the glass."]
    assert not Entry.objects.filter(verb="helping.job.confirmed").exists()


def test_the_office_to_which_the_promise_to_look_came_may_look(proven, omar):
    Promise.objects.filter(subject=proven.subject).update(holder=Organisation.objects.get(slug="parks"))
    assert jobs_for(omar, State.PROVEN)
    assert judge(proven.pk, omar, done=True).state == State.CONFIRMED


def test_the_office_is_led_from_a_yes_to_closing_the_report(proven, report, amina, alice):
    judge(proven.pk, amina, done=True)
    case, address = f"/office/reports/{report.public_id}/", f"/helping/jobs/{proven.public_id}/"
    assert case in browser_of(amina).get(address).content.decode()
    assert case not in browser_of(alice).get(address).content.decode()


def test_whoever_was_away_is_not_told_that_a_day_is_left_when_none_is(job, bob, clock):
    clock.shift(timedelta(days=4))
    look_at_the_clock.func(timestamp=0)
    assert not Notice.objects.filter(kind="helping.remind").exists()
    assert Notice.objects.filter(kind="helping.taken_back", person=bob).count() == 1


def test_who_says_too_much_at_once_is_asked_to_wait(job, bob):
    browser, address = browser_of(bob), f"/helping/jobs/{job.public_id}/"
    answers = [browser.post(address, {"words": "Wiped.", "minutes": "99"}) for _each in range(31)]
    assert "a lot at once" in words_of(answers[-1])
    assert "a lot at once" not in words_of(answers[0])


def test_the_demo_begins_without_jobs(db):
    seed()
    assert not Job.objects.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("kind", ["remind", "taken_back", "please_look", "please_look_office", "judged"])
def test_every_letter_can_be_read(alice, kind, done, language):
    data = {"job": "abc", "done": done, "answer": "How kind."}
    letter = letter_of(Notice(person=alice, kind=f"helping.{kind}", data=data, language=language))
    assert letter.subject
    assert "UNDEFINED" not in letter.html + letter.text


def test_a_held_place_is_one_that_is_worked_on_waits_or_is_done():
    assert set(HOLDING) == {State.TAKEN, State.PROVEN, State.CONFIRMED}
