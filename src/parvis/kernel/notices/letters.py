"""Writes the e-mail of a notice: text and HTML, in the reader's language, with one-click unsubscribe (RFC 8058)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_info, override

from parvis.kernel.notices.kinds import Category, NoticeKind, kind_named
from parvis.kernel.notices.models import Notice

_SALT = "notices.unsubscribe"


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail ready to be sent."""

    to: str
    subject: str
    text: str
    html: str
    headers: dict[str, str]


def letter_of(notice: Notice) -> Letter:
    """The letter that carries this notice."""
    kind = kind_named(notice.kind)
    to = notice.person.email if notice.person else notice.email
    with override(notice.language):
        leave = unsubscribe_address(to, kind.category) if kind.category not in Category.ALWAYS else ""
        context = {
            "city": settings.CITY,
            "title": kind.title(notice.data),
            "link": settings.SITE_ADDRESS + kind.path(notice.data),
            "answers": _answers(kind, notice),
            "leave": leave,
            "language": notice.language,
            "direction": "rtl" if get_language_info(notice.language)["bidi"] else "ltr",
            "category": Category.LABELS[kind.category],
            "data": notice.data,
        }
        return Letter(
            to=to,
            subject=str(context["title"]),
            text=render_to_string(f"{kind.template}.txt", context),
            html=render_to_string(f"{kind.template}.html", context),
            headers=headers_of(leave, kind.reply_to(notice.data, notice.person), mark=f"notice-{notice.pk}"),
        )


def unsubscribe_address(email: str, *categories: str) -> str:
    """The full address that switches categories off for one reader; signed, no sign-in needed."""
    token = signing.dumps([email, *categories], salt=_SALT, compress=True)
    return settings.SITE_ADDRESS + reverse("notices:leave", args=[token])


def read_unsubscribe(token: str) -> tuple[str, list[str]] | None:
    """E-mail and categories of a signed token; None when it was not made here."""
    try:
        email, *categories = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    return str(email), [str(category) for category in categories]


def _answers(kind: NoticeKind, notice: Notice) -> list[tuple[str, str]]:
    if notice.person is None:
        return []
    return [(words, settings.SITE_ADDRESS + path) for words, path in kind.answers(notice.data, notice.person)]


def headers_of(leave: str, reply_to: str = "", *, mark: str) -> dict[str, str]:
    """Auto-Submitted (RFC 3834) keeps other machines from answering; the name of a letter is made of its `mark`.

    A letter that a dying worker sent twice has one name, by which mail programs show it once.
    """
    host = urlsplit(settings.SITE_ADDRESS).hostname
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<{mark}@{host}>"}
    if reply_to:
        headers["Reply-To"] = reply_to
    if leave:
        headers |= {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers
