"""What the map on a page needs to know before it can draw: addresses, first view, words."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from parvis.kernel.theme import City
from parvis.kernel.ui.navigation import address

_PROGRAMS = "ui/vendor/maplibre"


@dataclass(frozen=True, slots=True)
class MapFrame:
    """Addresses ready for data attributes; `centre` is "lon,lat", `bounds` "west,south,east,north" in degrees.

    `words` is a JSON object: what the map says, by the names that its program gives to its sentences.
    """

    style: str
    centre: str
    bounds: str
    module: str
    worker: str
    tiles: str
    sheet: str
    words: str


def map_frame() -> MapFrame:
    """The frame of every map of this city."""
    city: City = settings.CITY
    return MapFrame(
        style=address("places:style", "/places/style.json"),
        centre=",".join(map(str, city.centre)),
        bounds=bounds(city),
        module=static(f"{_PROGRAMS}/maplibre-gl.mjs"),
        worker=static(f"{_PROGRAMS}/maplibre-gl-worker.mjs"),
        tiles=static("ui/vendor/pmtiles/pmtiles.mjs"),
        sheet=static(f"{_PROGRAMS}/maplibre-gl.css"),
        words=json.dumps(_map_words(), ensure_ascii=False),
    )


def bounds(city: City) -> str:
    """The city's box as "west,south,east,north"."""
    return ",".join(map(str, city.bounds))


def spot_words() -> str:
    """What the field for a place says, as a JSON object."""
    words = {
        "marked": _("The place is marked."),
        "near": _("The place is marked near {place}."),
        "asking": _("Asking your device where you are…"),
        "refused": _("Your device did not say where you are. Tap the map or type an address."),
        "outside": _("You seem to be outside the city. Tap the map or type an address."),
        "found": _("Suggestions: {count}. Choose with the arrow keys."),
        "unknown": _("We do not know this address. Tap the map, or try the name of the street alone."),
    }
    return json.dumps(words, ensure_ascii=False)


def _map_words() -> dict[str, str]:
    zoom_hint = _("Hold Ctrl and scroll to zoom the map.")
    return {
        "NavigationControl.ZoomIn": _("Zoom in"),
        "NavigationControl.ZoomOut": _("Zoom out"),
        "AttributionControl.ToggleAttribution": _("Where the map comes from"),
        "Map.Title": _("Map"),
        "Marker.Title": _("Place"),
        "Popup.Close": _("Close"),
        "CooperativeGesturesHandler.WindowsHelpText": zoom_hint,
        "CooperativeGesturesHandler.MacHelpText": _("Hold ⌘ and scroll to zoom the map."),
        "CooperativeGesturesHandler.MobileHelpText": _("Move the map with two fingers."),
        "Parvis.Several": _("{count} places: zoom in"),
    }
