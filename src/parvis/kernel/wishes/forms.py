"""The form of what a person wants to hear, how soon, by which way, and when not."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from parvis.kernel.notices.channels import channels
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.models import Pace
from parvis.kernel.people.models import Person
from parvis.kernel.quiet.queries import hours_of
from parvis.kernel.quiet.rules import QuietHours
from parvis.kernel.wishes.queries import NEVER, Line, wishes_of

HOURS = [(hour, f"{hour}:00") for hour in range(24)]
_WEEKLY = gettext_lazy("The letter of the week gathers things itself: it comes on its day, or not at all.")
PACES = [*Pace.choices, (NEVER, gettext_lazy("not by e-mail"))]


class WishesForm(forms.Form):
    """For each category a choice of e-mail, and of the other ways; then the quiet hours."""

    starts = forms.TypedChoiceField(label=gettext_lazy("Quiet from"), choices=HOURS, coerce=int)
    ends = forms.TypedChoiceField(
        label=gettext_lazy("until"),
        help_text=gettext_lazy("The same hour twice means: never quiet."),
        choices=HOURS,
        coerce=int,
    )
    letters_too = forms.BooleanField(label=gettext_lazy("E-mail waits, too"), required=False)
    urgent_passes = forms.BooleanField(label=gettext_lazy("What is urgent may disturb me"), required=False)

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        hours = hours_of(person.pk)
        initial = {name: getattr(hours, name) for name in QuietHours.__slots__}
        super().__init__(*args, **{"initial": initial, **options})
        self.wished = wishes_of(person)
        ways = [(name, each.label) for name, each in channels().items()]
        for line in self.wished:
            self.fields[f"pace-{line.category}"] = forms.ChoiceField(
                label=gettext_lazy("By e-mail"),
                choices=PACES,
                initial=line.pace,
                help_text=_WEEKLY if line.category == Category.INVITED else "",
            )
            if ways:
                self.fields[f"ways-{line.category}"] = forms.MultipleChoiceField(
                    label=gettext_lazy("Also"),
                    choices=ways,
                    initial=sorted(line.ways),
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields of each category under its name."""
        return [
            (
                Category.LABELS[line.category],
                [self[name] for name in self.fields if name.endswith(f"-{line.category}")],
            )
            for line in self.wished
        ]

    def quiet_fields(self) -> list[Any]:
        """The fields of quiet hours."""
        return [self[name] for name in QuietHours.__slots__]

    def lines(self) -> list[Line]:
        """What was chosen, by category."""
        given = self.cleaned_data
        return [
            Line(each, given[f"pace-{each}"], frozenset(given.get(f"ways-{each}", [])))
            for each in (line.category for line in self.wished)
        ]

    def hours(self) -> QuietHours:
        """The quiet hours that were chosen."""
        return QuietHours(**{name: self.cleaned_data[name] for name in QuietHours.__slots__})
