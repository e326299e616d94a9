"""`make module` writes a service that passes every wall as it stands, so that whoever begins one begins right."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from parvis.kernel.testing.site import free_port
from tests.faults.conftest import address_of_this_test
from tests.invariants.source import PROJECT

PARTS = (
    "src",
    "scripts",
    "tests",
    "docs",
    "demo",
    "requirements",
    "pyproject.toml",
    "conftest.py",
    "REUSE.toml",
)
BIN = Path(sys.executable).parent
NAME = "lanterns"


@pytest.fixture
def copy_of_the_project(tmp_path):
    """Everything but what was built."""
    for part in PARTS:
        source = PROJECT / part
        if source.is_dir():
            shutil.copytree(source, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "*.gz"))
        else:
            shutil.copy(source, tmp_path / part)
    return tmp_path


def run(folder, *command):
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DJANGO_"))
    }
    environment |= {
        "PYTHONPATH": f"{folder / 'src'}",
        "DATABASE_URL": address_of_this_test(),
        "PARVIS_DATA": str(folder / "data"),
        "PARVIS_PORT": str(free_port()),
    }
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.django_db(transaction=True)
def test_a_new_module_passes_every_wall_as_it_stands(copy_of_the_project):
    folder = copy_of_the_project
    code, said = run(folder, BIN / "python", "-P", "scripts/new_module.py", NAME)
    assert code == 0, said
    module = f"src/parvis/services/{NAME}"
    for check in ("check", "format --check"):
        code, said = run(folder, BIN / "ruff", *check.split(), module, "src/parvis/config")
        assert code == 0, said
    code, said = run(folder, BIN / "djlint", module, "--lint", "--quiet")
    assert code == 0, said
    about_it = f"{NAME} or doors or writes or sentence_was_forgotten"
    code, said = run(folder, BIN / "python", "-m", "pytest", module, "tests/invariants", "-q", "-k", about_it)
    assert re.search(r"[2-9]\d passed", said), said
    assert f"services/{NAME}" not in failures(said), said
    assert f"{NAME}/" not in failures(said), said


def failures(said):
    """Only what went wrong: while the rest of the house is being built, it may have faults of its own."""
    return "\n".join(line for line in said.splitlines() if line.startswith(("FAILED", "ERROR", "E  ")))


@pytest.mark.parametrize("name", ["", "Parking", "two words", "class", "reports", "places", "x"])
def test_a_name_that_cannot_be_used_is_refused_in_a_sentence(name):
    done = subprocess.run(
        [sys.executable, "-P", "scripts/new_module.py", name],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().endswith(("make module name=parking", "Choose another name."))
