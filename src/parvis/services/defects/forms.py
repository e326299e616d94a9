"""One choice, in each language of the city."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.services.defects.actions import Wording
from parvis.services.defects.models import OUTCOME_WORDS, Choice
from parvis.services.defects.rules import Kind, Outcome, longest
from parvis.services.reports.contracts import names_of_kinds


class ChoiceForm(forms.Form):
    """Texts by language, and for which reports. Only the fields that make sense for its kind are there."""

    category = forms.ChoiceField(label=gettext_lazy("For which category?"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("When the inspector says"), required=False)

    def __init__(self, data: Any = None, *, kind: Kind, choice: Choice | None = None) -> None:
        given = {"category": choice.category, "outcome": choice.outcome} if choice else {}
        texts = choice.texts if choice else {}
        for code, _name in settings.LANGUAGES:
            given[f"text_{code}"] = texts.get(code, "")
        super().__init__(data, initial=given)
        self.kind = kind
        fields: dict[str, Any] = self.fields
        for code, name in settings.LANGUAGES:
            fields[f"text_{code}"] = _text(kind, code, name)
        if kind is Kind.PRIORITY:
            del fields["category"]
        else:
            fields["category"].choices = [("", _("All categories")), *sorted_kinds()]
        if kind is Kind.PHRASE:
            words = [(each.value, OUTCOME_WORDS[each]) for each in Outcome]
            fields["outcome"].choices = [("", _("Whatever it is")), *words]
        else:
            del fields["outcome"]

    def wording(self) -> Wording:
        """What was written; the form must be valid."""
        given = self.cleaned_data
        outcome = given.get("outcome")
        return Wording(
            self.kind,
            {code: given[f"text_{code}"] for code, _name in settings.LANGUAGES},
            given.get("category") or "",
            Outcome(outcome) if outcome else None,
        )


def sorted_kinds() -> list[tuple[str, str]]:
    """The categories of reports by their names."""
    return sorted(names_of_kinds().items(), key=lambda each: each[1])


def _text(kind: Kind, code: str, name: str) -> forms.CharField:
    shape = {"lang": code, "dir": "rtl" if code == "ar" else "ltr"}
    widget = forms.Textarea({"rows": 3, **shape}) if kind is Kind.PHRASE else forms.TextInput(shape)
    required = code == settings.LANGUAGE_CODE
    return forms.CharField(label=_(name), max_length=longest(kind), widget=widget, required=required)
