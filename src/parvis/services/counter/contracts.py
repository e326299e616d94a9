"""What neighbours may ask of the counter: its codes, its form, and to open a report with a code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from parvis.services.counter.actions.entering import Entry, enter_unattended
from parvis.services.counter.models import Way
from parvis.services.counter.queries import claim_page, code_of, digest_of
from parvis.services.counter.rules import in_groups, read_code
from parvis.services.reports.contracts import (
    WORDS_AT_MOST,
    Offered,
    Sent,
    Source,
    WhereForm,
    answers_in,
    question_fields,
)

__all__ = [
    "NO_TRACE",
    "Entry",
    "ThingForm",
    "Way",
    "claim_page",
    "code_of",
    "digest_of",
    "enter_unattended",
    "in_groups",
    "read_code",
]

NO_TRACE = {"autocomplete": "off", "spellcheck": "false"}


class ThingForm(WhereForm):
    """Where it is, what its category asks, in which words. `key` makes a second press harmless."""

    words = forms.CharField(
        label=gettext_lazy("In their own words"),
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: Offered | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields.update(question_fields(kind.questions if kind else ()))

    def sent(self, source: Source, via: str, language: str) -> Sent:
        """What goes to the office. Only of a form that is valid."""
        given, kind = self.cleaned_data, self.kind
        assert kind is not None
        return Sent(
            kind=kind.slug,
            lat=round(given["spot"].latitude, 6),
            lon=round(given["spot"].longitude, 6),
            address=given["spot"].address,
            words=given["words"],
            answers=answers_in(kind.questions, given),
            via=via,
            language=language,
            key=given["key"],
            source=source,
        )
