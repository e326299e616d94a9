"""What officials and everybody see of an assessment, and the files that one can keep."""

import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from parvis.kernel.assessing.seeds import seed
from parvis.kernel.assessments.actions import (
    SIGNED,
    advise,
    notice_changes,
    write,
)
from parvis.kernel.assessments.models import Assessment
from parvis.kernel.assessments.queries import assessed
from parvis.kernel.assessments.rules import Standing
from parvis.kernel.assessments.tests.stage import (
    ADVICE,
    NECESSITY,
    RESIDENTS,
    SEEN,
    WHOLE,
    WHY,
    Three,
    kept_otherwise,
    officer_of_the_city,
    opinion,
    signed,
)
from parvis.kernel.catalogue.actions import offer
from parvis.kernel.keeping import registry

pytestmark = pytest.mark.django_db
PAGE = "/office/assessments/reports/"


@pytest.fixture
def service(street_lighting):
    return offer("reports", street_lighting, stage="draft")


@pytest.fixture
def three(service, mona, olive):
    """Mona writes, Priya advises, Olive signs."""
    return Three(mona, officer_of_the_city(), olive)


def test_the_officer_sees_what_is_missing_and_what_is_out_of_date(three, service, sign_in, monkeypatch):
    service.stage = "open"
    service.save()
    page = sign_in(three.officer).get("/office/privacy/").content.decode()
    assert PAGE in page
    signed(three)
    assert PAGE not in sign_in(three.officer).get("/office/privacy/").content.decode()
    kept_otherwise(monkeypatch, kept=replace(registry._rules["reports.Report.email"].kept, days=900))
    notice_changes()
    page = sign_in(three.officer).get("/office/privacy/").content.decode()
    assert PAGE in page
    assert "Out of date since" in page


def test_the_page_is_filled_from_what_the_programs_know(three, sign_in):
    page = sign_in(three.writer).get(PAGE).content.decode()
    for words in (
        "reports_report",
        "Only until the address is confirmed",
        "14 days",
        "GDPR, Article 6.1 e",
        "Everybody may read my public name",
        "Offices that work in a system of their own",
        "second factor",
        "answered",
    ):
        assert words in page
    assert "Write it" in page


def test_writing_on_the_page_loses_nothing_that_was_typed(three, sign_in):
    writer = sign_in(three.writer)
    path = f"{PAGE}write/"
    page = writer.get(path).content.decode()
    assert "Risk 3" in page
    given = {"necessity": NECESSITY, "residents": RESIDENTS, "after": "0", "token": "t"}
    half = {
        **given,
        "risk_0_words": SEEN,
        "risk_0_likelihood": "2",
        "risk_7_words": "",
        "risk_1_measure": "None.",
    }
    answer = writer.post(path, half)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Answer this for the risk" in said
    assert "Say what could happen to people" in said
    assert NECESSITY in said
    assert SEEN in said
    worse = {"severity": "2", "measure": "It is hidden.", "left_likelihood": "3", "left_severity": "1"}
    row = {"risk_0_words": SEEN, "risk_0_likelihood": "2"} | {
        f"risk_0_{name}": value for name, value in worse.items()
    }
    assert "no risk graver" in writer.post(path, given | row).content.decode()
    assert (
        "Saved as a new version"
        in writer.post(path, given | row | {"risk_0_left_likelihood": "1"}, follow=True).content.decode()
    )
    assert writer.post(path, given | row | {"risk_0_left_likelihood": "1", "token": "u"}).status_code == 422
    assert sign_in(three.officer).get(path).status_code == 403


def test_advice_and_signature_on_the_page(three, sign_in):
    writer, officer, signer = (sign_in(each) for each in (three.writer, three.officer, three.signer))
    write(three.writer, "reports", WHOLE, after=0)
    advice = {"do": "advise", "version": "1", "advice": "conditions", "words": ADVICE}
    assert "Advise on it" in officer.get(PAGE).content.decode()
    assert "Advise on it" not in signer.get(PAGE).content.decode()
    assert officer.post(PAGE, {**advice, "words": "No."}).status_code == 422
    assert "written into the register" in officer.post(PAGE, advice, follow=True).content.decode()
    assert "Four eyes" in writer.get(PAGE).content.decode()
    deed = {"do": "sign", "version": "1", "reason": WHY}
    assert signer.post(PAGE, {**deed, "version": "x"}).status_code == 404
    assert "written into the register" in signer.post(PAGE, deed, follow=True).content.decode()
    assert signer.get("/office/assessments/of/reports/").url == PAGE
    assert signer.get("/office/assessments/of/composer/").url == "/office/assessments/"


def test_a_second_signature_leads_to_the_proposal(three, sign_in, settings):
    settings.CITY = replace(settings.CITY, control=replace(settings.CITY.control, two_people=(SIGNED,)))
    write(three.writer, "reports", WHOLE, after=0)
    advise(three.officer, "reports", 1, opinion())
    answer = sign_in(three.signer).post(PAGE, {"do": "sign", "version": "1", "reason": WHY})
    assert answer.url.startswith("/office/decisions/")


def test_everybody_reads_what_was_signed_but_not_the_table_of_risks(three, grace):
    assert "Nobody has signed" in grace.get("/privacy/assessments/reports/").content.decode()
    signed(three)
    page = grace.get("/privacy/assessments/reports/").content.decode()
    for words in ("Street Lighting", NECESSITY, RESIDENTS, ADVICE, "1 risk was looked at"):
        assert words in page
    assert SEEN not in page
    assert "Mona" not in page
    assert grace.get("/privacy/assessments/nothing/").status_code == 404
    assert grace.get(PAGE).status_code in {302, 403, 404}
    assert "Street Lighting" in grace.get("/privacy/assessments/").content.decode()


class _Loads(HTMLParser):
    """What a file would fetch or run."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if tag in {"script", "iframe", "object", "embed"} or (tag == "link") or named.get("src"):
            self.found.append(tag)


def test_as_a_file_it_stands_alone_and_programs_get_the_same(three, sign_in):
    signed(three)
    browser = sign_in(three.writer)
    answer = browser.get(f"{PAGE}1/assessment.html")
    assert "attachment" in answer["Content-Disposition"]
    text = answer.content.decode()
    reader = _Loads()
    reader.feed(text)
    assert reader.found == []
    for words in (NECESSITY, RESIDENTS, SEEN, ADVICE, "reports_report", 'lang="en"'):
        assert words in text
    found = json.loads(browser.get(f"{PAGE}1/assessment.json").content)
    assert found["format"] == "parvis-impact-assessment/1"
    assert found["matches_the_programs"] is True
    assert found["facts"]["fields"]["reports.Report.email"]["days"] == 14
    assert (found["risks"][0]["height"], found["risks"][0]["left"]) == ("medium", "low")
    assert found["signed"]["office"] == "street-lighting"
    assert browser.get(f"{PAGE}9/assessment.html").status_code == 404


def test_a_file_in_arabic_reads_from_the_right(three, sign_in):
    signed(three)
    browser = sign_in(three.writer)
    from django.conf import settings as house

    browser.cookies[house.LANGUAGE_COOKIE_NAME] = "ar"
    assert 'dir="rtl"' in browser.get(f"{PAGE}1/assessment.html").content.decode()


def test_the_demo_has_one_signed_and_one_half_written(three, dana, olga, service):
    seed()
    seed()
    found = {each.part.key: each.standing for each in assessed()}
    assert (found["reports"], found["adoptions"]) == (Standing.SIGNED, Standing.WRITTEN)
    assert Assessment.objects.count() == 2
    assert str(Assessment.objects.first()).startswith("assessment of ")
    assert str(Assessment.objects.get(part="adoptions").risks.get()).startswith("Neighbours learn")
