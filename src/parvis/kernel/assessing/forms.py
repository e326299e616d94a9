"""What people write into an assessment, the officer's advice, and the signature."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.assessments.labels import ADVICE, LIKELIHOODS, SEVERITIES
from parvis.kernel.assessments.rules import (
    RISK_AT_MOST,
    RISKS_AT_MOST,
    WORDS_AT_MOST,
    Advice,
    Likelihood,
    Risk,
    Severity,
    Written,
    is_sound,
)
from parvis.kernel.people.rules import new_public_id

ROWS_MORE = 3
_LEVELS: dict[str, tuple[Any, dict[Any, Any]]] = {
    "likelihood": (gettext_lazy("How likely, as things are?"), LIKELIHOODS),
    "severity": (gettext_lazy("How severe for people, as things are?"), SEVERITIES),
    "left_likelihood": (gettext_lazy("How likely after that?"), LIKELIHOODS),
    "left_severity": (gettext_lazy("How severe after that?"), SEVERITIES),
}
_ORDER = ("words", "likelihood", "severity", "measure", "left_likelihood", "left_severity")


def _words(label: Any, help_text: Any, rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=WORDS_AT_MOST,
        required=False,
        widget=forms.Textarea({"rows": rows}),
    )


class WriteForm(forms.Form):
    """The four answers and the table of risks: a row for each that is there, and some for more. It can be saved at any
    time, complete or not; an emptied row goes."""

    necessity = _words(
        gettext_lazy("Why is it needed, and why with no less?"),
        gettext_lazy(
            "What could be left out, kept for a shorter time, or shown to fewer? Everyone can read this."
        ),
    )
    residents = _words(
        gettext_lazy("What do residents say about it?"),
        gettext_lazy(
            "Whom did you ask, and what did you change? If nobody was asked, say why. Everyone can read this."
        ),
    )
    consulted = _words(
        gettext_lazy("What did the authority say?"),
        gettext_lazy("Only where a risk stays high: then the law asks you to consult the authority first."),
        3,
    )
    after = forms.IntegerField(widget=forms.HiddenInput)
    token = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, written: Written, after: int, *args: Any, **options: Any) -> None:
        first = {name: getattr(written, name) for name in ("necessity", "residents", "consulted")}
        for number, risk in enumerate(written.risks):
            first |= {f"risk_{number}_{name}": getattr(risk, name) for name in _ORDER}
        first |= {"after": after, "token": new_public_id()}
        super().__init__(*args, **{"initial": first, **options})
        self.count = min(self._typed(len(written.risks)) + ROWS_MORE, RISKS_AT_MOST)
        for number in range(self.count):
            self.fields.update(self._row(number))

    def rows(self) -> Iterator[tuple[int, list[BoundField]]]:
        """The table: each row's number and its fields."""
        for number in range(self.count):
            yield number + 1, [self[f"risk_{number}_{name}"] for name in _ORDER]

    def answers(self) -> list[BoundField]:
        """The three answers in sentences."""
        return [self[name] for name in ("necessity", "residents", "consulted")]

    def clean(self) -> dict[str, Any]:
        """A row is whole or empty, and no measure makes a risk graver."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(self.count):
            prefix = f"risk_{number}_"
            if not given.get(f"{prefix}words"):
                if given.get(f"{prefix}measure"):
                    self.add_error(f"{prefix}words", _("Say what could happen to people."))
                continue
            for name in _ORDER[1:]:
                if not given.get(prefix + name) and prefix + name not in self.errors:
                    self.add_error(prefix + name, _("Answer this for the risk that you named."))
            if not any(error.startswith(prefix) for error in self.errors) and not is_sound(
                self._risk(given, number)
            ):
                self.add_error(
                    f"{prefix}left_likelihood",
                    _("A measure makes no risk graver: what is left is at most what there was."),
                )
        return given

    def written(self) -> Written:
        """What was typed."""
        given = self.cleaned_data
        risks = [
            self._risk(given, number) for number in range(self.count) if given.get(f"risk_{number}_words")
        ]
        return Written(given["necessity"], given["residents"], given["consulted"], tuple(risks))

    def _typed(self, before: int) -> int:
        """How many rows there are, those included that somebody typed into a page with more."""
        names = [name for name in self.data if name.startswith("risk_") and name.endswith("_words")]
        numbers = [
            int(part) for name in names if (part := name.split("_")[1]).isdecimal() and self.data[name]
        ]
        return max([before, *(number + 1 for number in numbers)])

    @staticmethod
    def _risk(given: dict[str, Any], number: int) -> Risk:
        words, likelihood, severity, measure, left_likelihood, left_severity = (
            given[f"risk_{number}_{name}"] for name in _ORDER
        )
        return Risk(
            words,
            Likelihood(int(likelihood)),
            Severity(int(severity)),
            measure,
            Likelihood(int(left_likelihood)),
            Severity(int(left_severity)),
        )

    @staticmethod
    def _row(number: int) -> dict[str, forms.Field]:
        def words(label: Any) -> forms.CharField:
            area = forms.Textarea({"rows": 2})
            return forms.CharField(label=label, max_length=RISK_AT_MOST, required=False, widget=area)

        found: dict[str, forms.Field] = {
            "words": words(gettext_lazy("What could happen to people?")),
            "measure": words(gettext_lazy("What is done about it?")),
        }
        for name, (label, levels) in _LEVELS.items():
            choices = [("", gettext_lazy("Choose")), *((int(level), said) for level, said in levels.items())]
            found[name] = forms.ChoiceField(label=label, choices=choices, required=False)
        return {f"risk_{number}_{name}": found[name] for name in _ORDER}


class AdviceForm(forms.Form):
    """The officer's advice."""

    advice = forms.ChoiceField(
        label=gettext_lazy("What do you advise?"),
        choices=[(each.value, words) for each, words in ADVICE.items()],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Why, and under which conditions?"),
        help_text=gettext_lazy("Everyone can read this. Name nobody."),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )

    def chosen(self) -> Advice:
        """The advice."""
        return Advice(self.cleaned_data["advice"])


class SignForm(forms.Form):
    """Why the office stands for it."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you sign it?"),
        help_text=gettext_lazy(
            "Everyone can read this. If you do otherwise than the officer advises, say why."
        ),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )
