"""A report reaches an office that works in a system of its own, and what it does there is told here."""

from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.journal.queries import history_of
from parvis.kernel.outbound import Answer
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.testing.jobs import run_jobs, waiting_jobs
from parvis.services.dispatch.actions.hearing import ask_all, ask_channel
from parvis.services.dispatch.actions.sending import deliver_due
from parvis.services.dispatch.actions.setup import connect, disconnect, try_again
from parvis.services.dispatch.models import Channel, Heard, Parcel
from parvis.services.georeport import actions as client
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import comment, look_again
from parvis.services.reports.actions.setup import keep_route
from parvis.services.reports.models import Comment, Report
from parvis.services.reports.rules import Closing

pytestmark = [pytest.mark.django_db(transaction=True)]


def over_there(made):
    """The report as the other system knows it."""
    number = Parcel.objects.get(report=made.public_id, kind="report").foreign_id
    return Report.objects.get(public_id=number.replace("-", "").lower())


def told(made):
    return [line.text for line in history_of(made.subject)]


def again(report):
    report.refresh_from_db()
    return report


# ── sending ──────────────────────────────────────────────────────────────────


def test_a_report_reaches_the_other_system_once_and_without_its_sender(channel, alice, report_by):
    made = report_by(alice, words="The lamp is dark.", address="7 Beacon Street")
    deliver_due()
    there = over_there(made)
    assert (there.category.slug, there.words, there.address) == (
        "tree",
        "The lamp is dark.",
        "7 Beacon Street",
    )
    assert (there.lat, there.lon, there.author, there.email) == (made.lat, made.lon, None, "")
    assert told(made)[-1] == "It arrived in the system of \u2068Street Lighting\u2069."
    assert deliver_due() == 0
    assert Report.objects.count() == 2


def test_the_job_that_sends_it_is_there_as_soon_as_the_report_is(channel, report_by):
    report_by()
    assert "dispatch.deliver" in [name for name, _given in waiting_jobs()]


def test_offices_that_work_here_send_nothing(channel, stage, report_by):
    report_by(category=stage.tree)
    assert not Parcel.objects.exists()


def test_what_is_forwarded_there_goes_there_too(channel, stage, omar, report_by):
    made = report_by(category=stage.tree)
    work.forward(made.pk, omar, stage.lighting, "It is a lamp, not a tree.")
    deliver_due()
    assert over_there(made).words == "It is dark."


def test_a_private_report_goes_there_too(channel, stage, report_by):
    keep_route(stage.lighting, stage.housing)
    channel.codes = {"*": "housing"}
    channel.save()
    keep_route(stage.parks, stage.housing, stage.west)
    made = report_by(category=stage.housing)
    parcel = Parcel.objects.get(report=made.public_id)
    assert parcel.state == "waiting"
    assert deliver_due() == 1


@pytest.mark.parametrize("fault", ["lost on the way", "answer lost", "502", "503", "403", "429"])
def test_whatever_breaks_it_is_tried_again_and_arrives_once(channel, report_by, line, clock, fault):
    made = report_by()
    line.faults = [fault, fault]
    deliver_due()
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.fails, bool(parcel.reason)) == ("waiting", 1, True)
    assert told(made)[-1].startswith("Not delivered yet")
    assert deliver_due() == 0  # not before its time
    clock.shift(timedelta(minutes=1))
    deliver_due()
    clock.shift(timedelta(minutes=2))
    deliver_due()
    assert Report.objects.exclude(pk=made.pk).count() == 1
    assert told(made)[-1].startswith("It arrived")
    assert sum(text.startswith("Not delivered yet") for text in told(made)) == 1


def test_a_call_that_arrives_twice_counts_once(channel, report_by, line):
    report_by()
    line.faults = ["doubled"]
    deliver_due()
    assert Report.objects.count() == 2


def test_a_worker_that_dies_with_a_parcel_gives_it_back(channel, report_by, monkeypatch, clock):
    made = report_by()

    def die(*_given, **_named):
        raise KeyboardInterrupt

    with monkeypatch.context() as dead:
        dead.setattr(client, "fetch", die)
        with pytest.raises(KeyboardInterrupt):
            deliver_due()
    assert deliver_due() == 0
    clock.shift(timedelta(minutes=5))
    deliver_due()
    assert over_there(made)


def test_a_refusal_is_kept_with_its_reason_until_somebody_mends_it(channel, report_by, mona, charlie):
    channel.codes = {"street-light": "no-such"}
    channel.save()
    made = report_by()
    deliver_due()
    parcel = Parcel.objects.get()
    assert (parcel.state, parcel.next_at) == ("refused", None)
    assert "service_code" in parcel.reason
    assert "refused it" in told(made)[-1]
    Channel.objects.update(codes={"*": "tree"})
    with pytest.raises(RefusedError, match="Only managers"):
        try_again(parcel.pk, charlie)
    try_again(parcel.pk, mona)
    deliver_due()
    assert over_there(made)


def test_a_token_is_asked_for_until_there_is_a_number(channel, report_by, key, clock, monkeypatch):
    """As where a request is given to people first."""
    answers = [
        b'[{"token": "t1"}]',
        b'[{"service_request_id": null, "token": "t1"}]',
        b'[{"service_request_id": "77", "token": "t1"}]',
    ]
    asked = []

    def fetch(address, **_given):
        asked.append(address)
        return Answer(200, address, answers.pop(0))

    monkeypatch.setattr(client, "fetch", fetch)
    report_by()
    for _try in range(3):
        deliver_due()
        clock.shift(timedelta(minutes=10))
    assert Parcel.objects.get().foreign_id == "77"
    assert ["tokens/t1" in address for address in asked] == [False, True, True]


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"not json", b"[1]", b'[{"else": 1}]'])
def test_an_answer_without_sense_is_tried_again(channel, report_by, monkeypatch, content):
    monkeypatch.setattr(client, "fetch", lambda address, **_given: Answer(200, address, content))
    report_by()
    deliver_due()
    assert (Parcel.objects.get().state, Parcel.objects.get().fails) == ("waiting", 1)


def test_a_channel_that_is_cut_sends_nothing_and_loses_nothing(channel, stage, report_by, mona):
    waiting = report_by()
    disconnect(stage.lighting, mona)
    report_by()
    assert deliver_due() == 0
    connect(stage.lighting, mona, channel.address, key="", jurisdiction="", codes=channel.codes)
    deliver_due()
    assert over_there(waiting)
    assert Parcel.objects.count() == 1


# ── news from here ───────────────────────────────────────────────────────────


def test_what_residents_say_follows_their_report(channel, alice, bob, report_by, clock):
    made = report_by(alice)
    comment(made.pk, bob, "Still dark tonight.")
    look_again(made.pk, bob, fixed=True)
    deliver_due()
    clock.shift(timedelta(minutes=2))
    deliver_due()
    there = over_there(made)
    assert [said.words for said in there.comments.all()] == ["Still dark tonight."]
    assert there.comments.get().via == "Boston"
    assert there.finding == "fixed"
    assert not Parcel.objects.exclude(state="sent").exists()


def test_words_that_were_taken_back_before_they_left_are_not_sent(channel, bob, report_by, line, clock):
    made = report_by()
    deliver_due()
    line.faults = ["lost on the way"]
    said = comment(made.pk, bob, "My name is Bob.")
    deliver_due()
    said.delete()
    clock.shift(timedelta(minutes=2))
    deliver_due()
    assert not over_there(made).comments.exists()


# ── news from there ──────────────────────────────────────────────────────────


def test_what_the_office_does_there_is_told_here(channel, alice, omar, report_by, clock):
    made = report_by(alice)
    deliver_due()
    there = over_there(made)
    clock.shift(timedelta(minutes=1))
    work.start(there.pk, omar)
    ask_channel(channel)
    assert again(made).state == "in_progress"
    clock.shift(timedelta(minutes=1))
    work.close(there.pk, omar, Closing.DONE, "A new lamp.")
    ask_channel(again(channel))
    assert (again(made).state, made.closing, made.closing_words) == ("closed", "done", "A new lamp.")
    assert made.promise.answered_at == made.closed_at
    assert made.closed_at == again(there).closed_at.replace(microsecond=0)
    clock.shift(timedelta(minutes=1))
    work.reopen(there.pk, omar, "It flickers.")
    ask_channel(again(channel))
    assert (again(made).state, made.closing, made.closed_at) == ("open", "", None)
    assert Comment.objects.filter(report=made).get().words == "It flickers."
    made.promise.refresh_from_db()
    assert made.promise.answered_at is None


def test_news_is_taken_in_once_however_often_it_is_asked_for(channel, omar, report_by):
    made = report_by()
    deliver_due()
    work.answer(over_there(made).pk, omar, "We come tomorrow.")
    assert [ask_channel(again(channel)) for _time in range(3)] == [1, 0, 0]
    assert Comment.objects.filter(report=made).count() == Heard.objects.count() == 1


def test_an_older_state_does_not_undo_a_younger_one(channel, report_by, monkeypatch):
    made = report_by()
    deliver_due()

    def row(number, status, minutes, words):
        at = (now() + timedelta(minutes=minutes)).isoformat(timespec="seconds")
        about = {"update_id": number, "service_request_id": Parcel.objects.get().foreign_id}
        return about | {"status": status, "updated_datetime": at, "description": words}

    rows = [row("2", "FIXED", 2, "Done."), row("1", "IN_PROGRESS", 1, "We begin.")]
    monkeypatch.setattr(client, "call", lambda *_given, **_named: rows)
    assert ask_channel(channel) == 2
    assert (again(made).state, made.closing_words) == ("closed", "Done.")
    assert Comment.objects.get(report=made).words == "We begin."


@pytest.mark.parametrize(
    "row",
    [
        {"update_id": ""},
        {"status": "WHATEVER"},
        {"updated_datetime": "yesterday"},
        {"service_request_id": "UNKNOWN"},
    ],
    ids=str,
)
def test_news_that_makes_no_sense_is_left_aside_and_the_rest_is_heard(channel, report_by, monkeypatch, row):
    made = report_by()
    deliver_due()
    good = {
        "update_id": "1",
        "service_request_id": Parcel.objects.get().foreign_id,
        "status": "IN_PROGRESS",
        "updated_datetime": now().isoformat(),
        "description": "",
    }
    rows = [{**good, "update_id": "0", **row}, good]
    monkeypatch.setattr(client, "call", lambda *_given, **_named: rows)
    assert ask_channel(channel) == 1
    assert again(made).state == "in_progress"


def test_news_that_came_before_its_number_was_known_is_heard_afterwards(
    channel, omar, report_by, line, clock
):
    made = report_by()
    line.faults = ["answer lost"]
    deliver_due()
    there = Report.objects.exclude(pk=made.pk).get()
    work.start(there.pk, omar)
    first = report_by()
    deliver_due()
    assert over_there(first)
    ask_channel(again(channel))
    clock.shift(timedelta(hours=5))
    ask_channel(again(channel))
    deliver_due()
    ask_channel(again(channel))
    assert again(made).state == "in_progress"


def test_an_office_that_gave_a_report_away_does_not_move_it_any_more(channel, stage, amina, omar, report_by):
    made = report_by()
    deliver_due()
    work.forward(made.pk, amina, stage.parks, "It is a tree, not a lamp.")
    work.close(over_there(made).pk, omar, Closing.DONE, "We are done with it.")
    ask_channel(channel)
    assert (again(made).state, made.office) == ("open", stage.parks)
    said = Comment.objects.filter(report=made).get(words="We are done with it.")
    assert said.office == stage.lighting


def test_a_system_that_does_not_answer_stands_beside_its_channel(channel, report_by, line):
    report_by()
    deliver_due()
    line.faults = ["lost on the way"]
    assert ask_channel(channel) == 0
    assert (again(channel).asking_fails, channel.reason) == (1, "The line is down.")
    ask_channel(channel)
    assert (again(channel).asking_fails, channel.reason) == (0, "")


def test_each_system_is_asked_in_a_job_of_its_own(channel, omar, report_by):
    made = report_by()
    run_jobs()
    work.answer(over_there(made).pk, omar, "We come tomorrow.")
    ask_all()
    ask_all()
    assert run_jobs().count("dispatch.ask") == 1
    assert Comment.objects.filter(report=made).exists()
