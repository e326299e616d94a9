"""How a layer shall be, and which of its labels are printed."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.people.models import Organisation
from parvis.kernel.places.models import Area
from parvis.services.assets.contracts import KnownLayer, LayerWish, read_code
from parvis.services.layers.rules import SHEETS
from parvis.services.reports.contracts import offered

ICONS = ("push-pin", "lamp-duotone", "trash-duotone", "fire-duotone", "tree-duotone", "traffic-sign-duotone")
_AREAS = Area.objects.filter(kind="neighbourhood", valid_until=None).only("slug", "names").order_by("slug")


class LayerForm(forms.Form):
    """A layer in all languages of the house."""

    slug = forms.SlugField(label=gettext_lazy("Short name, for addresses and for the import"), max_length=60)
    office = forms.ModelChoiceField(
        Organisation.objects.order_by("slug"), label=gettext_lazy("Office"), to_field_name="slug"
    )
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("What can be reported about it?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    icon = forms.ChoiceField(label=gettext_lazy("Pictogram"), choices=[(each, each) for each in ICONS])
    facts = forms.CharField(
        label=gettext_lazy("Columns of the file that are shown"),
        help_text=gettext_lazy("One line each: column = what it is called here."),
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "ltr"}),
    )
    tags = forms.CharField(
        label=gettext_lazy("What OpenStreetMap calls it"),
        help_text=gettext_lazy("Such as highway=street_lamp; several with commas between them."),
        max_length=200,
        required=False,
        widget=forms.TextInput({"dir": "ltr"}),
    )
    source = forms.CharField(label=gettext_lazy("Whose data are these?"), max_length=200)
    may_be_adopted = forms.BooleanField(label=gettext_lazy("Residents may adopt one"), required=False)

    def __init__(self, *args: Any, layer: KnownLayer | None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _as_it_is(layer) if layer else None, **kwargs})
        self.layer = layer
        fields: dict[str, Any] = self.fields
        fields["categories"].choices = [(each.slug, each.name) for each in offered()]
        if layer:
            del fields["slug"]
        for code, name in settings.LANGUAGES:
            is_house = code == settings.LANGUAGE_CODE
            label = _("Name: %(language)s") % {"language": name}
            fields[f"names_{code}"] = forms.CharField(label=label, max_length=60, required=is_house)
        for code, name in settings.LANGUAGES:
            label = _("What an adopter is asked to do: %(language)s") % {"language": name}
            fields[f"asks_{code}"] = forms.CharField(label=label, max_length=200, required=False)

    def wish(self) -> LayerWish:
        """The layer as the form has it."""
        given = self.cleaned_data
        return LayerWish(
            slug=self.layer.wish.slug if self.layer else given["slug"],
            names=self._texts("names"),
            asks=self._texts("asks"),
            categories=tuple(given["categories"]),
            is_invented=self.layer.wish.is_invented if self.layer else False,
            **{name: given[name] for name in ("source", "icon", "may_be_adopted", "facts", "tags")},
        )

    def clean_facts(self) -> dict[str, dict[str, str]]:
        """Column → label in the house language; labels in other languages stay."""
        before = self.layer.wish.facts if self.layer else {}
        found = {}
        for line in filter(str.strip, self.cleaned_data["facts"].splitlines()):
            column, sign, label = (part.strip() for part in line.partition("="))
            if not (column and sign and label):
                raise forms.ValidationError(_("“%(line)s” has no = between two names.") % {"line": line[:60]})
            found[column] = {**before.get(column, {}), settings.LANGUAGE_CODE: label}
        return found

    def _texts(self, field: str) -> dict[str, str]:
        texts = {code: self.cleaned_data[f"{field}_{code}"] for code, _name in settings.LANGUAGES}
        return {code: text for code, text in texts.items() if text}


def _as_it_is(layer: KnownLayer) -> dict[str, Any]:
    wish = layer.wish
    texts = {"names": wish.names, "asks": wish.asks}
    lines = [f"{name} = {labels.get(settings.LANGUAGE_CODE, name)}" for name, labels in wish.facts.items()]
    return {
        **{name: getattr(wish, name) for name in ("icon", "categories", "tags", "source", "may_be_adopted")},
        **{f"{field}_{code}": text for field, by_code in texts.items() for code, text in by_code.items()},
        "office": layer.office,
        "facts": "\n".join(lines),
    }


class LabelForm(forms.Form):
    """Labels of the whole layer, of an area, or of those whose codes are given."""

    sheet = forms.ChoiceField(
        label=gettext_lazy("Sheet"), choices=[(each.slug, each.name) for each in SHEETS.values()]
    )
    area = forms.ModelChoiceField(
        _AREAS,
        label=gettext_lazy("Where"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("everywhere"),
    )
    codes = forms.CharField(
        label=gettext_lazy("Only these codes"),
        help_text=gettext_lazy("With spaces or commas between them. Leave it empty for all."),
        required=False,
        max_length=2000,
    )

    def clean_codes(self) -> list[str]:
        """The codes as they are kept; an error names the first that is none."""
        given = self.cleaned_data["codes"].replace(",", " ").split()
        for each in given:
            if not read_code(each):
                raise forms.ValidationError(_("“%(code)s” is no code.") % {"code": each[:20]})
        return [read_code(each) for each in given]
