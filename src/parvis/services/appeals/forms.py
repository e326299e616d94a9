"""Forms of appeals."""

from django import forms
from django.utils.translation import gettext_lazy

from parvis.services.appeals.rules import WORDS_AT_MOST


class ObjectForm(forms.Form):
    """Why it should be given back."""

    words = forms.CharField(
        label=gettext_lazy("Why is the decision wrong?"),
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea({"rows": 5}),
    )


class JudgeForm(forms.Form):
    """The answer to an objection."""

    upheld = forms.ChoiceField(
        label=gettext_lazy("What do you decide?"),
        choices=[
            ("yes", gettext_lazy("Give it back: the first decision was wrong")),
            ("no", gettext_lazy("It stays hidden: the first decision was right")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("Your reasons"),
        help_text=gettext_lazy("The author reads this."),
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea({"rows": 5}),
    )
