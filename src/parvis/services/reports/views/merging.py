"""What the office may find to be the same: suggestions with their reasons, each with its button."""

from dataclasses import dataclass

from parvis.kernel.people.models import Person
from parvis.services.reports.models import Report
from parvis.services.reports.policies import may_be_one, may_merge
from parvis.services.reports.queries.merged import cases_of
from parvis.services.reports.queries.similar import around
from parvis.services.reports.rules import in_order
from parvis.services.reports.views.same import reasons_of


@dataclass(frozen=True, slots=True)
class Likely:
    """A report that may be the same. `stays`: it was there first, and this one goes on there. `refusal`: why the two
    cannot be merged, empty where they can."""

    report: Report
    reasons: list[str]
    stays: bool
    refusal: str


def likely_same(report: Report, reader: Person) -> list[Likely]:
    """What may be the same as an open report, most likely first, and what the reader can do about it."""
    if not report.is_underway:
        return []
    found = around(report)
    all_of_them = [report, *(each.report for each in found)]
    promises = {each.subject: each.promise for each in all_of_them if each.promise}
    cases = cases_of(all_of_them, promises) if found else {}
    rows = []
    for each in found:
        first, duplicate = in_order(cases[report.pk], cases[each.report.pk])
        allowed = may_merge(reader, report, each.report) and may_be_one(duplicate, first)
        refusal = "" if allowed else str(allowed.reason)
        rows.append(
            Likely(each.report, reasons_of(each.likeness, of_two=True), first.number != report.pk, refusal)
        )
    return rows
