"""Tables know their own room and the kernel, never a neighbour."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

OURS = [model for model in apps.get_models() if model.__module__.startswith("parvis.")]


def room(model):
    """`parvis.services.reports.models` → `parvis.services.reports`."""
    return ".".join(model.__module__.split(".")[:3])


def is_kernels(model):
    return model.__module__.startswith("parvis.kernel.")


def is_allowed(model, target):
    foreign = not target.__module__.startswith("parvis.")
    return room(model) == room(target) or is_kernels(target) or (foreign and is_kernels(model))


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_table_refers_to_its_own_room_or_to_the_kernel(model):
    strangers = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField) and not is_allowed(model, field.related_model)
    ]
    assert not strangers


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_row_can_say_what_it_is(model):
    assert "__str__" in vars(model) or any("__str__" in vars(base) for base in model.__mro__[1:-2])
