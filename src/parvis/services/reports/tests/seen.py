"""What the tests of merging look at: rows as they are now, what people were told, what stands on the page."""

from parvis.kernel.clock import now
from parvis.kernel.journal.queries import history_of
from parvis.kernel.notices.models import Notice
from parvis.kernel.promises.models import Promise
from parvis.services.reports.models import Report
from parvis.services.reports.queries.find import shown_comments
from parvis.services.reports.queries.merged import family_of

SAME, OTHER = "We go on at the first.", "It is another lamp."


def fresh(report):
    return Report.objects.select_related("promise", "office", "duplicate_of").get(pk=report.pk)


def promise_of(report):
    return Promise.objects.get(subject=report.subject)


def outcome(report):
    return promise_of(report).outcome(now())


def told(person, kind):
    return Notice.objects.filter(person=person, kind=kind)


def lines(report):
    return [each.text.replace("\u2068", "").replace("\u2069", "") for each in history_of(report.subject)]


def words_at(report):
    return [said.words for said, *_rest in shown_comments(report, family_of(report).numbers)]
