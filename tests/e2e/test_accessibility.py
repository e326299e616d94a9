"""What a machine can tell about who can use the pages; people look at the rest (docs/policy/accessibility.md)."""

import sys

import pytest

from parvis.kernel.testing.browser import NARROW, Look, overflows, small_targets, violations
from tests.e2e.looking import LANGUAGES, covering, everything, pages, reader_named

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def faults_of(open_page, looks):
    found = []
    for page, look in looks:
        window = open_page(page.path, look)
        found += [f"{page.path} ({look}): {each}" for each in violations(window)]
        if overflows(window):
            found.append(f"{page.path} ({look}): can be scrolled sideways")
        window.context.close()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(open_page, cast, language):
    found = faults_of(open_page, covering(cast, language))
    assert not found, "\n".join(found)


@pytest.mark.a11y
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_any_way_of_looking(open_page, cast, language):
    looks = list(everything(cast, language))
    found = faults_of(open_page, looks)
    sys.stdout.write(f"{len(looks)} looks in {language}, {len(found)} faults\n")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_fits_a_screen_of_320_pixels(open_page, cast, language):
    wide, small = [], []
    for page, readers in pages(cast):
        window = open_page(page.path, Look(NARROW, language, person=reader_named(cast, readers[0])))
        wide += [page.path] if overflows(window) else []
        small += [f"{page.path}: {each}" for each in small_targets(window)]
        window.context.close()
    assert not wide, "These can be scrolled sideways."
    assert not small, "These are smaller than a finger:\n" + "\n".join(small)


def test_the_keyboard_reaches_the_content_first_and_shows_where_it_is(open_page, cast):
    for page, readers in pages(cast):
        window = open_page(page.path, Look(person=reader_named(cast, readers[0])))
        # A page that puts the keyboard somewhere by itself, as after an error, has a reason to.
        starts_at_the_top = window.evaluate("document.activeElement === document.body")
        window.keyboard.press("Tab")
        if starts_at_the_top:
            assert window.evaluate("document.activeElement.getAttribute('href')") == "#main", page.path
        for _ in range(6):
            window.keyboard.press("Tab")
            assert window.evaluate(IS_VISIBLY_FOCUSED), f"{page.path}: {window.evaluate(FOCUSED)}"
        window.context.close()


def test_every_page_says_as_much_without_javascript(open_page, cast):
    for page, readers in pages(cast):
        look = Look(javascript=False, person=reader_named(cast, readers[0]))
        window = open_page(page.path, look)
        assert window.locator("h1").count() == 1, page.path
        assert window.locator("main").inner_text().strip(), page.path
        window.context.close()


FOCUSED = "document.activeElement.outerHTML.slice(0, 120)"
IS_VISIBLY_FOCUSED = """(() => {
  const e = document.activeElement;
  if (e === document.body) return true;
  const s = getComputedStyle(e), around = e.closest('label') && getComputedStyle(e.closest('label'));
  const outlined = style => style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
  const marked = style => style && (outlined(style) || style.boxShadow !== 'none');
  return Boolean(marked(s) || marked(around));
})()"""
