"""What neighbours may ask of assets."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Organisation
from parvis.kernel.places.cells import cell_of
from parvis.services.assets.actions.bringing import bring_in
from parvis.services.assets.actions.setup import LayerWish, keep_layer
from parvis.services.assets.models import SUBJECT, Asset, Layer
from parvis.services.assets.queries import Wanted, standing
from parvis.services.assets.rules import read_code, spoken

__all__ = [
    "SUBJECT",
    "KnownLayer",
    "LayerWish",
    "Thing",
    "Which",
    "bring_in",
    "count",
    "keep_layer",
    "known_layers",
    "read_code",
    "spoken",
    "things",
    "things_named",
    "things_of",
]


@dataclass(frozen=True, slots=True)
class Thing:
    """An asset in the reader's language. `asks` is what an adopter is asked to do; `office` a key of the kernel's."""

    code: str
    label: str
    layer: str
    icon: str
    path: str
    street: str
    area: int
    cell: str
    office: int
    may_be_adopted: bool
    asks: str


@dataclass(frozen=True, slots=True)
class KnownLayer:
    """A layer as it is. `standing` and `gone` say how many of its things."""

    wish: LayerWish
    name: str
    office: Organisation
    standing: int
    gone: int
    imported_at: datetime | None


@dataclass(frozen=True, slots=True)
class Which:
    """Which things of a layer: of an area (a key of the kernel's), or those with these codes. None and empty: all."""

    layer: str
    area: int | None = None
    codes: tuple[str, ...] = ()


def known_layers(slug: str = "") -> list[KnownLayer]:
    """All layers, or the one of this name."""
    rows = Layer.objects.select_related("office").order_by("slug")
    return [_layer(each) for each in (rows.filter(slug=slug) if slug else rows)]


def count(which: Which) -> int:
    """How many of them stand."""
    return _rows(which).count()


def things(which: Which, start: int, most: int) -> list[Thing]:
    """Those that stand, in the order in which they became known."""
    return _things(_rows(which).select_related("layer")[start : start + most])


def things_named(codes: Collection[str]) -> dict[str, Thing]:
    """The assets with these codes, by code; gone ones among them, which nobody can adopt."""
    rows = Asset.objects.select_related("layer").filter(code__in=[read_code(code) for code in codes])
    return {each.code: each for each in _things(rows.order_by("pk"))}


def number_by_layer(codes: QuerySet[Any, str]) -> dict[str, int]:
    """How many assets that still stand have one of these codes, by the layer's slug; in one question with the codes."""
    rows = Asset.objects.filter(code__in=codes, gone_at=None).order_by("layer__slug")
    return dict(rows.values_list("layer__slug").annotate(number=Count("pk")))


def things_of(reports: Collection[str]) -> dict[str, str]:
    """The codes of the assets that these reports are about, by the report's id."""
    rows = Asset.objects.filter(ties__report__in=list(reports)).order_by("pk")
    return dict(rows.values_list("ties__report", "code"))


def _rows(which: Which) -> QuerySet[Asset]:
    rows = standing(Wanted(area=which.area)).filter(layer__slug=which.layer)
    return rows.filter(code__in=which.codes) if which.codes else rows


def _things(assets: Iterable[Asset]) -> list[Thing]:
    return [
        Thing(
            code=each.code,
            label=each.label,
            layer=str(each.layer),
            icon=each.layer.icon,
            path=each.get_absolute_url(),
            street=each.street,
            area=each.area_id,
            cell=cell_of(each.lat, each.lon),
            office=each.layer.office_id,
            may_be_adopted=each.layer.may_be_adopted and each.gone_at is None,
            asks=in_reader_language(each.layer.asks),
        )
        for each in assets
    ]


def _layer(layer: Layer) -> KnownLayer:
    kept = {each.name: getattr(layer, each.name) for each in fields(LayerWish)}
    figures = {name: layer.__dict__[name] for name in ("standing", "gone")}
    wish = LayerWish(**{**kept, "categories": tuple(layer.categories)})
    return KnownLayer(wish, str(layer), layer.office, imported_at=layer.imported_at, **figures)
