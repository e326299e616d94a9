"""Forms of openings: open a category to neighbours, pause it, end it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from parvis.kernel.people.rules import Level
from parvis.services.openings.actions import Wish
from parvis.services.openings.models import Opening
from parvis.services.openings.queries import areas
from parvis.services.openings.rules import (
    DAYS_AT_MOST,
    JOBS_AT_MOST,
    MINUTES_AT_MOST,
    PEOPLE_AT_MOST,
    WORDS_AT_MOST,
)
from parvis.services.reports.contracts import offered


def _words(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea({"rows": rows}),
    )


class OpeningForm(forms.Form):
    """What neighbours may do, how, and why it is opened."""

    category = forms.ChoiceField(label=gettext_lazy("What"))
    area = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    instructions = _words(gettext_lazy("How it is done"), gettext_lazy("In the language that you read now."))
    safety = _words(gettext_lazy("What one must not do, and when to stop"))
    needs = _words(gettext_lazy("What one needs for it"), required=False, rows=2)
    people = forms.IntegerField(
        label=gettext_lazy("How many neighbours at one report"),
        min_value=1,
        max_value=PEOPLE_AT_MOST,
        initial=1,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes that it takes at most"),
        min_value=1,
        max_value=MINUTES_AT_MOST,
        initial=60,
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days that it is held for somebody"),
        min_value=1,
        max_value=DAYS_AT_MOST,
        initial=7,
    )
    at_once = forms.IntegerField(
        label=gettext_lazy("Jobs that one person may hold at once"),
        min_value=1,
        max_value=JOBS_AT_MOST,
        initial=3,
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("Who may take it"),
        coerce=int,
        choices=[
            (Level.CONTACT_CONFIRMED.value, gettext_lazy("Everybody with an account")),
            (Level.RESIDENT_CONFIRMED.value, gettext_lazy("Residents whom the city knows")),
        ],
    )
    reason = _words(gettext_lazy("Why is it opened?"), gettext_lazy("Everyone can read this."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["category"].choices = sorted(
            ((each.slug, each.name) for each in offered()), key=lambda pair: pair[1]
        )
        fields["area"].choices = areas()

    def wish(self) -> Wish:
        """What was filled in."""
        return Wish(**self.cleaned_data)


class StageForm(forms.Form):
    """Go on, pause, end; and why."""

    stage = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"),
        widget=forms.RadioSelect,
        choices=[
            (Opening.Stage.OPEN.value, gettext_lazy("It goes on")),
            (Opening.Stage.PAUSED.value, gettext_lazy("It pauses")),
            (Opening.Stage.ENDED.value, gettext_lazy("It ends")),
        ],
    )
    reason = _words(gettext_lazy("Why?"), gettext_lazy("Everyone can read this."))
