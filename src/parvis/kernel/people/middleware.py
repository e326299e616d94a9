"""The reader's language: their account's, else the one chosen on this device, else what the browser asks for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin


class ReaderLanguage(MiddlewareMixin):
    """Sets the language of each request; a link may ask for one with `?language=fr`."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language and remember it on the request."""
        asked = request.GET.get("language", "")
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        own = request.user.language if not chosen and request.user.is_authenticated else ""
        language = next((each for each in (asked, chosen, own) if each in known), None)
        translation.activate(language or translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say which language the page is in, for caches and screen readers."""
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response
