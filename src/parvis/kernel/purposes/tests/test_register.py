"""The register is the truth: everything personal is in it, and nothing in it is only words."""

import csv
import io
import json

import pytest
from django.utils import translation
from tests.invariants.test_my_data import FIELDS, WITHOUT_RULE, called

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.keeping import registry
from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, all_rules, keep
from parvis.kernel.purposes.queries import Search, UnhandledError, register
from parvis.kernel.sheets.rules import Sheet

pytestmark = pytest.mark.django_db


def fields_of(parts):
    return [name for part in parts for purpose in part.purposes for name in purpose.fields]


def test_every_personal_field_of_the_database_is_in_the_register():
    missing = {called(field) for field in FIELDS} - set(WITHOUT_RULE) - set(fields_of(register()))
    assert not missing


def test_whoever_takes_a_rule_away_is_found_out(monkeypatch):
    """So that the test above can fail."""
    monkeypatch.delitem(registry._rules, "notices.Notice.email")
    assert "notices.Notice.email" in {called(field) for field in FIELDS} - set(fields_of(register()))


def test_every_rule_stands_in_it_once_with_its_basis_and_who_sees_it():
    found = fields_of(register())
    assert sorted(found) == sorted(rule.name for rule in all_rules())
    for part in register():
        for purpose in part.purposes:
            assert str(purpose.handling.basis.label)
            assert str(purpose.handling.whose.label)
            assert str(purpose.handling.seen_by.label)


def test_a_module_that_does_not_say_who_sees_it_is_refused(monkeypatch):
    monkeypatch.setattr(registry, "_rules", dict(registry._rules))
    keep("testing", "Testing", {"Thing.person": Kept(3, "to play")})
    with pytest.raises(UnhandledError, match=r"testing\.Thing\.person"):
        register()
    keep(
        "testing",
        "Testing",
        {"Thing.person": Kept(3, "to play")},
        Handling(Basis.TASK, Whose.MEMBERS, Seen.DESK),
    )
    assert "testing.Thing.person" in fields_of(register())


def test_the_page_tells_why_how_long_and_on_which_basis(grace):
    page = grace.get("/privacy/").content.decode()
    for words in (
        "So that you can read again what we told you",
        "365 days",
        "GDPR, Article 6.1 e",
        "you and the office that answers",
        "notices.Notice.person",
    ):
        assert words in page


def test_one_finds_what_is_kept_by_words_by_basis_and_by_who_sees_it(grace):
    assert {part.title for part in register(Search(words="quiet"))} >= {"Quiet hours"}
    assert all(
        purpose.handling.basis is Basis.CONSENT
        for part in register(Search(basis="consent"))
        for purpose in part.purposes
    )
    assert "push.Device.person" in fields_of(register(Search(basis="consent")))
    assert "reports.Report.words" in fields_of(register(Search(seen_by="everyone")))
    assert "reports.Report.email" not in fields_of(register(Search(seen_by="everyone")))
    assert "No purpose passes these filters" in grace.get("/privacy/?words=elephants").content.decode()
    assert grace.get("/privacy/?basis=nonsense").status_code == 200


def test_what_officials_composed_stands_beside_what_the_programs_do(grace, street_lighting):
    service = offer("reports", street_lighting, stage="open")
    service.content = Sheet(purpose="So that lamps burn.", legal_basis="Ordinance 7.", retention="A year.")
    service.save()
    page = grace.get("/privacy/").content.decode()
    assert all(words in page for words in ("So that lamps burn.", "Ordinance 7.", "A year."))
    assert [part.title for part in register(Search(words="ordinance"))] == ["Reports"]


def test_a_draft_that_nobody_may_read_is_not_in_it(grace, street_lighting):
    service = offer("reports", street_lighting, stage="draft")
    service.content = Sheet(purpose="A secret plan.")
    service.save()
    assert "A secret plan." not in grace.get("/privacy/").content.decode()


def test_programs_get_the_whole_of_it(grace):
    found = json.loads(grace.get("/privacy/register.json").content)
    assert found["format"] == "parvis-privacy-register/1"
    fields = [name for part in found["parts"] for each in part["purposes"] for name in each["fields"]]
    assert sorted(fields) == sorted(rule.name for rule in all_rules())
    notices = next(part for part in found["parts"] if part["title"] == "Notices")
    assert {each["days"] for each in notices["purposes"]} == {365, 90, None}


def test_the_open_dataset_has_a_line_for_each_field(grace):
    answer = grace.get("/data/purposes.csv", follow=True)
    lines = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert sorted(line["field"] for line in lines) == sorted(rule.name for rule in all_rules())
    kept = {line["field"]: line for line in lines}
    assert kept["notices.Notice.person"]["days"] == "365"
    assert kept["reports.Report.author"]["basis"] == "task"


def test_the_register_says_whom_to_ask(grace, settings):
    from parvis.kernel.testing.cast import office

    office(settings.CITY.privacy.office, "Data Protection")
    page = grace.get("/privacy/").content.decode()
    assert "Data Protection" in page
    assert "data-protection@city.example" in page
    assert settings.CITY.privacy.authority in page


def test_the_register_reads_in_the_readers_language(grace):
    with translation.override("fr"):
        assert "Avis" in {part.title for part in register()}
