"""What an open dataset is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """The type of a field. MOMENT is an aware date and time, SHAPE a GeoJSON geometry; any value may be None."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    YES_NO = "yes or no"
    DAY = "day"
    MOMENT = "moment"
    SHAPE = "shape"

    @property
    def label(self) -> Any:
        """The type in the reader's words."""
        return _LABELS[self]


_LABELS: dict[Kind, Any] = {
    Kind.TEXT: _("text"),
    Kind.INTEGER: _("whole number"),
    Kind.NUMBER: _("number"),
    Kind.YES_NO: _("yes or no"),
    Kind.DAY: _("day"),
    Kind.MOMENT: _("date and time"),
    Kind.SHAPE: _("shape on the map"),
}


class Format(StrEnum):
    """What a dataset can be taken away as."""

    CSV = "csv"
    GEOJSON = "geojson"
    PARQUET = "parquet"
    JSON = "json"


MEDIA_TYPES: dict[Format, str] = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.GEOJSON: "application/geo+json",
    Format.PARQUET: "application/vnd.apache.parquet",
    Format.JSON: "application/json",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column. The description is a sentence (it may be a lazy translation) that names units."""

    name: str
    kind: Kind
    description: Any


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its SPDX name."""

    name: str
    title: str
    address: str


PDDL = Licence(
    "PDDL-1.0", "Public Domain Dedication and License", "https://opendatacommons.org/licenses/pddl/1-0/"
)
ODBL = Licence("ODbL-1.0", "Open Database License", "https://opendatacommons.org/licenses/odbl/1-0/")
CC0 = Licence("CC0-1.0", "Creative Commons Zero", "https://creativecommons.org/publicdomain/zero/1.0/")
CC_BY = Licence(
    "CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """An open dataset.

    `rows` yields one tuple for each row, in the order of `fields`, straight from the database and never a whole list;
    what may not be public is left out there, and `safety` says how in a sentence. `point` names the fields of
    latitude and longitude, or `shape` the field of a geometry; without either there is no GeoJSON. `updated` says
    when the rows last changed (None: not known, then nothing is cached).
    """

    slug: str
    title: Any
    description: Any
    safety: Any
    licence: Licence
    attribution: str
    fields: tuple[Field, ...]
    rows: Callable[[], Iterable[tuple[Any, ...]]]
    updated: Callable[[], datetime | None]
    point: tuple[str, str] | None = None
    shape: str | None = None
    keywords: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field.name for field in self.fields)

    @property
    def formats(self) -> tuple[Format, ...]:
        """What it can be taken away as."""
        return tuple(
            format_ for format_ in Format if format_ is not Format.GEOJSON or self.point or self.shape
        )
