"""What an office answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.services.reports.contracts import WORDS_AT_MOST
from parvis.services.workmail.rules import Deed, needs_words

LABELS = {
    Deed.WORDS: gettext_lazy("Only say something about it"),
    Deed.STARTED: gettext_lazy("We are at it"),
    Deed.DONE: gettext_lazy("It is done"),
    Deed.NOT_FOUND: gettext_lazy("We looked and found nothing"),
    Deed.NO_ACTION: gettext_lazy("We do nothing about it"),
    Deed.NOT_OURS: gettext_lazy("It is not ours to do"),
}


class AnswerForm(forms.Form):
    """What was done, and words about it; `key` makes a second press harmless."""

    deed = forms.TypedChoiceField(
        label=gettext_lazy("What do you do?"),
        choices=list(LABELS.items()),
        coerce=Deed,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("In words"),
        help_text=gettext_lazy(
            "Needed, unless you only begin. Everybody can read it as your office's answer."
        ),
        max_length=WORDS_AT_MOST,
        required=False,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Words, where somebody wants to know why."""
        given: dict[str, Any] = super().clean() or {}
        deed = given.get("deed")
        if deed and needs_words(deed) and not given.get("words", "").strip():
            self.add_error("words", _("Say in a sentence what you found or did: people read it."))
        return given
