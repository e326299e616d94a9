"""What neighbours can do near them, and what they did."""

import csv
from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.commons.dataset import Format
from parvis.kernel.commons.export import pieces_of
from parvis.kernel.needs.registry import Where
from parvis.kernel.sheets.rules import Rung
from parvis.kernel.testing.cast import browser_of
from parvis.services.helping.contracts import judge, prove, take, tallies
from parvis.services.moderation.tests.stage import hidden
from parvis.services.neighbours.queries import DATASET, free_jobs, needed
from parvis.services.neighbours.seeds import seed
from parvis.services.openings.tests.stage import WHY, opened
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import look_again
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import HERE, WEST, build, reported
from parvis.services.reports.tests.test_pages import words_of


@pytest.fixture
def stage(db):
    return build()


@pytest.fixture
def opening(stage, mona):
    return opened(mona)


def done(report, helper, judge_, *, words="", yes=True):
    job = take(report.public_id, helper, has_read=True)
    prove(job.pk, helper, "I wiped the glass.", 20)
    return judge(job.pk, judge_, done=yes, words=words)


def test_the_list_shows_what_has_a_place_left(stage, opening, alice, bob, grace):
    taken, free = (
        reported(stage, alice, address="1 Beacon Street"),
        reported(stage, alice, address="33 Beacon Street"),
    )
    take(taken.public_id, bob, has_read=True)
    page = words_of(grace.get("/helping/"))
    assert "33 Beacon Street" in page
    assert "1 Beacon Street" not in page
    assert WHY in page, "everybody reads why"
    assert "33 Beacon Street" not in words_of(grace.get("/helping/?area=west-side"))
    assert "33 Beacon Street" in words_of(grace.get("/helping/?kind=street-light&area=east-side"))
    assert free.get_absolute_url() in grace.get("/helping/").content.decode()
    assert "What you took on" in words_of(browser_of(bob).get("/helping/"))


def test_whoever_says_where_they_are_sees_the_nearest_first(stage, opening, alice, grace):
    far = reported(stage, alice, lat=WEST[0], lon=WEST[1], address="9 West Street")
    near = reported(stage, alice, address="1 Beacon Street")
    found = [each.offer.work.id for each in free_jobs(near=HERE)]
    assert found == [near.public_id, far.public_id]
    assert [each.offer.work.id for each in free_jobs(near=WEST)] == found[::-1]
    page = words_of(grace.get(f"/helping/?spot_lat={WEST[0]}&spot_lon={WEST[1]}"))
    assert page.index("9 West Street") < page.index("1 Beacon Street")
    assert "0 m from there" in page
    assert "1 Beacon Street" in words_of(grace.get("/helping/?spot_address=Beacon+Street"))
    assert "do not know this address" in words_of(grace.get("/helping/?spot_address=Xyzzyplugh"))
    assert free_jobs(near=(41.0, -71.0)) == []


def test_a_list_longer_than_a_page_says_that_there_is_more(stage, opening, alice, grace, monkeypatch):
    for _each in range(3):
        reported(stage, alice)
    assert "There is more" not in words_of(grace.get("/helping/"))
    monkeypatch.setattr("parvis.services.neighbours.queries.SHOWN_AT_ONCE", 2)
    assert "There is more" in words_of(grace.get("/helping/"))


def test_the_page_of_a_report_says_that_neighbours_can_help_while_they_can(
    stage, opening, alice, amina, grace
):
    report = reported(stage, alice)
    line = f"/helping/at/{report.public_id}/"
    assert line in grace.get(report.get_absolute_url()).content.decode()
    assert "Neighbours can help with this" in words_of(grace.get(line))
    work.start(report.pk, amina)
    assert grace.get(line).content == b""
    work.close(report.pk, amina, Closing.DONE, "A new lamp.")
    assert line not in grace.get(report.get_absolute_url()).content.decode()
    assert grace.get("/helping/at/nothing/").content == b""


def test_what_is_hidden_is_offered_nowhere(stage, opening, alice, amina, grace):
    report = reported(stage, alice)
    hidden(report.subject, amina)
    assert grace.get(f"/helping/at/{report.public_id}/").content == b""
    answer = grace.get(f"/helping/{report.public_id}/")
    assert answer.status_code == 404
    assert "cannot help with this now" in words_of(answer)
    assert grace.get("/api/v1/helping").json() == []


def test_the_office_sees_what_waits_what_is_disputed_and_the_minutes(
    stage, opening, alice, bob, charlie, amina, omar
):
    waiting = take(reported(stage, alice).public_id, bob, has_read=True)
    prove(waiting.pk, bob, "It shines now.", 15)
    done(reported(stage, alice), bob, alice)
    done(reported(stage, alice), charlie, alice, words="It is as dark as before.", yes=False)
    page = words_of(browser_of(amina).get("/office/helping/"))
    for said in ("It shines now.", "It is as dark as before.", "East Side", "Street light is out"):
        assert said in page
    elsewhere = words_of(browser_of(omar).get("/office/helping/"))
    assert "It shines now." not in elsewhere
    assert "dark as before" not in elsewhere
    assert "East Side" in elsewhere, "the figures are everybody's"
    (row,) = tallies()
    assert (row.area, row.proven, row.confirmed, row.refused, row.given) == ("east-side", 1, 1, 1, 20)


def test_an_office_with_nothing_to_look_at_is_told_so(stage, amina):
    assert "Nothing waits for a yes" in words_of(browser_of(amina).get("/office/helping/"))


def test_programs_read_the_same_list(stage, opening, alice, bob, grace):
    report = reported(stage, alice, address="33 Beacon Street")
    (job,) = grace.get("/api/v1/helping").json()
    assert (job["number"], job["page"]) == (report.reference, report.get_absolute_url())
    assert (job["category"], job["area"], job["free"], job["metres"]) == (
        "street-light",
        "east-side",
        1,
        None,
    )
    near = grace.get("/api/v1/helping", {"lat": HERE[0], "lon": HERE[1], "area": "east-side"}).json()
    assert near[0]["metres"] == 0
    assert grace.get("/api/v1/helping", {"category": "tree"}).json() == []
    assert grace.get("/api/v1/helping", {"lat": 91, "lon": 0}).status_code == 422
    take(report.public_id, bob, has_read=True)
    assert grace.get("/api/v1/helping").json() == []


def test_the_open_data_have_sums_and_nobody(stage, opening, alice, bob):
    assert DATASET.updated() is None
    done(reported(stage, alice), bob, alice)
    data = b"".join(pieces_of(DATASET, Format.CSV)).decode()
    head, row = csv.reader(data.splitlines())
    assert head[1:] == ["category", "area", "taken", "waiting", "done", "refused", "minutes"]
    assert row[1:] == ["street-light", "east-side", "0", "0", "1", "0", "20"]
    assert "Bob" not in data
    assert DATASET.updated() is not None


def test_the_demo_tells_a_story_once(stage, dana, alice, bob, charlie, olive):
    seed()
    assert tallies() == []
    opened(dana)
    for _each in range(3):
        reported(stage, olive)
    seed()
    seed()
    (row,) = tallies()
    assert (row.taken, row.proven, row.confirmed, row.given) == (1, 1, 1, 25)


def test_everybody_is_invited_to_what_has_a_place_left_and_to_look_at_what_is_done(
    stage, opening, alice, bob, amina, clock
):
    free, taken = (reported(stage, alice, address=f"{number} Beacon Street") for number in (1, 2))
    take(taken.public_id, bob, has_read=True)
    closed, nowhere = reported(stage, alice, address="3 Beacon Street"), reported(stage, alice)
    for each in (closed, nowhere):
        work.close(each.pk, amina, Closing.DONE, "The lamp is new.")
    found = {each.subject: each for each in needed(Where())}
    assert set(found) == {f"helping.offer:{free.public_id}", closed.subject}, (
        "nobody is sent where no address is"
    )
    job, look = found[f"helping.offer:{free.public_id}"], found[closed.subject]
    assert (job.rung, job.wanted, job.minutes, job.place) == (Rung.HOUR, 1, 30, "1 Beacon Street")
    assert (look.rung, look.title) == (Rung.TAP, "Is it fixed? Street light is out")
    assert {each.subject for each in needed(Where(area="west-side"))} == set()
    assert len(list(needed(Where(lat=HERE[0], lon=HERE[1])))) == 2
    look_again(closed.pk, bob, fixed=True)
    assert closed.subject not in {each.subject for each in needed(Where())}
    clock.move_to(now() + timedelta(days=15))
    assert [each.source for each in needed(Where())] == ["helping"]


def test_nobody_is_invited_to_what_was_hidden(stage, opening, alice, amina, dana):
    closed = reported(stage, alice, address="3 Beacon Street")
    work.close(closed.pk, amina, Closing.DONE, "The lamp is new.")
    hidden(closed.subject, dana)
    assert list(needed(Where())) == []
