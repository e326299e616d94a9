"""The demo city's areas, streets and names, made through actions from the files in its folder."""

import json
from datetime import date
from pathlib import Path

from django.conf import settings

from parvis.kernel.places import basemap
from parvis.kernel.places.actions import load_city, load_streets
from parvis.kernel.places.models import Area

NEIGHBOURHOODS_SOURCE = "City of Boston, click_that_hood"
STREETS_SOURCE = "© OpenStreetMap contributors"
# The day on which the boundaries were published.
VALID_FROM = date(2013, 2, 19)


order = 0


def seed() -> None:
    """The demo city's places, and its base map where none was built yet."""
    seed_places()
    if not basemap.path().is_file():
        basemap.build_basemap(_folder(), basemap.path())


def _folder() -> Path:
    return Path(settings.PROJECT) / "demo" / settings.CITY.slug


def seed_places(folder: Path | None = None) -> dict[str, int]:
    """Areas and streets from `neighborhoods.geojson` and `streets-*.geojson`; what was new or changed, by kind."""
    folder = folder or _folder()
    neighbourhoods = json.loads((folder / "neighborhoods.geojson").read_text(encoding="utf-8"))
    _city, areas = load_city(
        neighbourhoods,
        {settings.LANGUAGE_CODE: settings.CITY.name},
        valid_from=VALID_FROM,
        source=NEIGHBOURHOODS_SOURCE,
    )
    streets = 0
    for path in sorted(folder.glob("streets-*.geojson")):
        streets += load_streets(
            json.loads(path.read_text(encoding="utf-8")), source=f"{STREETS_SOURCE} ({path.stem})"
        )
    return {"areas": areas, "streets": streets, "known areas": Area.objects.count()}
