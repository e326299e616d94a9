"""Who gets which report: every reader, every address, every verb, for reports that are not everybody's."""

import pytest

from parvis.kernel.testing.cast import browser_of
from parvis.services.moderation.tests.stage import hidden as hide_all
from parvis.services.reports.actions import work
from parvis.services.reports.models import Comment, Follow, Report
from parvis.services.reports.tests.stage import reported
from parvis.services.reports.views.work import DEEDS

pytestmark = pytest.mark.django_db

SECRET = "The neighbour at number five leaves at eight."
NOTE = "Ask the contractor about the invoice."
READERS = ("grace", "alice", "charlie", "amina", "mona", "omar", "desk")
# For each kind of report and each reader: the page, taking part in it, its case in the office.
# 302 of a guest is the way to the sign-in.
TABLE = {
    "public": {
        "grace": (200, 302, 302),
        "alice": (200, 302, 403),
        "charlie": (200, 302, 403),
        "amina": (200, 302, 200),
        "mona": (200, 302, 200),
        "omar": (200, 302, 403),
        "desk": (200, 302, 200),
    },
    "private": {
        "grace": (404, 302, 302),
        "alice": (200, 302, 403),
        "charlie": (404, 404, 403),
        "amina": (200, 302, 200),
        "mona": (200, 302, 200),
        "omar": (403, 403, 403),
        "desk": (200, 302, 200),
    },
    "unconfirmed": {
        "grace": (404, 302, 302),
        "alice": (404, 404, 403),
        "charlie": (404, 404, 403),
        "amina": (403, 403, 403),
        "mona": (403, 403, 403),
        "omar": (403, 403, 403),
        "desk": (403, 403, 403),
    },
}
TABLE["hidden"] = TABLE["private"]
CASES = [(kind, reader) for kind in TABLE for reader in READERS]


@pytest.fixture
def whose(stage, alice, amina):
    """Makes a report of one kind; Alice wrote it, except the one that waits for its address."""

    def make(kind):
        if kind == "unconfirmed":
            return reported(stage, email="zoe@people.example", words=SECRET)
        report = reported(stage, alice, words=SECRET, is_public=kind != "private")
        work.note(report.pk, amina, NOTE)
        if kind == "hidden":
            hide_all(report.subject, amina)
        return report

    return make


def traces(report):
    """What somebody could have changed."""
    fields = Report.objects.filter(pk=report.pk).values_list(
        "state", "office", "assignee", "is_public", "finding"
    )
    added = Comment.objects.count(), Follow.objects.count(), report.votes.count(), report.photos.count()
    return list(fields), added


@pytest.mark.parametrize(("kind", "reader"), CASES)
def test_a_report_is_read_by_whom_it_concerns(whose, cast, kind, reader):
    report, browser = whose(kind), cast.browser(reader)
    page, _part, office = TABLE[kind][reader]
    public = f"/reports/{report.public_id}/"
    for address in (public, f"/moderation/flag/{report.subject}/", f"/api/v1/reports/{report.public_id}"):
        answer = browser.get(address)
        assert answer.status_code == page, address
        assert (SECRET in answer.content.decode()) == (page == 200 and "flag" not in address), address
    for address in (f"/office/reports/{report.public_id}/", f"/office/moderation/{report.subject}/"):
        answer = browser.get(address)
        assert answer.status_code == office, address
        assert NOTE not in answer.content.decode() or office == 200


@pytest.mark.parametrize(("kind", "reader"), CASES)
def test_a_report_is_changed_by_whom_it_concerns(whose, cast, kind, reader):
    report, browser = whose(kind), cast.browser(reader)
    before = traces(report)
    _page, part, office = TABLE[kind][reader]
    for verb, given in (("follow", {}), ("comment", {"words": "Me too."}), ("look", {"fixed": "yes"})):
        answer = browser.post(f"/reports/{report.public_id}/{verb}/", given)
        assert answer.status_code == part, verb
    assert (traces(report) != before) == (part == 302 and reader != "grace")
    before = traces(report)
    for verb in DEEDS:
        address = f"/office/reports/{report.public_id}/{verb}/"
        answer = browser.post(address, {"words": "Said.", "day": "2036-05-04", "closing": "done"})
        assert answer.status_code in ({302, 422} if office == 200 else {office}), address
        assert NOTE not in answer.content.decode() or office == 200
    for end in ("", "stay/"):
        address = f"/office/moderation/{report.subject}/{end}"
        answer = browser.post(address, {"whole": "on", "ground": "insult", "words": "No."})
        assert answer.status_code in ({302} if office == 200 else {office}), address
    assert (traces(report) == before) == (office != 200)


@pytest.mark.parametrize("kind", ["private", "unconfirmed", "hidden"])
@pytest.mark.parametrize("reader", ["grace", "charlie", "omar", "amina"])
def test_what_is_not_public_is_in_no_list(whose, cast, kind, reader):
    report, browser = whose(kind), cast.browser(reader)
    lists = ("/reports/", "/reports/feed/", "/reports/map.json?box=-71.1,42.3,-71.0,42.4", "/api/v1/reports")
    told = ("/", "/areas/east-side/", "/around/")
    for address in (*lists, "/data/reports.csv", "/data/reports.geojson", *told):
        answer = browser.get(address)
        content = answer.getvalue().decode()
        assert answer.status_code in {200, 302}, address
        assert SECRET not in content, address
        # The journal goes on to tell that something was reported there, and that it was hidden.
        assert report.public_id not in content or (kind == "hidden" and address in told), address


def test_following_instead_does_not_tell_that_a_private_report_is_there(whose, charlie):
    hidden = browser_of(charlie).post(f"/reports/new/same/{whose('private').public_id}/")
    absent = browser_of(charlie).post("/reports/new/same/nothing/")
    assert hidden.status_code == absent.status_code == 404


@pytest.mark.parametrize("reader", ["alice", "amina"])
def test_nobody_answers_to_a_verb_that_an_address_does_not_know(whose, cast, reader):
    report, browser = whose("public"), cast.browser(reader)
    before = traces(report)
    for start in ("/reports", "/office/reports"):
        for end in ("", "follow/", "comment/", "look/", "close/"):
            for verb in ("put", "patch", "delete"):
                answer = getattr(browser, verb)(f"{start}/{report.public_id}/{end}")
                assert answer.status_code in {403, 404, 405}, f"{verb} {start} {end}"
                trick = browser.get(
                    f"{start}/{report.public_id}/{end}", headers={"X-HTTP-Method-Override": "POST"}
                )
                assert trick.status_code in {200, 403, 404, 405}
    assert traces(report) == before
