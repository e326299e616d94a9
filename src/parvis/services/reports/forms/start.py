"""Forms of the way in, one for each page."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.consents.contracts import words_of
from parvis.kernel.ui.forms import Cards, PhotographsField
from parvis.services.reports.contracts.asking import answers_in, question_fields
from parvis.services.reports.forms.words import words_field
from parvis.services.reports.models import Category
from parvis.services.reports.queries.find import offered_categories
from parvis.services.reports.rules import PHOTOS_AT_MOST, SHOWS_NAME, Question


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

    def __init__(
        self, *args: Any, questions: list[Question], photos_at_most: int = PHOTOS_AT_MOST, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.fields.update(question_fields(questions))
        self.fields["words"] = words_field(
            _("Describe it in your own words"),
            _("Everyone can read this. Leave out names, number plates and phone numbers."),
            required=False,
        )
        self.fields["photos"] = PhotographsField(
            label=_("Photographs"),
            required=False,
            at_most=photos_at_most,
            help_text=_("We remove the place and time that your phone hides in the picture."),
        )

    def answers(self) -> dict[str, Any]:
        """The answers that were given, by question."""
        return answers_in(self.questions, self.cleaned_data)


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
        label=gettext_lazy("Show my public name beside the report"),
        help_text=words_of(SHOWS_NAME),
        required=False,
    )
