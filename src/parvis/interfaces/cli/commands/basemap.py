"""Build the base map from an .osm.pbf file or, without one, from the city's own areas and streets."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from parvis.interfaces.cli.start import set_up_django
from parvis.interfaces.cli.terminal import CannotError, say


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("source", type=Path, nargs="?", help="an .osm.pbf file, or a folder of GeoJSON files")


def run(options: Namespace) -> int:
    """Build the map where the server looks for it."""
    set_up_django()
    from django.conf import settings

    from parvis.kernel.places.basemap import UnusableMapSourceError, build_basemap, path

    source = options.source or Path(settings.PROJECT) / "demo" / settings.CITY.slug
    if not source.exists():
        raise CannotError(f"There is nothing at {source}. Give an .osm.pbf file of your city.")
    try:
        built = build_basemap(source, path(), settings.CITY.bounds if source.suffix == ".pbf" else None)
    except UnusableMapSourceError as refused:
        raise CannotError(str(refused)) from refused
    say(f"Drew {built.features:,} things on {built.tiles:,} tiles into {path()} ({built.size / 1e6:.1f} MB).")
    return 0
