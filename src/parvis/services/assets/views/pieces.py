"""What assets adds to the pages of the reports."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from parvis.services.assets.models import SUBJECT, Asset, Layer
from parvis.services.assets.rules import read_code


def of_report(request: HttpRequest, subject: str) -> str:
    """Which asset a report is about."""
    return _about(request, ties__report=subject.partition(":")[2])


def of_draft(request: HttpRequest, subject: str) -> str:
    """Which asset it will be about, while it is being written."""
    kind, _colon, code = subject.partition(":")
    return _about(request, code=read_code(code)) if kind == SUBJECT else ""


def of_place(request: HttpRequest, _subject: str) -> str:
    """The way in by the thing itself, where there are things."""
    return render_to_string("assets/instead.html", {}, request) if Layer.objects.exists() else ""


def _about(request: HttpRequest, **which: str) -> str:
    found = Asset.objects.select_related("layer").filter(**which).first()
    return render_to_string("assets/about.html", {"asset": found}, request) if found else ""
