"""Reads."""

from collections.abc import Iterable

from parvis.kernel.files.models import Upload


def uploads_named(public_ids: Iterable[str]) -> list[Upload]:
    """The photographs with these public ids, in this order; those that are gone are left out."""
    wanted = list(public_ids)
    found = {upload.public_id: upload for upload in Upload.objects.filter(public_id__in=wanted)}
    return [found[public_id] for public_id in wanted if public_id in found]
