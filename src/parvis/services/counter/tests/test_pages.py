"""The pages of the counter."""

import re

import pytest

from parvis.kernel.journal.queries import history_of
from parvis.kernel.notices.letters import letter_of
from parvis.kernel.notices.models import Notice
from parvis.services.counter.actions.claiming import ask_to_claim, claim
from parvis.services.counter.actions.entering import enter_follower
from parvis.services.counter.models import Claim, Way
from parvis.services.counter.queries import digest_of
from parvis.services.counter.rules import read_code
from parvis.services.counter.seeds import seed
from parvis.services.counter.tests.stage import entered, typed
from parvis.services.reports.models import Report

CODE = re.compile(r'claim-code number" dir="ltr">([0-9A-Z]{5}-[0-9A-Z]{5})<')


def words(page):
    return page.content.decode()


def test_an_official_writes_a_call_down_on_one_page_and_reads_out_the_code(stage, amina, sign_in):
    page = sign_in(amina).post("/office/counter/", typed())
    (code,) = CODE.findall(words(page))
    assert Report.objects.get().reference in words(page)
    assert Claim.objects.get().digest == digest_of(read_code(code))
    assert "no-store" in page["Cache-Control"]


def test_a_press_of_reload_shows_the_same_code_again(stage, amina, sign_in):
    browser = sign_in(amina)
    codes = {tuple(CODE.findall(words(browser.post("/office/counter/", typed())))) for _twice in range(2)}
    assert len(codes) == 1
    assert Report.objects.count() == 1


def test_the_place_is_found_by_its_address_and_asked_when_it_may_be_two(stage, amina, sign_in):
    browser = sign_in(amina)
    vague = {"spot_lat": "", "spot_lon": "", "spot_address": "Elm"}
    page = browser.post("/office/counter/", typed(**vague))
    assert page.status_code == 422
    assert "Which of these do you mean?" in words(page)
    browser.post("/office/counter/", typed(**vague, choice="42.3551,-71.0651"))
    assert "Elm Street" in Report.objects.get().address


def test_the_questions_of_a_category_are_asked_on_the_same_page(stage, amina, sign_in):
    browser = sign_in(amina)
    part = browser.get("/office/counter/?category=street-light", headers={"HX-Target": "questions"})
    assert "How many lights?" in words(part)
    assert "<h1" not in words(part)
    page = browser.post("/office/counter/", typed(category="street-light"))
    assert page.status_code == 422
    assert "How many lights?" in words(page)
    assert "A branch hangs low." in words(page), "Nothing typed is lost."
    browser.post("/office/counter/", typed(category="street-light", q_how_many="one"))
    assert Report.objects.get().answers == {"how_many": "one"}


def test_what_is_likely_known_is_offered_before_a_second_report_is_opened(stage, desk, amina, sign_in):
    known = entered(desk, "before")
    browser = sign_in(amina)
    page = browser.post("/office/counter/", typed())
    assert "Is it one of these?" in words(page)
    assert known.receipt.number in words(page)
    assert Report.objects.count() == 1
    page = browser.post("/office/counter/", typed(same=known.receipt.id))
    assert CODE.findall(words(page))
    assert Report.objects.count() == 1
    browser.post("/office/counter/", typed(key="other", seen="yes"))
    assert Report.objects.count() == 2


def test_the_enter_key_opens_a_new_report_and_never_follows_a_strangers(stage, desk, amina, sign_in):
    entered(desk, "before")
    page = words(sign_in(amina).post("/office/counter/", typed()))
    assert page.index('name="seen"') < page.index('name="same"')


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [("", "printed on the sheet"), ("AAAAA-AAAAB", "a mistake"), ("0000000000", "No sheet")],
)
def test_a_sheet_without_its_code_is_sent_back_with_the_reason(stage, amina, sign_in, sheet, reason):
    page = sign_in(amina).post("/office/counter/", typed(way="paper", sheet=sheet))
    assert page.status_code == 422
    assert reason in words(page)
    assert not Report.objects.exists()


def test_sheets_are_printed_in_the_language_of_whoever_takes_one(stage, amina, sign_in):
    browser = sign_in(amina)
    assert "0 sheets are printed" in words(browser.get("/office/counter/sheets/"))
    page = browser.post("/office/counter/sheets/", {"language": "ar", "count": "2", "key": "batch"})
    codes = CODE.findall(words(page))
    assert len(codes) == 2
    assert 'lang="ar" dir="rtl"' in words(page)
    assert words(page).count("أين هو؟") == 2 or "Where is it?" not in words(page)
    page = browser.post("/office/counter/", typed(way="paper", sheet=codes[0]))
    assert CODE.findall(words(page)) == [codes[0]]
    assert "1 sheet is printed" in words(browser.get("/office/counter/sheets/"))


def test_sheets_of_no_number_or_too_many_are_not_made(stage, amina, sign_in):
    page = sign_in(amina).post("/office/counter/sheets/", {"language": "en", "count": "51", "key": "k"})
    assert page.status_code == 422
    assert not Claim.objects.exists()


def test_a_member_types_the_code_and_is_led_to_the_report(stage, desk, alice, sign_in):
    entry = entered(desk)
    page = sign_in(alice).post("/claim/", {"code": entry.code.lower()}, follow=True)
    assert entry.receipt.number in words(page)
    assert "we tell you what happens" in words(page)


def test_a_guest_types_the_code_and_gets_a_letter(stage, desk, grace):
    entry = entered(desk)
    assert "Your e-mail address" in words(grace.get("/claim/"))
    page = grace.post("/claim/", {"code": entry.code, "email": "zoe@people.example"})
    assert "zoe@people.example" in words(page)
    letter = letter_of(Notice.objects.get(kind="counter.confirm"))
    assert entry.receipt.number in letter.subject
    assert entry.code not in letter.text
    assert "the report is yours" in letter.text
    assert "the report is yours" in letter.html


def test_the_letter_to_somebody_who_only_follows_says_so(stage, desk):
    known = entered(desk).receipt.id
    ask_to_claim(enter_follower(desk, known, "two", Way.PHONE).code, "zoe@people.example", "en")
    assert "others had reported" in letter_of(Notice.objects.get(kind="counter.confirm")).text


def test_whoever_guesses_codes_is_soon_told_to_wait(stage, grace):
    for _try in range(10):
        page = grace.post("/claim/", {"code": "0000000000", "email": "zoe@people.example"})
        assert "do not know this code" in words(page)
    page = grace.post("/claim/", {"code": "0000000000", "email": "zoe@people.example"})
    assert "try again in" in words(page)


def test_my_data_shows_the_code_that_i_used_and_what_i_typed_in(stage, desk, alice, sign_in):
    claim(entered(desk).code, alice)
    assert "By phone" in words(sign_in(alice).get("/account/data/"))
    page = sign_in(desk)
    page.post("/office/counter/sheets/", {"language": "en", "count": "1", "key": "batch"})
    shown = words(page.get("/account/data/"))
    assert "not typed in yet" in shown


def test_the_demo_can_be_loaded_twice(stage, desk, alice):
    seed()
    seed()
    assert Claim.objects.filter(report="").count() == 5 or Claim.objects.count() >= 5
    assert all(history_of(each.subject) for each in Report.objects.order_by("pk"))
