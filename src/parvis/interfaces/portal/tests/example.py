"""A dataset for tests, and a way to publish it for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from parvis.kernel.commons import registry
from parvis.kernel.commons.dataset import PDDL, Dataset, Field, Kind

LIGHTS = Dataset(
    slug="test-lights",
    title="Street lights",
    description="Every light of the city.",
    safety="No names are in it.",
    licence=PDDL,
    attribution="City of Boston",
    fields=(
        Field("street", Kind.TEXT, "Where it stands."),
        Field("lamps", Kind.INTEGER, "How many lamps."),
        Field("lat", Kind.NUMBER, "Degrees."),
        Field("lon", Kind.NUMBER, "Degrees."),
    ),
    rows=lambda: iter([("Beacon Street", 2, 42.36, -71.06), ("=cmd|' /C calc'!A0", 1, 42.35, -71.05)]),
    updated=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    point=("lat", "lon"),
    keywords=("light",),
)


@contextmanager
def published(dataset: Dataset) -> Iterator[None]:
    """The dataset is in the catalogue as long as this lasts."""
    before = registry.dataset_called(dataset.slug)
    registry.register(dataset)
    try:
        yield
    finally:
        registry.withdraw(dataset.slug)
        if before:
            registry.register(before)
