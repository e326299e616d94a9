"""Writes a tiny service that passes every wall: `make module name=parking`. Then make it yours, from the inside out."""

import keyword
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from string import Template

import polib

PROJECT = Path(__file__).resolve().parents[1]
PARTS = PROJECT / "scripts/module"
SOURCE = PROJECT / "src/parvis"
BIN = Path(sys.executable).parent
NAME = re.compile(r"^[a-z][a-z0-9]{2,24}$")


class CannotError(Exception):
    """The module cannot be written; the message says why."""


def main(name: str) -> None:
    """Write the module, put it into settings and addresses, make its first migration, translate its sentences."""
    folder = _checked(name)
    words = {"name": name, "Name": name.title(), "title": name.title(), "address": name}
    for part in sorted(PARTS.glob("files/**/*.txt")):
        target = folder / _place(part, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(part.read_text(encoding="utf-8")).substitute(words), encoding="utf-8")
    (folder / "migrations").mkdir()
    (folder / "migrations/__init__.py").touch()
    _install(name)
    _run("parvis", "makemigrations", name, "--name", "initial", "--verbosity", "0")
    _run("python", "-P", "scripts/messages.py", name)
    _translate(folder, name.title())
    _run("python", "-P", "scripts/doors.py")
    _run("ruff", "format", "--quiet", str(folder))
    place = folder.relative_to(PROJECT)
    print(f"Wrote {place}. It passes every wall as it stands: make test only={place}")
    print("Now make it yours: docs/how-to/add-a-module.md says in which order.")


def _checked(name: str) -> Path:
    folder = SOURCE / "services" / name
    if not NAME.match(name) or keyword.iskeyword(name):
        raise CannotError("Say how it is called, in one word of small letters: make module name=parking")
    taken = {
        each.name for floor in ("kernel", "services", "interfaces") for each in (SOURCE / floor).iterdir()
    }
    if name in taken:
        raise CannotError(f"There is a module called {name} already. Choose another name.")
    return folder


def _place(part: Path, name: str) -> Path:
    """Where a part goes: pages lie in a folder of the module's name, so that no two modules' pages meet."""
    below = part.relative_to(PARTS / "files").with_suffix("")
    return Path("templates", name, *below.parts[1:]) if below.parts[0] == "templates" else below


def _install(name: str) -> None:
    _insert(SOURCE / "config/settings/base.py", '    "parvis.services.', f'    "parvis.services.{name}",\n')
    line = f'    path("{name}/", include("parvis.services.{name}.urls")),\n'
    _insert(SOURCE / "config/urls.py", '    path("reports/', line)


def _insert(file: Path, after: str, line: str) -> None:
    """Put a line behind the last one that begins like `after`."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    places = [number for number, each in enumerate(lines) if each.startswith(after)]
    if not places:
        raise CannotError(
            f"{file.relative_to(PROJECT)} is not as expected; add this line by hand: {line.strip()}"
        )
    lines.insert(places[-1] + 1, line)
    file.write_text("".join(lines), encoding="utf-8")


def _translate(folder: Path, title: str) -> None:
    words = tomllib.loads((PARTS / "words.toml").read_text(encoding="utf-8"))
    for file in folder.glob("locale/*/LC_MESSAGES/django.po"):
        language = file.parts[-3]
        catalogue = polib.pofile(str(file), wrapwidth=110)
        for entry in catalogue:
            entry.msgstr = title if entry.msgid == title else words[entry.msgid][language]
        catalogue.save()
        catalogue.save_as_mofile(str(file.with_suffix(".mo")))


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run(
        [str(BIN / program), *arguments], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CannotError(
            f"{program} {arguments[0]} failed: {(done.stderr or done.stdout).strip().splitlines()[-1]}"
        )


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "")
    except CannotError as refused:
        sys.exit(str(refused))
