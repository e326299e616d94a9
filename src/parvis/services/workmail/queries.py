"""What an office is told of a report, and how it is known again: signed links, addresses, numbers of letters."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from parvis.kernel.seals.queries import opened, sealed
from parvis.services.dispatch.contracts import Consignment, consignment
from parvis.services.letterbox.contracts import address_in
from parvis.services.reports.contracts import Order, names_of_kinds, report_path, words_of, work_order
from parvis.services.workmail.rules import message_id, tag_of

WAY, SLOT = "mailto", "o"
_SALT = "workmail.order"


@dataclass(frozen=True, slots=True)
class Known:
    """A report that went to an office by mail: what was sent, what it says now, what it is called."""

    sent: Consignment
    order: Order
    name: str


def mailbox_of(sent: Consignment) -> str:
    """The mailbox of the office."""
    return sent.address.partition(":")[2]


def link_to(sent: Consignment) -> str:
    """The full address of the page where the office answers; whoever has it can answer for the office."""
    token = sealed([sent.key, sent.address], _SALT, compress=True)
    return settings.SITE_ADDRESS + reverse("workmail:order", args=[token])


def known_by(token: str) -> Known | None:
    """What a link is about; None where it was not made here, or the office gets its mail elsewhere by now."""
    try:
        key, address = opened(token, _SALT)
    except (signing.BadSignature, ValueError):
        return None
    sent = consignment(str(key))
    order = work_order(sent.report) if sent and sent.address == address else None
    if sent is None or order is None or order.office != sent.office:
        return None
    return Known(sent, order, _name_of(order))


def letter_of(sent: Consignment, order: Order) -> EmailMultiAlternatives:
    """The letter to the office. Of a private report it tells no more than that there is one: mail is read by many."""
    with override(settings.LANGUAGE_CODE):
        news = words_of(sent.words) if sent.words and order.is_public else ""
        name = _name_of(order)
        title = f"{name}, {order.address}" if order.address and order.is_public else name
        context = {
            # A line of its own in the head of a letter could be any head.
            "title": " ".join(f"{title} [{order.number}]".split()),
            "city": settings.CITY,
            "language": settings.LANGUAGE_CODE,
            "direction": "rtl" if get_language_info(settings.LANGUAGE_CODE)["bidi"] else "ltr",
            "order": order,
            "news": news,
            "is_news": sent.is_news,
            "status": sent.status,
            "link": link_to(sent),
            "page": settings.SITE_ADDRESS + report_path(sent.report) if order.is_public else "",
            "map": f"geo:{order.lat:.6f},{order.lon:.6f}",
            "photos": [settings.SITE_ADDRESS + path for path in order.photos],
            "may_reply": bool(settings.MAIL_IN),
        }
        subject = _("Re: %(title)s") % context if sent.is_news else str(context["title"])
        text = render_to_string("workmail/letters/order.txt", context)
        html = render_to_string("workmail/letters/order.html", context)
    back = address_in(SLOT, tag_of(sent.key))
    letter = EmailMultiAlternatives(subject, text, from_email=back or None, to=[mailbox_of(sent)])
    letter.attach_alternative(html, "text/html")
    letter.extra_headers = _headers(sent, back)
    return letter


def _headers(sent: Consignment, back: str) -> dict[str, str]:
    """Who sends the letter is the city; what mail servers send back goes where answers go."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    headers = {
        "From": str(settings.DEFAULT_FROM_EMAIL),
        "Message-ID": message_id(sent.key, host),
        "Auto-Submitted": "auto-generated",
    }
    if back:
        headers["Reply-To"] = back
    if sent.is_news:
        first = message_id(f"{sent.key.partition(':')[0]}:{sent.report}", host)
        headers |= {"In-Reply-To": first, "References": first}
    return headers


def _name_of(order: Order) -> str:
    return names_of_kinds().get(order.kind, order.kind)
