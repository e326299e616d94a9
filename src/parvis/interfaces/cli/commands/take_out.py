"""Take data out: parvis export reports reports.csv, or the whole city to leave with: parvis export --everything FILE.

An open dataset is what everybody may read. `all` writes these into a folder, with a dump of the database and the files
beside them. `--everything` writes one archive, in open formats alone, that `parvis import everything` brings back.
"""

import tarfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from parvis.interfaces.cli.start import pending_migrations, set_up_django
from parvis.interfaces.cli.terminal import CannotError, progress, say
from parvis.kernel.database import backup
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder

if TYPE_CHECKING:
    from parvis.kernel.commons.dataset import Dataset


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "what", nargs="?", help="an open dataset, or `all` for these, the database and the uploaded files"
    )
    parser.add_argument(
        "target",
        nargs="?",
        type=Path,
        help="a file ending in .csv, .geojson, .parquet or .json; with `all` a folder",
    )
    parser.add_argument(
        "--everything",
        type=Path,
        metavar="FILE",
        help="one archive of all that the city has here, to leave or move",
    )
    parser.add_argument(
        "--with-secrets",
        action="store_true",
        help="with --everything: the values of the installation's keys too",
    )


def run(options: Namespace) -> int:
    """Write the file, or the folder."""
    if bool(options.everything) == bool(options.target) or (options.with_secrets and not options.everything):
        raise CannotError(
            "Say what to take out and where it goes, or --everything and a file. Nothing was written."
        )
    with database_in_use(data_folder()):
        set_up_django()
        if options.everything:
            _archive(options.everything, with_secrets=options.with_secrets)
            return 0
        for written in _all(options.target) if options.what == "all" else _one(options.what, options.target):
            say(f"Wrote {written} ({written.stat().st_size / 1e6:.1f} MB).")
    return 0


def _one(name: str, target: Path) -> Iterator[Path]:
    from parvis.kernel.commons.registry import all_datasets, dataset_called

    dataset = dataset_called(name)
    if dataset is None:
        known = ", ".join([*(each.slug for each in all_datasets()), "all"])
        raise CannotError(f"There is no dataset called {name}. There are: {known}.")
    ending = target.suffix.lstrip(".")
    if ending not in {each.value for each in dataset.formats}:
        endings = ", ".join(f".{each.value}" for each in dataset.formats)
        raise CannotError(f"{name} can be written to a file that ends in one of: {endings}.")
    yield _write(dataset, target)


def _archive(file: Path, *, with_secrets: bool) -> None:
    from parvis.kernel.exit.actions import tell_that_all_is_taken
    from parvis.kernel.exit.writing import write_everything

    if pending := pending_migrations():
        raise CannotError(f"The tables are {len(pending)} steps behind. Run `parvis migrate`, then export.")
    tell_that_all_is_taken()
    written = write_everything(file, progress, with_secrets=with_secrets)
    say(
        f"Wrote {written.rows} rows of {written.tables} tables and {written.files} files to {file} "
        f"({file.stat().st_size / 1e6:.1f} MB). It holds personal data: keep it as safe as the installation."
    )
    if written.missing:
        say(f"{written.missing} files that rows name are not in the store; datapackage.json lists them.")


def _all(folder: Path) -> Iterator[Path]:
    from parvis.kernel.commons.registry import all_datasets
    from parvis.kernel.exit.actions import tell_that_all_is_taken

    tell_that_all_is_taken()
    folder.mkdir(parents=True, exist_ok=True)
    for dataset in all_datasets():
        for each in dataset.formats:
            yield _write(dataset, folder / f"{dataset.slug}.{each.value}")
    backup.dump(data_folder(), folder / "database.dump")
    yield folder / "database.dump"
    media = data_folder() / "media"
    if media.is_dir():
        with tarfile.open(folder / "files.tar", "w") as archive:
            archive.add(media, arcname="media")
        yield folder / "files.tar"


def _write(dataset: "Dataset", target: Path) -> Path:
    from parvis.kernel.commons.dataset import Format
    from parvis.kernel.commons.export import pieces_of

    half = target.with_name(f"{target.name}.half")
    with half.open("wb") as file:
        file.writelines(pieces_of(dataset, Format(target.suffix.lstrip("."))))
    return half.replace(target)
