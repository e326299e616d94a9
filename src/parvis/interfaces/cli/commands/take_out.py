"""Take data out: parvis export reports reports.csv, or everything that there is: parvis export all FOLDER."""

import tarfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from parvis.interfaces.cli.start import set_up_django
from parvis.interfaces.cli.terminal import CannotError, say
from parvis.kernel.database import backup
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder

if TYPE_CHECKING:
    from parvis.kernel.commons.dataset import Dataset


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "what", help="an open dataset, or `all` for these, the database and the uploaded files"
    )
    parser.add_argument(
        "target", type=Path, help="a file ending in .csv, .geojson, .parquet or .json; with `all` a folder"
    )


def run(options: Namespace) -> int:
    """Write the file, or the folder."""
    with database_in_use(data_folder()):
        set_up_django()
        for written in (
            _everything(options.target) if options.what == "all" else _one(options.what, options.target)
        ):
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


def _everything(folder: Path) -> Iterator[Path]:
    from parvis.kernel.commons.registry import all_datasets

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
