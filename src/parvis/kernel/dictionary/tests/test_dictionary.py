"""Whoever takes the data away understands them without us."""

import pytest

from parvis.kernel.dictionary.queries import dictionary
from parvis.kernel.dictionary.registry import all_keys
from parvis.kernel.dictionary.writing import as_html, schema_of
from parvis.kernel.keeping.registry import all_rules

pytestmark = pytest.mark.django_db
# Columns that sound like keys and open nothing.
HARMLESS = {
    "auth_permission.codename": "Django's name of a permission",
    "trust_allowance.key": "whose tries are counted",
    "trust_allowance.tokens": "how many tries are left",
    "carrier_outgoing.key": "makes a message one whatever happens",
    "carrier_stopped.digest": "a phone that wants no texts; it cannot be read from it",
    "carrier_thread.key": "what a code is worked out from, with the installation's own secret",
    "counter_claim.digest": "a code that makes a report somebody's; it cannot be read from it",
    "dispatch_parcel.key": "makes a parcel one whatever happens",
    "dispatch_parcel.token": "the other system's word for a number to come",
    "findings_finding.key": "makes a finding one whatever happens",
    "letterbox_letter.digest": "tells a letter that came twice",
    "sms_incoming.digest": "tells a message that came twice",
    "postal_paperletter.address_digest": "by which another letter there is known; no address can be read from it",
    "programs_program.key_end": "the last letters of a key, by which its builder knows it",
    "journal_once.key": "a key of idempotency, used up",
    "database_cache.cache_key": "stays behind",
}
SOUNDS = ("key", "secret", "token", "password", "digest", "device")


def by_name():
    return {page.table.name: page for page in dictionary()}


@pytest.fixture
def pages(db):
    return by_name()


def test_every_table_says_what_it_is(pages):
    assert len(pages) > 80
    assert not [name for name, page in pages.items() if len(page.meaning.split()) < 4]


def test_every_column_has_a_type_and_a_meaning(pages):
    silent = [
        f"{page.table.name}.{word.column.name}"
        for page in pages.values()
        for word in page.words
        if not word.meaning or not word.column.type
    ]
    assert not silent


def test_what_is_personal_says_how_long_it_is_kept_and_why(pages):
    words = [word for page in pages.values() for word in page.words if word.rule]
    assert {word.rule.name for word in words} == {rule.name for rule in all_rules()}
    (email,) = [word for word in pages["people_person"].words if word.column.name == "email"]
    assert "as long as the account" in email.kept
    assert pages["people_person"].is_personal
    assert not pages["places_area"].is_personal


def test_a_column_that_points_elsewhere_or_has_few_values_says_so(pages):
    words = {word.column.name: word for word in pages["reports_report"].words}
    assert "a row of places_area" in words["area_id"].meaning
    assert "closed" in dict(words["state"].values)


def test_no_key_hides_in_a_table(pages):
    """Whoever holds the archive must know what else it opens."""
    declared = {
        f"{page.table.name}.{word.column.name}"
        for page in pages.values()
        for word in page.words
        if word.opens
    }
    sounding = {
        f"{page.table.name}.{word.column.name}"
        for page in pages.values()
        for word in page.words
        if any(sound in word.column.name.split("_") for sound in SOUNDS)
    }
    assert len(declared) == len(all_keys()), "each is a column that is there"
    assert sorted(sounding - declared - set(HARMLESS)) == [], (
        "Register it with `hold_keys`, or say here why not."
    )


def test_the_page_shows_each_table_and_lets_no_words_become_tags(pages):
    page = as_html(pages.values(), "A <b>bold</b> city", {"reports_report": 7})
    assert "A &lt;b&gt;bold&lt;/b&gt; city" in page
    assert "7 rows" in page
    assert all(f"<h2 id='{name}'>" in page for name in pages)


def test_the_schema_names_keys_types_and_what_is_personal(pages):
    schema = schema_of(pages["reports_report"])
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["id"]
    assert fields["is_public"]["type"] == "boolean"
    assert fields["email"]["personal"] is True
    itself = [each for each in schema["foreignKeys"] if each["fields"] == ["duplicate_of_id"]]
    assert itself[0]["reference"]["resource"] == ""
