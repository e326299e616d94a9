"""What is kept of photographs: how long and why, and how "My data" shows it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.files.models import Upload
from parvis.kernel.files.rules import Size
from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.takeaway.registry import Own

TITLE = gettext_lazy("Photographs")
HANDLING = Handling(Basis.TASK, Whose.SENDERS, Seen.EVERYONE)
RULES = {
    "Upload.owner": Kept(None, gettext_lazy("because they belong to what you sent in")),
}
_FIELDS = ("purpose", "width", "height", "bytes", "sha256", "appearance", "created_at", "keep_until")


def _photographs(person: Person) -> QuerySet[Any, Any]:
    return rows_of(Upload.objects.filter(owner=person), "created_at", *_FIELDS, id=F("public_id"))


def _tell(data: Mapping[str, Any]) -> Line:
    words = _("A photograph, %(width)s × %(height)s pixels") % data
    return Line(words, reverse("files:show", args=[data["id"], Size.LARGE.value]))


SECTIONS = (
    Section(
        "photographs",
        TITLE,
        _photographs,
        _tell,
        gettext_lazy("This stays without your name, unless you choose below that it goes."),
        ("files.Upload.owner",),
    ),
)


def own_files(person: Person) -> Iterator[Own]:
    """The photographs that somebody sent in, as we keep them."""
    for upload in Upload.objects.filter(owner=person).order_by("pk"):
        name = f"photographs/{upload.created_at:%Y-%m-%d}-{upload.public_id}.jpg"
        yield Own(name, upload.file_of(Size.LARGE), upload.created_at)
