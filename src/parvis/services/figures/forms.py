"""Which part of the map a reader wants to see, read from the address."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.services.figures.rules import MONTHS


class MapForm(forms.Form):
    """The choices. What makes no sense in the address is left out, never an error page.

    The month goes by its number (see `rules.number_of`); the newest stands where none was chosen.
    """

    group = forms.ChoiceField(label=_("What"), required=False)
    area = forms.ChoiceField(label=_("Neighbourhood"), required=False)

    def __init__(
        self, given: Mapping[str, Any], groups: dict[str, str], areas: dict[str, str], newest: int
    ) -> None:
        self.newest, self.first = newest, newest - MONTHS + 1
        month = str(given.get("month", ""))
        number = int(month) if month.isascii() and month.isdigit() and len(month) < 7 else newest
        self.month = min(max(number, self.first), newest)
        chosen = {
            name: value if (value := given.get(name, "")) in known else ""
            for name, known in (("group", groups), ("area", areas))
        }
        self.asked_group, self.asked_area = chosen["group"], chosen["area"]
        super().__init__(initial=chosen)
        fields: dict[str, Any] = self.fields
        fields["group"].choices = [("", _("everything")), *groups.items()]
        by_name = sorted(areas.items(), key=lambda pair: pair[1].casefold())
        fields["area"].choices = [("", _("all neighbourhoods")), *by_name]
