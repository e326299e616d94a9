"""Reads of codes."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.crypto import salted_hmac

from parvis.kernel.clock import now
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.services.counter.models import Asking, Claim, Way
from parvis.services.counter.rules import code_from, read_code


def code_of(key: str) -> str:
    """The code that belongs to a key of a form: the same key is the same code, and nobody else can work it out."""
    return code_from(salted_hmac("counter.code", key, algorithm="sha256").digest())


def digest_of(secret: str) -> str:
    """What is kept of a code or of a device's secret; keyed, because a code alone is short enough to be tried out."""
    return salted_hmac("counter.digest", secret, algorithm="sha256").hexdigest()


def is_entered(key: str, sheet: str = "") -> bool:
    """True when this press, or this sheet, became a report already."""
    codes = [digest_of(code_of(key)), *([digest_of(read_code(sheet) or "")] if sheet else [])]
    return Claim.objects.filter(digest__in=codes).exclude(report="").exists()


def claim_page() -> str:
    """Where a code is typed, as one reads it out."""
    return str(settings.SITE_ADDRESS).partition("://")[2] + reverse("claim:claim")


def blank_sheets() -> int:
    """How many sheets are printed and not typed in yet."""
    return Claim.objects.filter(report="", way=Way.PAPER, expires_at__gt=now()).count()


def kept_claims(person: Person) -> QuerySet[Any, Any]:
    """The reports that a person took as theirs, and those that they wrote down for others."""
    rows = Claim.objects.filter(Q(claimed_by=person) | Q(entered_by=person))
    return rows_of(rows, "created_at", "report", "way", "created_at", "claimed_at")


def kept_askings(person: Person) -> QuerySet[Any, Any]:
    """The codes that somebody wants to use with a person's proved address."""
    addresses = EmailAddress.objects.filter(user=person, verified=True).values(each=Lower("email"))
    rows = Asking.objects.filter(email__in=addresses)
    return rows_of(rows, "created_at", "email", "created_at")
