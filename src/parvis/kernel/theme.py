"""What a city makes its own: name, crest, colours, font and greeting, all in one TOML file."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

_NAMED_FROM = ("agent", "manager", "owner", "nobody")
_COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")


class CityFileError(Exception):
    """The city file cannot be used; the message says which line to mend."""


@dataclass(frozen=True, slots=True)
class Control:
    """How a city's officials decide. `two_people`: verbs that two of them sign, beyond those that need it anyway.

    `officials_named_from`: the least role (agent, manager, owner) from which the public register names who decided;
    "nobody": only the office is named.
    """

    two_people: tuple[str, ...] = ()
    officials_named_from: str = "manager"


@dataclass(frozen=True, slots=True)
class Privacy:
    """Who watches over personal data: `office`, the slug of the data-protection officer's (empty: the managers of the
    public desk do), and the `authority` above it with its page, which hears of a breach within `hours_to_tell`.
    `assess_before_opening`: no service opens before its impact assessment is signed; otherwise officials are warned.
    """

    office: str = ""
    authority: str = ""
    authority_page: str = ""
    hours_to_tell: int = 72
    assess_before_opening: bool = False


@dataclass(frozen=True, slots=True)
class City:
    """One city as its file describes it. Coordinates are degrees (WGS 84); `bounds` is west, south, east, north."""

    slug: str
    name: str
    time_zone: str
    country: str
    email_from: str
    centre: tuple[float, float]
    bounds: tuple[float, float, float, float]
    greeting: dict[str, str] = field(default_factory=dict)
    crest: str = ""
    font: str = ""
    colours: dict[str, str] = field(default_factory=dict)
    colours_dark: dict[str, str] = field(default_factory=dict)
    emergency_number: str = "112"
    subdivision: str = ""
    control: Control = Control()
    privacy: Privacy = Privacy()

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        return ZoneInfo(self.time_zone)


def load_city(path: Path) -> City:
    """Read the city file; `CityFileError` names the file and what is wrong with it."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise CityFileError(f"There is no city file at {path}. Set PARVIS_CITY to one.") from missing
    except tomllib.TOMLDecodeError as broken:
        raise CityFileError(f"{path} is not valid TOML: {broken}.") from broken
    for name, colour in {**raw.get("colours", {}), **raw.get("colours_dark", {})}.items():
        if not _COLOUR.match(colour):
            raise CityFileError(f"{path}: the colour “{name}” is “{colour}”; write it as #RRGGBB.")
    try:
        raw["control"] = _control(path, raw.get("control", {}))
        raw["privacy"] = Privacy(**raw.get("privacy", {}))
        raw["centre"], raw["bounds"] = tuple(raw["centre"]), tuple(raw["bounds"])
        return City(**raw)
    except (KeyError, TypeError) as unusable:
        raise CityFileError(f"{path} cannot be used: {unusable}.") from unusable


def _control(path: Path, raw: dict[str, Any]) -> Control:
    control = Control(**{**raw, "two_people": tuple(raw.get("two_people", ()))})
    if control.officials_named_from not in _NAMED_FROM:
        wanted = ", ".join(_NAMED_FROM)
        raise CityFileError(
            f"{path}: officials_named_from is “{control.officials_named_from}”; it can be one of {wanted}."
        )
    return control
