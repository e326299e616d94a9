"""What the carrier says about itself. The journal never hears of a phone, nor of what was said to it."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Basis, Handling, Manifest, Seen, Whose
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.services.carrier.actions.lines import forget_phones
from parvis.services.carrier.queries import kept_lines
from parvis.services.carrier.rules import DAYS_KEPT, DAYS_KNOWN

CARRIER = _("Text messages: what goes out")
MANIFEST = Manifest(
    module="carrier",
    title=_("Carrier of text messages"),
    promise=_("STOP is the last word, nobody is woken up, and nobody runs up the city's bill."),
    icon="paper-plane-tilt",
    question="",
    entry="office-carrier:standing",
    verbs=(
        Verb(
            "carrier.ceiling.reached",
            _("The day's money for text messages is spent. What waits goes out tomorrow."),
        ),
    ),
    handling=Handling(Basis.TASK, Whose.SENDERS, Seen.OFFICE),
    looks={"carrier.standing": _("saw that a text message did not reach your phone")},
    recipients={
        "gateway": _("The firm that carries text messages: your phone number, and the words of the message.")
    },
    retention={
        "Line.phone": Kept(
            DAYS_KNOWN, _("so that we can answer, until a year after the last message"), "last_at", row=True
        ),
        "Line.person": Kept(None, _("as long as the phone is known, so that its owner sees what we keep")),
        "Outgoing.words": Kept(DAYS_KEPT, _("so that we can say whether our message arrived"), row=True),
    },
    my_data=(
        Section(
            slug="phones",
            title=_("Phones of mine that sent you text messages"),
            rows=kept_lines,
            tell=lambda data: Line(data["phone"]),
            when_erased=_("This goes."),
            rules=("carrier.Line.phone", "carrier.Line.person"),
        ),
    ),
    forget=forget_phones,
)
