"""How the command talks: plain sentences, and progress that does not scroll."""

import sys
from collections.abc import Sequence


class CannotError(Exception):
    """The command cannot do what was asked; the message is one sentence with a way out."""


def say(sentence: str = "") -> None:
    """Tell the person something."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def complain(sentence: str) -> None:
    """Tell the person what went wrong."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def progress(done: int, whole: int, what: str = "") -> None:
    """Show how far a long work is; on a terminal in one line, elsewhere only its end."""
    share = done / whole if whole else 1.0
    if sys.stderr.isatty():
        bar = "█" * round(30 * share)
        sys.stderr.write(
            f"\r{bar:<30} {share:4.0%}  {done:,} of {whole:,} {what}\x1b[K" + ("\n" if done >= whole else "")
        )
    elif done >= whole:
        sys.stderr.write(f"{done:,} {what}\n")
    sys.stderr.flush()


def table(rows: Sequence[Sequence[str]], *, indent: str = "  ") -> None:
    """Print rows in columns as wide as their widest word."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        say(indent + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
