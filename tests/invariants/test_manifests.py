"""What every module owes: its manifest, how long it keeps what is personal, its demo data."""

import ast
import importlib.util
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from parvis.kernel.catalogue.manifest import manifests
from parvis.kernel.journal.verbs import verb_named
from parvis.kernel.people.models import Person
from parvis.kernel.sheets.rules import Rung
from tests.invariants.source import SOURCE, calls_of, python_files, tree_of


def is_offered(config):
    """A module with tables or pages is a service; one without only speaks to a foreign system for another."""
    has_pages = importlib.util.find_spec(f"{config.name}.urls") is not None
    return config.name.startswith("parvis.services.") and (has_pages or bool(list(config.get_models())))


SERVICES = [config for config in apps.get_app_configs() if is_offered(config)]
# Fields that tell who somebody is, by what they hold or are called.
PERSONAL_WORDS = (
    "email",
    "phone",
    "legal_name",
    "public_name",
    "address_of",
    "caller",
    "contact",
    "birth",
    "ip_",
)
NOT_PERSONAL = {
    "people.Organisation.email": "the address of an office",
}


def is_personal(field):
    if isinstance(field, models.ForeignKey):
        return field.related_model is Person
    named = any(word in field.name for word in PERSONAL_WORDS)
    return named or isinstance(field, models.EmailField | models.GenericIPAddressField)


def personal_fields(config):
    return [
        f"{model.__name__}.{field.name}"
        for model in config.get_models()
        for field in model._meta.concrete_fields
        if is_personal(field) and f"{config.label}.{model.__name__}.{field.name}" not in NOT_PERSONAL
    ]


@pytest.mark.parametrize("config", SERVICES, ids=lambda config: config.label)
def test_every_service_has_a_manifest(config):
    manifest = manifests()[config.label]
    writes = (Path(config.path) / "actions.py").exists() or (Path(config.path) / "actions").exists()
    assert manifest.verbs or not writes
    assert all(verb.name.startswith(f"{config.label}.") for verb in manifest.verbs)
    assert str(manifest.promise)


@pytest.mark.parametrize("config", SERVICES, ids=lambda config: config.label)
def test_everything_personal_has_a_day_on_which_it_goes(config):
    """A field that tells who somebody is has a line in the manifest: how long it is kept, and why."""
    rules = manifests()[config.label].retention
    assert not [field for field in personal_fields(config) if field not in rules]
    assert all(str(rule.reason) for rule in rules.values())


@pytest.mark.parametrize("config", SERVICES, ids=lambda config: config.label)
def test_a_rule_of_retention_names_a_field_that_is_there(config):
    known = {
        f"{model.__name__}.{field.name}"
        for model in config.get_models()
        for field in model._meta.concrete_fields
    }
    assert set(manifests()[config.label].retention) <= known


@pytest.mark.parametrize("config", SERVICES, ids=lambda config: config.label)
def test_every_service_shows_itself_in_the_demo(config):
    assert importlib.util.find_spec(f"{config.name}.seeds"), "Give it a seeds.py with seed()."
    assert callable(importlib.import_module(f"{config.name}.seeds").seed)


def verbs_asked_for():
    """The verbs in whose name some action asks the catalogue whether anybody may begin it here and now."""
    found = set()
    for file in python_files(SOURCE / "services"):
        if file.name == "actions.py" or file.parent.name == "actions":
            constants = constants_of(file)
            for call in calls_of(file):
                if isinstance(call.func, ast.Name) and call.func.id == "may_take_part" and call.args:
                    first = call.args[0]
                    name = (
                        first.value if isinstance(first, ast.Constant) else constants.get(ast.unparse(first))
                    )
                    found.add(name)
    return found


def constants_of(file):
    return {
        target.id: node.value.value
        for node in tree_of(file).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


BEGUN = sorted({verb for each in manifests().values() for way in each.invitations for verb in way.begins})


@pytest.mark.parametrize("verb", BEGUN)
def test_what_an_invitation_begins_asks_the_catalogue_first(verb):
    assert verb in verbs_asked_for(), "Its action must call may_take_part with this verb."
    assert verb_named(verb), "No module declares it."


@pytest.mark.parametrize("config", SERVICES, ids=lambda config: config.label)
def test_an_invitation_to_act_names_what_it_begins(config):
    """What asks for more than a look must be closable: its rung says by which verb it begins."""
    silent = [
        str(way.text)
        for way in manifests()[config.label].invitations
        if way.rung is not Rung.TAP and not way.begins
    ]
    assert not silent
