"""Links on the pages of those whose contributions these are."""

from django.http import HttpRequest
from django.template.loader import render_to_string


def flag_link(request: HttpRequest, subject: str) -> str:
    """The way to say that something should not stand here."""
    return render_to_string("moderation/flag_link.html", {"subject": subject})


def office_link(request: HttpRequest, subject: str) -> str:
    """The way to hide it, or parts of it; on pages that only those see who may."""
    return render_to_string("moderation/office/link.html", {"subject": subject})
