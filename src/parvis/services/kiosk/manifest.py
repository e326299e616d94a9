"""What kiosks say about themselves."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.services.kiosk.actions import forget_official
from parvis.services.kiosk.queries import kept_kiosks

KIOSKS = _("Kiosks")


def kiosks_path(_public_id: str) -> str:
    """Where the office finds its kiosks."""
    return reverse("office-kiosks:list")


MANIFEST = Manifest(
    module="kiosk",
    title=KIOSKS,
    promise=_("Report on a screen in the library, without an account. Nothing of you stays on it."),
    icon="storefront-duotone",
    question="",
    entry="office-kiosks:list",
    verbs=(
        Verb("kiosk.screen.put_up", _("The city put up a kiosk.")),
        Verb("kiosk.screen.closed", _("The city closed a kiosk.")),
    ),
    reserved=tuple(Reserved(f"kiosk.screen.{verb}", open=True) for verb in ("put_up", "closed")),
    handling=WORK_OF_OFFICIALS,
    retention={"Kiosk.made_by": Kept(None, _("kept with the kiosk: who put it up for the city"))},
    my_data=(
        Section(
            slug="kiosks",
            title=_("Kiosks that I put up"),
            rows=kept_kiosks,
            tell=lambda data: Line(data["name"], kiosks_path("")),
            when_erased=_("This stays without your name."),
            rules=("kiosk.Kiosk.made_by",),
        ),
    ),
    forget=forget_official,
)
