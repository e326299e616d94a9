"""What a machine can tell about who can use the pages; people look at the rest (docs/policy/accessibility.md)."""

import sys

import pytest

from parvis.kernel.testing.browser import NARROW, Look, laid_out_width, overflows, small_targets, violations
from tests.e2e.looking import LANGUAGES, by_reader, covering, everything
from tests.invariants.test_addresses import FRAMED

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]


def faults_of(open_page, looks):
    """What is wrong with each page as it is looked at, and then on the narrowest screen there is."""
    found = []
    for page, look in sorted(
        looks, key=lambda each: str(each[1])
    ):  # a window serves all that are looked at alike
        window = open_page.again(page.path, look)
        faults = violations(window)
        faults += ["can be scrolled sideways"] if overflows(window) else []
        window.set_viewport_size({"width": NARROW, "height": 640})
        window.wait_for_function("width => innerWidth === width", arg=NARROW)
        faults += [f"can be scrolled sideways at {NARROW} px"] if overflows(window) else []
        faults += [f"is smaller than a finger: {each}" for each in small_targets(window)]
        found += [f"{page.path} ({look}): {fault}" for fault in faults]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stands_in_anybodys_way_on_any_page(open_page, cast, language):
    found = faults_of(open_page, covering(cast, language))
    assert not found, "\n".join(found)


@pytest.mark.a11y
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stands_in_anybodys_way_however_one_looks(open_page, cast, language):
    looks = list(everything(cast, language))
    found = faults_of(open_page, looks)
    sys.stdout.write(f"{len(looks)} looks in {language}, {len(found)} faults\n")
    assert not found, "\n".join(found)


def test_the_keyboard_reaches_the_content_first_and_shows_where_it_is(open_page, cast):
    for page, reader in by_reader(cast):
        window = open_page.again(page.path, Look(person=reader))
        # A page that puts the keyboard somewhere by itself, as after an error, has a reason to.
        starts_at_the_top = window.evaluate("document.activeElement === document.body")
        window.keyboard.press("Tab")
        # The card in other people's frames has no header to get past.
        if starts_at_the_top and not page.path.startswith(FRAMED):
            assert window.evaluate("document.activeElement.getAttribute('href')") == "#main", page.path
        for _ in range(6):
            window.keyboard.press("Tab")
            assert window.evaluate(IS_VISIBLY_FOCUSED), f"{page.path}: {window.evaluate(FOCUSED)}"


def test_every_page_says_as_much_without_javascript(open_page, cast):
    for page, reader in by_reader(cast):
        look = Look(javascript=False, person=reader)
        window = open_page.again(page.path, look)
        assert window.locator("h1").count() == 1, page.path
        assert window.locator("main").inner_text().strip(), page.path
        assert laid_out_width(window) <= look.width, f"{page.path} can be scrolled sideways"


FOCUSED = "document.activeElement.outerHTML.slice(0, 120)"
IS_VISIBLY_FOCUSED = """(() => {
  const e = document.activeElement;
  if (e === document.body) return true;
  const s = getComputedStyle(e), around = e.closest('label') && getComputedStyle(e.closest('label'));
  const outlined = style => style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
  const marked = style => style && (outlined(style) || style.boxShadow !== 'none');
  return Boolean(marked(s) || marked(around));
})()"""
