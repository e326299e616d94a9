"""What the counter says about itself."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Basis, Handling, Invitation, Manifest, Rung, Seen, Whose
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.handling import WORK_OF_OFFICIALS
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.services.counter.actions.claiming import forget_visitor
from parvis.services.counter.models import Way
from parvis.services.counter.queries import kept_askings, kept_claims
from parvis.services.counter.rules import DAYS_UNTIL_UNCONFIRMED_GO
from parvis.services.reports.contracts import report_path

COUNTER = _("Counter")


def _tell_claim(data: Mapping[str, Any]) -> Line:
    way = str(Way(data["way"]).label)
    number = data["report"].upper()
    words = (
        f"{way} · {number[:4]}-{number[4:]}" if number else _t("%(way)s · not typed in yet") % {"way": way}
    )
    return Line(words, report_path(data["report"]) if number else "")


MANIFEST = Manifest(
    module="counter",
    title=_("The counter"),
    promise=_("What you say by phone or on paper counts like what others type."),
    icon="storefront-duotone",
    question="saw",
    entry="office-counter:counter",
    verbs=(Verb("counter.report.claimed", _("Whoever reported it asked to be told how it goes on.")),),
    invitations=(Invitation(Rung.TAP, _("Make a report yours with the code from our desk"), "claim:claim"),),
    handling=Handling(Basis.REQUEST, Whose.SENDERS, Seen.DESK, but={"Claim.entered_by": WORK_OF_OFFICIALS}),
    retention={
        "Claim.claimed_by": Kept(None, _("as long as the account, so that a code counts once")),
        "Claim.entered_by": Kept(None, _("kept with the report: who wrote it down for the city")),
        "Asking.email": Kept(DAYS_UNTIL_UNCONFIRMED_GO, _("only until the address is confirmed"), row=True),
    },
    my_data=(
        Section(
            slug="counter-claims",
            title=_("Reports by phone, on paper or at a kiosk"),
            rows=kept_claims,
            tell=_tell_claim,
            when_erased=_("This stays without your name."),
            rules=("counter.Claim.claimed_by", "counter.Claim.entered_by"),
        ),
        Section(
            slug="counter-askings",
            title=_("Codes that wait for my address"),
            rows=kept_askings,
            tell=lambda data: Line(data["email"]),
            when_erased=_("This goes."),
            rules=("counter.Asking.email",),
        ),
    ),
    forget=forget_visitor,
)
