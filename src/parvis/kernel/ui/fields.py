"""What the form templates show of a field: its control, its choices, its errors as sentences."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.db.models.utils import get_blank_choice_label
from django.forms import BaseForm, BoundField, Field
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from parvis.kernel.ui.forms import Cards, layout_of
from parvis.kernel.ui.maps import bounds, spot_words
from parvis.kernel.ui.navigation import address


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button or checkbox of a group."""

    id: str
    control: SafeString
    label: str
    hint: str
    icon: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A field taken apart for its template. `layout` is one of `forms.layout_of`.

    `is_preset` says that a list stands on an answer already, or that the whole form may be saved unfinished
    (`may_wait`): to call that optional would only puzzle.
    """

    id: str
    layout: str
    described_by: str
    control: str
    choices: list[Choice]
    errors: list[str]
    is_preset: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the error summary: the sentence and the control that mends it."""

    sentence: str
    target: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three inputs of a spot."""

    id: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SpotParts:
    """The inputs of a spot, and where address search and look-up live (empty: nobody provides one)."""

    address: Part
    lat: Part
    lon: Part
    search: str
    reverse: str
    bounds: str
    words: str


def parts_of(field: BoundField) -> Parts:
    """Take a bound field apart."""
    layout = layout_of(field.field.widget)
    grouped = layout in {"choices", "cards"}
    return Parts(
        id=field.auto_id or field.html_name,
        layout=layout,
        described_by=field.aria_describedby or "",
        control="" if grouped else _control(field, layout),
        choices=_choices(field) if grouped else [],
        errors=sentences(field),
        is_preset=not field.field.required
        and (_is_preset(field.field) or getattr(field.form, "may_wait", False)),
    )


def _is_preset(field: Field) -> bool:
    if not isinstance(field, forms.ChoiceField) or layout_of(field.widget) != "line":
        return False
    choices: Any = field.choices  # the stubs also allow for what the field has long since turned into a list
    _value, label = next(iter(choices), ("", get_blank_choice_label()))
    return str(label) != str(get_blank_choice_label())


def sentences(field: BoundField) -> list[str]:
    """The errors of a field, each a sentence with the cure; Django's bare “required” names what is missing."""
    bare = str(Field.default_error_messages["required"])
    named = _("Fill in “%(label)s”.") % {"label": field.label}
    return [named if str(sentence) == bare else str(sentence) for sentence in field.errors]


def faults_of(form: BaseForm) -> list[Fault]:
    """Every error of a form in the order of its fields; those of the form itself come first."""
    whole = [Fault(str(sentence), "") for sentence in form.non_field_errors()]
    single = [Fault(sentence, _target(field)) for field in form for sentence in sentences(field)]
    return whole + single


def spot_parts_of(widget: dict[str, Any]) -> SpotParts:
    """The three inputs of a spot from the context of its widget."""
    own = {
        part["name"].rsplit("_", 1)[-1]: Part(part["attrs"]["id"], part["name"], part["value"] or "")
        for part in widget["subwidgets"]
    }
    return SpotParts(
        own["address"],
        own["lat"],
        own["lon"],
        search=address("places:search"),
        reverse=address("places:reverse"),
        bounds=bounds(settings.CITY),
        words=spot_words(),
    )


def _control(field: BoundField, layout: str) -> SafeString:
    # A placeholder goes when one begins to type; labels and hints stay, so the house has no placeholders.
    shape: dict[str, str | bool] = {"placeholder": False}
    if layout != "group":
        shape["class"] = f"ds-input {field.field.widget.attrs.get('class', '')}".strip()
    return field.as_widget(attrs=shape)


def _choices(field: BoundField) -> list[Choice]:
    widget = field.field.widget
    hints, icons = (widget.hints, widget.icons) if isinstance(widget, Cards) else ({}, {})
    found = []
    for each in field.subwidgets:
        value = str(each.data["value"])
        each.data["attrs"] = {**each.data["attrs"], "class": "ds-input"}
        each.data["attrs"].pop("aria-describedby", None)
        each.data["wrap_label"] = False
        found.append(
            Choice(
                each.id_for_label,
                each.tag(),
                str(each.choice_label),
                str(hints.get(value, "")),
                icons.get(value, ""),
            )
        )
    return found


def _target(field: BoundField) -> str:
    widget = field.field.widget
    first = isinstance(widget, forms.MultiWidget | forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{field.auto_id}_0" if first or layout_of(widget) == "group" else field.auto_id
