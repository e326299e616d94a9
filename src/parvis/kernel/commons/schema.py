"""Datasets described for machines: Frictionless tabular data packages and DCAT in JSON-LD."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from parvis.kernel.commons.dataset import MEDIA_TYPES, Dataset, Format, Kind

_TYPES: dict[Kind, str] = {
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.YES_NO: "boolean",
    Kind.DAY: "date",
    Kind.MOMENT: "datetime",
    Kind.SHAPE: "geojson",
}
_ENCODED = "https://www.iana.org/assignments/media-types/"

# Gives the full address of a dataset's page ("") or of one of its files ("csv", "jsonld", …).
type Addresses = Callable[[Dataset, str], str]


def data_package(dataset: Dataset, address: Addresses) -> dict[str, Any]:
    """`datapackage.json` after Frictionless Data Package 1 (tabular-data-package), with the CSV as its table."""
    licence = {"name": dataset.licence.name, "title": dataset.licence.title, "path": dataset.licence.address}
    return {
        "profile": "tabular-data-package",
        "name": dataset.slug,
        "title": str(dataset.title),
        "description": str(dataset.description),
        "homepage": address(dataset, ""),
        "keywords": list(dataset.keywords),
        "licenses": [licence],
        "sources": [{"title": dataset.attribution}],
        **_created(dataset),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": dataset.slug,
                "path": address(dataset, Format.CSV),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {
                            "name": field.name,
                            "type": _TYPES[field.kind],
                            "description": str(field.description),
                        }
                        for field in dataset.fields
                    ],
                    "missingValues": [""],
                },
            }
        ],
    }


def dcat_dataset(dataset: Dataset, address: Addresses) -> dict[str, Any]:
    """One dataset after W3C DCAT 3, without its context."""
    return {
        "@id": address(dataset, ""),
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.slug,
        "dct:title": str(dataset.title),
        "dct:description": str(dataset.description),
        "dct:license": {"@id": dataset.licence.address},
        "dct:rights": dataset.attribution,
        "dcat:keyword": list(dataset.keywords),
        **{f"dct:{key}": value for key, value in _modified(dataset).items()},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:accessURL": {"@id": address(dataset, "")},
                "dcat:downloadURL": {"@id": address(dataset, format_)},
                "dcat:mediaType": {"@id": _ENCODED + MEDIA_TYPES[format_].partition(";")[0]},
                "dct:license": {"@id": dataset.licence.address},
                "dct:conformsTo": {"@id": address(dataset, "datapackage")},
            }
            for format_ in dataset.formats
        ],
    }


def dcat_catalogue(
    datasets: Iterable[Dataset], address: Addresses, *, title: str, publisher: str, home: str
) -> dict[str, Any]:
    """The catalogue of all datasets after W3C DCAT 3."""
    return {
        "@context": CONTEXT,
        "@id": home,
        "@type": "dcat:Catalog",
        "dct:title": title,
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": publisher},
        "dcat:dataset": [dcat_dataset(dataset, address) for dataset in datasets],
    }


CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _created(dataset: Dataset) -> dict[str, str]:
    moment = dataset.updated()
    return {"created": _moment(moment)} if moment else {}


def _modified(dataset: Dataset) -> dict[str, Any]:
    moment = dataset.updated()
    return {"modified": {"@value": _moment(moment), "@type": "xsd:dateTime"}} if moment else {}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
