"""Officials compose a service on their pages, and everybody reads on which terms it is offered."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parvis.kernel.catalogue.actions import Step, move
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.rules import Stage
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.people.rules import Level
from parvis.kernel.places.queries import neighbourhoods
from parvis.kernel.sheets.rules import ANSWERS, Rung, Sheet
from parvis.services.composer.seeds import seed
from parvis.services.composer.tests.stage import LONG, MODULE, WHOLE, composed, opened, piloted
from parvis.services.reports.tests.stage import build, photo, reported
from parvis.services.reports.tests.test_pages import SPOT, words_of

OFFICE = "/office/services/"


@pytest.fixture
def draft(cast):
    return composed(cast)


@pytest.fixture
def mona_s(cast, sign_in):
    return sign_in(cast.mona)


def typed(service, **changed):
    """What a browser sends when Compose is saved without a change, and what is changed."""
    sheet = service.content
    sent = {
        "revision": service.revision,
        "steward": service.steward_id,
        "fallback": service.fallback_id or "",
    }
    sent |= {name: getattr(sheet, name) for name in ANSWERS}
    sent |= {f"name_{code}": text for code, text in sheet.names.items()}
    sent |= {f"words_{code}": text for code, text in sheet.words.items()}
    sent |= {"icon": sheet.icon, "answer_days": sheet.answer_days or "", "reward": sheet.reward.value}
    return {**sent, "rung_tap": 0, **changed}


def test_a_stranger_reads_nothing_of_a_draft(draft, grace):
    assert grace.get(draft.get_absolute_url()).status_code == 404
    assert "Lanterns" not in words_of(grace.get("/services/"))
    assert grace.get(f"{OFFICE}{draft.pk}/").status_code == 302


def test_everybody_reads_on_which_terms_a_service_is_offered(cast, draft, grace):
    service = opened(cast, piloted(cast, draft))
    assert "Lanterns of the street" in words_of(grace.get("/services/"))
    said = words_of(grace.get(service.get_absolute_url()))
    for words in (
        "Borrow a light",
        "Everybody, without an account",
        "City Desk",
        LONG,
    ):
        assert words in said
    assert "The city opened a service" in said
    assert "The city tries out a service" in said


def test_a_page_promises_no_day_that_no_clock_counts(cast, draft, grace):
    service = piloted(cast, draft)
    assert "Nothing is asked of the city here" in words_of(grace.get(service.get_absolute_url()))
    Service.objects.update(module="neighbours")  # a room that promises as the service was composed
    assert "within 2 working days" in words_of(grace.get(service.get_absolute_url()))


def test_a_manager_has_two_sign_a_pause_and_everybody_reads_that(cast, draft, mona_s, grace):
    pausing = "catalogue.service.paused"
    mona_s.post(f"{OFFICE}{draft.pk}/compose/", typed(draft, two_people=[pausing]))
    service = Service.objects.get(pk=draft.pk)
    assert service.content.two_people == (pausing,)
    piloted(cast, service)
    said = words_of(grace.get(service.get_absolute_url()))
    assert "The city paused a service: Lanterns of the street. Two of them sign." in said
    assert "The city tries out a service: Lanterns of the street. Two of them sign." not in said


def test_a_manager_begins_and_composes_from_page_to_page(cast, mona_s):
    given = {"module": MODULE, "area": "", "steward": cast.street_lighting.pk}
    begun = mona_s.post(f"{OFFICE}new/", given)
    service = Service.objects.get(module=MODULE)
    assert begun.url == f"{OFFICE}{service.pk}/compose/"
    saved = mona_s.post(
        begun.url, typed(service, name_en="Lanterns", name_ar="فوانيس", rung_tap=2, fallback="")
    )
    assert saved.url == f"{OFFICE}{service.pk}/"
    service.refresh_from_db()
    assert service.names == {"en": "Lanterns", "ar": "فوانيس"}
    assert service.content.ladder == {Rung.TAP: Level.RESIDENT_CONFIRMED}
    said = words_of(mona_s.get(saved.url))
    assert "no request may end in silence" in said
    assert "Still open on the list of checks" in said


def test_saving_what_is_open_unchanged_changes_nothing(cast, draft, mona_s):
    service = opened(cast, piloted(cast, draft))
    acts = Act.objects.count()
    answer = mona_s.post(f"{OFFICE}{service.pk}/compose/", typed(service, reason="I only looked at it."))
    assert answer.status_code == 302
    assert Act.objects.count() == acts


def test_an_agent_and_another_office_compose_nothing(draft, cast, sign_in):
    for person in (cast.amina, cast.omar):
        browser = sign_in(person)
        assert f"{OFFICE}new/" not in browser.get(OFFICE).content.decode()
        assert browser.get(f"{OFFICE}{draft.pk}/compose/").status_code == 403
        assert browser.get(f"{OFFICE}{draft.pk}/preview/").status_code == 403
        assert browser.post(f"{OFFICE}{draft.pk}/", {"do": "discard"}).status_code == 403
        assert browser.get(f"{OFFICE}{draft.pk}/file/").status_code == 403
    assert Service.objects.filter(pk=draft.pk).exists()


def test_the_preview_is_what_residents_will_see(draft, mona_s, cast, grace):
    shown = words_of(mona_s.get(f"{OFFICE}{draft.pk}/preview/"))
    later = words_of(grace.get(piloted(cast, draft).get_absolute_url()))
    for words in ("Borrow a light", LONG):
        assert words in shown
        assert words in later
    assert "Nobody else sees it yet" in shown


def test_what_was_typed_is_still_there_when_it_cannot_be_saved(draft, mona_s):
    sent = typed(draft, purpose="A new purpose that must not be lost.", name_en="L" * 81)
    answer = mona_s.post(f"{OFFICE}{draft.pk}/compose/", sent)
    assert answer.status_code == 422
    assert "A new purpose that must not be lost." in answer.content.decode()
    late = mona_s.post(f"{OFFICE}{draft.pk}/compose/", typed(draft, revision=0, purpose="Mine is this one."))
    assert "changed this meanwhile" in words_of(late)
    assert "Mine is this one." in late.content.decode()


def test_a_stage_is_decided_with_a_reason(draft, mona_s):
    page = f"{OFFICE}{draft.pk}/"
    lacking = mona_s.post(
        page, {"stage": "pilot", "until": "2099-01-01", "reason": "One street tries it out."}
    )
    assert "within a year" in words_of(lacking)
    assert mona_s.post(page, {"stage": "pilot", "until": "", "reason": ""}).status_code == 422
    assert mona_s.post(page, {"stage": "party", "reason": "Why not?"}).status_code == 200
    assert Service.objects.get().stage == Stage.DRAFT


def test_opening_waits_for_a_second_signature(cast, draft, mona_s, sign_in):
    service = piloted(cast, draft)
    sent = {"stage": "open", "reason": "The street wants to keep it."}
    answer = mona_s.post(f"{OFFICE}{service.pk}/", sent, follow=True)
    assert "It counts when a second official signs it" in words_of(answer)
    assert Service.objects.get().stage == Stage.PILOT
    proposal = Proposal.objects.get()
    sign_in(cast.dana).post(f"/office/decisions/{proposal.public_id}/", {"do": "sign"})
    assert Service.objects.get().stage == Stage.OPEN


def test_a_paused_service_says_so_and_is_not_among_the_invitations(cast, grace, mona_s):
    build()
    service = piloted(cast, composed(cast))
    invited = "See what the city offers"
    assert invited in words_of(grace.get("/"))
    move(service.pk, Step(Stage.PAUSED, "The lamps are out of order."), cast.mona)
    assert "What is under way goes on" in words_of(grace.get(service.get_absolute_url()))
    assert invited not in words_of(grace.get("/"))


def test_a_draft_is_thrown_away(draft, mona_s):
    assert mona_s.post(f"{OFFICE}{draft.pk}/", {"do": "discard"}).url == OFFICE
    assert not Service.objects.exists()


def test_a_copy_is_compared_and_what_it_learned_is_taken_over(cast, mona_s):
    build()
    source = composed(cast)
    place = {"area": "east-side", "steward": cast.street_lighting.pk}
    mona_s.post(f"{OFFICE}{source.pk}/copy/", place)
    made = Service.objects.get(copied_from=source)
    assert made.area == neighbourhoods()["east-side"]
    mona_s.post(f"{OFFICE}{made.pk}/compose/", typed(made, words_en="Borrow two.", name_en="Lights"))
    page = f"{OFFICE}{source.pk}/compare/{made.pk}/"
    said = words_of(mona_s.get(page))
    assert re.search(
        r"In one sentence \(English\)\s+Borrow a light for the way home.\s+Borrow two.\s+over there", said
    )
    assert "Choose at least one line" in words_of(mona_s.post(page, {}))
    mona_s.post(page, {"name": ["words.en"]})
    source.refresh_from_db()
    assert (source.content.words, source.names) == ({"en": "Borrow two."}, {"en": "Lanterns of the street"})


def test_services_of_different_kinds_are_not_compared(cast, draft, mona_s):
    build()
    other = Service.objects.get(module="reports")
    assert mona_s.get(f"{OFFICE}{draft.pk}/compare/{other.pk}/").status_code == 404
    assert mona_s.get(f"{OFFICE}{draft.pk}/compare/{draft.pk}/").status_code == 404


def test_another_city_takes_a_service_in_from_a_file(cast, draft, mona_s):
    text = mona_s.get(f"{OFFICE}{draft.pk}/file/").content
    mona_s.post(f"{OFFICE}{draft.pk}/", {"do": "discard"})
    sent = {"area": "", "steward": cast.street_lighting.pk}
    for wrong in (b"no service", text.replace(b"composer", b"parties")):
        answer = mona_s.post(f"{OFFICE}file/", {**sent, "file": SimpleUploadedFile("a.toml", wrong)})
        assert answer.status_code == 422
    mona_s.post(f"{OFFICE}file/", {**sent, "file": SimpleUploadedFile("a.toml", text)})
    made = Service.objects.get()
    assert (made.stage, made.content, made.fallback) == (Stage.DRAFT, WHOLE, cast.city_desk)


def test_a_city_that_asks_who_somebody_is_gets_no_nameless_reports(cast, grace):
    stage = build()
    service = Service.objects.get(module="reports")
    service.content = Sheet(ladder={Rung.MINUTE: Level.CONTACT_CONFIRMED}, settings={"photos_at_most": 0})
    service.save()
    with pytest.raises(Exception, match="confirm your e-mail address"):
        reported(stage)
    assert reported(stage, cast.alice)
    grace.get("/reports/new/?anew=1")
    grace.post("/reports/new/where/", SPOT)
    grace.post("/reports/new/what/", {"category": "street-light"})
    sent = {"q_how_many": "one", "words": "Dark.", "photos": photo()}
    assert "You can add 0 photographs" in words_of(grace.post("/reports/new/details/", sent))


def test_the_demo_tells_its_story_once(cast, dana, mona, amina):
    build()
    for _time in range(2):
        seed()
    assert Service.objects.get(module="reports").content.purpose
    (tried,) = Service.objects.exclude(area=None)
    assert tried.stage == Stage.PILOT
