"""One archive that a person reads, that programs read, and in which their own files lie."""

import io
import json
import re
import zipfile
from datetime import datetime

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import translation

from parvis.kernel.breaches.actions import Wish, declare
from parvis.kernel.breaches.rules import Measures
from parvis.kernel.clock import now
from parvis.kernel.files.models import Upload
from parvis.kernel.files.rules import Size
from parvis.kernel.keeping.registry import all_sections
from parvis.kernel.notices.actions import tell
from parvis.kernel.notices.tests.stage import BENCH, News
from parvis.kernel.takeaway.writing import archive
from parvis.kernel.tallies.queries import figures

pytestmark = pytest.mark.django_db
PATH = "/account/data/archive/"
LOADS = re.compile(r"<(script|link|iframe|img|object)\b|\bsrc=|url\(", re.IGNORECASE)


def photograph(owner, content=b"the picture itself"):
    made = Upload.objects.create(
        owner=owner, purpose="testing", sha256="0" * 64, mime="image/jpeg", width=4, height=3, bytes=9
    )
    if content:
        default_storage.save(made.file_of(Size.LARGE), ContentFile(content))
    return made


def taken(person, language="en"):
    return zipfile.ZipFile(io.BytesIO(b"".join(archive(person, language))))


def test_one_click_gives_a_page_the_data_and_the_files(alice, bob, sign_in):
    tell(News, [alice], BENCH)
    mine, other = photograph(alice), photograph(bob, b"another's picture")
    answer = sign_in(alice).get(PATH)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Cache-Control"] == "no-store, private" or "no-store" in answer["Cache-Control"]
    whole = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    assert whole.testzip() is None
    (picture,) = [name for name in whole.namelist() if name.startswith("photographs/")]
    assert mine.public_id in picture
    assert whole.read(picture) == b"the picture itself"
    assert not any(other.public_id in name for name in whole.namelist())
    page, data = whole.read("index.html").decode(), json.loads(whole.read("data.json"))
    assert alice.email in page
    assert f'href="{picture}"' in page
    assert [each["name"] for each in data["files"]] == [picture]
    assert {each["name"] for each in data["sections"]} == {each.slug for each in all_sections()}
    found = figures(now().replace(year=2000))
    assert found["taken"].number == 1


def test_the_page_stands_alone_and_each_section_has_its_heading(alice):
    page = taken(alice).read("index.html").decode()
    assert not LOADS.search(page)
    assert len(re.findall(r"<h1[\s>]", page)) == 1
    titles = re.findall(r'<h2 id="([^"]+)"', page)
    assert titles == [each.slug for each in all_sections()]
    assert all(f'href="#{slug}"' in page for slug in titles)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_it_is_in_the_language_of_who_takes_it(alice, language):
    page = taken(alice, language).read("index.html").decode()
    with translation.override(language):
        assert f"<h1>{translation.gettext('My data')}</h1>" in page
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page


def test_programs_find_moments_in_iso_and_what_each_field_means(alice):
    data = json.loads(taken(alice).read("data.json"))
    sections = {each["name"]: each for each in data["sections"]}
    row = sections["account"]["rows"][0]
    assert datetime.fromisoformat(row["at"]).tzinfo
    assert datetime.fromisoformat(row["data"]["created_at"]).tzinfo
    meanings = {(each["table"], each["field"]): each["meaning"] for each in sections["account"]["fields"]}
    assert meanings[("people_person", "email")]
    assert all(each["fields"] for each in sections.values())


def test_what_the_store_lost_does_not_keep_the_rest_back(alice, caplog):
    photograph(alice, content=b"")
    kept = photograph(alice)
    whole = taken(alice)
    assert [name for name in whole.namelist() if kept.public_id in name]
    assert "missing in the store" in caplog.text


def test_it_is_sent_while_it_is_written(alice):
    for _each in range(3):
        photograph(alice, b"x" * 700_000)
    pieces = list(archive(alice, "en"))
    assert max(len(each) for each in pieces) < 400_000
    assert len(pieces) > 8


def test_it_is_closed_while_a_breach_asks_for_it(alice, dana, sign_in):
    declare(dana, Wish("A disk was left on the tram.", now(), now(), measures=Measures(closes=True)))
    assert sign_in(alice).get(PATH, headers={"Accept": "text/html"}).status_code == 503


def test_a_guest_gets_nothing(grace):
    assert grace.get(PATH).status_code == 302
