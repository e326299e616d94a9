"""What people are told around a place, and the signed links in it: to see the place, and to stop."""

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

_SALT = "around.watch"


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
        return reverse("around:place", args=[sign_watch(data["watch"])])


def sign_watch(public_id: str) -> str:
    """A token for links to a watch: whoever has it may see its place and stop it."""
    return signing.dumps(public_id, salt=_SALT)


def read_watch(token: str) -> str | None:
    """The watch behind a token; None when it was not made here."""
    try:
        return str(signing.loads(token, salt=_SALT))
    except signing.BadSignature:
        return None
