"""What happened, what is done about it, and the words that everybody reads."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from parvis.kernel.breaches.actions import Wish
from parvis.kernel.breaches.labels import SIGN_INS, STEPS
from parvis.kernel.breaches.rules import PEOPLE_AT_MOST, WORDS_AT_MOST, Measures, SignIns, Step
from parvis.kernel.clock import now
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.purposes.affected import parts_by_title

_MINUTE = "%Y-%m-%dT%H:%M"


def _moment(**options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput({"type": "datetime-local"}, format=_MINUTE)
    return forms.DateTimeField(widget=widget, **options)


def _public_words(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=_("Everyone can read this. Name nobody, and say nothing that helps an attacker."),
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea({"rows": 4}),
    )


class MeasuresForm(forms.Form):
    """What is done at once. Nothing is chosen beforehand."""

    sign_ins = forms.ChoiceField(
        label=_("Whose sign-ins end now?"),
        choices=[(whose.value, words) for whose, words in SIGN_INS.items()],
        widget=forms.RadioSelect,
        initial=SignIns.NOBODY.value,
    )
    keys = forms.BooleanField(
        label=_("Revoke the keys of all programs"),
        help_text=_("Builders get new ones on the page of their programs."),
        required=False,
    )
    links = forms.BooleanField(
        label=_("Break all links in letters that act for somebody"),
        help_text=_("Also those that set a new password. Links that stop letters go on working."),
        required=False,
    )
    closes = forms.BooleanField(
        label=_("Close the API, open data and downloads for the time being"), required=False
    )

    def measures(self) -> Measures:
        """What was chosen."""
        given = self.cleaned_data
        chosen = {name: bool(given.get(name)) for name in ("keys", "links", "closes", "tells")}
        return Measures(SignIns(given["sign_ins"]), **chosen)


class BreachForm(MeasuresForm):
    """Declare one."""

    what = _public_words(_("What happened?"))
    since = _moment(label=_("Since when?"))
    noticed_at = _moment(label=_("When did the city notice it?"))
    parts = forms.MultipleChoiceField(
        label=_("Whose data is it about?"),
        help_text=_("Everybody of whom these parts keep something counts as affected."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    people_at_most = forms.IntegerField(
        label=_("How many people at most?"),
        help_text=_("As far as you know; leave it empty if you cannot say."),
        min_value=0,
        max_value=PEOPLE_AT_MOST,
        required=False,
    )
    tells = forms.BooleanField(
        label=_("Tell them now"),
        help_text=_("Each in their own language, by letter and on the page."),
        required=False,
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    field_order = ("what", "since", "noticed_at", "parts", "people_at_most", "tells")

    def __init__(self, *args: Any, **options: Any) -> None:
        moment: datetime = localtime(now())
        first = {"key": new_public_id(), "noticed_at": moment.strftime(_MINUTE)}
        super().__init__(*args, **{"initial": first, **options})
        fields: dict[str, Any] = self.fields
        fields["parts"].choices = [(" ".join(parts), title) for title, parts in parts_by_title().items()]

    def wish(self) -> Wish:
        """What was typed."""
        given = self.cleaned_data
        return Wish(
            what=given["what"],
            since=given["since"],
            noticed_at=given["noticed_at"],
            parts=tuple(part for chosen in given["parts"] for part in chosen.split()),
            people_at_most=given["people_at_most"],
            measures=self.measures(),
        )


class MoreForm(MeasuresForm):
    """More measures, or the switch turned back."""

    tells = forms.BooleanField(label=_("Tell the people now"), required=False)
    reason = _public_words(_("Why?"))


class StepForm(forms.Form):
    """A step that is done."""

    step = forms.ChoiceField(
        label=_("Which step is done?"), choices=[(step.value, words) for step, words in STEPS.items()]
    )
    words = _public_words(_("What was done, or why need it not be done?"))

    def chosen(self) -> Step:
        """The step."""
        return Step(self.cleaned_data["step"])


class EndForm(forms.Form):
    """Why it is over."""

    reason = _public_words(_("Why is it over?"))
