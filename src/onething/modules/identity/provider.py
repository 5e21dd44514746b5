"""The national identity provider for allauth: nonce, signature and issuer checked, nothing personal stored by allauth.

allauth finds `provider_classes` by this file's name. Its own OpenID Connect provider sends no nonce, skips the signature
of the ID token and keeps all claims readable in `extra_data`; here each is mended.
Source: OpenID Connect Core 1.0 section 3.1.3.7, RFC 9207 (issuer in the authorization answer).
"""

import secrets
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from requests import RequestException


class NationalAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The protocol's side: addresses from discovery, answers checked."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's description of itself, which must name the issuer we were configured with."""
        try:
            config: dict[str, Any] = super().openid_config
            issuer = config["issuer"].rstrip("/")
        except (RequestException, KeyError, TypeError, ValueError, AttributeError) as error:
            raise OAuth2Error("the provider's discovery document cannot be used") from error
        if issuer != self.get_provider().app.settings["server_url"].rstrip("/"):
            raise OAuth2Error("the discovery document names another issuer")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002 - allauth's signature
        """The one address the provider sends people back to."""
        return request.build_absolute_uri(reverse("citizen-callback"))

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **more: Any) -> SocialLogin:
        """Both answers read and checked; whatever is malformed is an OAuth2Error, never a crash."""
        try:
            if request.GET.get("iss", self.openid_config["issuer"]) != self.openid_config["issuer"]:
                raise OAuth2Error("the answer comes from another issuer")
            return super().complete_login(request, app, token, **more)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise OAuth2Error("the provider's answer cannot be read") from error

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """The ID token's claims with signature, issuer, audience and expiry verified."""
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return claims


class NationalProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """allauth's side: what is asked for, and what is kept (nothing but the pseudonymous subject)."""

    id = "national_identity"
    name = "统一身份认证"
    oauth2_adapter_class = NationalAdapter

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing in the address may change scope, parameters or process; `next` was checked by our view."""
        return {"process": "login", "next_url": request.GET.get("next") or None}

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **_more: Any
    ) -> HttpResponse:
        """Send the person to the provider with a nonce that is remembered with the state."""
        nonce = secrets.token_urlsafe(24)
        answer: HttpResponse = super().redirect(
            request, process, next_url, data, auth_params={"nonce": nonce}, nonce=nonce
        )
        return answer

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - allauth's signature
        """What allauth stores readably: nothing."""
        return {}

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> SocialLogin:
        """The login, carrying the claims for the length of this request only."""
        login = super().sociallogin_from_response(request, response)
        login.claims = response
        return login

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - allauth's signature
        """allauth fills nothing in; the person is made by our own service."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:  # noqa: ARG002 - allauth's signature
        """Addresses are not asked for."""
        return []


provider_classes = [NationalProvider]
