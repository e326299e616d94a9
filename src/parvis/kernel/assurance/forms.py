"""Finding somebody at the counter, confirming them, and taking it back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kernel.assurance.models import DOCUMENTS
from parvis.kernel.assurance.queries import person_sought
from parvis.kernel.assurance.rules import Seen
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import new_public_id
from parvis.kernel.places.models import Area
from parvis.kernel.places.queries import neighbourhoods


def area_choices() -> list[tuple[str, str]]:
    """The neighbourhoods of today as the reader calls them, in the order of the alphabet; none is chosen."""
    named = sorted(((slug, area.name) for slug, area in neighbourhoods().items()), key=lambda pair: pair[1])
    return [("", "—"), *named]


class AreaField(forms.ChoiceField):
    """A neighbourhood of today; gives the area."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=area_choices, **options)

    def clean(self, value: Any) -> Area:
        """The area that was chosen."""
        return neighbourhoods()[super().clean(value)]


class FindForm(forms.Form):
    """Whom the official has before them."""

    words = forms.CharField(
        label=_("Who is it?"),
        help_text=_("The number on their own page, or the e-mail address they sign in with."),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off", "dir": "ltr"}),
    )

    def clean_words(self) -> Person:
        """The person; a sentence where nobody is found."""
        found = person_sought(self.cleaned_data["words"])
        if found is None:
            raise forms.ValidationError(_("Nobody is known by this. Ask them to open their own page."))
        return found


class ConfirmForm(forms.Form):
    """What the official saw, and where the person lives."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    seen = forms.ChoiceField(
        label=_("What did you see?"),
        help_text=_("Write its number nowhere, and copy nothing."),
        choices=list(DOCUMENTS.items()),
        widget=forms.RadioSelect,
    )
    area = AreaField(label=_("Where do they live?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"key": new_public_id()}, **options})

    def clean_seen(self) -> Seen:
        """The kind of document."""
        return Seen(self.cleaned_data["seen"])


class RevokeForm(forms.Form):
    """Why a confirmation does not stand any more."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The person reads this."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
    false = forms.BooleanField(
        label=_("It was never true"),
        help_text=_("What hangs on it comes back to the desk, to be looked at again."),
        required=False,
    )
