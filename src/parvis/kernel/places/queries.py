"""Areas through time: a boundary that moved is a new row of the same slug; what happened keeps the row of its day."""

from collections.abc import Sequence

from parvis.kernel.places.models import Area


def versions_of(*areas: int) -> tuple[int, ...]:
    """These areas in all their boundaries, old and new, by number."""
    slugs = Area.objects.filter(pk__in=areas).values("slug").order_by()
    return tuple(Area.objects.filter(slug__in=slugs).order_by("pk").values_list("pk", flat=True))


def slugs_of(areas: Sequence[int]) -> list[str]:
    """What stays the same when a boundary moves; in the order given."""
    slugs = dict(Area.objects.filter(pk__in=areas).order_by().values_list("pk", "slug"))
    return [slugs[area] for area in areas]
