"""The letter that asks whether a report is somebody's."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from parvis.kernel.notices.kinds import Category, NoticeKind, register
from parvis.kernel.people.confirmations import confirmation_path


@register
class ConfirmClaim(NoticeKind):
    """To an address that was given at the counter, or beside a code."""

    name = "counter.confirm"
    category = Category.ACCOUNT
    template = "counter/letters/confirm"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Is report %(reference)s yours?") % data

    def path(self, data: Mapping[str, Any]) -> str:
        return confirmation_path(data["confirmation"])
