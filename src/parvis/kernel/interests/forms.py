"""The form of what a person likes to do."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from parvis.kernel.interests.labels import REACHES, SKILLS, SLOTS
from parvis.kernel.interests.rules import Interests, Reach
from parvis.kernel.sheets.rules import Rung

# From the least to the most, as the ladder stands.
MOST = {
    Rung.TAP: _("a tap"),
    Rung.MINUTE: _("a minute"),
    Rung.HOUR: _("an hour"),
    Rung.COMMITMENT: _("something regular"),
    Rung.RESPONSIBILITY: _("also a responsibility"),
}
SETS = ("skills", "languages", "times")


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class InterestsForm(forms.Form):
    """Everything may stay empty: then everything that is near is shown."""

    most = forms.ChoiceField(label=_("At most"), choices=MOST.items(), widget=forms.RadioSelect)
    reach = forms.ChoiceField(label=_("How far?"), choices=REACHES.items(), widget=forms.RadioSelect)
    skills = _several(_("What I can do"), SKILLS.items())
    times = _several(_("When I have time"), SLOTS.items())
    languages = _several(_("Languages that I speak"), settings.LANGUAGES)
    letter = forms.BooleanField(
        label=_("Write to me once a week when something fits"),
        help_text=_("At most three things. Less often when you do not feel like it."),
        required=False,
    )

    def __init__(self, said: Interests, *args: Any, **options: Any) -> None:
        sets = {name: sorted(getattr(said, name)) for name in SETS}
        options["initial"] = {**sets, "most": said.most, "reach": said.reach, "letter": said.letter}
        super().__init__(*args, **options)

    def said(self) -> Interests:
        """What was chosen."""
        given = self.cleaned_data
        sets = {name: frozenset(given[name]) for name in SETS}
        return Interests(
            **sets, most=Rung(given["most"]), reach=Reach(given["reach"]), letter=given["letter"]
        )
