"""Another target is proposed, shown, decided in public; what was promised before stays promised."""

from datetime import timedelta

import pytest

from parvis.kernel.journal.queries import history_of
from parvis.kernel.keeping.actions import erase
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.promises.models import Promise
from parvis.kernel.testing.cast import browser_of
from parvis.services.reports.actions import work
from parvis.services.reports.actions.setup import change_target, keep_category
from parvis.services.reports.models import Category
from parvis.services.reports.rules import Closing
from parvis.services.reports.tests.stage import STREET_LIGHT, build, reported
from parvis.services.reports.tests.test_pages import words_of
from parvis.services.targets.actions import decide, drop, propose
from parvis.services.targets.models import Change
from parvis.services.targets.queries import preview
from parvis.services.targets.rules import Share
from parvis.services.targets.seeds import KIND, seed

WHY = "A dark street is not safe."


@pytest.fixture
def stage(db):
    return build()


def test_what_was_promised_before_stays_and_what_comes_gets_the_new_target(stage, alice, dana):
    before = reported(stage, alice)
    decide(propose(dana, "street-light", 1).pk, dana, WHY)
    after = reported(stage, alice, category=Category.objects.get(slug="street-light"))
    assert Promise.objects.get(subject=before.subject).minutes == 1440
    assert Promise.objects.get(subject=after.subject).minutes == 510


def test_the_preview_counts_what_the_other_target_would_have_kept(stage, alice, amina, dana, clock):
    answered, _open = reported(stage, alice), reported(stage, alice)
    clock.shift(timedelta(hours=20))
    work.close(answered.pk, amina, Closing.DONE, "A new lamp.")
    clock.shift(timedelta(hours=20))
    shorter, longer = propose(dana, "street-light", 1), propose(dana, "street-light", 30)
    assert preview(shorter).before == Share(kept=1, broken=1)
    assert preview(shorter).after == Share(kept=0, broken=2)
    assert preview(longer).after == Share(kept=1, broken=0)
    assert preview(propose(dana, "street-light", None)).after is None


def test_a_decision_is_public_with_its_reason_and_what_it_would_have_meant(stage, alice, dana, grace):
    reported(stage, alice)
    office = browser_of(dana)
    page = office.post("/office/targets/", {"category": "street-light", "days": "1"}, follow=True)
    assert "Nothing has changed yet." in words_of(page)
    address = page.request["PATH_INFO"]
    assert "Waits to be decided" in words_of(office.get("/office/targets/"))
    assert office.post(address, {"reason": "because"}).status_code == 422
    office.post(address, {"reason": WHY})
    change = Change.objects.get()
    page = words_of(grace.get(change.get_absolute_url()))
    assert WHY in page
    assert "1 promise of the last 365 days was looked at" in page
    assert WHY in words_of(grace.get("/targets/"))
    assert "1 working day" in words_of(grace.get("/targets/"))
    assert office.get(address).url == change.get_absolute_url()
    assert "Street light is out" in history_of(change.subject)[0].text
    assert str(change) == change.public_id


def test_nothing_promised_is_said_so(stage, dana, grace):
    change = decide(propose(dana, "tree", None).pk, dana, "Nobody can say when a tree is cut.")
    assert "no promise" in words_of(grace.get(change.get_absolute_url()))
    assert propose(dana, "tree", 3).minutes_before is None


def test_what_is_so_already_or_makes_no_sense_is_refused(stage, dana, mona):
    for category, days, why in (
        ("nothing", 3, "no such category"),
        ("street-light", 0, "from 1 to"),
        ("street-light", 251, "from 1 to"),
        ("housing", None, "promised already"),
    ):
        with pytest.raises(RefusedError, match=why):
            propose(dana, category, days)
    with pytest.raises(RefusedError, match="public desk"):
        propose(mona, "street-light", 3)
    page = browser_of(mona).get("/office/targets/")
    assert "Only managers of the public desk" in words_of(page)
    assert browser_of(mona).post("/office/targets/", {"category": "tree", "days": "3"}).status_code == 403
    again = browser_of(dana).post("/office/targets/", {"category": "housing", "days": ""})
    assert "promised already" in words_of(again)


def test_a_proposal_is_decided_once_and_not_over_another_decision(stage, dana, desk):
    one, other = propose(dana, "street-light", 1), propose(dana, "street-light", 2)
    decide(one.pk, dana, WHY)
    assert decide(one.pk, dana, "Again, for no reason.").reason == WHY
    with pytest.raises(RefusedError, match="changed meanwhile"):
        decide(other.pk, dana, WHY)
    with pytest.raises(RefusedError, match="public desk"):
        drop(other.pk, desk)
    drop(one.pk, dana)
    assert Change.objects.count() == 2
    page = browser_of(dana).post(f"/office/targets/{other.public_id}/", {"drop": "1"}, follow=True)
    assert "Nothing has changed." in words_of(page)
    with pytest.raises(RefusedError, match="faster"):
        decide(other.pk, dana, WHY)
    assert browser_of(dana).get("/office/targets/nothing/").status_code == 404


def test_loading_the_categories_again_does_not_undo_a_decision(stage, dana):
    decide(propose(dana, "street-light", 1).pk, dana, WHY)
    keep_category(STREET_LIGHT, stage.light.group)
    assert Category.objects.get(slug="street-light").promise_minutes == 510


def test_a_decision_stays_without_who_made_it(stage, dana, olive):
    change = decide(propose(dana, "street-light", 1).pk, dana, WHY)
    mine = browser_of(dana).get("/account/data/").content.decode()
    assert WHY in mine
    erase(dana)
    change.refresh_from_db()
    assert (change.proposed_by, change.decided_by, change.reason) == (None, None, WHY)


def test_the_demo_can_be_loaded_twice(stage, dana):
    change_target(KIND, 510)
    seed()
    assert not Change.objects.exists(), "a day less than one day is no promise"
    change_target(KIND, 1530)
    seed()
    seed()
    assert Change.objects.get().days == 2
