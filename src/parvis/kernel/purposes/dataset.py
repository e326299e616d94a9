"""The register as open data: a line for each field, and the whole as one JSON document."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy, override

from parvis.kernel.commons.dataset import CC0, Dataset, Field, Kind
from parvis.kernel.purposes.queries import Part, Purpose, officer, register


def document() -> dict[str, Any]:
    """The whole register for programs, in the language that is active."""
    own = officer()
    return {
        "format": "parvis-privacy-register/1",
        "controller": settings.CITY.name,
        "site": settings.SITE_ADDRESS,
        "officer": {"office": own.name, "email": own.email} if own else None,
        "authority": {"name": settings.CITY.privacy.authority, "page": settings.CITY.privacy.authority_page},
        "parts": [_part(each) for each in register()],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "promise": part.promise,
        "purposes": [_purpose(each) for each in part.purposes],
        "services": [
            {
                "name": each.service.name,
                "page": settings.SITE_ADDRESS + each.service.get_absolute_url(),
                "purpose": each.purpose,
                "legal_basis": each.legal_basis,
                "retention": each.retention,
            }
            for each in part.services
        ],
        "consents": [
            {"name": each.name, "version": each.version, "words": str(each.words)} for each in part.asks
        ],
        "published": [each.slug for each in part.published],
        "recipients": [{"name": name, "words": words} for name, words in part.recipients],
    }


def _purpose(purpose: Purpose) -> dict[str, Any]:
    kept, handling = purpose.kept, purpose.handling
    return {
        "why": str(kept.reason),
        "data": list(purpose.data),
        "fields": list(purpose.fields),
        "whose": {"code": handling.whose.value, "words": str(handling.whose.label)},
        "basis": {"code": handling.basis.value, "words": str(handling.basis.label)},
        "seen_by": {"code": handling.seen_by.value, "words": str(handling.seen_by.label)},
        "days": kept.days,
        "counted_from": kept.counted_from if kept.days is not None else None,
        "in_the_end": "row" if kept.row else "field",
    }


def _rows() -> Iterator[tuple[Any, ...]]:
    with override(settings.LANGUAGE_CODE):
        parts = register()
    for part in parts:
        for purpose in part.purposes:
            handling, kept = purpose.handling, purpose.kept
            with override(settings.LANGUAGE_CODE):
                said = (part.title, str(kept.reason), "; ".join(purpose.data))
            for name in purpose.fields:
                yield (
                    name,
                    *said,
                    handling.basis.value,
                    handling.whose.value,
                    handling.seen_by.value,
                    kept.days,
                )


def _updated() -> datetime | None:
    """Not known: it changes with the programs and with each service that is composed."""
    return None


DATASET = Dataset(
    slug="purposes",
    title=gettext_lazy("What the city keeps about people"),
    description=gettext_lazy(
        "Each personal field: why it is kept, on which legal basis, how long, who sees it."
    ),
    safety=gettext_lazy("It tells which data there are, never whose."),
    licence=CC0,
    attribution=settings.CITY.name,
    fields=(
        Field("field", Kind.TEXT, gettext_lazy("The field: module, table, column.")),
        Field("part", Kind.TEXT, gettext_lazy("The service or the part of the house that keeps it.")),
        Field("why", Kind.TEXT, gettext_lazy("Why it is kept.")),
        Field("data", Kind.TEXT, gettext_lazy("What it is called on the page “My data”.")),
        Field("basis", Kind.TEXT, gettext_lazy("The legal basis: consent, request, law or task.")),
        Field("whose", Kind.TEXT, gettext_lazy("Whom it is about: members, senders, officials or builders.")),
        Field(
            "seen_by",
            Kind.TEXT,
            gettext_lazy("Who sees it beside the person: nobody, office, desk, officials or everyone."),
        ),
        Field(
            "days",
            Kind.INTEGER,
            gettext_lazy("For how many days; empty: as long as the account or the thing."),
        ),
    ),
    rows=_rows,
    updated=_updated,
    keywords=("privacy", "data protection", "retention", "transparency"),
)
