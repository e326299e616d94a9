"""Who sees the photographs of a finding. What an inspector may do to a report, reports decides by itself."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext as _

from parvis.kernel.files.models import Upload
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import ALLOWED, Denied, Verdict
from parvis.services.findings.models import Finding
from parvis.services.reports.contracts import is_seen_by

type Reader = Person | AnonymousUser


def may_see_photo(reader: Reader, upload: Upload) -> Verdict:
    """A photograph of a finding is as public as the report that it is about."""
    if is_seen_by(reader, report_shown_by(upload)):
        return ALLOWED
    return Denied(_("This photograph belongs to a report that is not public."))


def report_shown_by(upload: Upload) -> str:
    """The public id of the report that a photograph of a finding is about; "" where it belongs to none."""
    found = Finding.objects.filter(Q(before=upload) | Q(after=upload)).order_by("pk")
    return found.values_list("report", flat=True).first() or ""
