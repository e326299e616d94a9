"""A private report is read with a line that its author can read."""

from parvis.kernel.files.models import Upload
from parvis.kernel.looks.contracts import Shown, note
from parvis.services.reports.models import Photo, Report
from parvis.services.reports.policies import Reader, reads_for_the_office

PRIVATE = "reports.private"


def note_reading(reader: Reader, report: Report) -> None:
    """This reader sees the report; written down where they may only because of their office."""
    if reads_for_the_office(reader, report):
        note(reader, PRIVATE, [Shown(report.author_id, report.subject)], report.office_id)


def note_reading_of(reader: Reader, id_: str) -> None:
    """The same for the report of this public id."""
    found = Report.objects.select_related("promise").filter(public_id=id_).first()
    if found:
        note_reading(reader, found)


def note_photo(reader: Reader, upload: Upload) -> None:
    """The same for a photograph of it."""
    photo = Photo.objects.select_related("report__promise").filter(upload=upload).first()
    if photo:
        note_reading(reader, photo.report)
