"""What is kept of devices, and how "My data" shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.consents.contracts import Purpose
from parvis.kernel.keeping.handling import Basis, Handling, Seen, Whose
from parvis.kernel.keeping.registry import Kept, Line, Section, rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.push.models import Device

TITLE = gettext_lazy("Devices that ring")
RECIPIENTS = {
    "browsers": gettext_lazy(
        "The makers of browsers: where a device can be reached. The words are sealed, and they cannot read them."
    )
}
HANDLING = Handling(Basis.CONSENT, Whose.MEMBERS, Seen.NOBODY)
CONSENT = Purpose(
    "push.devices",
    gettext_lazy("Ringing on my devices"),
    gettext_lazy(
        "The city may tell me on the phones and computers that I add. It keeps their addresses for that."
    ),
)
RULES = {
    "Device.person": Kept(None, gettext_lazy("so that we can tell you there, until you remove the device"))
}


def _devices(person: Person) -> QuerySet[Any, Any]:
    return rows_of(Device.objects.filter(person=person), "created_at", "label", "endpoint", "created_at")


def _tell(data: Mapping[str, Any]) -> Line:
    return Line(data["label"] or _("A device"), reverse("push:devices"))


SECTIONS = (Section("devices", TITLE, _devices, _tell, gettext_lazy("This goes."), ("push.Device.person",)),)
