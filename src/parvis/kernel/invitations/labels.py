"""Why somebody is invited to something, in words."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.kernel.interests.labels import SKILLS
from parvis.kernel.needs.rules import Reason, Why

ON_THE_SPOT = 50  # metres: nobody needs it told more exactly


def told(reason: Reason) -> str:
    """A reason as a short sentence in the reader's language."""
    number = reason.number
    if reason.why is Why.NEAR:
        return _near(number)
    if reason.why is Why.SKILL:
        return _("You said that you can: %(skill)s") % {"skill": SKILLS.get(reason.word, reason.word)}
    if reason.why is Why.LANGUAGE:
        language = settings.LANGUAGE_NAMES.get(reason.word, reason.word)
        return _("You speak the language: %(language)s") % {"language": language}
    if reason.why is Why.SOON:
        return (
            ngettext("%(number)s day left", "%(number)s days left", number) % {"number": number}
            if number
            else _("Today is the last day")
        )
    if reason.why is Why.WAITS:
        words = ngettext("It waits for %(number)s day", "It waits for %(number)s days", number)
        return words % {"number": number}
    words = ngettext("%(number)s more is wanted", "%(number)s more are wanted", number)
    return words % {"number": number}


def _near(metres: int) -> str:
    if metres <= ON_THE_SPOT:
        return _("On the spot")
    if metres < 1000:
        return _("%(metres)s metres away") % {"metres": round(metres, -1 if metres < 100 else -2) or 100}
    return _("%(kilometres)s kilometres away") % {"kilometres": f"{metres / 1000:.1f}"}
