"""Everything that a tool can say about the code without running it as a service. One line for each look.

`check.py ruff mypy` looks only with these.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
BIN = PROJECT / ".venv/bin"
PYTHON = str(BIN / "python")
PLACES = ["src", "tests", "scripts", "bench", "conftest.py"]
# A city hall's settings, with words in place of its secrets, so that Django can look at them.
AS_A_CITY_HALL = {
    "DJANGO_SETTINGS_MODULE": "parvis.config.settings.prod",
    "PARVIS_SECRET_KEY": "only-so-that-the-settings-can-be-looked-at-and-long-enough-for-that",
    "PARVIS_HOSTS": "parvis.example",
}


@dataclass(frozen=True)
class Look:
    """One tool: its name, its command, and what it is told through the environment."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


LOOKS = (
    Look("format", [str(BIN / "ruff"), "format", "--check", "--quiet", *PLACES]),
    Look("lint", [str(BIN / "ruff"), "check", "--quiet", *PLACES]),
    Look("types", [PYTHON, "-P", "-m", "mypy"]),
    Look("walls", [str(BIN / "lint-imports"), "--no-cache"]),
    Look("templates", [str(BIN / "djlint"), "src", "--lint", "--quiet"]),
    Look("migrations", [str(BIN / "parvis"), "makemigrations", "--check", "--dry-run"]),
    Look("deployment", [str(BIN / "parvis"), "check", "--deploy", "--fail-level", "WARNING"], AS_A_CITY_HALL),
    Look("spelling", [str(BIN / "codespell"), *PLACES, "docs", "README.md", "CONTRIBUTING.md"]),
    Look("licences", [PYTHON, "-P", str(PROJECT / "scripts/licences.py")]),
)


def main(wanted: list[str]) -> int:
    """0 when every look found nothing."""
    looks = [look for look in LOOKS if not wanted or look.name in wanted]
    if not looks:
        sys.exit(f"There is no such look. There are: {', '.join(look.name for look in LOOKS)}.")
    failed = [look.name for look in looks if not _is_clean(look)]
    if failed:
        print(f"\nNot clean: {', '.join(failed)}.")
        return 1
    print(f"\nAll {len(looks)} looks are clean.")
    return 0


def _is_clean(look: Look) -> bool:
    begin = time.monotonic()
    done = subprocess.run(
        look.command,
        cwd=PROJECT,
        env=os.environ | look.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    sign = "✓" if done.returncode == 0 else "✗"
    print(f"{sign} {look.name:12} {time.monotonic() - begin:5.1f} s", flush=True)
    if done.returncode:
        print("\n".join(f"    {line}" for line in done.stdout.rstrip().splitlines()), flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
