"""What people are told around a place, and the signed links in it: to read it again, and to stop."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from parvis.kernel.notices.kinds import Category, NoticeKind, register
from parvis.kernel.people.confirmations import confirmation_path
from parvis.services.around.queries import Span

_STOP, _LETTER = "around.stop", "around.letter"


@register
class ConfirmWatch(NoticeKind):
    """Asks a guest to prove their address."""

    name = "around.confirm"
    category = Category.ACCOUNT
    template = "around/letters/confirm"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Do you want to be told what happens around you?")

    def path(self, data: Mapping[str, Any]) -> str:
        return confirmation_path(data["confirmation"])


@register
class Digest(NoticeKind):
    """What happened around a place. Keeps the number of the watch and the span; its sentences are made when read."""

    name = "around.digest"
    category = Category.AREA
    template = "around/letters/digest"

    def title(self, data: Mapping[str, Any]) -> str:
        until = localtime(datetime.fromisoformat(data["until"]))
        return _("What happened around you until %(day)s") % {"day": date_format(until, "DATE_FORMAT")}

    def path(self, data: Mapping[str, Any]) -> str:
        token = signing.dumps([data["watch"], data["since"], data["until"]], salt=_LETTER, compress=True)
        return reverse("around:letter", args=[token])


def span_of(data: Mapping[str, Any]) -> Span:
    """The span that a digest tells of."""
    return Span(datetime.fromisoformat(data["since"]), datetime.fromisoformat(data["until"]))


def read_letter(token: str) -> tuple[str, Span] | None:
    """The watch and the span behind a signed link; None when it was not made here."""
    try:
        watch, since, until = signing.loads(token, salt=_LETTER)
    except (signing.BadSignature, ValueError):
        return None
    return str(watch), span_of({"since": since, "until": until})


def stop_path(watch: str) -> str:
    """The page that ends a watch, open to whoever has the link."""
    return reverse("around:stop", args=[signing.dumps(watch, salt=_STOP)])


def read_stop(token: str) -> str | None:
    """The watch behind a signed link; None when it was not made here."""
    try:
        return str(signing.loads(token, salt=_STOP))
    except signing.BadSignature:
        return None
