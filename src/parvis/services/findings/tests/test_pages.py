"""A stop's page, also without JavaScript; what a phone sends; what everybody sees of it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parvis.kernel.files.actions import store_photo
from parvis.services.defects.rules import Outcome
from parvis.services.findings.models import PHOTO_PURPOSE, Finding
from parvis.services.findings.tests.stage import found, offered
from parvis.services.reports.actions import work
from parvis.services.reports.contracts import case_of
from parvis.services.reports.models import Comment, Report
from parvis.services.reports.rules import Closing, State
from parvis.services.reports.tests.stage import photo, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(amina, sign_in):
    return sign_in(amina)


def text_of(answer):
    return answer.content.decode()


def filled(person, report, **details):
    given = {"key": "k1", "seen": case_of(person, report.public_id).version, "outcome": "looked"}
    return {**given, "words": "Dark.", **details}


def test_a_finding_is_handed_in_by_a_plain_form(browser, amina, mona, stage, street):
    choices = offered(stage.lighting, mona)
    page = text_of(browser.get(f"/rounds/{street[0].public_id}/"))
    assert "It shines again." in page
    assert "No current" in page
    given = filled(
        amina, street[0], outcome="done", priority=choices.urgent.public_id, before=photo(), after=photo()
    )
    answer = browser.post(f"/rounds/{street[0].public_id}/", given, follow=True)
    assert "Handed in" in text_of(answer)
    made = Finding.objects.get()
    assert (made.outcome, made.before is None, made.after is None) == ("done", False, False)
    assert Report.objects.get(pk=street[0].pk).closing == Closing.DONE
    assert "Today" in text_of(browser.get(f"/rounds/{street[0].public_id}/"))


def test_nothing_typed_is_lost_when_a_finding_cannot_be_handed_in(browser, amina, street):
    given = filled(amina, street[0], outcome="planned", words="With a crane.")
    answer = browser.post(f"/rounds/{street[0].public_id}/", given)
    assert answer.status_code == 422
    assert "With a crane." in text_of(answer)
    assert "On which day" in text_of(answer)


def test_a_changed_report_is_shown_and_the_inspector_decides(browser, amina, mona, street):
    page, given = f"/rounds/{street[0].public_id}/", filled(amina, street[0], outcome="started")
    work.close(street[0].pk, mona, Closing.DONE, "We were faster.")
    answer = browser.post(page, given)
    assert answer.status_code == 409
    assert "We were faster." in text_of(answer)
    now = case_of(amina, street[0].public_id).version
    assert now in text_of(answer), "Sent again, it is about the report as it is now."
    answer = browser.post(page, {**given, "seen": now})
    assert "Somebody was faster" in text_of(answer), "Work on a closed report cannot begin."
    browser.post(page, {**given, "seen": now, "words_only": "1"})
    assert Finding.objects.get().outcome == Outcome.LOOKED
    assert Comment.objects.filter(words="Dark.").exists()


def sent(browser, report, **given):
    answer = browser.post(f"/rounds/{report.public_id}/send/", given)
    return answer.status_code, json.loads(answer.content)


def test_a_phone_is_told_what_became_of_what_it_sent(browser, amina, mona, street):
    given = filled(amina, street[0], outcome="done", looked_at="2026-11-01T10:00:00.000Z")
    status, told = sent(browser, street[0], **given)
    assert (status, told["version"]) == (201, case_of(amina, street[0].public_id).version)
    assert sent(browser, street[0], **given) == (201, told), "Twice is once."
    assert Finding.objects.count() == 1
    given = filled(amina, street[1], outcome="started", key="k2")
    work.answer(street[1].pk, mona, "The crane comes on Friday.")
    status, told = sent(browser, street[1], **given)
    assert (status, told["state"], told["said"]) == (409, "open", "The crane comes on Friday.")
    assert told["version"] == case_of(amina, street[1].public_id).version
    status, told = sent(browser, street[1], **{**given, "outcome": "done", "words": ""})
    assert (status, told["reason"]) == (403, "Write a few words first.")
    assert sent(browser, street[1], **{**given, "outcome": "dance"})[0] == 422
    broken = SimpleUploadedFile("lamp.jpg", b"no picture", content_type="image/jpeg")
    assert sent(browser, street[1], **{**given, "before": broken})[0] == 403


def test_a_finding_about_a_report_of_another_office_is_not_taken(sign_in, omar, amina, street):
    given = filled(amina, street[0])
    status, told = sent(sign_in(omar), street[0], **given)
    assert (status, told["reason"]) == (404, "This report is with another office, or gone.")
    assert sign_in(omar).get(f"/rounds/{street[0].public_id}/").status_code == 404
    assert not Finding.objects.exists()


def test_nothing_is_taken_without_the_token_that_the_phone_asks_for(amina, street, browser):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    given = filled(amina, street[0])
    address = f"/rounds/{street[0].public_id}/send/"
    assert strict.post(address, given).status_code == 403
    ready = json.loads(strict.get("/rounds/ready/").content)
    assert ready["person"] == amina.public_id
    assert strict.post(address, given, headers={"X-CSRFToken": ready["token"]}).status_code == 201


def test_the_worker_of_the_phone_rules_over_nothing_but_rounds(grace):
    answer = grace.get("/rounds/worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer
    assert "no-cache" in answer["Cache-Control"]


def pair(amina, report):
    photos = [store_photo(photo(), owner=amina, purpose=PHOTO_PURPOSE) for _ in range(2)]
    found(amina, report, Outcome.DONE, before=photos[0].public_id, after=photos[1].public_id)
    return photos


def test_everybody_sees_how_it_looked_before_and_after(amina, grace, street):
    photos = pair(amina, street[0])
    page = text_of(grace.get(street[0].get_absolute_url()))
    assert "Before and after" in page
    for each in photos:
        each.refresh_from_db()
        assert each.thumbnail_address in page
        assert grace.get(each.address).status_code == 200
    assert "Before and after" not in text_of(grace.get(street[1].get_absolute_url()))


def test_the_photographs_of_a_private_report_are_as_private(stage, desk, grace, alice, charlie, sign_in):
    report = reported(stage, alice, category=stage.housing, is_public=False)
    photos = pair(desk, report)
    for each in photos:
        each.refresh_from_db()
        assert [client.get(each.address).status_code for client in (grace, sign_in(charlie))] == [404, 404]
        assert [client.get(each.address).status_code for client in (sign_in(alice), sign_in(desk))] == [
            200,
            200,
        ]


def test_one_photograph_alone_is_shown_alone(amina, grace, street):
    upload = store_photo(photo(), owner=amina, purpose=PHOTO_PURPOSE)
    found(amina, street[0], Outcome.STARTED, before=upload.public_id)
    page = text_of(grace.get(street[0].get_absolute_url()))
    assert "Photograph before the work" in page
    assert "Photograph after the work" not in page
    assert Report.objects.get(pk=street[0].pk).state == State.IN_PROGRESS


def test_my_data_tells_an_inspector_what_they_found(browser, amina, street):
    found(amina, street[0], words="Dark as a cellar.")
    assert "Dark as a cellar." in text_of(browser.get("/account/data/"))
