"""Pages of layers with something on them."""

from typing import Any

from parvis.kernel.testing.addresses import Sample
from parvis.services.assets.tests.stage import build


def samples(cast: Any) -> list[Sample]:
    """Layers, one that is set up, its labels."""
    build()
    assert cast.mona
    return [
        Sample("the layers of an office", "/office/layers/", "mona"),
        Sample("setting up a layer", "/office/layers/lamps/change/", "mona"),
        Sample("a layer's labels", "/office/layers/lamps/", "mona"),
        Sample("sheets of labels", "/office/layers/lamps/sheets/?sheet=letter", "mona"),
        Sample("no labels", "/office/layers/lamps/sheets/?sheet=a4&area=west-side", "mona"),
    ]
