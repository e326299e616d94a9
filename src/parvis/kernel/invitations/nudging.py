"""By what invitations nudge, so that it can be seen, switched off and measured."""

from django.utils.translation import gettext_lazy, ngettext

from parvis.kernel.nudges.registry import Nudge

BELONGING = "invitations.belonging"
EASY_FIRST = "invitations.easy-first"
_HOPED = gettext_lazy("followed an invitation of a letter")

NUDGES = (
    Nudge(
        BELONGING,
        gettext_lazy("What neighbours did"),
        gettext_lazy("The letter of the week says how many neighbours took part in the last month."),
        _HOPED,
    ),
    Nudge(
        EASY_FIRST,
        gettext_lazy("Easy steps first"),
        gettext_lazy("Whoever never took part is invited to small things before large ones."),
        _HOPED,
    ),
)


def belonging(area: str, people: int) -> str:
    """How many took part in a neighbourhood, in the reader's language; nothing where nobody did."""
    words = ngettext(
        "In %(area)s %(people)s neighbour took part in the last month.",
        "In %(area)s %(people)s neighbours took part in the last month.",
        people,
    )
    return words % {"area": area, "people": people} if people else ""
