"""Kinds, giving and revoking."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from parvis.kernel.endorsements.actions import Wish
from parvis.kernel.endorsements.models import ROLES, Kind
from parvis.kernel.endorsements.rules import DAYS_AT_MOST
from parvis.kernel.people.models import Organisation
from parvis.kernel.people.rules import Role


class KindForm(forms.Form):
    """What the city checks, who says that it was, and for how long it holds."""

    office = forms.ModelChoiceField(
        label=_("Which office checks it?"), queryset=Organisation.objects.order_by("slug")
    )
    role = forms.ChoiceField(label=_("Who there?"), choices=list(ROLES.items()))
    days = forms.IntegerField(label=_("For how many days does it hold?"), min_value=1, max_value=DAYS_AT_MOST)
    reason = forms.CharField(
        label=_("Why does the city check this?"),
        help_text=_("Everybody can read this."),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = {
            f"name_{code}": forms.CharField(
                label=_("Name (%(language)s)") % {"language": settings.LANGUAGE_NAMES[code]},
                max_length=80,
                required=code == settings.LANGUAGE_CODE,
            )
            for code, _name in settings.LANGUAGES
        }
        self.fields = {**names, **self.fields}

    def wish(self) -> Wish:
        """The kind as it was described."""
        given = self.cleaned_data
        names = {code: given[f"name_{code}"] for code, _name in settings.LANGUAGES}
        return Wish(names, given["office"], Role(given["role"]), given["days"])


class GiveForm(forms.Form):
    """What was checked."""

    kind = forms.ChoiceField(
        label=_("What did you check?"),
        help_text=_("Write its number nowhere, and copy nothing."),
        widget=forms.RadioSelect,
    )

    def __init__(self, kinds: list[Kind], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["kind"]
        choice.choices = [(each.slug, each.name) for each in kinds]


class ReasonForm(forms.Form):
    """Why something stands no longer."""

    reason = forms.CharField(label=_("Why?"), max_length=500, widget=forms.Textarea({"rows": 3}))
