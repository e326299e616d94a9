"""What people are told about reports."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.kernel.notices.kinds import Category, NoticeKind, register
from parvis.kernel.people.confirmations import confirmation_path


class _AboutReport(NoticeKind):
    template = "reports/letters/news"

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("reports:report", args=[data["report"]])


@register
class ConfirmReport(NoticeKind):
    """Asks a guest to prove their address."""

    name = "reports.confirm"
    category = Category.ACCOUNT
    template = "reports/letters/confirm"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Please confirm your report")

    def path(self, data: Mapping[str, Any]) -> str:
        return confirmation_path(data["confirmation"])


@register
class ReportOpened(_AboutReport):
    """To the author: the office has it."""

    name = "reports.opened"
    category = Category.OWN

    def title(self, data: Mapping[str, Any]) -> str:
        return _("We have your report %(reference)s") % data


@register
class ReportArrived(_AboutReport):
    """To the office: new work."""

    name = "reports.arrived"
    category = Category.WORK

    def title(self, data: Mapping[str, Any]) -> str:
        return _("New in your queue: %(reference)s") % data

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("office-reports:case", args=[data["report"]])


@register
class ReportMoved(_AboutReport):
    """To followers: something happened."""

    name = "reports.moved"
    category = Category.FOLLOWED

    def title(self, data: Mapping[str, Any]) -> str:
        return _("News about report %(reference)s") % data


@register
class ReportAsked(_AboutReport):
    """To the author: the office has a question."""

    name = "reports.asked"
    category = Category.OWN

    def title(self, data: Mapping[str, Any]) -> str:
        return _("The office has a question about %(reference)s") % data


@register
class ReportCommented(_AboutReport):
    """To followers: somebody wrote."""

    name = "reports.commented"
    category = Category.FOLLOWED

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Somebody wrote about report %(reference)s") % data


@register
class ReportClosed(_AboutReport):
    """To followers: the office says it is done; please look."""

    name = "reports.closed"
    category = Category.FOLLOWED
    template = "reports/letters/closed"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Report %(reference)s is closed. Is it fixed?") % data


@register
class ReportHidden(_AboutReport):
    """To its author: what was hidden, and why."""

    name = "reports.hidden"
    category = Category.ACCOUNT
    template = "reports/letters/hidden"

    def title(self, data: Mapping[str, Any]) -> str:
        return _("We hid something you wrote about %(reference)s") % data
