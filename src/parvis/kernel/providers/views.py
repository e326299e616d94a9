"""The two addresses of a sign-in elsewhere: on the way there, and on the way back."""

from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.permissions.access import everyone
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.providers.provider import StrictAdapter


class _Back(OAuth2CallbackView):
    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        """The nonce lies beside the state, in the session that asked."""
        state, refusal = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, refusal


@everyone
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Ask on a page first, then send the browser to the provider."""
    return _answer(OAuth2LoginView, request, provider_id)


@everyone
@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The provider sent the browser back."""
    return _answer(_Back, request, provider_id)


def _answer(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    adapter = StrictAdapter(request, provider_id)
    try:
        answer: HttpResponse = view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist as unknown:
        raise AbsentError from unknown
    except (OAuth2Error, OSError) as failed:  # before or after what allauth catches itself
        answer = render_authentication_error(request, adapter.get_provider(), exception=failed)
    return answer
