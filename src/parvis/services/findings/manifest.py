"""What findings says about itself."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Manifest
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.services.findings.actions import forget_inspector
from parvis.services.findings.queries import kept_findings

_WORK = _("kept with the report: who worked on it for the city")
_WORDS = _("words of the office, kept with the report")

MANIFEST = Manifest(
    module="findings",
    title=_("What inspectors found"),
    promise=_("Somebody comes and looks, and you see what they found, before and after."),
    icon="eye",
    question="",
    entry="",
    verbs=(Verb("findings.report.inspected", _("Somebody from {office} was there and looked.")),),
    reserved=(Reserved("findings.report.inspected"),),
    handling=WORK_OF_OFFICIALS,
    looks={"findings.stop": _("went to look at what you reported, which is not public")},
    retention={"Finding.person": Kept(None, _WORK), "Finding.words": Kept(None, _WORDS)},
    my_data=(
        Section(
            slug="findings",
            title=_("What I found as an inspector"),
            rows=kept_findings,
            tell=lambda data: Line(data["words"] or data["report"].upper(), f"/reports/{data['report']}/"),
            when_erased=_("This stays without your name: it is the office's word."),
            rules=("findings.Finding.person", "findings.Finding.words"),
        ),
    ),
    forget=forget_inspector,
)
