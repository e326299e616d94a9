"""What this module brings to the `parvis` command: parvis import assets FILE --into LAYER."""

from collections.abc import Callable
from pathlib import Path

from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.places.points import UnreadableFileError, points_in
from parvis.services.assets.actions.bringing import bring_in
from parvis.services.assets.models import Layer


def import_assets(path: Path, progress: Callable[[int, int], None], layer: str = "") -> str:
    """Bring a file into a layer; the answer names each refused row with its reason and ends with the counts."""
    found = Layer.objects.filter(slug=layer).first()
    if found is None:
        known = ", ".join(Layer.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise RefusedError(f"Say which layer it goes into: --into LAYER. There are: {known}.")
    try:
        outcome = bring_in(layer, points_in(path, found.tags))
    except UnreadableFileError as unreadable:
        raise RefusedError(str(unreadable)) from unreadable
    progress(outcome.read, outcome.read)
    lines = [f"  line {each.line}  {each.reference}  {each.reason}" for each in outcome.refused[:200]]
    return "\n".join([*(["Refused:", *lines] if lines else []), str(outcome)])


IMPORTERS = {"assets": {"file": import_assets}}
