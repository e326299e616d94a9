"""Reads of people and organisations."""

from parvis.kernel.people.models import Organisation, Person


def office_names(slugs: set[str]) -> dict[str, str]:
    """The names of these organisations in the reader's language."""
    return {each.slug: each.name for each in Organisation.objects.filter(slug__in=slugs)}


def people_of_office(office: Organisation) -> list[Person]:
    """Everyone with a role in the office, with what it takes to write to them."""
    people = Person.objects.filter(memberships__organisation=office, is_active=True)
    return list(people.only("email", "language").order_by("pk").distinct())
