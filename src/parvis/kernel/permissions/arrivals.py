"""What every request goes through before anything reads it: whose it is, and whether it can be read at all."""

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, ImproperlyConfigured
from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin

NUL = "\0"


class CallerAddress(MiddlewareMixin):
    """Behind the city's own proxy, limits count for the caller and not for the proxy.

    `TRUSTED_PROXIES` names the proxies by address or network. The last address in X-Forwarded-For that is no proxy of
    ours is the caller: what stands before it was written by the caller and proves nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        super().__init__(get_response)
        try:
            self._proxies = [ip_network(each.strip()) for each in settings.TRUSTED_PROXIES if each.strip()]
        except ValueError as broken:
            raise ImproperlyConfigured(f"PARVIS_PROXIES takes addresses and networks: {broken}.") from broken

    def process_request(self, request: HttpRequest) -> None:
        """Put the caller's address where everybody looks for it."""
        if not self._is_ours(request.META.get("REMOTE_ADDR", "")):
            return
        passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        caller = next((each for each in reversed(passed) if each and not self._is_ours(each)), None)
        if caller:
            request.META["REMOTE_ADDR"] = caller

    def _is_ours(self, address: str) -> bool:
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self._proxies)


class Legible(MiddlewareMixin):
    """Refuses an address with a NUL in it, which nobody can type and no text of the database can hold.

    Fields of forms refuse it by themselves, with a sentence beside the field.
    """

    def process_request(self, request: HttpRequest) -> None:
        """A cookie with a NUL counts as not sent."""
        for name in [name for name, value in request.COOKIES.items() if NUL in value]:
            del request.COOKIES[name]

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """400 for the rest; only here the language of the reader is known."""
        given = [
            *kwargs.values(),
            *request.GET,
            *(value for _name, many in request.GET.lists() for value in many),
        ]
        if any(NUL in each for each in given if isinstance(each, str)):
            raise BadRequest("There is a NUL in the address.")


def house_of(address: str) -> str:
    """Where somebody calls from as far as a limit goes: one IPv4 address, or the /64 of IPv6 that one house is given.

    What is no address stays as it is.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return str(found)
