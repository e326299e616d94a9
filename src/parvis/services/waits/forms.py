"""What a reader wants to compare, read from the address of the page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.services.waits.models import SPANS

SPAN_WORDS = {365: _("the last year"), 90: _("the last 90 days")}
SPAN_TITLES = {365: _("Reports opened in the last year"), 90: _("Reports opened in the last 90 days")}


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of problem, a neighbourhood (either may be empty: all of them) and the last so many days."""

    category: str = ""
    area: str = ""
    days: int = SPANS[0]

    @property
    def query(self) -> str:
        """The same as the address of a page has it."""
        chosen = {"category": self.category, "area": self.area}
        filled = {name: value for name, value in chosen.items() if value}
        return urlencode(filled | ({"days": self.days} if self.days != SPANS[0] else {}))


class AskForm(forms.Form):
    """The choices. What makes no sense in the address is left out, never an error page."""

    category = forms.ChoiceField(label=_("Kind of problem"), required=False)
    area = forms.ChoiceField(label=_("Neighbourhood"), required=False)
    days = forms.ChoiceField(label=_("Opened in"), choices=list(SPAN_WORDS.items()), required=False)

    def __init__(
        self,
        given: Mapping[str, Any],
        categories: Mapping[str, str],
        areas: Mapping[str, str],
        rare: Collection[str] = (),
    ) -> None:
        """`rare` categories can be asked for, but are no choices: there is little to say about them."""
        days = given.get("days", "")
        self.asked = Asked(
            category=_known(given.get("category", ""), categories),
            area=_known(given.get("area", ""), areas),
            days=next((span for span in SPANS if str(span) == days), SPANS[0]),
        )
        super().__init__(
            initial={"category": self.asked.category, "area": self.asked.area, "days": self.asked.days}
        )
        often = {
            slug: name for slug, name in categories.items() if slug not in {*rare} - {self.asked.category}
        }
        fields: dict[str, Any] = self.fields
        fields["category"].choices = [("", _("all kinds")), *_by_name(often)]
        fields["area"].choices = [("", _("all neighbourhoods")), *_by_name(areas)]


def _known(given: str, choices: Mapping[str, str]) -> str:
    return given if given in choices else ""


def _by_name(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda pair: pair[1].casefold())
