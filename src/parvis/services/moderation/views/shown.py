"""Decisions as pages show them."""

from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy

from parvis.kernel.trust.models import Decision
from parvis.kernel.trust.rules import Part

TAKEN_WORDS: dict[Part, Lazy] = {
    Part.WHOLE: gettext_lazy("All of it is hidden"),
    Part.WORDS: gettext_lazy("Some words are hidden"),
    Part.PHOTO: gettext_lazy("A photograph is hidden"),
}


def taken_words(decision: Decision) -> Any:
    """What it took away, in words."""
    return TAKEN_WORDS[Part(decision.part)]
