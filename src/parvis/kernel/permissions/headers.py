"""What this site lets a browser's devices do: tell a place or take a photo when the reader agrees, no more."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

POLICY = "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()"


class PermissionsPolicy(MiddlewareMixin):
    """Adds the Permissions-Policy and Cross-Origin-Resource-Policy headers to every answer."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The same answer with the two headers."""
        response.headers.setdefault("Permissions-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
