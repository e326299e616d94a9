"""Reads."""

from collections.abc import Collection, Iterable, Iterator

from django.db import transaction

from parvis.kernel.files.models import Upload
from parvis.kernel.files.rules import Size


def uploads_named(public_ids: Iterable[str]) -> list[Upload]:
    """The photographs with these public ids, in this order; those that are gone are left out."""
    wanted = list(public_ids)
    found = {upload.public_id: upload for upload in Upload.objects.filter(public_id__in=wanted)}
    return [found[public_id] for public_id in wanted if public_id in found]


def names_of_files() -> Iterator[str]:
    """The names in the store of everything that a row stands for; read in a stream, within one transaction."""
    for upload in Upload.objects.order_by("pk").only("public_id").iterator(chunk_size=2000):
        yield from (upload.file_of(size) for size in Size)


def still_named(names: Collection[str]) -> list[str]:
    """Which of these files a row stands for just now."""
    with transaction.atomic():
        return [name for name in names_of_files() if name in names] if names else []
