"""How a report comes into the world."""

from datetime import timedelta

import pytest
from django.core import mail

from parvis.kernel.files.actions import store_photo
from parvis.kernel.journal.queries import history_of
from parvis.kernel.notices.models import Notice
from parvis.kernel.people.actions import confirm
from parvis.kernel.people.models import Confirmation, Person
from parvis.kernel.people.rules import Level
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.promises.models import Promise
from parvis.services.reports.actions.opening import NewReport, ask_unconfirmed, open_report, open_unconfirmed
from parvis.services.reports.models import Report
from parvis.services.reports.rules import State
from parvis.services.reports.tests.stage import HERE, OUTSIDE, WEST, photo


def test_a_report_goes_to_its_office_with_a_promise_in_one_stroke(stage, alice, report_by):
    report = report_by(alice, shows_name=True)
    assert (report.state, report.office, report.area) == (State.OPEN, stage.lighting, stage.east)
    assert report.promise.due_at - report.opened_at == timedelta(minutes=1440)
    assert report.promise.chain == [stage.lighting.pk, stage.desk.pk]
    assert "Alice" in history_of(report.subject)[0].text
    assert "Street Lighting" in history_of(report.subject)[0].text


def test_who_does_not_show_a_name_is_nobody_in_the_history(alice, report_by):
    assert "Alice" not in history_of(report_by(alice).subject)[0].text


def test_the_author_and_the_office_are_told(alice, amina, report_by):
    report_by(alice)
    told = {(notice.person, notice.kind) for notice in Notice.objects.order_by("pk")}
    assert told == {(alice, "reports.opened"), (amina, "reports.arrived")}


def test_nothing_is_left_when_the_action_fails(stage, alice):
    stage.desk.is_public_desk = False
    stage.desk.save()
    with pytest.raises(Exception, match="public desk"):
        open_report(NewReport(category=stage.light, lat=HERE[0], lon=HERE[1], author=alice))
    assert (Report.objects.count(), Promise.objects.count(), Notice.objects.count()) == (0, 0, 0)


def test_the_same_key_sends_one_report(alice, report_by):
    assert report_by(alice, key="abc") == report_by(alice, key="abc")
    assert Report.objects.count() == 1


def test_a_place_outside_the_city_is_refused_with_the_cure(report_by):
    with pytest.raises(RefusedError, match="Move the point"):
        report_by(lat=OUTSIDE[0], lon=OUTSIDE[1])


def test_danger_to_life_is_not_taken_as_a_report(stage, report_by):
    with pytest.raises(RefusedError, match="another category"):
        report_by(category=stage.danger)


def test_a_closed_service_takes_nothing(stage, report_by):
    stage.desk.services.update(stage="paused")
    with pytest.raises(RefusedError, match="not open"):
        report_by()


def test_what_belongs_to_nobody_goes_to_the_city_desk(stage, report_by):
    report = report_by(category=stage.housing)
    assert report.office == stage.desk
    assert report.promise is None


def test_a_private_category_is_never_public(stage, alice, report_by):
    assert not report_by(alice, category=stage.housing).is_public


def test_without_a_name_it_is_opened_at_once(report_by):
    report = report_by()
    assert report.state == State.OPEN
    assert report.author is None


def test_photographs_go_along(alice, stage):
    upload = store_photo(photo(), owner=alice, purpose="reports.photo")
    report = open_report(
        NewReport(category=stage.light, lat=HERE[0], lon=HERE[1], author=alice, photos=(upload.public_id,))
    )
    assert [each.upload for each in report.photos.all()] == [upload]


def test_somebody_else_s_photographs_stay_behind(alice, bob, stage):
    upload = store_photo(photo(), owner=bob, purpose="reports.photo")
    report = open_report(
        NewReport(category=stage.light, lat=HERE[0], lon=HERE[1], author=alice, photos=(upload.public_id,))
    )
    assert report.photos.count() == 0


def test_an_address_must_be_confirmed_before_the_office_hears_of_it(amina, report_by, run_jobs):
    report = report_by(email="Zoe@People.example", language="en")
    assert report.state == State.UNCONFIRMED
    assert Notice.objects.filter(person=amina).count() == 0
    run_jobs()
    assert mail.outbox[0].to == ["zoe@people.example"]
    assert "/account/confirm/" in mail.outbox[0].body


def test_the_confirmed_report_gets_its_author_and_its_promise(report_by):
    report = report_by(email="zoe@people.example")
    page = confirm(Confirmation.objects.get().pk)
    report.refresh_from_db()
    zoe = Person.objects.get(email="zoe@people.example")
    assert (report.state, report.author, report.email) == (State.OPEN, zoe, "")
    assert zoe.level == Level.CONTACT_CONFIRMED
    assert report.promise is not None
    assert page == report.get_absolute_url()


def test_confirming_twice_opens_once(report_by):
    report_by(email="zoe@people.example")
    waiting = Confirmation.objects.get().pk
    confirm(waiting)
    opened = Report.objects.get().opened_at
    confirm(waiting)
    assert Report.objects.get().opened_at == opened
    assert Promise.objects.count() == 1


def test_a_member_s_address_given_by_a_guest_belongs_to_the_member_once_proved(alice, report_by):
    report_by(email="ALICE@people.example")
    confirm(Confirmation.objects.get().pk)
    assert Report.objects.get().author == alice


def test_what_is_not_confirmed_is_asked_for_again_and_again(clock, report_by):
    report_by(email="zoe@people.example")
    asked = []
    for _day in range(16):
        clock.shift(timedelta(days=1))
        asked.append(ask_unconfirmed())
    assert asked == [1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]


def test_what_nobody_confirms_is_never_lost_but_opened_without_a_name(clock, amina, report_by):
    report = report_by(email="zoe@people.example")
    clock.shift(timedelta(days=13))
    assert open_unconfirmed() == 0
    clock.shift(timedelta(days=1))
    assert open_unconfirmed() == 1
    report.refresh_from_db()
    assert (report.state, report.author, report.email) == (State.OPEN, None, "")
    assert open_unconfirmed() == 0


def test_the_letter_about_a_confirmed_report_is_not_written_again(clock, report_by):
    report_by(email="zoe@people.example")
    confirm(Confirmation.objects.get().pk)
    clock.shift(timedelta(days=2))
    assert ask_unconfirmed() == 0


def test_the_neighbourhood_is_found_from_the_point(stage, report_by):
    assert report_by(lat=WEST[0], lon=WEST[1]).area == stage.west


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_the_same_moment_make_one_report(stage, together):
    def send() -> str:
        return open_report(NewReport(category=stage.light, lat=HERE[0], lon=HERE[1], key="same")).public_id

    made = together(*[send] * 4)
    assert len(set(made)) == 1
    assert Report.objects.count() == 1
