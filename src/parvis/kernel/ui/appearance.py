"""A city's own colours, font and crest, laid over the tokens of the house."""

import hashlib
from functools import cache
from pathlib import Path

from django.templatetags.static import static

from parvis.kernel.theme import City
from parvis.kernel.ui.rules import Unreadable, tokens_of, unreadable

THEMES = ("system", "light", "dark", "contrast")
_STYLE = Path(__file__).parent / "static/ui/theme.css"
_CONTRAST = ':root[data-theme="contrast"] {'


@cache
def house_tokens() -> tuple[dict[str, str], dict[str, str]]:
    """The colours of the house by day and by night, as theme.css gives them."""
    return tokens_of(_STYLE.read_text(encoding="utf-8").partition(_CONTRAST)[0])


@cache
def contrast_tokens() -> tuple[dict[str, str], dict[str, str]]:
    """The same in high contrast: what that theme leaves out stays as it is."""
    day, night = house_tokens()
    block = _STYLE.read_text(encoding="utf-8").partition(_CONTRAST)[2].partition("}")[0]
    own_day, own_night = tokens_of(block)
    return {**day, **own_day}, {**night, **own_night}


def city_tokens(city: City) -> tuple[dict[str, str], dict[str, str]]:
    """The colours that readers of this city see by day and by night."""
    day, night = house_tokens()
    return {**day, **city.colours}, {**night, **city.colours_dark}


def unreadable_in(city: City) -> list[Unreadable]:
    """What a city's own colours make hard to read; empty when all is well."""
    day, night = city_tokens(city)
    return unreadable(day) + unreadable(night)


def city_style(city: City) -> str:
    """The style sheet of the city: only what its file changes. High contrast stays as the house made it."""
    day, night = city_tokens(city)
    changed = [name for name in day if name in city.colours or name in city.colours_dark]
    rules = [f"--{name}: light-dark({day[name]}, {night[name]});" for name in changed]
    sheet = ""
    if city.font:
        rules.append(
            '--font: "City", "Atkinson Hyperlegible Next", "Noto Sans Arabic", system-ui, sans-serif;'
        )
        sheet += (
            f'@font-face {{ font-family: "City"; font-display: swap; src: url("{static(city.font)}"); }}\n'
        )
    if rules:
        sheet += f':root:not([data-theme="contrast"]) {{ {" ".join(rules)} }}\n'
    return sheet


def fingerprint(sheet: str) -> str:
    """A short name for exactly this text, so that browsers may keep it for a year."""
    return hashlib.sha256(sheet.encode()).hexdigest()[:12]
