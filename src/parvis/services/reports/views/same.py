"""Why a report may be the same, in a few words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.services.reports.engine.likeness import Evidence, Likeness, Part

# Less than this is not worth a word: photographs 10 bits apart, words that share a lesser topic.
WORTH_SAYING = {Evidence.PHOTOS: 0.375, Evidence.WORDS: 0.6, Evidence.KIND: 1.0}


def reasons_of(likeness: Likeness, *, of_two: bool = False) -> list[str]:
    """What speaks for it, for the reader: place and time always, the rest where it is strong.

    `of_two`: both reports were sent already, so that the time is what lies between them, not how old one is.
    """
    return [
        words
        for part in likeness.parts
        if part.strength >= WORTH_SAYING.get(part.evidence, 0.0)
        for words in (_time_between(part) if of_two and part.evidence == Evidence.TIME else _words_for(part))
    ]


def _words_for(part: Part) -> Iterator[str]:
    number = int(part.measure) if part.evidence == Evidence.TIME else round(part.measure)
    match part.evidence:
        case Evidence.PLACE if number == 0:
            yield _("in the same place")
        case Evidence.PLACE:
            yield ngettext("%(number)d metre away", "%(number)d metres away", number) % {"number": number}
        case Evidence.KIND:
            yield _("the same kind")
        case Evidence.TIME if number == 0:
            yield _("sent within the last day")
        case Evidence.TIME:
            yield ngettext("sent %(number)d day ago", "sent %(number)d days ago", number) % {"number": number}
        case Evidence.WORDS:
            yield _("similar words")
        case Evidence.PHOTOS:
            yield _("the photographs look alike")


def _time_between(part: Part) -> Iterator[str]:
    number = int(part.measure)
    if number == 0:
        yield _("sent within one day")
    else:
        yield ngettext("sent %(number)d day apart", "sent %(number)d days apart", number) % {"number": number}
