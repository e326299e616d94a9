"""Forms of moderation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from parvis.kernel.gate.forms import Gated
from parvis.kernel.trust.actions import Reason
from parvis.kernel.trust.models import GROUND_LABELS
from parvis.kernel.trust.rules import Ground
from parvis.kernel.trust.things import Thing
from parvis.services.moderation.rules import WORDS_AT_MOST, Taking, passages_in

_GROUNDS = [(ground.value, label) for ground, label in GROUND_LABELS.items()]


class FlagForm(Gated):
    """Why something should not stand here."""

    ground = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"), choices=_GROUNDS, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Anything else that we should know"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


class TakeForm(forms.Form):
    """What to take away, and why."""

    passages = forms.CharField(
        label=gettext_lazy("Words to hide"),
        help_text=gettext_lazy("Copy them as they stand there, one passage on each line."),
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea({"rows": 3}),
    )
    photos = forms.MultipleChoiceField(
        label=gettext_lazy("Photographs to hide"), required=False, widget=forms.CheckboxSelectMultiple
    )
    whole = forms.BooleanField(label=gettext_lazy("Hide all of it"), required=False)
    ground = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"), choices=_GROUNDS, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Statement of reasons"),
        help_text=gettext_lazy("The author reads this. Say what you saw, and why it may not stand."),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, thing: Thing, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        numbered = enumerate(thing.photos, 1)
        fields["photos"].choices = [
            (each.public_id, gettext_lazy("Photograph %(number)s") % {"number": number})
            for number, each in numbered
        ]
        if not thing.photos:
            del fields["photos"]
        if not thing.words:
            del fields["passages"]

    @property
    def taking(self) -> Taking:
        """What was chosen."""
        given = self.cleaned_data
        return Taking(
            whole=given["whole"],
            passages=passages_in(given.get("passages", "")),
            photos=tuple(given.get("photos", ())),
        )

    def reason(self, by: Any) -> Reason:
        """Why, and who says so."""
        return Reason(Ground(self.cleaned_data["ground"]), self.cleaned_data["words"], by)
