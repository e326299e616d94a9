"""What somebody looks for in the register; and the words of who does not sign."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.catalogue.manifest import manifests
from parvis.kernel.control.registry import reserved_verbs
from parvis.kernel.control.rules import REASON_AT_MOST, Weight
from parvis.kernel.deputies.actions import Loan
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Role
from parvis.services.decisions.queries import Search, offices_that_decided

ROLES = {
    Role.AGENT: gettext_lazy("agent"),
    Role.MANAGER: gettext_lazy("manager"),
    Role.OWNER: gettext_lazy("owner"),
}
WEIGHTS = [
    (Weight.RULE.value, gettext_lazy("What counts for everybody")),
    (Weight.CASE.value, gettext_lazy("Single cases")),
]


class SearchForm(forms.Form):
    """All of it can be left empty."""

    words = forms.CharField(label=gettext_lazy("Words of the reason"), max_length=100, required=False)
    weight = forms.ChoiceField(label=gettext_lazy("About what?"), choices=WEIGHTS, required=False)
    module = forms.ChoiceField(label=gettext_lazy("Service"), required=False)
    office = forms.ChoiceField(label=gettext_lazy("Office"), required=False)
    since = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        known, rooms = manifests(), {each.module for each in reserved_verbs()}
        modules = sorted(
            ((each, str(known[each].title)) for each in rooms if each in known), key=lambda p: p[1]
        )
        offices = sorted(((each.slug, each.name) for each in offices_that_decided()), key=lambda p: p[1])
        fields["module"].choices = [("", gettext_lazy("All")), *modules]
        fields["office"].choices = [("", gettext_lazy("All")), *offices]

    @property
    def is_narrowed(self) -> bool:
        """Whether more is asked than words: then those fields are shown."""
        return any(self.data.get(name) for name in ("weight", "module", "office", "since", "until"))

    def wanted(self) -> Search:
        """The search; without a choice, what counts for everybody. What cannot be read asks nothing."""
        given: dict[str, Any] = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return Search(
            words=given.get("words") or "",
            module=given.get("module") or "",
            office=given.get("office") or "",
            weight=given.get("weight") or Weight.RULE,
            since=given.get("since"),
            until=given.get("until"),
        )


class LendForm(forms.Form):
    """Which of one's roles, to whom, until when and why."""

    own = forms.ChoiceField(label=gettext_lazy("Which role?"))
    role = forms.ChoiceField(
        label=gettext_lazy("As what may they act?"), help_text=gettext_lazy("At most what you are yourself.")
    )
    email = forms.EmailField(label=gettext_lazy("The e-mail address of the official"))
    until = forms.DateField(
        label=gettext_lazy("The last day"),
        help_text=gettext_lazy("At most three months from today."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Everyone can read this. Name nobody."),
        max_length=REASON_AT_MOST,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.roles = {each.pk: each for each in person.memberships_with_offices() if each.lent_from is None}
        fields: dict[str, Any] = self.fields
        fields["own"].choices = [
            (pk, f"{each.organisation}: {ROLES[each.today]}") for pk, each in self.roles.items()
        ]
        fields["role"].choices = list(ROLES.items())

    def clean_email(self) -> Person:
        """The official; nobody learns from the answer who else has an account."""
        found = Person.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if found is None or not found.is_official():
            raise forms.ValidationError(_("No official of the city signs in with this address."))
        return found

    def loan(self) -> Loan:
        """The role as it would be lent: to the end of the last day."""
        given = self.cleaned_data
        end = datetime.combine(given["until"], time.max, tzinfo=settings.CITY.zone)
        return Loan(self.roles[int(given["own"])], given["email"], Role(given["role"]), end)


class RefuseForm(forms.Form):
    """Why not."""

    answer = forms.CharField(
        label=gettext_lazy("Why do you not sign it?"),
        help_text=gettext_lazy("Whoever proposed it reads this."),
        max_length=REASON_AT_MOST,
        widget=forms.Textarea({"rows": 3}),
    )
