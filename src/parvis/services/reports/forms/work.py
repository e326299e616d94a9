"""Forms of the office."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.ui.forms import DateInput, PhotographsField
from parvis.services.reports.forms.words import words_field
from parvis.services.reports.models import Report
from parvis.services.reports.rules import PHOTOS_AT_MOST, Closing, public_id_of

CLOSING_LABELS = {
    Closing.DONE: gettext_lazy("Done: it is mended or taken away"),
    Closing.NOT_FOUND: gettext_lazy("We looked and found nothing"),
    Closing.DUPLICATE: gettext_lazy("It was reported before"),
    Closing.NOT_OURS: gettext_lazy("It is not for the city to do; we say who can"),
    Closing.NO_ACTION: gettext_lazy("We will not act, and say why"),
}


class WordsForm(forms.Form):
    """Words of the office: an answer, a question, a note."""

    words = words_field(gettext_lazy("Your words"))


class ForwardForm(forms.Form):
    """To whom, and why."""

    office = forms.ModelChoiceField(
        Organisation.objects.filter(is_partner=False).order_by("slug"), label=gettext_lazy("To which office?")
    )
    words = words_field(gettext_lazy("Why does it belong there?"), gettext_lazy("Everyone can read this."))


class PlanForm(forms.Form):
    """The day of the work."""

    day = forms.DateField(label=gettext_lazy("On which day will it be done?"), widget=DateInput)
    words = words_field(
        gettext_lazy("What will be done"), gettext_lazy("Everyone can read this."), required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        """Today or later."""
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(_("Choose today or a later day."))
        return day


class CloseForm(forms.Form):
    """How it ended, in words, with proof."""

    closing = forms.ChoiceField(
        label=gettext_lazy("How did it end?"),
        choices=[(closing.value, label) for closing, label in CLOSING_LABELS.items()],
        widget=forms.RadioSelect,
    )
    words = words_field(gettext_lazy("Your answer"), gettext_lazy("Everyone can read this."))
    duplicate_of = forms.CharField(
        label=gettext_lazy("Number of the first report"),
        required=False,
        max_length=12,
        help_text=gettext_lazy("Only if it was reported before."),
    )
    proof = PhotographsField(
        label=gettext_lazy("Photographs as proof"), required=False, at_most=PHOTOS_AT_MOST
    )

    def clean_duplicate_of(self) -> Report | None:
        """The first report of the same thing."""
        typed = self.cleaned_data.get("duplicate_of", "")
        return _report_named(typed) if typed else None


class MergeForm(forms.Form):
    """With which report, and the words that everyone can read."""

    other = forms.CharField(
        max_length=12, error_messages={"required": gettext_lazy("There is no report with this number.")}
    )
    words = words_field(gettext_lazy("Your words"))

    def clean_other(self) -> Report:
        """The other report of the same thing."""
        return _report_named(self.cleaned_data["other"])


def _report_named(typed: str) -> Report:
    found = Report.objects.filter(public_id=public_id_of(typed)).first()
    if found is None:
        raise forms.ValidationError(_("There is no report with this number."))
    return found


def team_of(office: Organisation | None) -> QuerySet[Person]:
    """The people of an office, by name."""
    return Person.objects.filter(memberships__organisation=office).order_by("public_name", "pk")


class AssignForm(forms.Form):
    """Who takes it on."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Who takes it on?"),
        required=False,
        to_field_name="public_id",
        empty_label=pgettext_lazy("assignee", "Everyone in the office"),
    )

    def __init__(self, *args: Any, office: Organisation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = team_of(office)

    def offer(self, team: Iterable[Person]) -> None:
        """These people are at hand: the page need not ask for them again."""
        people: Any = self.fields["person"]
        people.choices = [("", people.empty_label), *((each.public_id, str(each)) for each in team)]
