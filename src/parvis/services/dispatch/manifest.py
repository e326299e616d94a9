"""What dispatch says about itself."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.people.rules import Role

OTHER_SYSTEMS = _("Other systems")
MANIFEST = Manifest(
    module="dispatch",
    title=_("Offices with a system of their own"),
    promise=_("What you report reaches the office, also where it works in a system of its own."),
    icon="share-network",
    question="",
    entry="dispatch:standing",
    verbs=(
        Verb("dispatch.report.delivered", _("It arrived in the system of {office}.")),
        Verb(
            "dispatch.report.delayed",
            _("Not delivered yet: the system of {office} did not answer. We go on trying."),
        ),
        Verb("dispatch.report.refused", _("The system of {office} refused it. An official looks at it.")),
        Verb("dispatch.channel.connected", _("{office} gets its reports in its own system.")),
        Verb("dispatch.channel.cut", _("{office} works with its reports here again.")),
    ),
    reserved=tuple(
        Reserved(f"dispatch.channel.{verb}", role=Role.MANAGER, open=True) for verb in ("connected", "cut")
    ),
)
