"""In the archive of one person stands nothing that belongs to another."""

import io
import zipfile
from contextlib import suppress

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction

from parvis.kernel.keeping.registry import all_rules, all_sections
from parvis.kernel.people.models import Person
from parvis.kernel.takeaway.writing import archive
from parvis.kernel.testing.addresses import samples_of_modules

pytestmark = pytest.mark.django_db
SECRET = "zzsecretzz"
# How somebody is called in public: whoever vouched for them, or was helped by them, knows it.
TOLD_ANYWAY = {"public_id", "public_name"}


def models_of_people():
    """Every table that a rule of retention is about, with its links to people and its fields for words."""
    found = {}
    for rule in all_rules():
        label, name, _field = rule.name.split(".")
        found[f"{label}.{name}"] = apps.get_app_config(label).get_model(name)
    return found.values()


def links_of(model):
    return [field for field in model._meta.concrete_fields if field.related_model is Person]


def texts_of(model):
    """Fields for free words, addresses included; a field of chosen values cannot hold a secret."""
    texts = [f for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
    return [f for f in texts if not f.choices and (f.max_length or 99) >= 16 and f.name not in TOLD_ANYWAY]


def hide_secrets(alice):
    """Into each field for words of each row that belongs to another; how many tables hold one."""
    hidden = set()
    for model in models_of_people():
        links = links_of(model)
        rows = model._default_manager.all()
        if model is Person:
            rows = rows.exclude(pk=alice.pk)
        elif links:
            mine = models.Q()
            for link in links:
                mine |= models.Q(**{link.name: alice})
            rows = rows.exclude(mine)
            others = models.Q()
            for link in links:
                others |= models.Q(**{f"{link.name}__isnull": False})
            rows = rows.filter(others)
        else:
            continue
        for field in texts_of(model):
            for number, key in enumerate(list(rows.values_list("pk", flat=True)[:5])):
                words = f"{SECRET}{number}"
                with suppress(DatabaseError), transaction.atomic():
                    model._default_manager.filter(pk=key).update(**{field.name: words})
                    hidden.add(model._meta.label)
    return hidden


def taken(person):
    whole = zipfile.ZipFile(io.BytesIO(b"".join(archive(person, "en"))))
    return {name: whole.read(name) for name in whole.namelist()}


@pytest.fixture
def full(cast):
    """A city in which everybody did something of everything."""
    samples_of_modules(cast)
    return cast.alice


def test_no_secret_of_another_is_in_it(full):
    hidden = hide_secrets(full)
    assert len(hidden) >= 15, sorted(hidden)
    files = taken(full)
    leaked = [name for name, content in files.items() if SECRET.encode() in content]
    text = files["index.html"].decode()
    assert not leaked, [text[max(0, at - 300) : at + 60] for at in _places(text)][:3]


def test_the_secrets_are_in_the_archives_of_those_whose_they_are(full, cast):
    """So that the test above can fail."""
    hide_secrets(full)
    seen = sum(SECRET.encode() in taken(person)["data.json"] for person in Person.objects.exclude(pk=full.pk))
    assert seen >= 5


def test_her_own_are_in_it(full):
    files = taken(full)
    filled = files["data.json"].decode().count('"words"')
    assert filled >= 10
    assert len(all_sections()) >= 30


def _places(text):
    at = text.find(SECRET)
    while at >= 0:
        yield at
        at = text.find(SECRET, at + 1)
