"""Forms of calls: what is called for, and the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kernel.interests.forms import MOST
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.places.queries import neighbourhoods
from parvis.kernel.sheets.rules import Rung
from parvis.services.calls.actions import Wish
from parvis.services.calls.queries import countable
from parvis.services.calls.rules import GOAL_AT_MOST, SIGNED_AT_MOST, TITLE_AT_MOST, WORDS_AT_MOST


class CallForm(forms.Form):
    """What we want to reach together, until when, and what counts."""

    title = forms.CharField(
        label=_("What do you call for?"),
        help_text=_("Such as: a thousand trees looked at before the winter."),
        max_length=TITLE_AT_MOST,
    )
    words = forms.CharField(
        label=_("Why it matters, and what people can do"),
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea({"rows": 5}),
    )
    signed = forms.CharField(
        label=_("Who calls?"),
        help_text=_("As it stands below the call: name and office."),
        max_length=SIGNED_AT_MOST,
    )
    area = forms.ChoiceField(label=_("Where?"), required=False)
    modules = forms.MultipleChoiceField(label=_("What counts?"), widget=forms.CheckboxSelectMultiple)
    rung = forms.ChoiceField(label=_("How much does it ask?"), choices=MOST.items())
    goal = forms.IntegerField(label=_("How many contributions?"), min_value=1, max_value=GOAL_AT_MOST)
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("Ten working days later you owe an answer. The clock is public."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Why just this?"),
        help_text=_("Everyone can read this."),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"key": new_public_id(), "rung": Rung.MINUTE.value}, **options})
        fields: dict[str, Any] = self.fields
        areas = sorted(
            ((slug, each.name) for slug, each in neighbourhoods().items()), key=lambda pair: pair[1]
        )
        fields["area"].choices = [("", _("The whole city")), *areas]
        fields["modules"].choices = sorted(countable().items(), key=lambda pair: pair[1])

    def wish(self) -> Wish:
        """What was asked for."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return Wish(**{**given, "rung": Rung(given["rung"])})


class ReplyForm(forms.Form):
    """What comes of it."""

    words = forms.CharField(
        label=_("What comes of it?"),
        help_text=_("Everyone can read this. Whoever took part is told."),
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea({"rows": 5}),
    )
