"""Writes docs/reference/doors.md: who may open which address. Read the difference before you commit it."""

import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
HEAD = """# Doors: who may open which address

Every address of the site and the first question it asks: is it open to **everyone**, to **members** who signed in,
or to **officials** with a role and a second factor? An address without a door answers 404 to all. What a person may do
behind the door is decided for each thing by its policy. `scripts/doors.py` writes this page and a test compares it with
the code, so that a door never changes without somebody reading about it.

| Address | Name | Door |
|---|---|---|
"""


def main() -> int:
    """Write the page."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "parvis.config.settings.test"
    import django

    django.setup()
    from parvis.kernel.testing.addresses import all_addresses

    rows = "".join(f"| `{each.route}` | `{each.name}` | {each.door} |\n" for each in all_addresses())
    page = PROJECT / "docs/reference/doors.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(HEAD + rows)
    print(f"Wrote {page.relative_to(PROJECT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
