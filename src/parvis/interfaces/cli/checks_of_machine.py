"""What `parvis doctor` looks at before Django and the database are up."""

import importlib.metadata
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from parvis.interfaces.cli.findings import Finding, bad, good, warning
from parvis.interfaces.cli.ports import address_from_environment, answers, refuse_if_taken
from parvis.interfaces.cli.terminal import CannotError
from parvis.kernel.database.location import PROJECT, data_folder

WANTED_PYTHON = "3.13"
ENOUGH_SPACE = 2_000_000_000  # bytes: the demo city with its photos, and a dump of it
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)([^\\]*)")


def python() -> Finding:
    """The interpreter's version."""
    seen = ".".join(map(str, sys.version_info[:3]))
    if seen.startswith(f"{WANTED_PYTHON}."):
        return good("Python", seen)
    return bad("Python", f"{seen}, not {WANTED_PYTHON}", "Run `make clean` and `make install`.")


def dependencies() -> Finding:
    """Installed versions against the pinned ones."""
    listed = PROJECT / "requirements/base.txt"
    if not listed.exists():
        return warning("Dependencies", "no list of pinned versions here", "Run Parvis from its own folder.")
    pinned = [match.groups() for line in listed.read_text().splitlines() if (match := _PINNED.match(line))]
    wrong = [
        f"{name} {_installed(name) or 'missing'} instead of {version}"
        for name, version, condition in pinned
        if not condition.strip() and _installed(name) != version
    ]
    if wrong:
        return bad("Dependencies", "; ".join(wrong[:5]), "Run `make install`.")
    return good("Dependencies", f"{len(pinned)} as pinned")


def data() -> Finding:
    """The data folder."""
    folder = data_folder()
    standing = next(each for each in (folder, *folder.parents) if each.exists())
    if not os.access(standing, os.W_OK | os.X_OK):
        return bad(
            "Data folder", f"{folder} cannot be written", "Change its rights, or point PARVIS_DATA elsewhere."
        )
    return good("Data folder", str(folder))


def space() -> Finding:
    """Room on the disk of the data folder."""
    folder = data_folder()
    standing = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(standing).free
    seen = f"{free / 1e9:.1f} GB free"
    if free < ENOUGH_SPACE:
        return bad("Disk", seen, "Free some space, or point PARVIS_DATA at another disk.")
    return good("Disk", seen)


def port() -> Finding:
    """The address of the web server."""
    try:
        address = address_from_environment()
        refuse_if_taken(address)
    except CannotError as refused:
        if "in use" in str(refused) and answers(address_from_environment()):
            return good("Port", f"a web server answers at {address_from_environment().url}")
        seen, _stop, cure = str(refused).partition(". ")
        return bad("Port", seen, cure)
    return good("Port", f"{address.port} is free")


def user() -> Finding:
    """Who runs this."""
    if os.geteuid() == 0:
        return warning(
            "User", "root", "Run Parvis as a user of its own; as root, PostgreSQL runs as `nobody`."
        )
    return good("User", "not root")


def translations() -> Finding:
    """Compiled message files."""
    files = list((PROJECT / "src/parvis").glob("**/locale/*/LC_MESSAGES/*.po"))
    stale = [po for po in files if not _is_compiled(po)]
    if stale:
        return bad("Translations", f"{len(stale)} of {len(files)} not compiled", "Run `make install`.")
    return good("Translations", f"{len(files)} files compiled")


FIRST_CHECKS: tuple[Callable[[], Finding], ...] = (
    python,
    dependencies,
    user,
    data,
    space,
    port,
    translations,
)


def _installed(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _is_compiled(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns
