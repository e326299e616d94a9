"""What an archive must be before anything of it is brought in. Plain Python: facts in, a sentence or nothing out."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = "parvis-everything/1"
PACKAGE, SUMS = "datapackage.json", "SHA256SUMS"
TABLES, FILES, SETTINGS = "tables", "files", "settings"
BASEMAP = "basemap.pmtiles"
# What stays behind, and why. All of these are made anew where the archive goes.
LEFT_OUT = {
    "django_migrations": "The new installation makes its own tables; which steps it must have seen is listed here.",
    "database_cache": "It empties itself within hours.",
    "django_session": "A sign-in that lasts is a key. Everybody signs in once more.",
    "usersessions_usersession": "It lists the sign-ins, which stay behind.",
}
# What a fresh installation fills by itself, so that rows there do not mean that somebody uses it.
FILLED_BY_ITSELF = frozenset(LEFT_OUT) | {
    "django_content_type",
    "auth_permission",
    "procrastinate_events",
    "procrastinate_jobs",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
}
NOTHING_DONE = "Nothing was brought in."


class ArchiveError(Exception):
    """The archive cannot be written or brought in; the message is a sentence with a way out."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One table as the archive describes it."""

    name: str
    path: str
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says about itself."""

    version: str
    made_at: str
    city: str
    migrations: frozenset[str]
    tables: Mapping[str, Packed]
    sequences: Mapping[str, tuple[int, bool]]
    months: tuple[str, str] | None
    files_missing: tuple[str, ...]
    secret: str


def manifest_of(text: bytes) -> Manifest:
    """Read `datapackage.json`; `ArchiveError` for what is no archive of ours."""
    try:
        package: dict[str, Any] = json.loads(text)
        own = package["parvis"]
        if own["format"] != FORMAT:
            raise ArchiveError(
                f"The archive is written as {own['format']}, and this Parvis reads {FORMAT}. "
                "Import it with the version that wrote it."
            )
        return Manifest(
            version=str(own["version"]),
            made_at=str(package["created"]),
            city=str(package["title"]),
            migrations=frozenset(own["migrations"]),
            tables={each["name"]: _packed(each) for each in package["resources"]},
            sequences={name: (int(last), bool(given)) for name, (last, given) in own["sequences"].items()},
            months=tuple(own["months"]) if own["months"] else None,
            files_missing=tuple(own["files_missing"]),
            secret=str(own["secret"]),
        )
    except (ValueError, KeyError, TypeError) as foreign:
        raise ArchiveError(
            f"This is no archive of `parvis export --everything`: its {PACKAGE} cannot be read."
        ) from foreign


def _packed(resource: Mapping[str, Any]) -> Packed:
    columns = tuple(str(field["name"]) for field in resource["schema"]["fields"])
    return Packed(str(resource["name"]), str(resource["path"]), int(resource["rows"]), columns)


def fault_of_history(manifest: Manifest, here: Collection[str]) -> str:
    """Why an archive does not fit the tables of this installation; empty where it does."""
    unknown, lacking = sorted(manifest.migrations - set(here)), sorted(set(here) - manifest.migrations)
    if not unknown and not lacking:
        return ""
    if unknown:
        first, side = unknown[0], "newer, or has modules that are not here"
    else:
        first, side = lacking[0], "older"
    return (
        f"The archive is {side} (step {first}). Import it with Parvis {manifest.version} as it was on "
        f"{manifest.made_at[:10]}, then update. {NOTHING_DONE}"
    )


def fault_of_tables(manifest: Manifest, here: Mapping[str, tuple[str, ...]]) -> str:
    """Why the archive's tables are not those of this installation; empty where they are."""
    wanted = set(here) - set(LEFT_OUT)
    apart = sorted(wanted ^ set(manifest.tables))
    if apart:
        return f"The archive and this installation differ in the table {apart[0]}. {NOTHING_DONE}"
    for name in sorted(wanted):
        if manifest.tables[name].columns != here[name]:
            return f"The archive and this installation differ in the columns of {name}. {NOTHING_DONE}"
    return ""


def sums_of(text: bytes) -> dict[str, str]:
    """The lines of SHA256SUMS: path → sum."""
    found = {}
    for line in text.decode(errors="replace").splitlines():
        digest, _space, path = line.partition("  ")
        found[path] = digest
    return found


def is_safe(path: str) -> bool:
    """True for a path that stays below the folder it is unpacked in."""
    return not path.startswith("/") and "\\" not in path and ".." not in path.split("/") and "\0" not in path
