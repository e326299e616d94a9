"""Prints how our areas and verdicts agree with Boston's own; needs the areas (`parvis seed --only places`)."""

import sys

from parvis.interfaces.cli.start import set_up_django
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder


def main() -> int:
    """Both tables."""
    with database_in_use(data_folder()):
        set_up_django()
        from parvis.services.boston311.queries import areas_agreement, on_time_agreement
        from parvis.services.boston311.seeds import requests_file

        for title, found in (
            ("On time", on_time_agreement(requests_file())),
            ("Neighbourhood", areas_agreement(requests_file())),
        ):
            print(f"{title}: {found.alike} of {found.compared} alike ({found.share:.2f} %)")
            for (theirs, ours), count in found.pairs.most_common():
                print(f"  {count:>6}  {theirs}  →  {ours}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
