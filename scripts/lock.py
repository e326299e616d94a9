"""Pins all dependencies anew, with the hashes of every build, for every platform; names no package host."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
REQUIREMENTS = PROJECT / "requirements"
SETS = ("tools", "base", "dev")


def main() -> int:
    """Write requirements/*.txt from requirements/*.in; what is pinned stays unless --upgrade is given."""
    own = PROJECT / ".tools/uv/bin/uv"
    uv = str(own) if own.exists() else "uv"
    for name in SETS:
        command = [
            *(
                uv,
                "pip",
                "compile",
                "--quiet",
                "--universal",
                "--python-version",
                "3.13",
                "--generate-hashes",
            ),
            *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", *sys.argv[1:]),
            *("--output-file", f"{name}.txt", f"{name}.in"),
        ]
        if name == "dev":  # what is checked must be what runs
            command += ["--constraint", "base.txt"]
        done = subprocess.run(command, cwd=REQUIREMENTS, check=False)
        if done.returncode:
            return done.returncode
        print(f"Pinned requirements/{name}.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
