"""What every module owes: its manifest, how long it keeps what is personal, its demo data."""

import importlib.util
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from parvis.kernel.catalogue.manifest import manifests
from parvis.kernel.people.models import Person


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
