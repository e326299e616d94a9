"""Forms of routing: try it, propose a line, propose boundaries."""

import json
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.clock import now
from parvis.kernel.people.models import Organisation
from parvis.kernel.places.models import Area
from parvis.kernel.ui.forms import Spot, SpotField
from parvis.services.reports.contracts import Rule, names_of_groups, names_of_kinds

FILE_AT_MOST = 5 * 1024 * 1024


class TryForm(forms.Form):
    """A place and a category."""

    spot = SpotField(label=gettext_lazy("Where?"))
    category = forms.ChoiceField(label=gettext_lazy("What?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["category"].choices = _sorted(names_of_kinds())

    def clean_spot(self) -> Any:
        """A point; addresses are not guessed here."""
        spot = self.cleaned_data["spot"]
        if not isinstance(spot, Spot) or not spot.has_point:
            raise forms.ValidationError(_("Tap the map or give coordinates."))
        return spot


class LineForm(forms.Form):
    """A line of the table. `what` is "category:slug", "group:slug" or empty for everything."""

    what = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    office = forms.ChoiceField(label=gettext_lazy("Who is responsible"))

    GONE = "-"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        kinds = [(f"category:{slug}", name) for slug, name in _sorted(names_of_kinds())]
        groups = [(f"group:{slug}", name) for slug, name in _sorted(names_of_groups())]
        fields["what"].choices = [("", _("everything")), (_("Groups"), groups), (_("Categories"), kinds)]
        areas = Area.objects.filter(valid_until=None).only("slug", "names").order_by("slug")
        fields["area"].choices = [("", _("everywhere")), *((each.slug, each.name) for each in areas)]
        offices = _sorted({each.slug: each.name for each in Organisation.objects.order_by("slug")})
        fields["office"].choices = [*offices, (self.GONE, _("nobody: take this line away"))]

    @property
    def is_gone(self) -> bool:
        """Whether the line is to be taken away."""
        return bool(self.cleaned_data["office"] == self.GONE)

    def line(self) -> Rule:
        """The line as asked for."""
        kind, _colon, slug = self.cleaned_data["what"].partition(":")
        named = {kind: slug} if slug else {}
        office = "" if self.is_gone else self.cleaned_data["office"]
        return Rule(office, self.cleaned_data["area"] or None, named.get("category"), named.get("group"))


class BoundariesForm(forms.Form):
    """A GeoJSON file with the new boundaries, and the day from which they count."""

    file = forms.FileField(
        label=gettext_lazy("Boundaries"),
        help_text=gettext_lazy("A GeoJSON file in degrees (WGS 84). Areas are found again by their name."),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("They count from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["valid_from"].initial = localdate(now())

    def clean_file(self) -> dict[str, Any]:
        """The file's content; what is in it is looked at when it is proposed."""
        file = self.cleaned_data["file"]
        if file.size > FILE_AT_MOST:
            raise forms.ValidationError(_("The file is larger than 5 MB. Leave out what has not changed."))
        try:
            read: dict[str, Any] = json.loads(file.read().decode("utf-8"))
        except ValueError as broken:
            raise forms.ValidationError(_("This file cannot be read as GeoJSON.")) from broken
        return read


class DecideForm(forms.Form):
    """Why the change is made."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Everybody can read this, with what the change would have moved."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )


def _sorted(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
