"""How the base map looks: pale stone, white streets, muted green and blue, so that what people say stands out.

A MapLibre style. It names no glyph server: the letters are drawn from the fonts that the page itself has loaded.
"""

from typing import Any, Literal

from django.urls import reverse

from parvis.kernel.places.basemap import ATTRIBUTION, ZOOMS

type Theme = Literal["light", "dark"]
type Layer = dict[str, Any]

FONTS = ["Atkinson Hyperlegible Next", "Noto Sans Arabic"]
COLOURS: dict[Theme, dict[str, str]] = {
    "light": {
        "beyond": "#DCE3E4", "land": "#EFEBE1", "green": "#D2E0C9", "water": "#BAD3DF", "paved": "#F5F2EA",
        "building": "#E3DCCE", "border": "#A99E8B", "street": "#FFFFFF", "casing": "#DAD2C2", "main": "#FFFFFF",
        "path": "#FBF9F4", "rail": "#C4BBAB", "label": "#33424D", "green label": "#2C5B41", "halo": "#F7F5EF",
    },
    "dark": {
        "beyond": "#0B1318", "land": "#1F2D35", "green": "#20392D", "water": "#10293A", "paved": "#24333C",
        "building": "#293942", "border": "#6C7D87", "street": "#3F515C", "casing": "#141F25", "main": "#4C606C",
        "path": "#31424C", "rail": "#475863", "label": "#CBD5DA", "green label": "#9CC4AC", "halo": "#11191E",
    },
}  # fmt: skip

# Width in pixels by zoom, for each kind of road, and from which zoom on its edge is drawn.
_WIDTHS: dict[str, tuple[tuple[int, float], ...]] = {
    "path": ((15, 0.8), (18, 3)),
    "service": ((14, 0.8), (18, 8)),
    "walk": ((13, 0.8), (18, 10)),
    "street": ((12, 0.7), (14, 2.2), (18, 16)),
    "middle": ((12, 1.2), (14, 3.2), (18, 19)),
    "main": ((10, 0.8), (12, 1.8), (14, 4.2), (18, 22)),
    "motorway": ((10, 1.2), (12, 2.4), (14, 5), (18, 24)),
}
_PLACE_SIZE = ((10, 12), (12, 15), (14, 17), (17, 20))


def map_style(theme: Theme, language: str, *, drawn: bool = True) -> dict[str, Any]:
    """The style for a theme, labelled in a language where the place has a name in it, else by its own name.

    `drawn` is False where there is no base map yet: then only the ground is shown.
    """
    colours = COLOURS[theme]
    ground: Layer = {"id": "beyond", "type": "background", "paint": {"background-color": colours["beyond"]}}
    source = {
        "type": "vector",
        "url": f"pmtiles://{reverse('places:basemap')}",
        "attribution": ATTRIBUTION,
        "minzoom": ZOOMS[0],
        "maxzoom": ZOOMS[-1],
    }
    layers = (
        [ground, *_surfaces(colours), *_roads(colours), *_labels(colours, language)] if drawn else [ground]
    )
    return {
        "version": 8,
        "name": f"Parvis {theme}",
        "sources": {"city": source} if drawn else {},
        "layers": layers,
    }


def _surfaces(colours: dict[str, str]) -> list[Layer]:
    fills = [("land", "land"), ("green", "green"), ("water", "water"), ("paved", "paved")]
    layers: list[Layer] = [
        {
            "id": name,
            "type": "fill",
            "source": "city",
            "source-layer": name,
            "paint": {"fill-color": colours[colour]},
        }
        for name, colour in fills
    ]
    layers.append(_line("rivers", "rivers", colours["water"], ((11, 1), (16, 5))))
    fading = ["interpolate", ["linear"], ["zoom"], 14, 0, 15, 1]
    paint = {"fill-color": colours["building"], "fill-opacity": fading}
    layers.append(
        {
            "id": "buildings",
            "type": "fill",
            "source": "city",
            "source-layer": "buildings",
            "minzoom": 14,
            "paint": paint,
        }
    )
    return layers


def _roads(colours: dict[str, str]) -> list[Layer]:
    """All edges first, then all surfaces, so that crossings are open."""
    edges, surfaces = [], []
    for kind, widths in _WIDTHS.items():
        colour = colours.get(kind, colours["main" if kind == "motorway" else "street"])
        chosen: Any = ["==", ["get", "kind"], kind]
        if kind != "path":
            wider = tuple((zoom, width + 1.6) for zoom, width in widths)
            edges.append(
                {**_line(f"{kind} edge", "roads", colours["casing"], wider), "filter": chosen, "minzoom": 13}
            )
        surfaces.append({**_line(kind, "roads", colour, widths), "filter": chosen})
    rail = {
        **_line("rail", "roads", colours["rail"], ((12, 0.8), (18, 2.5))),
        "filter": ["==", ["get", "kind"], "rail"],
    }
    borders = _line("borders", "borders", colours["border"], ((10, 0.8), (16, 2)))
    borders["paint"] |= {"line-dasharray": [3, 2], "line-opacity": 0.7}
    return [borders, *edges, *surfaces, rail]


def _labels(colours: dict[str, str], language: str) -> list[Layer]:
    text = ["coalesce", ["get", f"name:{language}"], ["get", "name"]]
    halo = {"text-halo-color": colours["halo"], "text-halo-width": 2}
    streets: Layer = {
        "id": "street names", "type": "symbol", "source": "city", "source-layer": "roads", "minzoom": 13,
        "filter": ["has", "name"],
        "layout": {
            "symbol-placement": "line", "symbol-spacing": 320, "text-field": text, "text-font": FONTS,
            "text-size": _by_zoom(((13, 12), (15, 14), (17, 17), (18, 19))), "text-padding": 6,
            "symbol-sort-key": ["match", ["get", "kind"], "motorway", 0, "main", 1, "middle", 2, "street", 3, 4],
        },
        "paint": {"text-color": colours["label"], **halo},
    }  # fmt: skip
    layers = [streets]
    for kind, colour, sizes in (
        ("green", "green label", ((14, 13), (17, 16))),
        ("place", "label", _PLACE_SIZE),
    ):
        layers.append({
            "id": f"{kind} names", "type": "symbol", "source": "city", "source-layer": "labels",
            "filter": ["==", ["get", "kind"], kind],
            "layout": {
                "text-field": text, "text-font": FONTS, "text-size": _by_zoom(sizes), "text-max-width": 8,
                "symbol-sort-key": ["get", "rank"], "text-padding": 4,
                # A name steps aside before it is left out.
                "text-variable-anchor": ["center", "top", "bottom", "left", "right"], "text-radial-offset": 1.4,
            },
            "paint": {"text-color": colours[colour], **halo},
        })  # fmt: skip
    return layers


def _line(name: str, layer: str, colour: str, widths: tuple[tuple[int, float], ...]) -> Layer:
    return {
        "id": name, "type": "line", "source": "city", "source-layer": layer,
        "layout": {"line-cap": "round", "line-join": "round"},
        "paint": {"line-color": colour, "line-width": _by_zoom(widths)},
    }  # fmt: skip


def _by_zoom(stops: tuple[tuple[int, float], ...]) -> list[Any]:
    return ["interpolate", ["exponential", 1.4], ["zoom"], *(value for stop in stops for value in stop)]
