"""Areas through time: a boundary that moved is a new row of the same slug; what happened keeps the row of its day."""

from collections.abc import Sequence

from django.db.models import QuerySet

from parvis.kernel.places.models import Area


def versions_of(*areas: int) -> tuple[int, ...]:
    """These areas in all their boundaries, old and new, by number."""
    slugs = Area.objects.filter(pk__in=areas).values("slug").order_by()
    return tuple(Area.objects.filter(slug__in=slugs).order_by("pk").values_list("pk", flat=True))


def slugs_of(areas: Sequence[int]) -> list[str]:
    """What stays the same when a boundary moves; in the order given."""
    slugs = dict(Area.objects.filter(pk__in=areas).order_by().values_list("pk", "slug"))
    return [slugs[area] for area in areas]


def neighbourhoods() -> dict[str, Area]:
    """The neighbourhoods of today by slug, without their boundaries."""
    return {area.slug: area for area in _neighbourhoods().filter(valid_until=None)}


def slugs_of_neighbourhoods() -> dict[int, str]:
    """The slug of each neighbourhood of today, also by the boundaries that it had before."""
    rows = list(_neighbourhoods().values_list("pk", "slug", "valid_until"))
    today = {slug for _pk, slug, until in rows if until is None}
    return {pk: slug for pk, slug, _until in rows if slug in today}


def _neighbourhoods() -> QuerySet[Area]:
    return Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD).only("slug", "names").order_by("slug", "pk")
