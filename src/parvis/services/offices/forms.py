"""Forms of offices: what an office is, who works there, when."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from parvis.kernel.control.rules import REASON_AT_MOST
from parvis.kernel.hours.weeks import OFFICE_WEEK
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.people.rules import Role
from parvis.kernel.promises.models import Calendar
from parvis.services.offices.actions import Hours, Wish
from parvis.services.offices.queries import DAYS, offices
from parvis.services.offices.rules import HoursError, Openings, read_hours, written

ROLES = {
    Role.AGENT: gettext_lazy("Agent: answers requests"),
    Role.MANAGER: gettext_lazy("Manager: decides for the office, too"),
    Role.OWNER: gettext_lazy("Owner: gives roles, too"),
}
NAME_AT_MOST = 80


class ReasonForm(forms.Form):
    """Why; everybody reads it in the register."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Everyone can read this. Name nobody."),
        max_length=REASON_AT_MOST,
        widget=forms.Textarea({"rows": 3}),
    )


class OfficeForm(ReasonForm):
    """What an office is called in each language, where it is written to, to what it belongs."""

    email = forms.EmailField(label=gettext_lazy("E-mail address of the office"), required=False)
    parent = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Which office stands above it?"),
        help_text=gettext_lazy("What it does not answer in time goes there next."),
        empty_label=gettext_lazy("None"),
        required=False,
    )
    is_partner = forms.BooleanField(
        label=gettext_lazy("It is a partner, not an office of the city."),
        help_text=gettext_lazy(
            "Partners can have the first word in a service. They decide nothing for the city. This stays as it is."
        ),
        required=False,
    )

    def __init__(self, office: Organisation | None, *args: Any, **options: Any) -> None:
        names = {f"name_{code}": text for code, text in (office.names if office else {}).items()}
        known = {"email": office.email, "parent": office.parent_id} if office else {}
        super().__init__(*args, **{"initial": {**names, **known}, **options})
        self.fields.update({f"name_{code}": _name(code) for code, _label in settings.LANGUAGES})
        fields: dict[str, Any] = self.fields
        others = offices().filter(is_partner=False)
        fields["parent"].queryset = others.exclude(pk=office.pk) if office else others
        if office is not None:
            del self.fields["is_partner"]
        first = (f"name_{settings.LANGUAGE_CODE}", *(f"name_{code}" for code, _label in settings.LANGUAGES))
        self.order_fields([*first, "email", "parent", "is_partner", "reason"])

    def wish(self) -> Wish:
        """The office as it is wished."""
        given = self.cleaned_data
        names = {code: given[f"name_{code}"] for code, _label in settings.LANGUAGES if given[f"name_{code}"]}
        return Wish(names, given["email"], given["parent"], given.get("is_partner", False))


class RoleForm(ReasonForm):
    """Whom, and as what."""

    email = forms.EmailField(
        label=gettext_lazy("The e-mail address with which they sign in"),
        help_text=gettext_lazy(
            "They make an account first, like everybody. At their next visit they set up a second factor."
        ),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("As what?"), choices=[(each.value, words) for each, words in ROLES.items()]
    )
    field_order = ("email", "role", "reason")

    def clean_email(self) -> Person:
        """Somebody with an account whose address is confirmed."""
        wanted = Person.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True)
        found = wanted.filter(emailaddress__verified=True, emailaddress__primary=True).first()
        if found is None:
            raise forms.ValidationError(
                _(
                    "Nobody has an account with this address, or it is not confirmed yet. Ask them to make one first."
                )
            )
        return found


class HoursForm(ReasonForm):
    """When an office works, day by day."""

    keeps_public_holidays = forms.BooleanField(
        label=gettext_lazy("Closed on public holidays"), required=False
    )
    holidays = forms.CharField(
        label=gettext_lazy("Further days off"),
        help_text=gettext_lazy("One day a line, such as 2026-12-24."),
        widget=forms.Textarea({"rows": 3, "dir": "ltr"}),
        max_length=2000,
        required=False,
    )

    def __init__(self, calendar: Calendar | None, *args: Any, **options: Any) -> None:
        week = calendar.week if calendar else OFFICE_WEEK
        initial: dict[str, Any] = {f"day_{day}": written(week[day]) for day in DAYS}
        initial["holidays"] = "\n".join(str(each) for each in calendar.holidays) if calendar else ""
        initial["keeps_public_holidays"] = calendar.keeps_public_holidays if calendar else True
        super().__init__(*args, **{"initial": initial, **options})
        self.fields.update({f"day_{day}": _day(label) for day, label in DAYS.items()})
        self.order_fields([*(f"day_{day}" for day in DAYS), "keeps_public_holidays", "holidays", "reason"])

    def clean(self) -> dict[str, Any]:
        """The hours of each day; what cannot be read is told beside its day."""
        given = super().clean() or {}
        for day in DAYS:
            try:
                given[f"day_{day}"] = read_hours(given.get(f"day_{day}", ""))
            except HoursError as wrong:
                self.add_error(
                    f"day_{day}",
                    _("“%(piece)s” is no time. Write it like 08:30–12:00, 13:00–17:00.") % {"piece": wrong},
                )
        return given

    def clean_holidays(self) -> list[date]:
        """The days off, each read from a line."""
        found = []
        for line in filter(None, (each.strip() for each in self.cleaned_data["holidays"].splitlines())):
            try:
                found.append(date.fromisoformat(line))
            except ValueError as wrong:
                raise forms.ValidationError(
                    _("“%(line)s” is no day. Write it like 2026-12-24.") % {"line": line}
                ) from wrong
        return found

    def hours(self) -> Hours:
        """What was typed."""
        given = self.cleaned_data
        week: dict[str, Openings] = {day: given[f"day_{day}"] for day in DAYS}
        return Hours(week, given["holidays"], given["keeps_public_holidays"])


def _name(code: str) -> forms.Field:
    info = get_language_info(code)
    return forms.CharField(
        label=gettext_lazy("Name (%(language)s)") % {"language": info["name_local"]},
        max_length=NAME_AT_MOST,
        required=code == settings.LANGUAGE_CODE,
        widget=forms.TextInput({"lang": code, "dir": "rtl" if info["bidi"] else "ltr"}),
    )


def _day(label: Any) -> forms.Field:
    attrs = {"dir": "ltr", "autocomplete": "off"}
    return forms.CharField(label=label, max_length=100, required=False, widget=forms.TextInput(attrs))
