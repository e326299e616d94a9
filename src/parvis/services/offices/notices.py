"""What people are told when their role at an office changes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from parvis.kernel.naming import in_reader_language
from parvis.kernel.notices.kinds import Category, NoticeKind, register


@register
class RoleChanged(NoticeKind):
    """To whoever got a role at an office, another one, or none any more."""

    name = "offices.role"
    category = Category.ACCOUNT
    template = "offices/letters/role"

    def title(self, data: Mapping[str, Any]) -> str:
        office = in_reader_language(data["office"], "")
        if data["role"]:
            return _("You have a role at %(office)s") % {"office": office}
        return _("You have no role at %(office)s any more") % {"office": office}

    def path(self, data: Mapping[str, Any]) -> str:
        return "/office/" if data["role"] else "/offices/"
