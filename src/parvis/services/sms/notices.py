"""What is said by text message, in the language that is active: never more than two segments.

Where a sentence has `words`, they are what is shortened; numbers and links stay.
"""

from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.services.carrier.contracts import link_to
from parvis.services.gsm.contracts import fitted
from parvis.services.reports.contracts import PublicReport, State

HELP = gettext_lazy(
    "%(city)s: text us what is wrong and where. STATUS: how it goes. CODE: make it yours. "
    "STOP: no more messages. In danger call %(emergency)s."
)
STOPPED = gettext_lazy("%(city)s sends you no more messages. Text START to begin again.")
STARTED = gettext_lazy("Welcome back. Text us what is wrong and where. STOP ends it.")
STORM = gettext_lazy("That was a lot at once. Please text us again in an hour.")
WHERE = gettext_lazy("Where is it? Answer with a street and number, or a corner.")
WHICH = gettext_lazy("Where is it? %(words)s. Answer with the number, or another address.")
WHAT = gettext_lazy("What is it about? %(words)s. Answer with the number.")
OTHER = gettext_lazy("something else")
HELD = gettext_lazy("We did not understand this by machine. Somebody at %(city)s reads it.")
REFUSED = gettext_lazy("%(words)s Somebody of the city reads your message.")
UNKNOWN = gettext_lazy("We know no public report with this number, and none from your phone.")
CODE = gettext_lazy("Report %(number)s: type the code %(code)s at %(page)s to make it yours.")
ADDED = gettext_lazy("Thank you. We added it to report %(number)s.")
FIXED = gettext_lazy("Thank you. We noted that report %(number)s is fixed.")
NOT_FIXED = gettext_lazy("Thank you. We noted that report %(number)s is not fixed.")
FROM_THE_DESK = "%(city)s: %(words)s"


def said(sentence: str | Promise, words: str = "", **known: str) -> str:
    """One of these sentences, as it goes out."""
    house = {"city": settings.CITY.name, "emergency": settings.CITY.emergency_number, "words": "{}"}
    return fitted(str(sentence) % {**house, **known}, words)


def opened_words(number: str, office: str, due: datetime | None, link: str) -> str:
    """The report is there: its number, the office, the promised day."""
    known = {"number": number, "link": link}
    if due is None:
        return said(_("Thank you. Report %(number)s is with %(words)s. %(link)s"), office, **known)
    sentence = _("Thank you. Report %(number)s is with %(words)s, who answer by %(day)s. %(link)s")
    return said(sentence, office, day=_day(due), **known)


def status_words(report: PublicReport) -> str:
    """What anybody may know of a report."""
    states = {State.OPEN: _("open"), State.PLANNED: _("planned"), State.IN_PROGRESS: _("in progress")}
    state = states.get(report.state, _("closed"))
    known = {"number": report.number, "state": state, "link": link_to(report.number)}
    if report.state is State.CLOSED or report.due_at is None:
        return said(_("Report %(number)s: %(state)s. %(words)s. %(link)s"), report.office, **known)
    sentence = _("Report %(number)s: %(state)s. %(words)s answer by %(day)s. %(link)s")
    return said(sentence, report.office, day=_day(report.due_at), **known)


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "MONTH_DAY_FORMAT")
