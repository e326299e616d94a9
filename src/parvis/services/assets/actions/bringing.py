"""Things as another system keeps them: taken over, brought up to date, marked as gone. Never deleted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.journal.actions import record
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.places.index import areas_at_many, nearest_line
from parvis.kernel.places.points import PointRow, Row, UnusableRow
from parvis.services.assets.models import Asset, Layer
from parvis.services.assets.rules import code_of, kept_facts

BATCH = 2000
_CHANGES = ("lat", "lon", "area", "street", "facts", "gone_at")
OUTSIDE = "It is outside the city."
TWICE = "Its id stood in the file before."


@dataclass(slots=True)
class Outcome:
    """What came of a file."""

    read: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    gone: int = 0
    refused: list[UnusableRow] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.read} read, {self.new} new, {self.changed} changed, {self.known} known, "
            f"{self.gone} gone, {len(self.refused)} refused"
        )


def bring_in(slug: str, rows: Iterable[Row]) -> Outcome:
    """Make a layer what these rows say, all of it or nothing; the same rows again change nothing.

    What they no longer have is marked as gone, and comes back with them. `Layer.DoesNotExist`: no such layer;
    `RefusedError`: not one row can be used, so that an empty file makes nothing disappear.
    """
    with transaction.atomic():
        layer = Layer.objects.select_for_update(of=("self",)).get(slug=slug)
        outcome, seen = Outcome(), set[str]()
        for batch in batched(rows, BATCH, strict=False):
            _take(layer, _usable(batch, seen, outcome), outcome)
        if not seen:
            raise RefusedError(_("Nothing in this file can be used, so everything stays as it is."))
        outcome.gone = _mark_gone(layer, seen)
        layer.imported_at, layer.standing, layer.gone = now(), len(seen), layer.assets.count() - len(seen)
        layer.save(update_fields=["imported_at", "standing", "gone"])
        told = {"layer": slug, "new": outcome.new, "changed": outcome.changed, "gone": outcome.gone}
        record("assets.layer.brought_in", subject=f"assets.layer:{slug}", actor="system", data=told)
    return outcome


def _usable(batch: tuple[Row, ...], seen: set[str], outcome: Outcome) -> list[tuple[PointRow, int]]:
    """The rows that can be used, each with its area; the others are noted with their reasons."""
    outcome.read += len(batch)
    points = []
    for row in batch:
        if isinstance(row, UnusableRow):
            outcome.refused.append(row)
        elif row.reference in seen:
            outcome.refused.append(UnusableRow(row.line, row.reference, TWICE))
        else:
            seen.add(row.reference)
            points.append(row)
    usable = []
    areas = areas_at_many([row.lat for row in points], [row.lon for row in points]) if points else []
    for row, found in zip(points, areas, strict=True):
        area = found.neighbourhood or found.city
        if area is None:
            outcome.refused.append(UnusableRow(row.line, row.reference, OUTSIDE))
            seen.discard(row.reference)
        else:
            usable.append((row, area))
    return usable


def _take(layer: Layer, rows: list[tuple[PointRow, int]], outcome: Outcome) -> None:
    there = {
        each.reference: each for each in layer.assets.filter(reference__in=[row.reference for row, _ in rows])
    }
    fresh, changed = [], []
    for row, area in rows:
        asset = there.get(row.reference) or Asset(layer=layer, reference=row.reference)
        is_new = row.reference not in there
        before = _facts_of(asset)
        asset.lat, asset.lon, asset.area_id = round(row.lat, 7), round(row.lon, 7), area
        asset.facts, asset.gone_at = kept_facts(row.facts, layer.facts), None
        street = nearest_line(asset.lat, asset.lon)
        asset.street = street.text if street else ""
        if is_new:
            fresh.append(asset)
        elif before != _facts_of(asset):
            changed.append(asset)
    for asset, number in zip(fresh, _numbers(len(fresh)), strict=True):
        asset.pk, asset.code = number, code_of(number)
    Asset.objects.bulk_create(fresh)
    Asset.objects.bulk_update(changed, _CHANGES)
    outcome.new += len(fresh)
    outcome.changed += len(changed)
    outcome.known += len(rows) - len(fresh) - len(changed)


def _facts_of(asset: Asset) -> tuple[Any, ...]:
    return asset.lat, asset.lon, asset.area_id, asset.street, asset.facts, asset.gone_at


def _numbers(many: int) -> list[int]:
    """So many numbers of the table's own sequence: the code of an asset is made of its number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('assets_asset', 'id')) FROM generate_series(1, %s)", [many]
        )
        return [number for (number,) in cursor.fetchall()]


def _mark_gone(layer: Layer, seen: set[str]) -> int:
    standing = layer.assets.filter(gone_at=None).values_list("pk", "reference")
    missing = [pk for pk, reference in standing.iterator() if reference not in seen]
    for some in batched(missing, BATCH, strict=False):
        Asset.objects.filter(pk__in=some).update(gone_at=now())
    return len(missing)
