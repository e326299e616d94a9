"""Where django-allauth meets our people."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import get_language

from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import without_turns


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-up keeps the language of the page; e-mail addresses are kept in lower case."""

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
