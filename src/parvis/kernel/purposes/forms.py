"""What somebody looks for in the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kernel.keeping.handling import Basis, Seen
from parvis.kernel.purposes.queries import Search


class SearchForm(forms.Form):
    """All of it can be left empty."""

    words = forms.CharField(label=_("Search the register"), max_length=100, required=False)
    basis = forms.ChoiceField(
        label=_("On which legal basis?"),
        choices=[("", _("Any")), *((each.value, each.label) for each in Basis)],
        required=False,
    )
    seen_by = forms.ChoiceField(
        label=_("Who sees it?"),
        choices=[("", _("Anybody")), *((each.value, each.label) for each in Seen)],
        required=False,
    )

    @property
    def is_narrowed(self) -> bool:
        """Whether more is asked than words: then those fields are shown."""
        return bool(self.data.get("basis") or self.data.get("seen_by"))

    def wanted(self) -> Search:
        """The search; what cannot be read asks nothing."""
        given: dict[str, Any] = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return Search(**{name: given.get(name) or "" for name in ("words", "basis", "seen_by")})
