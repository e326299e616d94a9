"""What the `parvis` command asks of this room."""

from collections.abc import Callable
from pathlib import Path

from parvis.kernel.exit.actions import bring_everything_in

type Progress = Callable[[int, int, str], None]


def import_everything(file: Path, progress: Progress) -> str:
    """Bring an archive into this empty installation; the last line that a person reads."""
    brought = bring_everything_in(file, progress)
    lines = [
        f"Brought in {brought.rows} rows of {brought.tables} tables and {brought.files} files of {brought.city}; the "
        "journal is whole.",
        f"The city's settings lie in {brought.settings}: point PARVIS_CITY at city.toml there, and give each key of "
        "keys.json again.",
    ]
    if not brought.same_secret:
        lines.append(
            "Its secret key is another. Give it the old PARVIS_SECRET_KEY before it opens: else links sent before "
            "do not open, and phones that said STOP would get texts again."
        )
    if brought.files_missing:
        lines.append(f"{brought.files_missing} files were missing already when the archive was made.")
    return "\n".join(lines)


IMPORTERS = {"everything": {"archive": import_everything}}
