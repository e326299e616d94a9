"""The fields in which a report is told: where it is, what its category asks, in which words.

Whoever writes a report down for somebody else asks the same as the page of the residents.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.naming import in_reader_language
from parvis.kernel.places.index import areas_at
from parvis.kernel.places.search import search
from parvis.kernel.ui.forms import Cards, MomentInput, Spot, SpotField
from parvis.services.reports.rules import Question


class WhereForm(forms.Form):
    """The place. An address that means several places asks which one."""

    spot = SpotField(label=gettext_lazy("Where is it?"))
    choice = forms.ChoiceField(
        label=gettext_lazy("Which of these do you mean?"), widget=Cards, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._candidates = self._found()
        if self._candidates:
            self._field("choice").choices = list(self._candidates.items())
        else:
            del self.fields["choice"]

    def clean(self) -> dict[str, Any]:
        """A `Spot` with a point inside the city, or an error that says what to do."""
        data = super().clean() or {}
        spot = data.get("spot")
        if not isinstance(spot, Spot) or self.errors:
            return data
        if not spot.has_point:
            spot = self._chosen(spot, data.get("choice", ""))
        if spot is None:
            return data
        if spot.latitude is None or spot.longitude is None or not areas_at(spot.latitude, spot.longitude):
            self.add_error("spot", _("This place is outside the city. Move the point to where you saw it."))
        data["spot"] = spot
        return data

    def _found(self) -> dict[str, str]:
        """What a typed address may mean: "lat,lon" → words. Empty when a point is given."""
        if not self.is_bound:
            return {}
        address = str(self.data.get("spot_address", ""))
        if self.data.get("spot_lat") or self.data.get("spot_lon"):
            return {}
        found = search(address, limit=6)
        return {
            f"{each.lat},{each.lon}": f"{each.text}, {each.area}" if each.area else each.text
            for each in found
        }

    def _chosen(self, spot: Spot, choice: str) -> Spot | None:
        if not self._candidates:
            self.add_error(
                "spot", _("We do not know this address. Try the name of a street, a corner, or tap the map.")
            )
            return None
        if len(self._candidates) == 1:
            choice = next(iter(self._candidates))
        if choice not in self._candidates:
            self.add_error("choice", _("Choose the place that you mean."))
            return None
        lat, lon = (float(part) for part in choice.split(","))
        return Spot(self._candidates[choice], lat, lon)

    def _field(self, name: str) -> Any:
        return self.fields[name]


def question_fields(questions: Sequence[Question]) -> dict[str, forms.Field]:
    """A field for each question of a category, by the name that `answers_in` knows it by.

    Words that ask nothing stand with the question that follows them, the last ones with the one before.
    """
    fields: dict[str, forms.Field] = {}
    told: list[str] = []
    for question in questions:
        if question.kind == "notice":
            told.append(in_reader_language(dict(question.labels)))
            continue
        field = fields[f"q_{question.name}"] = _question_field(question)
        field.help_text, told = " ".join([str(field.help_text), *told]).strip(), []
    if told and fields:
        last = fields[next(reversed(fields))]
        last.help_text = " ".join([str(last.help_text), *told]).strip()
    return fields


def answers_in(questions: Sequence[Question], cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that were given in those fields, by question."""
    asked = [question for question in questions if question.kind != "notice"]
    given = {question.name: cleaned[f"q_{question.name}"] for question in asked}
    plain = {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in given.items()
    }
    return {name: value for name, value in plain.items() if value not in (None, "", [])}


def _question_field(question: Question) -> forms.Field:
    label = in_reader_language(dict(question.labels), question.name)
    common: dict[str, Any] = {"label": label, "required": question.required}
    if question.kind == "number":
        return forms.IntegerField(min_value=0, max_value=1_000_000, **common)
    if question.kind == "moment":
        return forms.DateTimeField(widget=MomentInput, **common)
    if question.kind == "yesno":
        choices = [("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    if question.kind in {"choice", "several"}:
        choices = [
            (value, in_reader_language(dict(texts), value))
            for value, texts in (question.choices or {}).items()
        ]
        if question.kind == "several":
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    return forms.CharField(max_length=200, **common)
