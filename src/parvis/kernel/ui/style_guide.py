"""What the living style guide shows: one sample of every component, in plain words."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.theme import City
from parvis.kernel.ui.appearance import city_tokens
from parvis.kernel.ui.components import RUNGS, Bar, Crumb, Event, Line, Photo, Tab
from parvis.kernel.ui.forms import Cards, DateInput, PhotographsField, SpotField
from parvis.kernel.ui.navigation import QUESTIONS
from parvis.kernel.ui.paving import interleave

_PICTURES = (
    ("light", gettext_lazy("A street light at dusk")),
    ("tree", gettext_lazy("A young tree in its ring of stones")),
    ("bench", gettext_lazy("A bench by the water")),
)
_HALF_FILLED = {"again-size": "hand", "again-office": "parks", "again-place_lat": "42.36"}
_COUNTS = {"saw": 168, "need": 46, "help": 97, "say": 61}


class SampleForm(forms.Form):
    """Every kind of field that the house has."""

    title = forms.CharField(
        label=gettext_lazy("What happened?"), help_text=gettext_lazy("A few words are enough."), max_length=80
    )
    details = forms.CharField(
        label=gettext_lazy("Anything else?"), widget=forms.Textarea({"rows": 4}), required=False
    )
    office = forms.ChoiceField(
        label=gettext_lazy("Office"),
        choices=[("lighting", gettext_lazy("Street Lighting")), ("parks", gettext_lazy("Parks"))],
    )
    size = forms.ChoiceField(
        label=gettext_lazy("How large is it?"),
        choices=[("hand", gettext_lazy("Like a hand")), ("door", gettext_lazy("Like a door"))],
        widget=Cards(
            hints={
                "hand": gettext_lazy("One person can move it"),
                "door": gettext_lazy("Two people or more"),
            },
            icons={"hand": "hand", "door": "door-open"},
        ),
    )
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("How may we answer?"),
        choices=[("page", gettext_lazy("On this page")), ("email", gettext_lazy("By e-mail"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    day = forms.DateField(label=gettext_lazy("When did you see it?"), widget=DateInput(), required=False)
    photographs = PhotographsField(label=gettext_lazy("Photographs"), required=False)
    place = SpotField(label=gettext_lazy("Where is it?"))
    public = forms.BooleanField(label=gettext_lazy("Show my name beside it"), required=False)


def samples(city: City, moment: datetime) -> dict[str, Any]:
    """The context of the style guide at this moment."""
    return {
        "tokens": _tokens(city),
        "questions": list(QUESTIONS),
        "rungs": list(RUNGS),
        "form": SampleForm(),
        "form_with_errors": SampleForm(
            {"again-size": "hand", "again-office": "parks", "again-place_lat": "42.36"}, prefix="again"
        ),
        "crumbs": [
            Crumb(_("Front page"), "/"),
            Crumb(_("Reports"), "#words"),
            Crumb(_("A dark street light")),
        ],
        "tabs": [
            Tab(_("Open"), "#words", current=True, count=12),
            Tab(_("Planned"), "#words", count=3),
            Tab(_("Closed"), "#words", count=148),
        ],
        "lines": [
            Line(_("Where"), _("12 Elm Street"), "#forms"),
            Line(_("What"), _("The light is dark at night."), "#forms"),
            Line(_("Photographs"), _("2 photographs"), "#forms"),
        ],
        "steps": [_("Where"), _("What"), _("Photographs"), _("Contact")],
        "page": Paginator(range(240), 20).get_page(4),
        "clocks": _clocks(moment),
        "events": _events(moment),
        "stones": interleave(_COUNTS),
        "few_stones": [("saw", 3), ("help", 2), ("say", 1), ("saw", 4), ("need", 2), ("help", 5)],
        "no_stones": [],
        "bars": [Bar(_("Street Lighting"), 412), Bar(_("Parks"), 268), Bar(_("City Desk"), 54)],
        "months": [Bar(_("Week %(number)s") % {"number": n}, 20 + (n * 37) % 60) for n in range(1, 25)],
        "photos": [
            Photo(static(f"ui/samples/{name}.svg"), static(f"ui/samples/{name}.svg"), str(words), 400, 300)
            for name, words in _PICTURES
        ],
    }


def _tokens(city: City) -> list[tuple[str, str, str]]:
    day, night = city_tokens(city)
    return [(name, day[name], night[name]) for name in day]


def _clocks(moment: datetime) -> list[dict[str, Any]]:
    """A promise in each of its states."""
    owner, fallback = _("Street Lighting"), _("City Desk")
    opened = moment - timedelta(days=2)
    due = moment + timedelta(days=3)
    known = {"owner": owner, "fallback": fallback, "opened": opened, "due": due, "answered": None}
    return [
        {**known, "state": "running"},
        {**known, "state": "running", "due": moment + timedelta(hours=5)},
        {**known, "state": "paused"},
        {**known, "state": "kept", "answered": moment - timedelta(hours=20)},
        {**known, "state": "broken", "due": moment - timedelta(days=1)},
        {**known, "state": "none"},
    ]


def _events(moment: datetime) -> list[Event]:
    return [
        Event(_("A resident reported a dark street light."), moment - timedelta(days=2), "saw"),
        Event(
            _("Street Lighting planned the repair."),
            moment - timedelta(days=1),
            "",
            _("We come on Thursday."),
        ),
        Event(_("A neighbour confirmed that it shines again."), moment - timedelta(hours=3), "help"),
    ]
