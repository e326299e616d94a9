"""The demo's layers: what they are stands in the city's `layers.toml`; where the things stand is invented along its
real streets, and every page of theirs says so."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from parvis.kernel.catalogue.actions import offer
from parvis.kernel.people.models import Organisation
from parvis.kernel.places.points import PointRow
from parvis.services.assets.contracts import LayerWish, bring_in, keep_layer, known_layers
from parvis.services.layers.rules import Spacing, spots_along

order = 77


def seed() -> None:
    """The service itself, its layers, and the invented things. A second time changes nothing."""
    offer("layers", Organisation.objects.get(is_public_desk=True), stage="open")
    folder = Path(settings.PROJECT) / "demo" / settings.CITY.slug
    file = folder / "layers.toml"
    if not file.is_file():
        return
    there = {each.wish.slug for each in known_layers() if each.imported_at}
    lines = list(_streets(folder))
    for wanted in tomllib.loads(file.read_text(encoding="utf-8"))["layer"]:
        office, spacing = (
            Organisation.objects.get(slug=wanted.pop("office")),
            Spacing(**wanted.pop("spacing")),
        )
        wish = LayerWish(**{**wanted, "categories": tuple(wanted["categories"])}, is_invented=True)
        keep_layer(wish, office)
        if wish.slug not in there:
            bring_in(wish.slug, list(_invented(lines, spacing)))


def _streets(folder: Path) -> Iterator[tuple[str, list[list[float]]]]:
    """What OpenStreetMap calls each line, and its points."""
    for path in sorted(folder.glob("streets-*.geojson")):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            yield str(feature["properties"]["osm_id"]), feature["geometry"]["coordinates"]


def _invented(lines: list[tuple[str, list[list[float]]]], spacing: Spacing) -> Iterator[PointRow]:
    for way, points in lines:
        for number, (lat, lon) in enumerate(spots_along(points, spacing), start=1):
            yield PointRow(number, f"{way}-{number}", lat, lon)
