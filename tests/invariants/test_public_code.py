"""What makes the code public: licence of each file, the root files, a description that machines can read."""

import fnmatch
import subprocess
import tomllib

import pytest
import yaml

from tests.invariants.source import PROJECT

ROOT_FILES = (
    "README.md", "LICENSE", "CONTRIBUTING.md", "GOVERNANCE.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "CHANGELOG.md",
    "ROADMAP.md", "publiccode.yml", "REUSE.toml",
)  # fmt: skip
REUSE = tomllib.loads((PROJECT / "REUSE.toml").read_text())["annotations"]


def tracked_files():
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("This is not a git clone.")
    return listed.stdout.splitlines()


def fits(file, pattern):
    """REUSE's globs: `**` crosses folders, `*` does not."""
    if "**" in pattern:
        return fnmatch.fnmatchcase(file, pattern.replace("**", "*"))
    return fnmatch.fnmatchcase(file, pattern) and file.count("/") == pattern.count("/")


def annotations_of(file):
    return [each for each in REUSE if any(fits(file, path) for path in paths_of(each))]


def paths_of(annotation):
    path = annotation["path"]
    return [path] if isinstance(path, str) else path


@pytest.mark.parametrize("name", ROOT_FILES)
def test_the_project_says_how_it_is_run(name):
    assert (PROJECT / name).stat().st_size > 200


def test_every_file_has_a_licence_and_somebody_who_gives_it():
    without = [
        file for file in tracked_files() if not annotations_of(file) and not file.startswith("LICENSES/")
    ]
    assert not without
    assert all(each["SPDX-License-Identifier"] and each["SPDX-FileCopyrightText"] for each in REUSE)


def test_the_text_of_every_licence_is_here():
    used = {word for each in REUSE for word in each["SPDX-License-Identifier"].replace("(", "").split()}
    for licence in used - {"AND", "OR", "WITH"}:
        assert (PROJECT / f"LICENSES/{licence}.txt").stat().st_size > 200, licence


def test_every_line_of_the_licence_list_is_about_something():
    files = tracked_files()
    idle = [path for each in REUSE for path in paths_of(each) if not any(fits(file, path) for file in files)]
    assert not idle


def test_machines_can_read_what_this_is():
    described = yaml.safe_load((PROJECT / "publiccode.yml").read_text())
    assert described["publiccodeYmlVersion"]
    assert described["legal"]["license"] == "AGPL-3.0-or-later"
    assert set(described["localisation"]["availableLanguages"]) == {"en", "fr", "es", "ca", "ar"}
