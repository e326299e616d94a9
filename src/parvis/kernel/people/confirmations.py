"""The link in an e-mail that proves an address: what it says, and who is told when it is followed."""

from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.urls import reverse

from parvis.kernel.people.models import Person
from parvis.kernel.seals.queries import opened, sealed

_SALT = "people.confirmation"

# What to do once the address behind a subject is proved; gives the path of the page to show.
type Handler = Callable[[str, Person], str]

_handlers: dict[str, Handler] = {}


def on_confirmed(purpose: str, handler: Handler) -> None:
    """Register what happens to a module's waiting contributions."""
    _handlers[purpose] = handler


def handler_of(purpose: str) -> Handler:
    """The handler; `KeyError` when its module is switched off."""
    return _handlers[purpose]


def confirmation_path(confirmation_id: int) -> str:
    """The signed path of the page that confirms."""
    return reverse("people:confirm", args=[sealed(confirmation_id, _SALT)])


def confirmation_address(confirmation_id: int) -> str:
    """The same as a full address, for letters."""
    return str(settings.SITE_ADDRESS) + confirmation_path(confirmation_id)


def read_confirmation(token: str) -> int | None:
    """The confirmation behind a signed token; None when it was not made here."""
    try:
        return int(opened(token, _SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None
