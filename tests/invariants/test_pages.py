"""Every page that can be looked at: no forgotten sentence, no inline script, few queries, whole in five languages."""

import re

import pytest
from django.conf import settings

from parvis.kernel.permissions.access import OF_OTHERS, Access
from parvis.kernel.testing.addresses import Sample, all_addresses, samples_of_modules
from parvis.kernel.testing.pseudo import pseudo_language, unspoken_words
from parvis.kernel.testing.queries import PAGE_CEILING
from tests.invariants.test_addresses import ENDLESS, FRAMED, assert_strict

# Pages of other people's packages ask a little more, and we cannot change what they ask.
CEILING_OF_OTHERS = 16
READERS = {Access.EVERYONE: "grace", Access.MEMBERS: "alice", Access.OFFICIALS: "mona"}
# Words that are no sentences: the same in every language.
SAME_EVERYWHERE = {settings.CITY.name, "Parvis", "OpenStreetMap", "GeoJSON", "CSV", "Parquet", "JSON", "API"}


def pages(cast):
    """Every address without a variable part, as who may open it, and the modules' own examples."""
    plain = [
        Sample(each.name, each.example, READERS[each.door])
        for each in all_addresses()
        if each.is_plain and each.door in READERS and not ENDLESS.search(each.route)
    ]
    return plain + samples_of_modules(cast)


def html_pages(cast, language="en"):
    """The pages among them, with what they answered to a reader of this language."""
    for page in pages(cast):
        browser = cast.browser(page.reader)
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        answer = browser.get(page.path)
        if (
            answer.status_code == 200
            and answer.headers["Content-Type"].startswith("text/html")
            and not answer.streaming
        ):
            yield page, answer


@pytest.mark.django_db
def test_no_page_breaks_and_every_page_is_strict(cast):
    for page in pages(cast):
        answer = cast.browser(page.reader).get(page.path)
        assert answer.status_code in {200, 302, 400, 404, 405}, (
            f"{page.name} {page.path}: {answer.status_code}"
        )
        assert_strict(answer)


@pytest.mark.django_db
def test_no_sentence_was_forgotten_by_the_translators(cast):
    forgotten = []
    with pseudo_language():
        for page, answer in html_pages(cast):
            words = [
                each
                for each in unspoken_words(answer.content.decode())
                if each.strip(" ·:|,.") not in SAME_EVERYWHERE
            ]
            forgotten += [f"{page.name} {page.path}: {each}" for each in words]
    assert not forgotten, "\n".join(forgotten)


@pytest.mark.django_db
def test_a_page_takes_few_queries(cast, django_assert_max_num_queries):
    for page in pages(cast):
        browser = cast.browser(page.reader)
        browser.get(page.path)
        ceiling = CEILING_OF_OTHERS if page.name.startswith(tuple(OF_OTHERS)) else PAGE_CEILING
        with django_assert_max_num_queries(ceiling, info=f"{page.name} {page.path}"):
            browser.get(page.path)


@pytest.mark.django_db
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_page_says_which_language_and_direction_it_is_in(cast, language):
    for page, answer in html_pages(cast, language):
        opening = re.search(r"<html[^>]*>", answer.content.decode())[0]
        assert f'lang="{language}"' in opening, page.path
        assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in opening, page.path


@pytest.mark.django_db
def test_a_page_has_one_heading_one_title_and_one_main_part(cast):
    for page, answer in html_pages(cast):
        text = answer.content.decode()
        assert len(re.findall(r"<h1[\s>]", text)) == 1, page.path
        assert len(re.findall(r"<main[\s>]", text)) == 1, page.path
        assert re.search(r"<title>\s*(.*?)\s*</title>", text, re.S)[1], page.path
        # The card in other people's frames has no header.
        has_way = page.path.startswith(FRAMED) or re.search(r'<a[^>]+href="#main', text)
        assert has_way, f"{page.path} has no way past the header"
