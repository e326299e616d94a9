"""The two paths that the city stands on, walked from the first page to the last as people walk them."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from parvis.kernel.clock import now
from parvis.kernel.testing.cast import PASSWORD, TOTP_SECRET
from parvis.kernel.testing.jobs import run_jobs
from parvis.kernel.testing.travel import travel_to
from parvis.services.reports.models import Report
from parvis.services.reports.rules import Finding, State
from parvis.services.reports.tests.stage import build, reported
from tests.e2e.walking import MAP_CAN_BE_DRAWN, Walker, photograph

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EVERY_WAY = pytest.mark.parametrize(
    ("language", "javascript"),
    [("en", True), ("en", False), ("ar", True), ("ar", False)],
    ids=["english", "english without javascript", "arabic", "arabic without javascript"],
)
ZOE = "zoe@people.example"
WORDS = {
    "en": "Dark since Monday, and the stairs are steep.",
    "ar": "مظلم منذ يوم الاثنين والدرج شديد الانحدار.",
}
LAMP = {"en": "lamp", "ar": "مصباح"}
CATEGORY = {"en": "Street light is out", "ar": "عمود إنارة مطفأ"}


@pytest.fixture
def stage(live_site):
    return build()


def say_where(walker):
    walker.go("/")
    walker.see("home")
    walker.press("main a[href^='/reports/new/']")
    page = walker.page
    if walker.look.javascript and page.evaluate(MAP_CAN_BE_DRAWN):
        tap_the_map(page)
        walker.see("where tapped")
    page.fill("[data-address]", "beacon st")
    if walker.look.javascript:
        page.locator("[role=option]").first.click()
        assert page.input_value("[data-lat]").startswith("42.355")
    walker.see("where")
    walker.press()


def tap_the_map(page):
    canvas = page.locator("[data-map-picker] canvas").first
    canvas.wait_for(state="visible")
    page.wait_for_function("document.querySelector('[data-map-picker] canvas').clientWidth > 100")
    canvas.click()
    page.wait_for_function("document.querySelector('[data-lat]').value.startsWith('42.35')")


def say_what(walker):
    page, word = walker.page, LAMP[walker.look.language]
    walker.see("what")
    if walker.look.javascript:
        page.type("#q", word)
        page.locator("#categories .cards").wait_for()
    else:
        page.fill("#q", word)
        walker.press("form[role=search] button")
    page.check("[value=street-light]", force=True)
    walker.see("what found", CATEGORY[walker.look.language])
    walker.press()


def tell_details(walker, folder):
    page = walker.page
    page.check("[name=q_how_many][value=one]", force=True)
    page.fill("[name=words]", WORDS[walker.look.language])
    page.locator("input[type=file]").last.set_input_files(photograph(folder))
    if walker.look.javascript:
        page.locator(".photo-previews img").wait_for()
    walker.see("details", CATEGORY[walker.look.language])
    walker.press()


def send_it(walker, faults):
    page = walker.page
    walker.see("same", CATEGORY[walker.look.language])
    walker.press()
    page.check("[name=how][value=email]", force=True)
    page.fill("[name=email]", ZOE)
    walker.see("contact")
    walker.press()
    walker.see("check", "Street Lighting", WORDS[walker.look.language], ZOE, "Beacon Street")
    assert page.locator("main .photos img").count() == 1
    assert page.locator("main .promise").count() == 1
    walker.press()
    if not walker.look.javascript:
        # The gate asks for ten seconds where no sum is done: the report is still there, and goes when they are over.
        walker.see("check held back", WORDS[walker.look.language])
        assert walker.page.locator("[data-error-summary]").count() == 1
        faults[:] = [each for each in faults if "422" not in each]
        with travel_to(now() + timedelta(seconds=11), tick=True):
            walker.press()


def open_the_letter(walker, mailoutbox):
    run_jobs()
    (letter,) = [each for each in mailoutbox if ZOE in each.to]
    walker.go(re.search(r"https?://[^/\s]+(/account/confirm/\S+)", letter.body)[1])
    walker.see("confirm", ZOE)
    walker.press()


@EVERY_WAY
def test_a_resident_walks_the_whole_way_from_the_square_to_an_answer(
    open_page, stage, bob, tmp_path, mailoutbox, language, javascript
):
    reported(stage, bob, address="35 Beacon Street")
    zoe = Walker(open_page, "resident", language, javascript)
    say_where(zoe)
    say_what(zoe)
    tell_details(zoe, tmp_path)
    send_it(zoe, open_page.faults)
    sent = Report.objects.get(email=ZOE)
    zoe.see("done", sent.reference, ZOE, "Street Lighting")
    assert zoe.page.locator("main .promise[data-state=running]").count() == 1, "By when it is promised."
    open_the_letter(zoe, mailoutbox)
    assert zoe.path == sent.get_absolute_url()
    zoe.see("public page", sent.reference, WORDS[language], "Street Lighting", "Beacon Street")
    assert zoe.page.locator("main .photos img").count() == 1
    assert zoe.page.locator("main .promise[data-state=running]").count() == 1
    sent.refresh_from_db()
    assert (sent.state, sent.author.email, sent.language) == (State.OPEN, ZOE, language)
    take_part(Walker(open_page, "member", language, javascript, bob), sent)
    zoe.go(sent.get_absolute_url())
    zoe.see("public page later", "I pass here at night.")


def take_part(walker, report):
    walker.go(report.get_absolute_url())
    walker.press("form[action$='/follow/'] button")
    walker.page.fill("form[action$='/comment/'] [name=words]", "I pass here at night.")
    walker.press("form[action$='/comment/'] button")
    walker.press("form[action$='/look/'] button[value=no]")
    walker.see("taking part", "I pass here at night.")
    assert report.follows.filter(person=walker.look.person).exists()
    assert report.votes.get().fixed is False


def sign_in(walker, person):
    page = walker.page
    walker.go("/account/login/?next=/office/reports/")
    walker.see("sign in")
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    walker.press("main form:has([name=password]) button[type=submit]")
    walker.see("second step")
    type_the_code(walker)
    if "/2fa/" in walker.path:  # the thirty seconds of the code were over on the way
        type_the_code(walker)
    assert walker.path == "/office/reports/"


def type_the_code(walker):
    counter = next(iter(yield_hotp_counters_from_time()))
    walker.page.fill("[name=code]", format_hotp_value(hotp_value(TOTP_SECRET, counter)))
    walker.press("main form:has([name=code]) button[type=submit] >> nth=0")


def do(walker, deed, **given):
    """Open one of the deeds of a case, fill it in and send it."""
    page, form = walker.page, f"form[action*='/{deed}/']"
    page.click(f"#deed-{deed} > summary")
    for name, value in given.items():
        field = page.locator(f"{form} [name={name}]").last
        kind = field.evaluate("e => e.type") if walker.look.javascript else field.get_attribute("type")
        if kind == "file":
            field.set_input_files(value)
        elif kind == "radio":
            page.check(f"{form} [name={name}][value={value}]", force=True)
        elif field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    if deed in {"ask", "close"}:
        walker.see(f"about to {deed}")
    walker.press(f"{form} button:not([type=button])")
    assert page.locator(".error-summary").count() == 0, page.locator(".error-summary").inner_text()


@EVERY_WAY
def test_an_agent_walks_the_whole_way_from_signing_in_to_the_proof(
    open_page, stage, alice, amina, tmp_path, language, javascript
):
    report = reported(stage, alice, address="33 Beacon Street", words=WORDS[language])
    agent = Walker(open_page, "agent", language, javascript)
    sign_in(agent, amina)
    agent.see("queue", report.reference)
    agent.press(f"a[href='/office/reports/{report.public_id}/']")
    agent.see("case", report.reference, WORDS[language], alice.email)
    if javascript:
        agent.page.locator("#same").wait_for()
    assert CATEGORY[language] in agent.page.title()
    do(agent, "assign", person=amina.public_id)
    do(agent, "ask", words="Which side of the street?")
    do(agent, "plan", day="2036-05-04", words="With a crane.")
    do(agent, "close", closing="done", words="A new lamp is in.", proof=photograph(tmp_path))
    agent.see("case closed", "Which side of the street?", "With a crane.")
    report.refresh_from_db()
    assert (report.state, report.assignee) == (State.CLOSED, amina)
    resident = Walker(open_page, "author", language, javascript, alice)
    resident.go(report.get_absolute_url())
    resident.see("closed report", "A new lamp is in.", "Street Lighting")
    assert resident.page.locator("main .photos img").count() == 1
    resident.press("form[action$='/look/'] button[value=yes]")
    resident.see("verdict")
    report.refresh_from_db()
    assert report.finding == Finding.FIXED or report.votes.get().fixed
