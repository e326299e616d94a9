"""Everybody finds what the city decided; officials sign what two of them decide, and let deputies act."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from parvis.kernel.control.actions import Deed, propose
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.people.models import Membership
from parvis.kernel.people.rules import Role
from parvis.kernel.testing.cast import browser_of, official
from parvis.services.decisions.queries import DATASET, SHOWN_AT_ONCE, Search, acts, page
from parvis.services.reports.actions import work
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import build, reported
from parvis.services.reports.tests.test_pages import words_of
from parvis.services.targets.actions import decide
from parvis.services.targets.actions import propose as propose_target

WHY = "A dark street is not safe."
MOVED = "routing.table.boundaries_moved"


@pytest.fixture
def stage(db):
    return build()


@pytest.fixture
def decided(stage, dana):
    decide(propose_target(dana, "street-light", 7).pk, dana, WHY)
    return Act.objects.get(verb="targets.target.changed")


@pytest.fixture
def waits(dana, city_desk):
    deed = Deed(
        MOVED, "routing.change:1", "The river is the border now.", [("valid_from", None, "2027-01-01")]
    )
    return propose(deed, dana, {})


def test_everybody_reads_what_was_decided_why_by_which_office_and_what_changed(decided, grace):
    said = words_of(grace.get("/decisions/"))
    assert WHY in said
    assert "City Desk" in said
    one = words_of(grace.get(decided.get_absolute_url()))
    assert "Working days promised" in one
    assert "3" in one
    assert "7" in one


def test_the_register_is_searched_by_words_service_office_weight_and_days(stage, decided, alice, amina):
    work.close(reported(stage, alice).pk, amina, Closing.DONE, "A new lamp.")
    today = localdate()
    found = [
        Search(words="DARK street"),
        Search(module="reports", weight="case"),
        Search(office="street-lighting", weight="case"),
        Search(weight="", since=today, until=today),
        Search(words="owls"),
        Search(module="reports"),
        Search(weight="", until=today - timedelta(days=2)),
        Search(weight="", since=today + timedelta(days=2)),
    ]
    assert [acts(each).count() for each in found] == [1, 1, 1, 2, 0, 0, 0, 0]


@pytest.mark.parametrize("path", ["/decisions/", "/decisions/feed/"])
def test_the_first_and_the_last_day_of_the_calendar_break_nothing(path, decided, grace):
    answer = grace.get(path, {"since": "0001-01-01", "until": "9999-12-31"})
    assert WHY in answer.content.decode()


def test_a_reason_with_an_unseen_sign_does_not_stop_the_feed(stage, dana, grace):
    decide(propose_target(dana, "street-light", 7).pk, dana, "A dark street\x0bis not\x00 safe.")
    assert Act.objects.get().reason == "A dark street\nis not safe."
    Act.objects.update(reason="Brought in\x0b from elsewhere.")
    assert "Brought in\n from elsewhere." in grace.get("/decisions/feed/").content.decode()


def test_a_managers_name_stands_beside_the_decision_and_an_agents_does_not(
    stage, decided, alice, amina, grace
):
    assert "Dana" in words_of(grace.get(decided.get_absolute_url()))
    report = reported(stage, alice)
    work.close(report.pk, amina, Closing.DONE, "A new lamp.")
    act = Act.objects.get(verb="reports.report.closed")
    said = words_of(grace.get(act.get_absolute_url()))
    assert "Street Lighting" in said
    assert "Amina" not in said


def test_a_closed_report_leaves_a_line_and_a_private_one_does_not_say_what_it_was(stage, alice, amina, grace):
    public, private = reported(stage, alice), reported(stage, alice, is_public=False)
    for each in (public, private):
        work.close(each.pk, amina, Closing.DONE, "A new lamp.")
    said = grace.get("/decisions/?weight=case").content.decode()
    assert "closed the report" in said
    assert "A decision about something that is not public." in said
    for act in Act.objects.filter(verb="reports.report.closed"):
        body = grace.get(act.get_absolute_url()).content.decode()
        assert (f"/reports/{private.public_id}/" in body) is False
        assert private.reference not in body
        assert "A new lamp" not in body


def test_the_register_is_searched_and_read_page_by_page(decided, dana, grace):
    for days in range(8, 8 + SHOWN_AT_ONCE):
        decide(propose_target(dana, "street-light", days).pk, dana, f"We need {days} days for a lamp.")
    first = grace.get("/decisions/")
    assert WHY not in words_of(first)
    assert 'rel="next"' in first.content.decode()
    assert WHY in words_of(grace.get(f"/decisions/?before={page_end()}"))
    assert WHY in words_of(grace.get("/decisions/?words=dark+street"))
    assert "Nothing found" in words_of(grace.get("/decisions/?words=owls"))
    assert "Nothing found" in words_of(grace.get("/decisions/?module=openings"))


def page_end():
    return page(Search()).following


@pytest.mark.parametrize(
    "query", ["since=yesterday", "weight=much", "before=x", "office=%00", "before=" + "9" * 40]
)
def test_what_cannot_be_read_asks_nothing_and_breaks_nothing(decided, grace, query):
    assert grace.get(f"/decisions/?{query}").status_code in {200, 400}


def test_the_feed_follows_the_same_search(decided, grace):
    feed = grace.get("/decisions/feed/?words=dark")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert decided.get_absolute_url() in feed.content.decode()
    assert "Dana" not in feed.content.decode()
    assert decided.get_absolute_url() not in grace.get("/decisions/feed/?words=owls").content.decode()


def test_the_open_data_name_nobody_and_leave_out_what_is_not_public(stage, decided, alice, amina):
    private = reported(stage, alice, is_public=False)
    work.close(private.pk, amina, Closing.DONE, "A new lamp.")
    rows = list(DATASET.rows())
    assert [row[2] for row in rows] == ["targets.target.changed"]
    assert rows[0][-2:] == (WHY, "days: 3 → 7")
    assert DATASET.updated() == Act.objects.latest("at").at


def test_the_second_official_signs_on_the_page(waits, city_desk, dana, desk):
    second = official("Dora", city_desk, Role.MANAGER)
    address = f"/office/decisions/{waits.public_id}/"
    assert "ask a second one to sign" in words_of(browser_of(dana).get(address))
    assert "Only managers" in words_of(browser_of(desk).get(address))
    assert "The river is the border now." in words_of(browser_of(second).get("/office/decisions/"))
    said = browser_of(dana).post(address, {"do": "sign"})
    assert "ask a second one to sign" in words_of(said)
    refused = browser_of(second).post(address, {"do": "refuse", "answer": ""})
    assert refused.status_code == 422
    browser_of(second).post(address, {"do": "refuse", "answer": "Let us ask the people on the island."})
    assert Proposal.objects.get().state == Proposal.State.REFUSED
    assert "Let us ask the people on the island." in words_of(browser_of(dana).get(address))


def test_who_proposed_takes_it_back_on_the_page(waits, dana):
    browser_of(dana).post(f"/office/decisions/{waits.public_id}/", {"do": "withdraw"})
    assert Proposal.objects.get().state == Proposal.State.WITHDRAWN


def test_a_manager_lets_somebody_act_for_them_and_ends_it(mona, omar, street_lighting):
    office, page_of_deputies = browser_of(mona), "/office/decisions/deputies/"
    own = Membership.objects.get(person=mona)
    wish = {
        "own": own.pk,
        "role": "agent",
        "email": "omar@people.example",
        "until": str(localdate()),
        "reason": "I am away today.",
    }
    for wrong in ({"email": "nobody@people.example"}, {"reason": "so"}, {"own": 0}, {"until": "2020-01-01"}):
        assert office.post(page_of_deputies, {**wish, **wrong}).status_code == 422
    office.post(page_of_deputies, wish)
    assert "Omar" in words_of(office.get(page_of_deputies))
    assert "You act for" in words_of(browser_of(omar).get(page_of_deputies))
    lent = Membership.objects.get(person=omar, lent_from=own)
    office.post(page_of_deputies, {"do": "end", "lent": lent.pk})
    assert not Membership.objects.filter(lent_from=own).exists()


def test_residents_and_guests_do_not_see_what_waits(waits, alice, grace):
    assert browser_of(alice).get("/office/decisions/").status_code == 403
    assert grace.get("/office/decisions/").status_code in {302, 404}
