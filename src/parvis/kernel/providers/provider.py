"""Where django-allauth's OpenID Connect is made as strict as the standard: it finds this file by its name.

It does not check the signature of tokens that it fetched itself, sends no nonce, and believes any metadata. We do.
"""

import secrets
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse

from parvis.kernel.providers.queries import believed
from parvis.kernel.providers.rules import is_about_the_same, is_answer_to, says_so

SAYS_SO = "lives_here"


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    """One sign-in. `nonce` is set by the view, from what the session remembers of the question."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's metadata, which must be about the issuer that the city named (Discovery 4.3)."""
        try:
            found: dict[str, Any] = super().openid_config
            if found["issuer"].rstrip("/") == believed().issuer:
                return found
        except (KeyError, AttributeError, ValueError) as unreadable:
            raise OAuth2Error("The provider's metadata cannot be read.") from unreadable
        raise OAuth2Error("The provider's metadata name another issuer.")

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """The signed token first, then what the provider tells about the same person."""
        try:
            known = self._decode_id_token(app, kwargs["response"]["id_token"])
            told = self._fetch_user_info(token.token)
        except (KeyError, ValueError, TypeError) as unreadable:
            raise OAuth2Error("The provider's answer cannot be read.") from unreadable
        if not is_answer_to(known, self.nonce):
            raise OAuth2Error("This is not the answer to our question.")
        if not is_about_the_same(known, told):
            raise OAuth2Error("This is about somebody else.")
        return self.get_provider().sociallogin_from_response(request, {"userinfo": {**told, **known}})

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Always by the provider's published keys, however the token came."""
        config = self.openid_config
        found: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return found


class StrictProvider(OpenIDConnectProvider):
    """The provider that the city believes."""

    oauth2_adapter_class = StrictAdapter
    pkce_enabled_default = True

    def redirect(self, request: HttpRequest, process: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the browser there with a nonce that only this session knows; whatever the request asked for besides."""
        nonce = secrets.token_urlsafe(24)
        kwargs["auth_params"] = {**self.get_auth_params(), "nonce": nonce}
        kwargs["scope"] = self.get_scope()
        answer: HttpResponse = super().redirect(request, process, *args, nonce=nonce, **kwargs)
        return answer

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Of all that was told, one yes or no."""
        claims = data.get("userinfo", {})
        return {SAYS_SO: says_so(claims, believed().claim, believed().values)}


provider_classes = [StrictProvider]
