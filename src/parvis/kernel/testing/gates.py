"""A browser with JavaScript, as far as forms with a gate can tell: it reads the page first, and does the sum.

Nothing switches the gate off. A test of a robot uses Django's own `Client`, which posts without having read anything.
"""

import re
from itertools import count
from typing import Any

from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.datastructures import MultiValueDict

from parvis.kernel.gate.rules import is_done

# The addresses whose form carries the gate. `tests/invariants/test_gates.py` compares them with what their pages show,
# and says of every other form that guests can send why it does without.
GATED = frozenset(
    {
        "account_request_login_code",
        "account_reset_password",
        "account_signup",
        "around:show",
        "claim:claim",
        "moderation:flag",
        "reports:check",
    }
)
_GATE = re.compile(
    r'<div data-gate data-challenge="(?P<challenge>\w+)" data-bits="(?P<bits>\d+)".*?'
    r'name="gate" value="(?P<stamp>[^"]+)".*?tabindex="-1"',
    re.S,
)
_HONEY = re.compile(r'<input type="text" name="(f\w+)"[^>]*tabindex="-1"')


def gate_on(page: str) -> dict[str, str]:
    """The fields of the gate on a page, as a browser with JavaScript sends them; empty where there is none."""
    found = _GATE.search(page)
    if found is None:
        return {}
    honey = _HONEY.search(found[0])
    assert honey is not None
    return {
        "gate": found["stamp"],
        "gate-work": solved(found["challenge"], int(found["bits"])),
        honey[1]: "",
    }


def solved(challenge: str, bits: int) -> str:
    """The first number that solves a challenge."""
    return next(str(number) for number in count() if is_done(challenge, str(number), bits))


class GateClient(Client):
    """Django's client, which reads a page with a gate before it sends its form."""

    def post(self, path: Any, data: Any = None, *args: Any, **options: Any) -> Any:
        """Send a form to whatever path Django's client takes; with what the gate on its page asks for."""
        is_form = data is None or isinstance(data, (dict, MultiValueDict))
        if is_form and "gate" not in (data or {}) and _is_gated(str(path)):
            asked = {name: options[name] for name in ("headers", "REMOTE_ADDR") if name in options}
            page = self.get(path, **asked)
            data = {**dict(data or {}), **gate_on(page.content.decode())}
        return super().post(path, data, *args, **options)


def _is_gated(path: str) -> bool:
    try:
        return resolve(path.partition("?")[0]).view_name in GATED
    except Resolver404:
        return False
