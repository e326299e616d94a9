"""The gate before forms, as a browser meets it: unseen with JavaScript, a short wait without, nothing for robots."""

from datetime import timedelta

import pytest

from parvis.kernel.clock import now
from parvis.kernel.gate.models import Day, Spent
from parvis.kernel.people.models import Person
from parvis.kernel.testing.browser import Look, overflows, violations
from parvis.kernel.testing.travel import travel_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIGN_UP = "/account/signup/"
LOOKS = [Look(360, "en"), Look(1280, "fr"), Look(360, "ar", "dark")]


def fill(page):
    page.fill("[name=email]", "zoe@people.example")
    page.fill("[name=password1]", "a lantern and a square")


def send(page):
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()


def held():
    return {each.part for each in Day.objects.all()}


def test_a_person_with_javascript_passes_unseen_however_fast(open_page):
    page = open_page(SIGN_UP)
    fill(page)
    send(page)
    assert "/confirm-email/" in page.url
    assert Person.objects.get().email == "zoe@people.example"
    assert Spent.objects.get().form == "account_signup"
    assert not held()


def test_whoever_is_faster_than_the_sum_is_told_so_and_the_form_goes_by_itself(open_page):
    page = open_page(SIGN_UP)
    # A worker that begins late stands for an old phone.
    page.route(
        "**/gate/work*.js", lambda route: (page.evaluate("window.letGo = 1") and None) or route.continue_()
    )
    page.add_init_script("""const Quick = window.Worker; window.Worker = class extends Quick {
      postMessage(words) { window.begin = () => super.postMessage(words); } };""")
    page.reload()
    fill(page)
    page.locator("main form[method=post] button[type=submit]").first.click()
    assert "small sum" in page.locator("[data-gate] [role=status]").inner_text()
    assert page.evaluate("document.activeElement.type") == "submit"
    with page.expect_navigation():
        page.evaluate("window.begin()")
    assert Person.objects.count() == 1


def test_where_no_worker_runs_the_form_is_sent_all_the_same_and_asked_to_wait(open_page):
    page = open_page(SIGN_UP)
    page.add_init_script("delete window.Worker")
    page.reload()
    fill(page)
    send(page)
    assert "faster than people write" in page.locator("main").inner_text()
    assert page.input_value("[name=email]") == "zoe@people.example"


def test_a_person_without_javascript_reads_how_long_and_passes_by_waiting(open_page):
    page = open_page(SIGN_UP, Look(javascript=False))
    assert "10 seconds" in page.locator("main").inner_text()
    fill(page)
    send(page)
    assert "faster than people write" in page.locator("main").inner_text()
    assert held() == {"haste"}
    assert page.input_value("[name=email]") == "zoe@people.example"
    with travel_to(now() + timedelta(seconds=11), tick=True):
        page.fill("[name=password1]", "a lantern and a square")
        send(page)
    assert "/confirm-email/" in page.url


def test_a_robot_in_a_browser_that_fills_every_field_is_held(open_page):
    page = open_page(SIGN_UP)
    page.evaluate("""() => { for (const field of document.querySelectorAll("main form input[type=text], [type=email]"))\
 field.value = "zoe@people.example"; }""")
    page.fill("[name=password1]", "a lantern and a square")
    send(page)
    assert held() == {"honey"}
    assert not Person.objects.exists()


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_nobody_sees_hears_or_reaches_the_unseen_field(open_page, look):
    page = open_page(SIGN_UP, look)
    assert not page.locator(".leave-empty input").is_visible()
    assert "leave-empty" not in page.locator("main").aria_snapshot()
    assert not violations(page)
    assert not overflows(page)
    page.locator("main form[method=post] input[type=email]").focus()
    for _key in range(8):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.activeElement.closest('.leave-empty') !== null")


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_form_that_was_held_back_can_be_read_by_everybody(open_page, look):
    page = open_page(SIGN_UP, look)
    page.add_init_script("delete window.Worker")
    page.reload()
    fill(page)
    send(page)
    assert page.locator("[data-error-summary]").count() == 1
    assert not violations(page)
    assert not overflows(page)
