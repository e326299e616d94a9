"""What the map on a page needs to know before it can draw: addresses, first view, languages."""

from dataclasses import dataclass

from django.conf import settings
from django.templatetags.static import static

from parvis.kernel.theme import City
from parvis.kernel.ui.navigation import address

_PROGRAMS = "ui/vendor/maplibre"


@dataclass(frozen=True, slots=True)
class MapFrame:
    """Addresses ready for data attributes; `centre` is "lon,lat", `bounds` "west,south,east,north" in degrees."""

    style: str
    centre: str
    bounds: str
    module: str
    worker: str
    tiles: str
    sheet: str


def map_frame() -> MapFrame:
    """The frame of every map of this city."""
    city: City = settings.CITY
    return MapFrame(
        style=address("places:style", "/places/style.json"),
        centre=",".join(map(str, city.centre)),
        bounds=",".join(map(str, city.bounds)),
        module=static(f"{_PROGRAMS}/maplibre-gl.mjs"),
        worker=static(f"{_PROGRAMS}/maplibre-gl-worker.mjs"),
        tiles=static("ui/vendor/pmtiles/pmtiles.mjs"),
        sheet=static(f"{_PROGRAMS}/maplibre-gl.css"),
    )
