"""mySociety's dialect, both ways: what offices did, and what the readers of another site say."""

from datetime import date, datetime, timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.files.actions import store_photo
from parvis.services.georeport.contracts import Status
from parvis.services.moderation.tests.stage import hidden as hide_all
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import look_again
from parvis.services.reports.models import Comment, Report, Vote
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import photo

pytestmark = pytest.mark.django_db


def told(caller, **params):
    answered = caller.get("servicerequestupdates", **params)
    assert answered.status == 200, answered.rows
    return [(row["status"], row["description"]) for row in answered.rows]


# ── what offices did ─────────────────────────────────────────────────────────


def test_every_step_of_the_office_is_told_in_order(stage, caller, alice, amina, desk, report_by, parks):
    made = report_by(alice)
    work.ask(made.pk, amina, "Which lamp?")
    work.plan(made.pk, amina, date(2030, 1, 2), "With the long ladder.")
    work.start(made.pk, amina)
    work.answer(made.pk, amina, "Nearly done.")
    work.close(made.pk, amina, Closing.DONE, "New lamp.")
    work.reopen(made.pk, amina, "It flickers.")
    work.forward(made.pk, amina, parks, "A tree is in the way.")
    assert told(caller) == [
        ("INVESTIGATING", "Which lamp?"),
        ("ACTION_SCHEDULED", "With the long ladder."),
        ("IN_PROGRESS", ""),
        ("IN_PROGRESS", "Nearly done."),
        ("FIXED", ""),  # taken up again: its words are gone
        ("REOPEN", "It flickers."),
        ("INTERNAL_REFERRAL", "A tree is in the way."),
    ]


@pytest.mark.parametrize(
    ("closing", "status"),
    [
        (Closing.DONE, "FIXED"),
        (Closing.NOT_FOUND, "CLOSED"),
        (Closing.NOT_OURS, "NOT_COUNCILS_RESPONSIBILITY"),
        (Closing.NO_ACTION, "NO_FURTHER_ACTION"),
    ],
)
def test_how_it_ended_is_told(stage, caller, amina, report_by, closing, status):
    work.close(report_by().pk, amina, closing, "So it ended.")
    assert told(caller) == [(status, "So it ended.")]


def test_a_duplicate_is_told(stage, caller, amina, report_by):
    work.close(report_by().pk, amina, Closing.DUPLICATE, "Known.", duplicate_of=report_by())
    assert told(caller) == [("DUPLICATE", "Known.")]


def test_an_update_names_its_request_and_shows_the_proof(stage, caller, amina, report_by, grace):
    made = report_by()
    proof = store_photo(photo(), amina, "reports.photo")
    work.close(made.pk, amina, Closing.DONE, "New lamp.", proof=(proof.public_id,))
    row = caller.get("servicerequestupdates").one
    assert (row["service_request_id"], row["service_code"]) == (made.reference, "street-light")
    assert row["external_status_code"] == "done"
    assert datetime.fromisoformat(row["updated_datetime"]).tzinfo
    assert row["update_id"].isdigit()
    assert grace.get(row["media_url"]).status_code == 200


def test_updates_between_two_moments_and_in_pages(stage, caller, amina, report_by, clock):
    made = report_by()
    moments = []
    for number in range(4):
        clock.shift(timedelta(hours=1))
        work.answer(made.pk, amina, f"Answer {number}.")
        moments.append(now().isoformat())
    assert len(told(caller)) == 4
    assert told(caller, start_date=moments[2]) == [("OPEN", "Answer 2."), ("OPEN", "Answer 3.")]
    assert told(caller, start_date=moments[1], end_date=moments[2]) == [
        ("OPEN", "Answer 1."),
        ("OPEN", "Answer 2."),
    ]
    assert told(caller, page=2, page_size=3) == [("OPEN", "Answer 3.")]
    clock.shift(timedelta(days=91))
    assert told(caller) == []


def test_notes_of_the_office_and_hidden_words_are_not_told(stage, caller, amina, mona, report_by):
    made = report_by()
    work.note(made.pk, amina, "Between us.")
    hide_all(work.answer(made.pk, amina, "An insult.").subject, mona)
    assert told(caller) == [("OPEN", "")]


def test_what_residents_say_here_is_not_told_as_the_offices_word(stage, caller, alice, report_by):
    look_again(report_by().pk, alice, fixed=True)
    assert told(caller) == []


@pytest.mark.parametrize(
    ("name", "text"), [("start_date", "x"), ("end_date", "x"), ("page", "-1"), ("page_size", "0")]
)
def test_what_cannot_be_read_is_400(stage, caller, name, text):
    answered = caller.get("servicerequestupdates", **{name: text})
    assert answered.status == 400
    assert name in answered.fault


# ── what the readers of another site say ─────────────────────────────────────


@pytest.fixture
def made(report_by) -> Report:
    """The request that it is about."""
    return report_by()


@pytest.fixture
def update(made, trusted_key):
    """Everything that an update needs."""
    return {
        "api_key": trusted_key,
        "update_id": "17",
        "service_request_id": made.reference,
        "status": "OPEN",
        "updated_datetime": now().isoformat(),
        "description": "Still dark.",
    }


def test_words_stand_on_the_page_with_the_name_of_the_site(stage, caller, made, update, grace):
    answered = caller.post("servicerequestupdates", **update, first_name="Gustav", email="gus@people.example")
    assert answered.status == 201
    said = Comment.objects.get()
    assert answered.one["update_id"] == said.public_id
    assert (said.words, said.person, said.via) == ("Still dark.", None, "Next town")
    page = grace.get(f"/reports/{made.public_id}/").content.decode()
    assert "through <bdi>Next town</bdi>" in page
    assert "Gustav" not in page


@pytest.mark.parametrize("status", list(Status))
def test_all_thirteen_statuses_are_taken(stage, caller, made, update, status):
    assert caller.post("servicerequestupdates", **{**update, "status": status.lower()}).status == 201
    made.refresh_from_db()
    finding = {"FIXED": "fixed", "OPEN": "not_fixed", "REOPEN": "not_fixed"}.get(status, "unknown")
    assert (made.state, made.finding) == ("open", finding)  # the office alone says where its work stands


def test_a_status_without_words_is_enough(stage, caller, made, update):
    assert (
        caller.post("servicerequestupdates", **{**update, "description": "", "status": "FIXED"}).one[
            "update_id"
        ]
        == "17"
    )
    assert not Comment.objects.exists()
    made.refresh_from_db()
    assert made.finding == "fixed"


def test_told_twice_it_counts_once(stage, caller, update):
    first, second = (caller.post("servicerequestupdates", **update).one["update_id"] for _time in range(2))
    assert first == second
    assert Comment.objects.count() == Vote.objects.count() == 1


def test_the_readers_of_a_site_have_one_look_and_the_youngest_counts(stage, caller, made, update):
    def look(number, status, minutes):
        at = (now() + timedelta(minutes=minutes)).isoformat()
        caller.post(
            "servicerequestupdates",
            **{**update, "update_id": number, "status": status, "updated_datetime": at},
        )

    look("1", "FIXED", 1)
    look("3", "REOPEN", 3)
    look("2", "FIXED", 2)  # comes late
    made.refresh_from_db()
    assert made.finding == "not_fixed"
    assert Vote.objects.count() == 1
    assert Comment.objects.count() == 3


def test_an_unknown_private_or_hidden_request_is_404(stage, caller, update, report_by):
    private = report_by(category=stage.housing)
    for number in ("NONE-SUCH", private.reference):
        for words in ("", "Still dark."):
            answered = caller.post(
                "servicerequestupdates", **{**update, "service_request_id": number, "description": words}
            )
            assert answered.status == 404
            assert "service_request_id" in answered.fault
    assert not Comment.objects.exists()


@pytest.mark.parametrize("name", ["service_request_id", "update_id", "status", "updated_datetime"])
def test_what_is_missing_is_400_with_its_name(stage, caller, update, name):
    answered = caller.post("servicerequestupdates", **{**update, name: ""})
    assert (answered.status, answered.fault) == (400, f"{name} was not given.")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"status": "DONE"}, "There is no status"),
        ({"updated_datetime": "now"}, "updated_datetime"),
        ({"description": "x" * 4001}, "at most 4000"),
    ],
    ids=str,
)
def test_what_cannot_be_taken_is_400(stage, caller, update, changes, sentence):
    answered = caller.post("servicerequestupdates", **{**update, **changes})
    assert answered.status == 400
    assert sentence in answered.fault


def test_only_a_site_that_the_desk_believes_may_pass_words_on(stage, caller, update, key):
    for wrong in ("", "parvis_wrong", key):
        assert caller.post("servicerequestupdates", **{**update, "api_key": wrong}).status == 403
    assert not Comment.objects.exists()


def test_another_jurisdiction_is_404(stage, caller, update):
    assert caller.post("servicerequestupdates", **update, jurisdiction_id="atlantis").status == 404
