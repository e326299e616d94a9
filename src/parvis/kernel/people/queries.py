"""Reads of people and organisations."""

from parvis.kernel.people.models import Organisation


def office_names(slugs: set[str]) -> dict[str, str]:
    """The names of these organisations in the reader's language."""
    return {each.slug: each.name for each in Organisation.objects.filter(slug__in=slugs)}
