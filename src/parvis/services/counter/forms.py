"""What is asked at the counter, and of somebody with a code."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.gate.forms import Gated
from parvis.services.counter.contracts import NO_TRACE, ThingForm
from parvis.services.counter.models import Way
from parvis.services.counter.rules import SHEETS_AT_MOST, read_code
from parvis.services.reports.contracts import Offered

_AT_THE_COUNTER = [Way.PHONE, Way.DESK, Way.LETTER, Way.PAPER]


class EntryForm(ThingForm):
    """The whole report on one page, in the order in which people tell it."""

    category = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        widget=forms.Select(
            {"autofocus": True, "hx-get": "", "hx-target": "#questions", "hx-swap": "outerHTML"}
        ),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How did it come?"),
        choices=[(each.value, each.label) for each in _AT_THE_COUNTER],
        widget=forms.RadioSelect,
    )
    sheet = forms.CharField(
        label=gettext_lazy("Code on the sheet"),
        help_text=gettext_lazy("Only if it came on our sheet of paper."),
        required=False,
        max_length=30,
        widget=forms.TextInput({"dir": "ltr", **NO_TRACE}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        help_text=gettext_lazy(
            "Only if they want news. We ask by letter; without an answer nothing is kept."
        ),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Their language"))

    def __init__(
        self, *args: Any, offers: list[Offered], languages: list[tuple[str, str]], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        fields: dict[str, Any] = self.fields
        groups = groupby(offers, key=lambda each: each.group)
        named = [(group, [(each.slug, each.name) for each in kinds]) for group, kinds in groups]
        fields["category"].choices = [("", _("Choose…")), *named]
        fields["language"].choices = languages
        asked = [name for name in fields if name.startswith("q_")]
        self.order_fields(
            ["category", "spot", "choice", *asked, "words", "way", "sheet", "email", "language"]
        )

    def asked(self) -> list[forms.BoundField]:
        """The fields of the category's own questions."""
        return [self[name] for name in self.fields if name.startswith("q_")]

    def clean(self) -> dict[str, Any]:
        """A sheet has a code, and nothing else has one."""
        data = super().clean()
        typed, on_paper = data.get("sheet", ""), data.get("way") == Way.PAPER
        if on_paper and not typed:
            self.add_error("sheet", _("Type the code that is printed on the sheet."))
        elif on_paper and read_code(typed) is None:
            self.add_error("sheet", _("There is a mistake in this code. Compare it letter by letter."))
        data["sheet"] = typed if on_paper else ""
        return data


class CodeForm(Gated):
    """A code as somebody types it; guests say where to write to."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("Ten letters and digits. Capitals and gaps do not matter."),
        max_length=30,
        widget=forms.TextInput({"dir": "ltr", **NO_TRACE}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We first send a link to make sure that it is yours."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kwargs["request"].user.is_authenticated:
            del self.fields["email"]


class SheetsForm(forms.Form):
    """How many blank sheets, in which language."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the sheets"))
    count = forms.IntegerField(
        label=gettext_lazy("How many?"), min_value=1, max_value=SHEETS_AT_MOST, initial=10
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["language"].choices = languages
