"""Makes this folder ready to run: uv, Python 3.13, the pinned dependencies, the `parvis` command, the translations.

Needs nothing but a Python from 3.11 on; says in one sentence what is missing and how to get it. When everything is in
place it only compares a few hashes and is done.

    bootstrap.py base    what Parvis runs on
    bootstrap.py dev     the same and what it is checked with
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
VENV = PROJECT / ".venv"
TOOLS = PROJECT / ".tools"
REQUIREMENTS = PROJECT / "requirements"
STAMP = VENV / "parvis-ready.json"
PYTHON = "3.13"

# What an installer says when it fails → what a person can do about it. The first that fits is told.
ADVICE = {
    "no space left": "The disk is full. Free about 1 GB and run the command again.",
    "permission denied|read-only file system|operation not permitted": (
        f"This user may not write to {PROJECT}. Give yourself the rights to it, or clone the project elsewhere."
    ),
    "hash mismatch|do not match the hashes|hashes are required": (
        "A downloaded package is not the one that was pinned, so it was not installed. "
        "Run the command again; if it stays so, tell the maintainers."
    ),
    "failed to build|gcc|compiler|build backend|no matching wheel|no wheels": (
        "A package has no ready build for this machine and would need a compiler. Use Linux or macOS on x86-64 "
        "or ARM-64, or install a C compiler and run the command again."
    ),
    "dns error|failed to fetch|error sending request|connect|timed out|network|temporary failure|no matching dist": (
        "The package registry does not answer. Check the network (or the proxy) and run the command again; "
        "what is already here is kept."
    ),
}


class SetupError(Exception):
    """The set-up cannot go on; the message is a sentence with the way out."""


def main(wanted: str) -> None:
    """Make the folder ready for `base` or `dev` work; do nothing where it is."""
    if wanted not in {"base", "dev"}:
        raise SetupError("Say which set you want: bootstrap.py base, or bootstrap.py dev.")
    if not _is_ready(wanted):
        with _alone():
            if not _is_ready(wanted):
                _set_up(wanted)
    _compile_messages()


def _set_up(wanted: str) -> None:
    uv = _find_uv()
    whole = wanted == "dev" or _stamp().get("set") == "dev"
    kind = "dev" if whole else "base"
    if not _venv_works():
        python = _find_python(uv)
        say(f"Making the environment with {python}")
        _uv(uv, "venv", "--quiet", "--clear", "--python", str(python), str(VENV))
    say("Installing what Parvis runs on" + (" and is checked with" if whole else "") + ", pinned by hash")
    listed = REQUIREMENTS / f"{kind}.txt"
    _uv(uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(VENV / "bin/python"), str(listed))
    _install_project()
    STAMP.write_text(json.dumps({"set": kind, "hashes": _hashes(), "at": str(PROJECT)}, indent=1))
    say("Ready")


def say(sentence: str) -> None:
    """Tell the person what is happening."""
    print(f"· {sentence}", flush=True)


# ── is there anything to do? ─────────────────────────────────────────────────


def _is_ready(wanted: str) -> bool:
    stamp = _stamp()
    enough = stamp.get("set") in {wanted, "dev"}
    same = stamp.get("hashes") == _hashes() and stamp.get("at") == str(PROJECT)
    return enough and same and (VENV / "bin/parvis").exists() and os.access(VENV / "bin/python", os.X_OK)


def _stamp() -> dict[str, object]:
    try:
        found = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _hashes() -> dict[str, str]:
    files = [REQUIREMENTS / "base.txt", REQUIREMENTS / "dev.txt", Path(__file__)]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Two commands started at the same time must not build the same folder."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another command is setting up this folder; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# ── uv ───────────────────────────────────────────────────────────────────────


def _find_uv() -> str:
    own = [TOOLS / "uv/bin/uv"]
    if not any(_runs(str(each), "--version") for each in own):
        found = shutil.which("uv")
        if found and _runs(found, "--version"):
            return found
        _get_uv()
    for each in own:
        if _runs(str(each), "--version"):
            return str(each)
    raise SetupError(f"uv was installed but does not run. Remove {TOOLS} and run the command again.")


def _get_uv() -> None:
    """Install uv with pip into the project's own folder, trying each Python that brings pip or venv."""
    say("Getting uv, which installs the rest")
    target = TOOLS / "uv"
    listed = str(REQUIREMENTS / "tools.txt")
    for python in _pythons_with_pip():
        shutil.rmtree(target, ignore_errors=True)
        if _runs(python, "-I", "-m", "pip", "--version"):
            pip = [python, "-I", "-m", "pip"]
        elif _runs(python, "-I", "-m", "venv", str(TOOLS / "pip")):
            pip = [str(TOOLS / "pip/bin/python"), "-I", "-m", "pip"]
        else:
            continue
        options = (
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "--only-binary=:all:",
            "--require-hashes",
        )
        _run([*pip, "install", *options, "--target", str(target), "-r", listed])
        return
    raise SetupError(
        "uv is missing, and this Python has neither pip nor venv to get it. Install one of the three "
        "(on Debian and Ubuntu: apt install python3-venv) and run the command again."
    )


def _pythons_with_pip() -> list[str]:
    base = getattr(sys, "_base_executable", "") or sys.executable
    names = ("python3", "python3.14", "python3.13", "python3.12", "python3.11")
    found = [base, *(shutil.which(name) or "" for name in names)]
    return [each for each in dict.fromkeys(found) if each and VENV not in Path(each).parents]


# ── Python ───────────────────────────────────────────────────────────────────


def _find_python(uv: str) -> str:
    """A Python 3.13 that really runs: on the PATH, in pyenv's folders, beside the running one, or fetched by uv."""
    for candidate in _candidates():
        if _is_wanted(candidate):
            return candidate
    say(f"Getting Python {PYTHON}")
    os.environ["UV_PYTHON_INSTALL_DIR"] = str(TOOLS / "python")
    try:
        _uv(uv, "python", "install", "--quiet", "--no-bin", PYTHON)
    except SetupError as refused:
        raise SetupError(
            f"Python {PYTHON} is not on this machine and could not be fetched. Install it (any way you like), "
            "put it on the PATH, and run the command again."
        ) from refused
    for candidate in sorted((TOOLS / "python").glob(f"*{PYTHON}*/bin/python{PYTHON}")):
        if _is_wanted(str(candidate)):
            return str(candidate)
    raise SetupError(f"Python {PYTHON} was fetched but does not run on this machine. Install it another way.")


def _candidates() -> Iterator[str]:
    name = f"python{PYTHON}"
    folders = [Path(each) for each in os.environ.get("PATH", "").split(os.pathsep) if each]
    yield from (
        str(folder / each) for folder in folders for each in (name, "python3") if (folder / each).exists()
    )
    # A version manager's launchers fail where no version is chosen; the versions themselves lie beside them.
    homes = [os.environ.get("PYENV_ROOT", ""), str(Path.home() / ".pyenv")]
    homes += [str(folder.parent) for folder in folders if folder.name == "shims"]
    homes += [str(Path(sys.base_prefix).parents[1])] if "versions" in Path(sys.base_prefix).parts else []
    for home in dict.fromkeys(each for each in homes if each):
        yield from (
            str(each) for each in sorted(Path(home).glob(f"versions/{PYTHON}*/bin/{name}"), reverse=True)
        )
    yield from (str(each) for each in sorted((TOOLS / "python").glob(f"*{PYTHON}*/bin/{name}")))


def _is_wanted(python: str) -> bool:
    inside = VENV in Path(python).parents
    check = (
        "import sys, ssl, sqlite3, venv; print('%d.%d' % sys.version_info[:2], sys.base_prefix == sys.prefix)"
    )
    try:
        done = subprocess.run(
            [python, "-I", "-c", check], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return not inside and done.stdout.split() == [PYTHON, "True"]


def _venv_works() -> bool:
    return _runs(
        str(VENV / "bin/python"),
        "-I",
        "-c",
        f"import sys; sys.exit(sys.version_info[:2] != ({PYTHON.replace('.', ', ')}))",
    )


# ── the project itself ───────────────────────────────────────────────────────


def _install_project() -> None:
    """Put the source on the path and the command in place; no build step, so no compiler and no download."""
    site = VENV / f"lib/python{PYTHON}/site-packages"
    (site / "parvis-source.pth").write_text(f"{PROJECT / 'src'}\n")
    command = VENV / "bin/parvis"
    command.write_text(
        "#!/bin/sh\n"
        "# Started by sh because a path in a first line may be neither long nor contain blanks.\n"
        f"exec '{VENV}/bin/python' -P -m parvis.interfaces.cli \"$@\"\n"
    )
    command.chmod(0o755)


def _compile_messages() -> None:
    """Make .mo files of the translations that changed; gettext itself is not needed."""
    source = PROJECT / "src/parvis"
    stale = [po for po in source.glob("**/locale/*/LC_MESSAGES/*.po") if _is_stale(po)]
    if stale:
        say(f"Compiling {len(stale)} translation files")
        script = (
            "import polib, sys\nfor name in sys.argv[1:]: polib.pofile(name).save_as_mofile(name[:-2] + 'mo')"
        )
        _run([str(VENV / "bin/python"), "-I", "-c", script, *map(str, stale)])


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


# ── running programs ─────────────────────────────────────────────────────────


def _runs(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _uv(uv: str, *arguments: str) -> None:
    _run([uv, *arguments, "--color", "never"])


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as refused:
        raise SetupError(_advice(str(refused))) from refused
    if done.returncode:
        raise SetupError(_advice(done.stderr or done.stdout))


def _advice(message: str) -> str:
    lower = message.lower()
    for signs, advice in ADVICE.items():
        if any(sign in lower for sign in signs.split("|")):
            return advice
    last = next((line.strip() for line in reversed(message.splitlines()) if line.strip()), "nothing")
    return f"The installer gave up; it said: {last}"


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "base")
    except SetupError as problem:
        sys.exit(str(problem))
    except OSError as problem:
        sys.exit(_advice(str(problem)))
    except KeyboardInterrupt:
        sys.exit("\nStopped; run the command again to go on.")
