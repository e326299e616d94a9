"""What tests of figures have in common."""

from typing import Any

from parvis.kernel.files.actions import store_photo
from parvis.kernel.people.models import Person
from parvis.services.reports.actions import work
from parvis.services.reports.contracts import PHOTO_PURPOSE, Closing
from parvis.services.reports.models import Report
from parvis.services.reports.tests.stage import Stage, photo, reported


def mend(stage: Stage, author: Person, official: Person, **details: Any) -> Report:
    """A report with a photograph that was closed with another."""
    seen = store_photo(photo(), owner=author, purpose=PHOTO_PURPOSE)
    report = reported(stage, author, photos=(seen.public_id,), **details)
    # Samples of other rooms may have changed who is responsible.
    Report.objects.filter(pk=report.pk).update(office=next(iter(official.roles())))
    proof = store_photo(photo("done.jpg"), owner=official, purpose=PHOTO_PURPOSE)
    work.close(report.pk, official, Closing.DONE, "Done.", proof=[proof.public_id])
    return report
