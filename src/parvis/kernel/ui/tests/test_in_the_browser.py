"""What only a browser can tell of the parts of the house."""

import pytest
from playwright.sync_api import expect

from parvis.kernel.testing.browser import (
    DESK_SCREEN,
    NARROW,
    PHONE,
    Look,
    is_focused,
    overflows,
    small_targets,
    violations,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKS = [
    Look(width=DESK_SCREEN),
    Look(width=PHONE, theme="dark"),
    Look(width=DESK_SCREEN, language="ar", theme="dark"),
    Look(width=PHONE, language="ar"),
]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_nobody_is_shut_out_of_any_component(open_page, look):
    assert violations(open_page("/ui/", look)) == []


@pytest.mark.parametrize("address", ["/account/login/", "/account/signup/", "/no/such/page/"])
def test_nobody_is_shut_out_at_the_door(open_page, address):
    page = open_page(address, Look(width=PHONE))
    assert violations(page) == []
    open_page.faults[:] = [fault for fault in open_page.faults if "404" not in fault]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_has_to_be_scrolled_sideways(open_page, language):
    assert not overflows(open_page("/ui/", Look(width=NARROW, language=language)))


def test_everything_to_touch_is_large_enough(open_page):
    assert small_targets(open_page("/ui/", Look(width=PHONE))) == []


def test_the_first_thing_on_a_page_leads_past_its_header(open_page):
    page = open_page("/account/signup/")
    first = page.locator("a, button, input, summary").first
    expect(first).not_to_be_in_viewport()
    first.focus()
    expect(first).to_be_in_viewport()  # a busy machine draws a moment after the keyboard has moved
    page.keyboard.press("Enter")
    assert is_focused(page, "main")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_keyboard_starts_at_what_went_wrong(open_page, javascript):
    page = open_page("/account/login/", Look(javascript=javascript))
    page.fill("input[name=login]", "alice@people.example")
    page.fill("input[name=password]", "wrong")
    page.click("main button[type=submit]")
    assert page.locator(".error-summary").is_visible()
    if javascript:
        assert is_focused(page, ".error-summary")


def test_typed_words_survive_a_visit_elsewhere(open_page):
    page = open_page("/ui/")
    page.fill("#sample [name=title]", "A dark light")
    page.check("#sample [name=size][value=door]")
    page.goto(page.url.replace("/ui/", "/account/login/"))
    page.go_back()
    page.reload()
    assert page.input_value("#sample [name=title]") == "A dark light"
    assert page.is_checked("#sample [name=size][value=door]")


def test_a_late_answer_does_not_write_over_what_was_typed_since(open_page):
    """Somebody taps the map and, on a slow network, types the address before the name of the tapped place is there."""
    page = open_page("/ui/")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/places/reverse*", hold)
    point = "new CustomEvent('spot:picked', {detail: {lat: 42.355, lon: -71.065}})"
    with page.expect_request("**/places/reverse*"):
        page.evaluate(f"document.querySelector('[data-spot]').dispatchEvent({point})")
    page.locator("[data-address]").first.fill("beacon st")
    with page.expect_response("**/places/reverse*"):
        held[0].fulfill(json={"text": "Elm Street"})
    page.evaluate("() => new Promise((resolve) => setTimeout(resolve))")  # the page has read it
    assert page.locator("[data-address]").first.input_value() == "beacon st"


def test_a_form_is_sent_once_however_often_it_is_pressed(open_page):
    page = open_page("/account/login/")
    stopped = page.evaluate("""() => {
        const stopped = [];
        window.addEventListener("submit", (event) => { stopped.push(event.defaultPrevented); event.preventDefault(); });
        const form = document.querySelector("main form");
        form.requestSubmit();
        form.requestSubmit();
        return stopped;
    }""")
    assert stopped == [False, True]


def test_without_a_script_the_language_can_still_be_chosen(open_page):
    page = open_page("/ui/", Look(javascript=False))
    page.click(".settings summary")
    page.click("button[value=ar]")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.url.endswith("/ui/")


def test_the_panel_closes_with_escape(open_page):
    page = open_page("/ui/")
    page.click(".settings summary")
    assert page.locator(".settings-panel").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".settings-panel").is_visible()
    assert is_focused(page, ".settings summary")


def test_a_page_without_a_script_keeps_list_and_address_field(open_page):
    page = open_page("/ui/", Look(javascript=False))
    assert page.locator("#sample-places li").count() == 3
    assert page.locator("#sample [data-address]").is_visible()
    assert not page.locator(".map").first.is_visible()


def test_the_bar_at_the_bottom_stays_in_reach_on_a_phone(open_page):
    page = open_page("/ui/", Look(width=PHONE))
    page.evaluate("window.scrollTo(0, 3000)")
    box = page.locator(".questions").bounding_box()
    assert box["y"] + box["height"] == pytest.approx(800, abs=1)
    assert page.locator(".questions a:visible").count() == 5
