"""What a phone is told about its report, in the language that is active: never more than two segments."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.services.gsm.contracts import fitted


def asked_words(number: str, office: str, question: str) -> str:
    """The office asks; without the words where the report is not public."""
    known = {"number": number, "office": office, "words": "{}"}
    if not question:
        return fitted(_("%(office)s asks you about report %(number)s. Please call our public desk.") % known)
    return fitted(_("%(office)s asks about report %(number)s: %(words)s Just answer here.") % known, question)


def answered_words(number: str, office: str, answer: str, link: str) -> str:
    """The office said something in public."""
    known = {"number": number, "office": office, "words": "{}", "link": link}
    return fitted(_("%(office)s about report %(number)s: %(words)s %(link)s") % known, answer)


def closed_words(number: str, answer: str) -> str:
    """The office is done: is it fixed?"""
    known = {"number": number, "words": "{}"}
    return fitted(_("Report %(number)s is closed. %(words)s Is it fixed? Answer Y or N.") % known, answer)


def link_to(report: str) -> str:
    """The short address of a public report, by its id or its number."""
    plain = report.replace("-", "").lower()
    return str(settings.SITE_ADDRESS) + reverse("sms-link:report", args=[plain])
