"""Words of residents: a comment; and the field that all words come through."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from parvis.services.reports.rules import WORDS_AT_MOST


def words_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    """A field for words of people, up to the longest that is kept."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea({"rows": 4}),
    )


class CommentForm(forms.Form):
    """Words of a resident."""

    words = words_field(gettext_lazy("Your comment"), gettext_lazy("Everyone can read it."))
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
