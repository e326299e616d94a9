"""What people are told about reports."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.kernel.notices.kinds import Category, NoticeKind, register, reply_address
from parvis.kernel.people.confirmations import confirmation_path
from parvis.kernel.people.models import Person
from parvis.kernel.seals.queries import opened, sealed
from parvis.services.reports.models import SUBJECT

_SALT = "reports.look"
DAYS_TO_ANSWER = 90


def sign_look(report: str, person: Person, *, fixed: bool) -> str:
    """A token for a link in a letter: whoever has it may say this, as this person, about this report."""
    return sealed([report, person.public_id, fixed], _SALT)


def read_look(token: str) -> tuple[str, str, bool] | None:
    """Report, person and what they say; None when it was not made here, or is too old."""
    try:
        report, person, fixed = opened(token, _SALT, max_age=timedelta(days=DAYS_TO_ANSWER))
    except (signing.BadSignature, ValueError):
        return None
    return str(report), str(person), bool(fixed)


class _AboutReport(NoticeKind):
    template = "reports/letters/news"

    def path(self, data: Mapping[str, Any]) -> str:
        return reverse("reports:report", args=[data["report"]])

    def reply_to(self, data: Mapping[str, Any], person: Person | None) -> str:
        return reply_address(f"{SUBJECT}:{data['report']}", person)


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

    def reply_to(self, data: Mapping[str, Any], person: Person | None) -> str:
        return ""  # what an official answers is said in the office, not in the name of a resident


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

    def answers(self, data: Mapping[str, Any], person: Person) -> list[tuple[str, str]]:
        return [
            (words, reverse("reports:looked", args=[sign_look(data["report"], person, fixed=fixed)]))
            for words, fixed in ((_("It is fixed"), True), (_("It is still there"), False))
        ]


@register
class ReportMerged(_AboutReport):
    """To followers of a duplicate: where it goes on. The link leads there."""

    name = "reports.merged"
    category = Category.FOLLOWED

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Others saw it too: %(reference)s goes on as report %(first)s") % data


@register
class ReportParted(_AboutReport):
    """To followers of what was no duplicate after all, and to its author."""

    name = "reports.parted"
    category = Category.FOLLOWED

    def title(self, data: Mapping[str, Any]) -> str:
        return _("Report %(reference)s is not the same as %(first)s: we work on it by itself again") % data
