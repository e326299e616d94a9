"""How forms are drawn, and the fields that the house adds to Django's: cards, photographs, a place on the map."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import Widget
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.datastructures import MultiValueDict
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.kernel.places.search import search

type Upload = UploadedFile[Any]

_OF_DJANGO = Path(django.forms.__file__).parent / "templates"


class HouseRenderer(DjangoTemplates):
    """Draws every form of the house: label, hint, error as a sentence, control, in that order."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"

    @cached_property
    def engine(self) -> Backend:
        """Our own templates first, Django's widgets behind them."""
        return Backend(
            {
                "APP_DIRS": True,
                "DIRS": [_OF_DJANGO],
                "NAME": "house_forms",
                "OPTIONS": {"builtins": ["parvis.kernel.ui.templatetags.ui"]},
            }
        )


class Cards(forms.RadioSelect):
    """Radio buttons as large cards; `hints` and `icons` are given by value."""

    layout = "cards"

    def __init__(
        self,
        *,
        hints: Mapping[str, Any] | None = None,
        icons: Mapping[str, str] | None = None,
        attrs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs)
        self.hints = dict(hints or {})
        self.icons = dict(icons or {})


class DateInput(forms.DateInput):
    """The browser's own calendar; a plain text field where it has none."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own calendar and clock, in the city's time; a plain text field where it has none."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")

    def format_value(self, value: Any) -> str | None:
        """Also a moment that was kept as words (ISO 8601)."""
        if isinstance(value, str):
            with contextlib.suppress(ValueError):
                moment = datetime.fromisoformat(value)
                value = localtime(moment) if moment.tzinfo else moment
        return super().format_value(value)


class Photographs(forms.FileInput):
    """Choose photographs, or take one now: two buttons, one list. Works without JavaScript."""

    template_name = "ui/forms/photographs.html"
    allow_multiple_selected = True
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, at_most: int = 4) -> None:
        super().__init__({"accept": "image/*", **(attrs or {})})
        self.at_most = at_most

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the greatest number of photographs."""
        return {**super().get_context(name, value, attrs), "at_most": self.at_most}

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Upload], name: str
    ) -> Any:
        """Every file that was chosen in either of the two inputs."""
        return files.getlist(name)


class PhotographsField(forms.FileField):
    """Several files, cleaned one by one; the value is a list, empty when none was given.

    What a photograph is, and how large it may be, is checked by `files`; this field counts only.
    """

    default_error_messages = {
        "too_many": _("You can add %(at_most)s photographs. Take some away and send again."),
    }

    def __init__(self, *, at_most: int = 4, **options: Any) -> None:
        self.at_most = at_most
        super().__init__(**{"widget": Photographs(at_most=at_most), **options})

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        """The files; ValidationError when one is required and missing, or when there are too many."""
        given = [each for each in (data or []) if each]
        if len(given) > self.at_most:
            raise forms.ValidationError(
                self.error_messages["too_many"], code="too_many", params={"at_most": self.at_most}
            )
        if not given:
            super().clean(None, initial)
        return [super(PhotographsField, self).clean(each, initial) for each in given]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is: an address as typed, a point in degrees (WGS 84), or both."""

    address: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def has_point(self) -> bool:
        """True when both coordinates are there."""
        return self.latitude is not None and self.longitude is not None


class SpotWidget(forms.MultiWidget):
    """An address, and a map to tap; without JavaScript or a map the address is enough.

    Coordinates stay visible behind “Give coordinates”, so that a keyboard reaches everything that a finger does.
    """

    template_name = "ui/forms/spot.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        degrees = {"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"}
        super().__init__(
            {
                "address": forms.TextInput({"autocomplete": "street-address"}),
                "lat": forms.TextInput({**degrees, "data-lat": ""}),
                "lon": forms.TextInput({**degrees, "data-lon": ""}),
            },
            attrs,
        )

    def decompress(self, value: Spot | None) -> list[Any]:
        """The three inputs of a spot."""
        return [value.address, value.latitude, value.longitude] if value else ["", None, None]


class SpotField(forms.MultiValueField):
    """A place as an address or a point; the value is a `Spot`."""

    widget = SpotWidget
    default_error_messages = {
        "required": _("Tap the map or type an address, so that we know where it is."),
        "half": _("Give both coordinates, or none."),
    }

    def __init__(self, **options: Any) -> None:
        parts = (
            forms.CharField(max_length=200, required=False),
            forms.FloatField(min_value=-90, max_value=90, required=False),
            forms.FloatField(min_value=-180, max_value=180, required=False),
        )
        super().__init__(fields=parts, require_all_fields=False, **options)

    def compress(self, data_list: list[Any]) -> Spot:
        """A `Spot`; ValidationError when one coordinate is missing."""
        address, latitude, longitude = data_list or ["", None, None]
        if (latitude is None) != (longitude is None):
            raise forms.ValidationError(self.error_messages["half"], code="half")
        return Spot(address or "", latitude, longitude)


class NearField(SpotField):
    """The same, where only a point helps: the value is (latitude, longitude), or None where nothing was given.

    Of an address that may mean several places the likeliest counts.
    """

    def clean(self, value: Any) -> tuple[float, float] | None:
        """The point; ValidationError where no such address is known."""
        spot: Spot | None = super().clean(value)
        if spot is None or not (spot.has_point or spot.address):
            return None
        if spot.latitude is not None and spot.longitude is not None:
            return spot.latitude, spot.longitude
        likeliest = next(iter(search(spot.address, limit=1)), None)
        if likeliest is None:
            raise forms.ValidationError(
                gettext("We do not know this address. Try the name of a street or corner."), code="unknown"
            )
        return likeliest.lat, likeliest.lon


LAYOUTS: tuple[tuple[type[Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "tick"),
    (SpotWidget, "group"),
    (Photographs, "group"),
    (forms.MultiWidget, "group"),
    (forms.SelectDateWidget, "group"),
)


def layout_of(widget: Widget) -> str:
    """How a field is laid out: `line`, `tick`, `choices`, `cards` or `group` (several controls under one legend)."""
    own = getattr(widget, "layout", "")
    return own or next((name for kind, name in LAYOUTS if isinstance(widget, kind)), "line")
