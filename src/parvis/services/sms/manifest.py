"""What text messages say about themselves. The journal hears of the reports that they become, from reports."""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Basis, Handling, Manifest, Seen, Whose
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.services.sms.actions.desk import forget_texts
from parvis.services.sms.queries import kept_texts
from parvis.services.sms.rules import DAYS_HELD

TEXTS = _("Text messages")
_HELD = _("only while we wait for its sender or for somebody's eyes")
MANIFEST = Manifest(
    module="sms",
    title=_("Text messages to the city"),
    promise=_("Text us what is wrong and where: the office answers by the day it promised."),
    icon="chat-circle-duotone",
    question="saw",
    entry="sms:texts",
    verbs=(
        Verb("sms.message.settled", _("An official read a text message that no machine could place.")),
        Verb("sms.message.answered", _("An official answered a text message that no machine could place.")),
    ),
    reserved=tuple(Reserved(f"sms.message.{verb}") for verb in ("settled", "answered")),
    handling=Handling(Basis.TASK, Whose.SENDERS, Seen.DESK),
    looks={"sms.text": _("read a text message of yours")},
    retention={"Incoming.words": Kept(DAYS_HELD, _HELD, row=True)},
    my_data=(
        Section(
            slug="texts",
            title=_("Text messages of mine that wait"),
            rows=kept_texts,
            tell=lambda data: Line(data["words"][:80]),
            when_erased=_("This goes."),
            rules=("sms.Incoming.words",),
        ),
    ),
    forget=forget_texts,
)
