"""Forms of the way in, one for each page."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.naming import in_reader_language
from parvis.kernel.places.index import areas_at
from parvis.kernel.places.search import search
from parvis.kernel.ui.forms import Cards, PhotographsField, Spot, SpotField
from parvis.services.reports.forms.words import words_field
from parvis.services.reports.models import Category
from parvis.services.reports.queries.find import offered_categories
from parvis.services.reports.rules import PHOTOS_AT_MOST, Question


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


class WhatForm(forms.Form):
    """The category; the page draws the choices by group."""

    category = forms.ModelChoiceField(
        Category.objects.filter(is_offered=True).order_by("slug"),
        to_field_name="slug",
        error_messages={
            "required": gettext_lazy("Choose what it is. If nothing fits, choose the last one."),
            "invalid_choice": gettext_lazy("Choose one of the categories."),
        },
    )


class GivenForm(forms.Form):
    """What a link that begins a report says: the place, and perhaps the category and the thing that it is about."""

    lat = forms.FloatField(min_value=-90, max_value=90)
    lon = forms.FloatField(min_value=-180, max_value=180)
    kind = forms.ModelChoiceField(offered_categories(), to_field_name="slug", required=False)
    about = forms.CharField(max_length=80, required=False)


class DetailsForm(forms.Form):
    """The category's own questions, words and photographs."""

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[f"q_{question.name}"] = _question_field(question)
        self.fields["words"] = words_field(
            _("Describe it in your own words"),
            _("Everyone can read this. Leave out names, number plates and phone numbers."),
            required=False,
        )
        self.fields["photos"] = PhotographsField(
            label=_("Photographs"),
            required=False,
            at_most=PHOTOS_AT_MOST,
            help_text=_("We remove the place and time that your phone hides in the picture."),
        )

    def answers(self) -> dict[str, Any]:
        """The answers that were given, by question."""
        given = {question.name: self.cleaned_data[f"q_{question.name}"] for question in self.questions}
        return {name: value for name, value in given.items() if value not in (None, "", [])}


def _question_field(question: Question) -> forms.Field:
    label = in_reader_language(dict(question.labels), question.name)
    common: dict[str, Any] = {"label": label, "required": question.required}
    if question.kind == "number":
        return forms.IntegerField(min_value=0, max_value=1_000_000, **common)
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


class ContactForm(forms.Form):
    """How a guest can be reached, or not at all."""

    HOW = [
        ("email", gettext_lazy("By e-mail")),
        ("nobody", gettext_lazy("Not at all: send it without a name")),
    ]

    how = forms.ChoiceField(
        label=gettext_lazy("How may the office reach you?"),
        choices=HOW,
        widget=Cards(
            hints={
                "email": gettext_lazy("We tell you when something happens. Nobody else sees your address."),
                "nobody": gettext_lazy("The office cannot ask you anything, and you get no news."),
            },
            icons={"email": "envelope-simple", "nobody": "prohibit"},
        ),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=gettext_lazy("Needed only if you chose e-mail."),
    )

    def clean(self) -> dict[str, Any]:
        """An address when, and only when, e-mail was chosen."""
        data = super().clean() or {}
        if data.get("how") == "email" and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Type your e-mail address, or choose to send it without a name."))
        if data.get("how") == "nobody":
            data["email"] = ""
        return data


class MemberContactForm(forms.Form):
    """Whether a person who is signed in shows their public name."""

    shows_name = forms.BooleanField(
        label=gettext_lazy("Show my public name beside the report"), required=False
    )
