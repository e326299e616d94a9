"""Refuses a dependency whose licence cannot go together with AGPL-3.0-or-later."""

import re
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
# Licences that AGPL-3.0-or-later work may be combined with; a word stands for every way of writing it.
COMPATIBLE = re.compile(
    r"MIT|BSD|ISC|Apache|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser General Public|AGPL|GPLv3|GPL-3|"
    r"CC0|Unlicense|Public Domain|HPND|Zlib|0BSD|PostgreSQL|BlueOak|Zope",
    re.IGNORECASE,
)
# Packages whose own data name no licence, read by hand.
READ_BY_HAND = {
    "pyrage": "MIT, in its file LICENSE",
    "codespell": "GPL-2.0-only; a program that is run on the text, never imported nor passed on",
}


def main() -> int:
    """0 when every installed package may be used."""
    listing = subprocess.run(
        [str(BIN / "pip-licenses"), "--from=mixed", "--format=csv"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rows = [[cell.strip('"') for cell in line.split('","')] for line in listing.splitlines()[1:]]
    unknown = [
        f"{name} {version}: {licence}"
        for name, version, licence in rows
        if name not in READ_BY_HAND and not COMPATIBLE.search(licence)
    ]
    for line in unknown:
        print(f"May this be used under AGPL-3.0-or-later? {line}")
    return int(bool(unknown))


if __name__ == "__main__":
    sys.exit(main())
