"""What somebody who wrote to the city is told."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.kernel.notices.kinds import Category, NoticeKind, register
from parvis.kernel.people.models import Person
from parvis.services.letterbox.queries import address_of


@register
class AskPlace(NoticeKind):
    """To the sender: where is it?"""

    name = "letterbox.where"
    category = Category.ACCOUNT
    template = "letterbox/letters/where"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Where is it? Re: %(subject)s") % data

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("reports:start")

    def reply_to(self, data: Mapping[str, Any], person: Person | None) -> str:
        return address_of(data["letter"])
