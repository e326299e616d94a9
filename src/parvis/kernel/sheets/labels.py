"""What officials and residents call the parts of a service, and why the list of checks asks for them."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from parvis.kernel.people.rules import Level
from parvis.kernel.sheets.rules import Reward, Rung

RUNGS: dict[Rung, Any] = {
    Rung.TAP: _("A tap"),
    Rung.MINUTE: _("A minute"),
    Rung.HOUR: _("An hour"),
    Rung.COMMITMENT: _("A commitment"),
    Rung.RESPONSIBILITY: _("A responsibility"),
}
LEVELS: dict[Level, Any] = {
    Level.GUEST: _("Everybody, without an account"),
    Level.CONTACT_CONFIRMED: _("Whoever confirmed an e-mail address"),
    Level.RESIDENT_CONFIRMED: _("Whoever was confirmed to live here"),
    Level.OFFICIAL: _("People who work for the city"),
}
REWARDS: dict[Reward, Any] = {
    Reward.NOTHING: _("Nothing"),
    Reward.THANKS: _("Thanks, by name where they wish it"),
    Reward.HOURS: _("The time that they gave, written down"),
}
_PLAIN: dict[str, Any] = {
    "steward": _("Office that offers it"),
    "fallback": _("Office that answers where the first does not"),
    "stage": _("Stage"),
    "pilot_until": _("Last day of the pilot"),
    "icon": _("Pictogram"),
    "ladder": _("Who may take part, and how"),
    "answer_days": _("Working days until an answer"),
    "neighbours_minutes": _("Minutes in which neighbours have the first word"),
    "partner": _("Partner who answers first"),
    "partner_hours": _("Working hours that the partner has"),
    "reward": _("What people get back"),
    "two_people": _("Decisions that two officials sign"),
    "purpose": _("What it is for"),
    "legal_basis": _("Legal basis"),
    "retention": _("Why data are kept, and for how long"),
    "access_plan": _("How everybody can take part"),
    "why_not_city": _("Why not the public service alone?"),
    "why_not_market": _("Why not the market?"),
    "if_it_stops": _("What is lost if it stops?"),
    "learned": _("What the pilot taught"),
    "settings": _("Settings"),
}
LABELS: dict[str, Any] = {
    **_PLAIN,
    **{f"reward={reward.value}": words for reward, words in REWARDS.items()},
    **{f"names.{code}": format_lazy("{} ({})", _("Name"), name) for code, name in settings.LANGUAGES},
    **{
        f"words.{code}": format_lazy("{} ({})", _("In one sentence"), name)
        for code, name in settings.LANGUAGES
    },
}
# Why a service cannot open without it; each a sentence for whoever sees the line unanswered.
WHY: dict[str, Any] = {
    "names": _(
        "People must know what it is called and what it promises, at least in the language of the house."
    ),
    "settings": _("What was set does not fit the module: open the form and choose anew."),
    "ladder": _("At least one way to take part must be open; otherwise nobody could come."),
    "officials": _(
        "Two people of the office must be able to answer, so that nobody waits while one is away."
    ),
    "fallback": _("Another office must answer where the first does not: no request may end in silence."),
    "partner": _("A partner who answers first needs hours to do it in, and the other way round."),
    "purpose": _("Without a purpose nobody can say which data are needed, and which are not."),
    "legal_basis": _("A public service rests on a law or a decision of the council. Name it."),
    "retention": _("People are told how long their data are kept, and why not shorter."),
    "access_plan": _(
        "Who has no phone, cannot see or reads another language must be able to take part, too."
    ),
    "why_not_city": _("If the public service can do it alone as well, neighbours should not have to."),
    "why_not_market": _("If a firm does it as well, say what is better about doing it together."),
    "if_it_stops": _("Whoever relies on it must know what happens on the day it ends."),
    "learned": _("A pilot is there to learn: say what was seen, and what was changed because of it."),
    "assessment": _(
        "It keeps something of people. What that may do to them is thought about before, not after."
    ),
}


def label_of(name: str) -> str:
    """What a part is called, by its name in a comparison."""
    head, _dot, key = name.partition(".")
    return str(LABELS.get(name) or f"{LABELS.get(head, head)}: {key}")


def check_label(name: str) -> str:
    """What a line of the list of checks is called."""
    return str(_CHECKS.get(name) or LABELS[name])


_CHECKS: dict[str, Any] = {
    "names": _("A name and a sentence in the language of the house"),
    "officials": _("Two people who can answer"),
    "ladder": _("At least one open way to take part"),
    "assessment": _("What it may mean for people, assessed and signed"),
}


def in_words(name: str, value: Any) -> str:
    """A value of a sheet as people read it, by its name in a comparison."""
    if name == "ladder":
        return _ladder_in_words(value)
    if name == "reward" and value:
        return str(REWARDS[value])
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return "" if value is None else str(value)


def schema_sentence(error: Mapping[str, Any]) -> str:
    """What a schema found wrong, as a line to read."""
    return f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}."


def _ladder_in_words(ladder: dict[str, str] | None) -> str:
    if ladder is None:
        return ""
    levels = {level.name.lower(): words for level, words in LEVELS.items()}
    return "; ".join(f"{RUNGS[Rung(rung)]}: {levels[level]}" for rung, level in ladder.items())
