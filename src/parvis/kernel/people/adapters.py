"""Where django-allauth meets our people."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parvis.kernel.people.models import Person
from parvis.kernel.signs import without_turns

# allauth says what is wrong; people also want to know what to do about it.
_TOO_MUCH = _("That was a lot at once. Please try again in a few minutes.")
_SENTENCES = {
    "account_inactive": _("This account is closed."),
    "cannot_remove_primary_email": _(
        "The city writes to this address. Make another one your main address first."
    ),
    "duplicate_email": _("You have this address here already."),
    "email_password_mismatch": _(
        "This address and this password do not belong together. Check both, or have a code sent to you."
    ),
    "incorrect_code": _("This code is wrong or too old. Type the newest one."),
    "incorrect_password": _("This is not your password. Try again, or choose a new one."),
    "invalid_password_reset": _("This link was used already or is too old. Ask for a new one."),
    "rate_limited": _TOO_MUCH,
    "same_as_current": _("This is what it was before. Type something new."),
    "too_many_login_attempts": _TOO_MUCH,
    "unverified_primary_email": _("Confirm your main address first."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-up keeps the language of the page; e-mail addresses are kept in lower case."""

    error_messages = DefaultAccountAdapter.error_messages | _SENTENCES

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """A new account from the sign-up form."""
        user.language = get_language() or ""
        user.public_name = without_turns(str(form.cleaned_data.get("public_name", "")))
        saved: Person = super().save_user(request, user, form, commit)
        return saved

    def clean_email(self, email: str) -> str:
        """One spelling for each address."""
        return str(super().clean_email(email)).lower()


def display_name(person: Person) -> str:
    """What account pages call the person."""
    return person.public_name or person.email
