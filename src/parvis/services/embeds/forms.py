"""What a card or a calendar is to show, read from its address."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from parvis.kernel.places.models import Area
from parvis.kernel.places.queries import versions_of
from parvis.services.reports.contracts import names_of_kinds, offered

THEMES = {"system": _("as the reader has it"), "light": _("light"), "dark": _("dark")}


@dataclass(frozen=True, slots=True)
class Asked:
    """A neighbourhood and a category by slug, a language and a theme; empty for all of them, and for the reader's."""

    area: str = ""
    category: str = ""
    lang: str = ""
    theme: str = ""

    def query(self, *names: str) -> str:
        """These of them as an address has them, without the empty ones."""
        return urlencode({name: value for name in names if (value := getattr(self, name))})


class AskForm(forms.Form):
    """The choices. What makes no sense in the address is left out, never an error page."""

    area = forms.ChoiceField(label=_("Neighbourhood"), required=False)
    category = forms.ChoiceField(label=_("Kind of problem"), required=False)
    lang = forms.ChoiceField(label=_("Language"), required=False)
    theme = forms.ChoiceField(label=_("Colours"), choices=list(THEMES.items()), required=False)

    def __init__(self, given: Any) -> None:
        areas = Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD, valid_until=None).only("slug", "names")
        self._areas = {each.slug: each for each in areas.order_by("slug")}
        known = {
            "area": self._areas.keys(),
            "category": (names := names_of_kinds()).keys(),
            "lang": dict(settings.LANGUAGES).keys(),
            "theme": THEMES.keys() - {"system"},
        }
        self.asked = Asked(**{name: given[name] for name, all_ in known.items() if given.get(name) in all_})
        super().__init__(initial={name: getattr(self.asked, name) for name in known})
        can = {each.slug: each.name for each in offered()} | (
            {self.asked.category: names[self.asked.category]} if self.asked.category else {}
        )
        fields: dict[str, Any] = self.fields
        fields["area"].choices = [("", _("all neighbourhoods")), *by_name(self.area_names)]
        fields["category"].choices = [("", _("all kinds")), *by_name(can)]
        fields["lang"].choices = [("", _("as the reader has it")), *settings.LANGUAGES]
        self.category_name = names.get(self.asked.category, "")

    @property
    def area_names(self) -> dict[str, str]:
        """The neighbourhoods of today in the reader's language, by slug."""
        return {slug: each.name for slug, each in self._areas.items()}

    @property
    def area_numbers(self) -> tuple[int, ...]:
        """The neighbourhood that was asked for, in all its boundaries."""
        return versions_of(self._areas[self.asked.area].pk) if self.asked.area else ()


def by_name(names: dict[str, str]) -> list[tuple[str, str]]:
    """Choices in the order of their names."""
    return sorted(names.items(), key=lambda pair: pair[1].casefold())
