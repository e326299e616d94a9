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
    found = Finding.objects.filter(Q(before=upload) | Q(after=upload)).only("report").first()
    if found is not None and is_seen_by(reader, found.report):
        return ALLOWED
    return Denied(_("This photograph belongs to a report that is not public."))
