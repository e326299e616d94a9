"""Where an office's reports go."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.services.dispatch.models import Channel


class ConnectForm(forms.Form):
    """The other system. The key is never shown again; left empty, it stays as it is."""

    address = forms.CharField(
        label=gettext_lazy("Address of its Open311, or of its mailbox"),
        help_text=gettext_lazy("Such as https://city.example/open311/v2, or parks@city.example"),
        max_length=290,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )
    key = forms.CharField(
        label=gettext_lazy("Key"),
        help_text=gettext_lazy("The other system gives it. Leave it empty to keep the one that is there."),
        max_length=200,
        required=False,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    jurisdiction = forms.CharField(
        label="jurisdiction_id",
        help_text=gettext_lazy("If the other system asks for it."),
        max_length=120,
        required=False,
    )
    codes = forms.CharField(
        label=gettext_lazy("What it calls our categories"),
        help_text=gettext_lazy(
            "One line each: our-category = its code. A line with * stands for all others."
        ),
        required=False,
        widget=forms.Textarea({"rows": 5, "dir": "ltr"}),
    )

    @classmethod
    def of(cls, channel: Channel | None) -> "ConnectForm":
        """The form as it stands."""
        if channel is None:
            return cls()
        lines = "\n".join(f"{ours} = {theirs}" for ours, theirs in sorted(channel.codes.items()))
        shown = {"address": channel.mailbox or channel.address, "jurisdiction": channel.jurisdiction}
        return cls(initial=shown | {"codes": lines})

    def clean_address(self) -> str:
        """An address of the web, or of a mailbox as mailto: (RFC 6068)."""
        given: str = self.cleaned_data["address"]
        if "@" in given and "/" not in given:
            return f"mailto:{forms.EmailField().clean(given)}"
        return str(forms.URLField(assume_scheme="https").clean(given))

    def clean_codes(self) -> dict[str, str]:
        """Our kind → their code."""
        found: dict[str, str] = {}
        for line in self.cleaned_data["codes"].splitlines():
            ours, sign, theirs = (part.strip() for part in line.partition("="))
            if not line.strip():
                continue
            if not (ours and sign and theirs):
                raise forms.ValidationError(_("“%(line)s” has no = between two names.") % {"line": line[:60]})
            found[ours] = theirs
        return found
