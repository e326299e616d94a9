"""Forms of kept: rules to play promises by, an office that is away, one that is back."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.control.rules import REASON_AT_MOST
from parvis.kernel.hours.rules import MINUTES_IN_A_WORKING_DAY
from parvis.kernel.people.models import Organisation
from parvis.kernel.ui.forms import DateInput
from parvis.services.kept.rules import Rules, week_like

_AS_IT_WAS = gettext_lazy("Empty: as it was.")


class RulesForm(forms.Form):
    """A service, and what would be otherwise."""

    service = forms.ChoiceField(label=gettext_lazy("Whose promises?"))
    days = forms.IntegerField(
        label=gettext_lazy("Working days until an answer"),
        help_text=_AS_IT_WAS,
        min_value=1,
        max_value=90,
        required=False,
    )
    opens = forms.TimeField(
        label=gettext_lazy("The office opens at"),
        help_text=_AS_IT_WAS,
        widget=forms.TimeInput({"type": "time"}),
        required=False,
    )
    closes = forms.TimeField(
        label=gettext_lazy("and closes at"), widget=forms.TimeInput({"type": "time"}), required=False
    )
    saturday = forms.BooleanField(label=gettext_lazy("On Saturdays, too"), required=False)
    neighbours = forms.IntegerField(
        label=gettext_lazy("Minutes in which neighbours have the first word"),
        min_value=0,
        max_value=20_160,
        required=False,
    )
    partner = forms.IntegerField(
        label=gettext_lazy("Working hours in which a partner has it before the office"),
        min_value=0,
        max_value=200,
        required=False,
    )

    def __init__(self, services: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["service"].choices = services

    def clean(self) -> dict[str, Any]:
        """Opening hours come in pairs, and in order."""
        given = super().clean() or {}
        opens, closes = given.get("opens"), given.get("closes")
        if (opens or closes) and not (opens and closes and opens < closes):
            raise forms.ValidationError(
                _("Say both when the office opens and when it closes, in this order.")
            )
        return given

    def rules(self) -> Rules:
        """What would be otherwise."""
        given = self.cleaned_data
        opens, closes = given["opens"], given["closes"]
        week = week_like(settings.CITY.zone, opens, closes, saturday=given["saturday"]) if opens else None
        minutes = given["days"] * MINUTES_IN_A_WORKING_DAY if given["days"] else None
        return Rules(minutes, week, given["neighbours"] or 0, (given["partner"] or 0) * 60)


class BackForm(forms.Form):
    """Why an office answers again before its day."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Everyone can read this."),
        max_length=REASON_AT_MOST,
        widget=forms.Textarea({"rows": 2}),
    )


class AwayForm(BackForm):
    """Which office does not answer, from when to when, and why."""

    office = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Which office?"), empty_label=None
    )
    first = forms.DateField(label=gettext_lazy("First day"), widget=DateInput())
    last = forms.DateField(label=gettext_lazy("Last day"), widget=DateInput())
    field_order = ("office", "first", "last", "reason")

    def __init__(self, offices: list[Organisation], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["office"].queryset = Organisation.objects.filter(
            pk__in=[each.pk for each in offices]
        ).order_by("slug")
