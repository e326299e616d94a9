"""No page and no file shows an official somebody's address or phone without leaving a line that they can read."""

import gzip
import io
import zipfile

import pytest
from django.db.models import Sum

from parvis.kernel.exit.actions import TAKEN, tell_that_all_is_taken
from parvis.kernel.files.actions import store_photo
from parvis.kernel.journal.models import Entry
from parvis.kernel.journal.verbs import verb_named
from parvis.kernel.keeping.queries import everything
from parvis.kernel.looks import actions
from parvis.kernel.looks.models import Look
from parvis.kernel.permissions.access import Access
from parvis.kernel.postal.models import PaperLetter
from parvis.kernel.testing.addresses import all_addresses
from parvis.kernel.testing.cast import member
from parvis.kernel.trust.actions import flag
from parvis.kernel.trust.rules import Ground
from parvis.kernel.verification.queries import broken_links
from parvis.services.carrier.models import Line, Outgoing, Thread
from parvis.services.carrier.rules import State as Sending
from parvis.services.letterbox.models import Letter
from parvis.services.letterbox.rules import Reason as NotPlaced
from parvis.services.letterbox.rules import State as Lying
from parvis.services.reports.actions.part import comment
from parvis.services.reports.actions.setup import keep_route
from parvis.services.reports.rules import Source
from parvis.services.reports.tests.stage import photo, reported
from parvis.services.sms.models import Incoming
from parvis.services.sms.rules import Reason, State
from tests.security.outputs import everything as everything_of
from tests.security.outputs import filled

pytestmark = pytest.mark.django_db
PHONE = "+16175550191"
# What nobody else has: her address, and the end of her phone, of which officials see no more.
TRACES = ("zephyrine@people.example", PHONE, "…191", "Quillfeather")
READERS = ("amina", "dana")


@pytest.fixture
def zephyrine(db):
    """Somebody whose every trace can be told from anybody else's."""
    return member("Zephyrine")


@pytest.fixture
def made(stage, zephyrine, city_desk):
    """What the city holds of hers: a report, a phone with a message that waits and one that failed, a letter."""
    line = Line.objects.create(phone=PHONE, language="en", person=zephyrine)
    report = reported(stage, zephyrine)
    texted = reported(stage, None, source=Source.SMS, words="From a phone.")
    Thread.objects.create(line=line, report=texted.public_id, key="key")
    Incoming.objects.create(
        digest="d" * 64, line=line.public_id, words="Dark here.", state=State.HELD, reason=Reason.NO_PLACE
    )
    Outgoing.objects.create(key="k", line=line, words="Done.", segments=1, state=Sending.FAILED)
    Letter.objects.create(
        digest="e" * 64,
        state=Lying.HELD,
        reason=NotPlaced.NO_PLACE,
        sender="zephyrine@people.example",
        words="Dark.",
    )
    return [report, texted]


def office_pages(reports):
    """Every page of the office, with what there is of hers in place of the variables; once each."""
    routes = [
        each.route
        for each in all_addresses()
        if each.door is Access.OFFICIALS and "live" not in each.route and "(" not in each.route
    ]
    plain = [path for route in routes for path in filled(route, reports[0])]
    others = [f"/office/reports/{each.public_id}/" for each in reports[1:]]
    texts = [f"/office/sms/{each}/" for each in Incoming.objects.values_list("public_id", flat=True)]
    return [*dict.fromkeys(plain), *others, *texts]


def looks():
    return Look.objects.aggregate(all=Sum("times"))["all"] or 0


def readable(content):
    """What an answer says, packed or not: a sheet of an office suite is an archive of pages."""
    if content.startswith(b"\x1f\x8b"):
        return readable(gzip.decompress(content))
    if content.startswith(b"PK"):
        whole = zipfile.ZipFile(io.BytesIO(content))
        return "\n".join(readable(whole.read(name)) for name in whole.namelist())
    return content.decode("utf-8", "replace")


def walk(paths, cast):
    """Each page that showed a trace, and whether a look was noted for it."""
    for reader in READERS:
        browser = cast.browser(reader)
        for path in paths:
            before = looks()
            said = readable(browser.get(path).getvalue())
            if any(trace in said for trace in TRACES):
                yield path, looks() > before


def test_every_office_page_that_shows_her_leaves_a_line_that_she_can_read(made, cast, zephyrine):
    shown = list(walk(office_pages(made), cast))
    assert len({path for path, _noted in shown}) >= 6, "Otherwise the pages do not show her at all."
    unnoted = [path for path, noted in shown if not noted]
    assert not unnoted, "Call looks.contracts.note in these views:\n" + "\n".join(unnoted)
    spots = set(Look.objects.filter(person=zephyrine).values_list("spot", flat=True))
    assert spots == {"reports.case", "sms.text", "carrier.standing", "letterbox.letter"}


def every_answer(reports, person):
    """Whatever anybody gets from any address, files, feeds and the API included, and her own pages in the office."""
    of_her = [
        path.replace("<slug:public_id>", person.public_id)
        for path in (f"/{each.route}" for each in all_addresses() if each.door is Access.OFFICIALS)
        if path.count("<") == 1 and "<slug:public_id>" in path
    ]
    forms = [f"{path}?format={form}" for path in of_her for form in ("csv", "ods", "json")]
    return [*dict.fromkeys([*everything_of(reports[0]), *office_pages(reports), *of_her, *forms])]


def test_no_file_feed_or_answer_of_the_api_tells_an_official_more_than_a_stranger_without_a_line(
    made, cast, stage, zephyrine
):
    PaperLetter.objects.create(
        person=zephyrine,
        name="Zephyrine Quill",
        address="7 Quillfeather Lane",
        area=stage.east,
        language="en",
    )
    paths = every_answer(made, zephyrine)
    told = {path for path in paths if shows(cast.browser("charlie"), path)}
    assert not told, "A stranger sees her: " + ", ".join(told)
    shown = list(walk(paths, cast))
    assert len({path for path, _noted in shown}) >= 8
    unnoted = sorted({path for path, noted in shown if not noted})
    assert not unnoted, "Call looks.contracts.note in these views:\n" + "\n".join(unnoted)
    assert "postal.letters" in set(Look.objects.filter(person=zephyrine).values_list("spot", flat=True))


# Stands in nothing but the words of the private report, and in what is said about it.
SECRET = "Quernstone"


@pytest.fixture
def private(stage, zephyrine, city_desk):
    """What she reported in confidence: words, a photograph, more words beneath; somebody flagged both."""
    keep_route(stage.lighting, stage.housing)
    picture = store_photo(photo(), owner=zephyrine, purpose="reports.photo").public_id
    report = reported(
        stage, zephyrine, category=stage.housing, words=f"{SECRET} in the hall.", photos=(picture,)
    )
    said = comment(report.pk, zephyrine, f"{SECRET} again.")
    for subject in (report.subject, said.subject):
        flag(subject, Ground.INSULT, "", None)
    return report


def asked_of(report):
    """Every address of the house, with this report and what was said about it in place of the variables."""
    said = report.comments.get().subject
    paths = [*everything_of(report), *office_pages([report]), f"/office/moderation/{said}/"]
    return [*dict.fromkeys(paths)]


def lines_about(person):
    return Look.objects.filter(person=person).aggregate(all=Sum("times"))["all"] or 0


def test_a_private_report_is_read_nowhere_without_a_line(private, cast, zephyrine):
    """Whoever gets its words by their office alone has left a line that its author can read."""
    shown = {}
    for reader in READERS:
        browser = cast.browser(reader)
        for path in asked_of(private):
            before = lines_about(zephyrine)
            if SECRET in readable(browser.get(path).getvalue()):
                shown[reader, path] = lines_about(zephyrine) > before
    assert len({path for _reader, path in shown}) >= 8, "Otherwise nobody sees it at all."
    unnoted = sorted({path for (_reader, path), noted in shown.items() if not noted})
    assert not unnoted, "Call looks.contracts.note in these views:\n" + "\n".join(unnoted)
    assert {reader for reader, _path in shown} == set(READERS)


def test_the_line_costs_a_private_report_no_page_too_slow_to_read(
    private, cast, django_assert_max_num_queries
):
    for path in (f"/reports/{private.public_id}/", f"/office/moderation/{private.subject}/"):
        browser = cast.browser("dana")
        browser.get(path)  # what every page reads once is known
        with django_assert_max_num_queries(12):
            browser.get(path)


def test_a_form_that_comes_back_with_an_error_leaves_a_line_too(private, cast, zephyrine):
    answer = cast.browser("dana").post(f"/reports/{private.public_id}/comment/", {"words": ""})
    assert SECRET in answer.content.decode()
    assert lines_about(zephyrine) == 1


def test_her_photograph_is_looked_at_by_an_office_with_a_line_and_by_herself_without(
    private, cast, sign_in, zephyrine
):
    upload = private.photos.get().upload
    for path in (upload.address, upload.thumbnail_address):
        before = lines_about(zephyrine)
        assert cast.browser("amina").get(path).status_code == 200
        assert lines_about(zephyrine) == before + 1
        assert sign_in(zephyrine).get(path).status_code == 200
        assert lines_about(zephyrine) == before + 1


def test_what_everybody_may_read_leaves_no_line(stage, zephyrine, cast, sign_in, private):
    """So that the lines that there are say something; nor does whoever reads their own."""
    public = reported(stage, zephyrine)
    for path in (public.get_absolute_url(), f"/api/v1/reports/{public.public_id}"):
        assert cast.browser("dana").get(path).status_code == 200
    own = reported(stage, cast.amina, category=stage.housing)
    assert cast.browser("amina").get(own.get_absolute_url()).status_code == 200
    assert sign_in(zephyrine).get(private.get_absolute_url()).status_code == 200
    assert not looks()


def test_what_is_packed_is_read_too():
    """So that the walk sees her in a sheet, whatever it is packed in."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("content.xml", f"<cell>{TRACES[0]}</cell>")
    for content in (packed.getvalue(), gzip.compress(packed.getvalue())):
        assert TRACES[0].encode() not in content
        assert TRACES[0] in readable(content)


def shows(browser, path):
    return any(trace in readable(browser.get(path).getvalue()) for trace in TRACES)


def test_a_page_that_forgot_to_note_is_found_out(made, cast, monkeypatch):
    """So that the test above can fail."""
    monkeypatch.setattr(actions, "_NOTE", "SELECT 1 WHERE %(official)s IS NULL")
    paths = [
        f"/office/reports/{made[0].public_id}/",
        "/office/sms/",
        "/office/carrier/",
        "/office/letterbox/",
    ]
    shown = list(walk(paths, cast))
    assert len(shown) >= 4
    assert not any(noted for _path, noted in shown)


def test_the_person_sees_who_opened_their_report_and_when(stage, alice, amina, cast):
    report = reported(stage, alice)
    for _time in range(2):
        assert cast.browser("amina").get(f"/office/reports/{report.public_id}/").status_code == 200
    assert Look.objects.get(person=alice).times == 2
    assert "opened your report in the office" in cast.browser("alice").get("/account/data/").content.decode()
    told = {each["name"]: each for each in everything(alice)["sections"]}["looked-at"]
    assert told["rows"][0]["data"]["role"] == "agent"


def test_taking_all_of_it_out_is_a_line_that_everybody_can_read(db, settings):
    tell_that_all_is_taken()
    (entry,) = Entry.objects.filter(verb=TAKEN)
    assert (entry.actor, entry.subject) == ("system", f"exit.city:{settings.CITY.slug}")
    assert "took out all that it holds" in str(verb_named(TAKEN).sentence)
    assert not list(broken_links())
