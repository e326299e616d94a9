"""No table knows a person behind their back: all are shown to them, have an end, and are looked at when they leave."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from parvis.kernel.keeping import registry
from parvis.kernel.keeping.actions import erase, erase_address
from parvis.kernel.keeping.queries import glance
from parvis.kernel.keeping.registry import all_rules, all_sections
from tests.invariants.test_manifests import NOT_PERSONAL, is_personal

# Fields that tell who somebody is, and why the part of the house that is named need not care for them.
WITHOUT_RULE = {
    "people.Person_groups.person": "Django's groups are not used: roles are memberships",
    "people.Person_user_permissions.person": "Django's permissions are not used: policies decide",
}
NOT_LOOKED_AT = {
    **WITHOUT_RULE,
    "trust.Decision.decided_by": "the city's own act; its person has no name any more",
}


def called(field):
    return f"{field.model._meta.label}.{field.name}"


def all_personal_fields():
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if is_personal(field) and called(field) not in NOT_PERSONAL
    ]


FIELDS = all_personal_fields()


def unmentioned(statements, but=(), fields=FIELDS):
    """The personal fields whose table none of these statements names."""
    text = "\n".join(statements)
    left = [field for field in fields if f'"{field.model._meta.db_table}"' not in text]
    return [called(field) for field in left if called(field) not in but]


def statements_of(act):
    with CaptureQueriesContext(connection) as made:
        act()
    return [each["sql"] for each in made]


def test_there_is_something_to_look_after():
    assert {
        "notices.Notice.person",
        "notices.Notice.email",
        "reports.Comment.person",
        "around.Watch.email",
    } <= {called(field) for field in FIELDS}


@pytest.mark.parametrize("field", FIELDS, ids=called)
def test_everything_personal_in_the_house_has_a_rule(field):
    """How long it is kept, and why: in the manifest of a service, or in what a kernel room registers."""
    assert called(field) in {rule.name for rule in all_rules()} | set(WITHOUT_RULE)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_can_be_kept(rule):
    """It names a field that is there, counts from a moment that is there, and can empty the field or take the row."""
    label, model, name = rule.name.split(".")
    known = apps.get_app_config(label).get_model(model)._meta
    field = known.get_field(name)
    assert str(rule.kept.reason)
    if rule.kept.days is not None:
        assert isinstance(known.get_field(rule.kept.counted_from), models.DateTimeField)
        assert rule.kept.row or field.null or isinstance(field, models.CharField | models.TextField)


@pytest.mark.parametrize("section", all_sections(), ids=lambda section: section.slug)
def test_a_section_says_why_and_what_becomes_of_it(section):
    assert set(section.rules) <= {rule.name for rule in all_rules()}
    assert section.rules
    assert str(section.title)
    assert str(section.when_erased)


@pytest.mark.django_db
def test_every_table_that_knows_people_is_shown_to_them(alice):
    assert not unmentioned(statements_of(lambda: glance(alice)), WITHOUT_RULE), "Give the module a section."


@pytest.mark.django_db
def test_every_table_that_knows_people_is_looked_at_when_they_leave(amina):
    made = statements_of(lambda: erase(amina, words_too=True))
    assert not unmentioned(made, NOT_LOOKED_AT), "Register a hook with `on_leaving`, or say here why not."


@pytest.mark.django_db
def test_every_table_that_keeps_addresses_is_looked_at_when_a_guest_leaves():
    addresses = [field for field in FIELDS if isinstance(field, models.EmailField)]
    made = statements_of(lambda: erase_address("gus@people.example", words_too=True))
    assert len(addresses) >= 6
    assert not unmentioned(made, fields=addresses)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["notices", "around", "reports", "trust", "files"])
def test_a_module_that_forgot_to_forget_is_found_out(name, amina, monkeypatch):
    monkeypatch.delitem(registry._hooks, name)
    made = statements_of(lambda: erase(amina, words_too=True))
    assert [each for each in unmentioned(made, NOT_LOOKED_AT) if each.startswith(f"{name}.")]


@pytest.mark.parametrize("exceptions", [WITHOUT_RULE, NOT_LOOKED_AT])
def test_each_exception_is_still_needed(exceptions):
    assert set(exceptions) <= {called(field) for field in FIELDS}


# Links to people that no section of "My data" needs to name, and why.
NOT_SHOWN = {
    **WITHOUT_RULE,
}


def links_to_people():
    """Every link of every table to a person; `module.Model.field`."""
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        for field in model._meta.concrete_fields
        if field.related_model is registry.Person
    ]


def unshown(links):
    told = {name for section in all_sections() for name in section.rules}
    return [called(field) for field in links if called(field) not in told and called(field) not in NOT_SHOWN]


def test_every_link_to_a_person_is_named_by_a_section_of_my_data():
    links = links_to_people()
    assert len(links) > 60
    assert not unshown(links), "Name it in the rules of a section, or say here why not."
    assert set(NOT_SHOWN) <= {called(field) for field in links}


def test_a_section_that_forgets_a_link_is_found_out(monkeypatch):
    """So that the test above can fail."""
    monkeypatch.delitem(registry._sections, "consents")
    assert unshown(links_to_people()) == ["consents.Consent.person"]
