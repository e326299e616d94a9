"""Registering a program, and deciding what it may do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kernel.programs.models import Program
from parvis.kernel.programs.registry import all_scopes
from parvis.kernel.programs.rules import CALLS_AN_HOUR_AT_MOST


def _scopes(*, reserved_only: bool = False) -> list[tuple[str, Any]]:
    return [(each.name, each.title) for each in all_scopes() if each.reserved or not reserved_only]


class RegisterForm(forms.Form):
    """A new program."""

    name = forms.CharField(
        label=_("Name of your program"),
        help_text=_("People read it beside what comes through it."),
        max_length=80,
    )
    website = forms.URLField(
        label=_("Its website"),
        help_text=_("If it has one."),
        max_length=200,
        required=False,
        assume_scheme="https",
    )
    scopes = forms.MultipleChoiceField(
        label=_("What should it be able to do?"),
        help_text=_("Some of it waits until the public desk has looked."),
        choices=_scopes,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class GrantForm(forms.Form):
    """What the desk lets a program do, and how often it may call."""

    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=lambda: _scopes(reserved_only=True),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    per_hour = forms.IntegerField(
        label=_("Calls an hour, at most"), min_value=1, max_value=CALLS_AN_HOUR_AT_MOST
    )

    @classmethod
    def of(cls, program: Program) -> "GrantForm":
        """The form as it stands for a program: what it has and what it asks for is ticked."""
        return cls(initial={"scopes": [*program.scopes, *program.asked], "per_hour": program.per_hour})
