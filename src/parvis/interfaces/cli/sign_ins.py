"""The demo's sign-ins as a person reads them."""

import importlib
import importlib.util
from typing import Any

from parvis.interfaces.cli.terminal import say, table


def print_sign_ins() -> bool:
    """One line for each role; False, with a sentence, where there is no demo."""
    found = _sign_ins()
    if not found:
        say("There are no demo sign-ins here. `parvis seed` loads the demo city.")
        return False
    rows = [("Role", "E-mail", "Password", "Code")]
    rows += [(str(each.role), each.email, each.password, each.code or "none needed") for each in found]
    table(rows)
    if any(each.code for each in found):
        say("  A code lives for 30 seconds; `parvis signins` prints the present one.")
    return True


def _sign_ins() -> list[Any]:
    if importlib.util.find_spec("parvis.kernel.people.demo") is None:
        return []
    return list(importlib.import_module("parvis.kernel.people.demo").sign_ins())
