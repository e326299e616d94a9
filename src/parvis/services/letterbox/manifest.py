"""What the letterbox says about itself.

Letters are nobody's business but their sender's: the journal hears of the reports that they become, from reports, and
here only that an official settled one.
"""

from django.utils.translation import gettext_lazy as _

from parvis.kernel.catalogue.manifest import Basis, Handling, Manifest, Seen, Whose
from parvis.kernel.control.rules import Reserved
from parvis.kernel.journal.verbs import Verb
from parvis.kernel.keeping.registry import Kept, Line, Section
from parvis.services.letterbox.actions.taking import forget_sender
from parvis.services.letterbox.queries import kept_letters
from parvis.services.letterbox.rules import DAYS_HELD

LETTERS = _("Letters")
_WAITING = Kept(DAYS_HELD, _("only while we wait for its sender or for somebody's eyes"), row=True)

MANIFEST = Manifest(
    module="letterbox",
    title=_("E-mail to the city"),
    promise=_("Write us an e-mail, or answer ours: it counts like what others type."),
    icon="envelope-simple",
    question="saw",
    entry="letterbox:letters",
    verbs=(Verb("letterbox.letter.settled", _("An official read a letter that no machine could place.")),),
    reserved=(Reserved("letterbox.letter.settled"),),
    handling=Handling(Basis.TASK, Whose.SENDERS, Seen.DESK),
    looks={"letterbox.letter": _("read an e-mail of yours that no machine could place")},
    retention=dict.fromkeys(("Letter.sender", "Letter.words", "Letter.raw"), _WAITING),
    my_data=(
        Section(
            slug="letters",
            title=_("E-mails of mine that wait"),
            rows=kept_letters,
            tell=lambda data: Line(data["subject"] or data["words"][:80]),
            when_erased=_("This goes."),
            rules=("letterbox.Letter.sender", "letterbox.Letter.words"),
        ),
    ),
    forget=forget_sender,
)
