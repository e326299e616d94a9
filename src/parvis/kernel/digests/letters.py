"""Writes the letter of a digest: text and HTML, in the reader's language, own news first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext, override

from parvis.kernel.notices.kinds import Category, kind_named
from parvis.kernel.notices.letters import Letter, headers_of, unsubscribe_address
from parvis.kernel.notices.models import Notice, Pace
from parvis.kernel.people.models import Person

# What somebody waits for comes before what they only look at.
ORDER = (Category.WORK, Category.OWN, Category.FOLLOWED, Category.AREA, Category.INVITED)


def digest_of(person: Person, notices: Sequence[Notice], pace: Pace, turn: datetime) -> Letter:
    """The one letter that tells all this; each notice with the way to its page."""
    language = person.language or notices[-1].language
    with override(language):
        groups = _groups(notices)
        leave = unsubscribe_address(person.email, *(category for category, _lines in groups))
        count = len(notices)
        subject = ngettext("%(count)s notice for you", "%(count)s notices for you", count) % {"count": count}
        context = {
            "city": settings.CITY,
            "title": subject,
            "groups": [(Category.LABELS[category], lines) for category, lines in groups],
            "pace": pace.label,
            "leave": leave,
            "preferences": settings.SITE_ADDRESS + reverse("wishes:preferences"),
            "language": language,
            "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
        }
        return Letter(
            to=person.email,
            subject=subject,
            text=render_to_string("digests/letter.txt", context),
            html=render_to_string("digests/letter.html", context),
            headers=headers_of(leave, mark=f"digest-{pace}-{turn:%Y%m%d}-{person.public_id}"),
        )


def _groups(notices: Sequence[Notice]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Lines by category, what matters first; in each, the newest first."""
    lines: dict[str, list[tuple[str, str]]] = {category: [] for category in ORDER}
    for notice in sorted(notices, key=lambda each: (each.created_at, each.pk), reverse=True):
        kind: Any = kind_named(notice.kind)
        line = (kind.title(notice.data), settings.SITE_ADDRESS + kind.path(notice.data))
        lines.setdefault(kind.category, []).append(line)
    return [(category, told) for category, told in lines.items() if told]
