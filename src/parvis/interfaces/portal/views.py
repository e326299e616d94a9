"""Open data: the catalogue, a page for each dataset, and the files."""

import hashlib
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis.kernel.clock import now
from parvis.kernel.commons import schema
from parvis.kernel.commons.dataset import MEDIA_TYPES, Dataset, Format
from parvis.kernel.commons.export import pieces_of, sample
from parvis.kernel.commons.registry import all_datasets, dataset_called
from parvis.kernel.permissions.access import everyone
from parvis.kernel.programs.registry import all_interfaces
from parvis.kernel.replicas.reading import reads_from_replica, still_reading
from parvis.kernel.streaming import stream
from parvis.kernel.ui.components import Crumb, Line

SECONDS_CACHED = 300
FORMAT_NAMES: dict[Format, str] = {
    Format.CSV: "CSV",
    Format.GEOJSON: "GeoJSON",
    Format.PARQUET: "Parquet",
    Format.JSON: "JSON",
}


@everyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every dataset with what it holds, and every way in for programs."""
    return render(request, "portal/home.html", {"datasets": all_datasets(), "interfaces": all_interfaces()})


@everyone
@require_safe
def catalogue(request: HttpRequest) -> JsonResponse:
    """The same for machines: DCAT 3 as JSON-LD."""
    city = settings.CITY.name
    described = schema.dcat_catalogue(
        all_datasets(),
        _addresses(request),
        title=_("Open data of %(city)s") % {"city": city},
        publisher=city,
        home=request.build_absolute_uri(reverse("portal:home")),
    )
    return JsonResponse(described, content_type="application/ld+json")


@everyone
@require_safe
@reads_from_replica
def dataset_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What a dataset holds, how it was made safe, its licence, its files, its fields and its first rows."""
    dataset = _dataset(slug)
    updated = dataset.updated()
    context: dict[str, Any] = {
        "dataset": dataset,
        "crumbs": [Crumb(_("Open data"), reverse("portal:home")), Crumb(dataset.title)],
        "files": [(FORMAT_NAMES[each], _address(dataset, each)) for each in dataset.formats],
        "package": _address(dataset, "datapackage"),
        "linked": _address(dataset, "jsonld"),
        "facts": [
            Line(_("Source"), dataset.attribution),
            Line(_("How people are protected"), dataset.safety),
        ],
        "updated": updated,
        "moment": now(),
        "rows": [list(zip(dataset.names, row, strict=True)) for row in sample(dataset)],
    }
    return render(request, "portal/dataset.html", context)


@everyone
@require_safe
def data_package(request: HttpRequest, slug: str) -> JsonResponse:
    """The schema of a dataset: `datapackage.json` after Frictionless."""
    return JsonResponse(schema.data_package(_dataset(slug), _addresses(request)))


@everyone
@require_safe
def linked_data(request: HttpRequest, slug: str) -> JsonResponse:
    """A dataset described as DCAT 3 in JSON-LD."""
    described = schema.dcat_dataset(_dataset(slug), _addresses(request))
    return JsonResponse({"@context": schema.CONTEXT, **described}, content_type="application/ld+json")


@everyone
@require_safe
@reads_from_replica
def download(request: HttpRequest, slug: str, format_name: str) -> HttpResponseBase:
    """The whole dataset as a file; 304 when the reader already has this state of it."""
    dataset = _dataset(slug)
    try:
        format_ = Format(format_name)
    except ValueError as unknown:
        raise Http404 from unknown
    if format_ not in dataset.formats:
        raise Http404
    headers = {
        "Content-Type": MEDIA_TYPES[format_],
        "Content-Disposition": f'attachment; filename="{settings.CITY.slug}-{slug}-{localdate(now())}.{format_}"',
        "Cache-Control": "no-cache",
    }
    etag = _etag(dataset, format_)
    if etag:
        headers |= {"ETag": etag, "Cache-Control": f"public, max-age={SECONDS_CACHED}"}
        known = get_conditional_response(request, etag=etag)
        if known is not None:
            for name in ("ETag", "Cache-Control"):
                known[name] = headers[name]
            return known
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    return stream(request, still_reading(pieces_of(dataset, format_)), headers=headers)


def _dataset(slug: str) -> Dataset:
    dataset = dataset_called(slug)
    if dataset is None:
        raise Http404
    return dataset


def _etag(dataset: Dataset, format_: Format) -> str | None:
    """A mark of this state of the rows and fields. Weak, because two writers of Parquet need not agree on bytes."""
    updated = dataset.updated()
    if updated is None:
        return None
    state = "\n".join([dataset.slug, format_, updated.isoformat(), *dataset.names])
    return f'W/"{hashlib.sha256(state.encode()).hexdigest()[:32]}"'


def _address(dataset: Dataset, part: str) -> str:
    if part == "":
        return reverse("portal:dataset", args=[dataset.slug])
    if part in {"datapackage", "jsonld"}:
        return reverse(f"portal:{part}", args=[dataset.slug])
    return reverse("portal:download", args=[dataset.slug, part])


def _addresses(request: HttpRequest) -> schema.Addresses:
    return lambda dataset, part: request.build_absolute_uri(_address(dataset, part))
