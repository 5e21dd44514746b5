"""django-allauth, which the house logs in with, accepts the provider's description and its tokens."""

from urllib.parse import parse_qs, urlsplit

import httpx
from allauth.socialaccount.internal.jwtkit import lookup_kid_jwk, verify_and_decode
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.test import RequestFactory

CALLBACK = "http://127.0.0.1:8000/accounts/oidc/national/login/callback/"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
ASK = {
    "client_id": "house",
    "redirect_uri": CALLBACK,
    "response_type": "code",
    "scope": "openid profile",
    "state": "state",
    "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "code_challenge_method": "S256",
}


def test_allauth_finds_every_address_in_the_description(provider_url: str) -> None:
    request = RequestFactory().get("/")
    app = SocialApp(
        provider="openid_connect", provider_id="national", client_id="house", settings={"server_url": provider_url}
    )
    provider = OpenIDConnectProvider(request, app=app)
    adapter = provider.get_oauth2_adapter(request)
    adapter.get_provider = lambda: provider

    addresses = (adapter.authorize_url, adapter.access_token_url, adapter.profile_url)

    assert addresses == tuple(f"{provider_url}/{path}" for path in ("authorize", "token", "userinfo"))
    assert adapter.openid_config["issuer"] == provider_url


def test_allauth_verifies_a_token_with_the_published_key(provider: httpx.Client, provider_url: str) -> None:
    page = provider.get("/authorize", params=ASK)
    handle = page.text.partition('name="request" value="')[2].partition('"')[0]
    answer = provider.post("/authorize/confirm", data={"request": handle, "person": "p01"})
    code = parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
        "client_id": "house",
        "client_secret": "s3cret:%",
    }
    id_token = provider.post("/token", data=form).json()["id_token"]

    claims = verify_and_decode(
        credential=id_token,
        keys_url=f"{provider_url}/jwks.json",
        issuer=provider_url,
        audience="house",
        lookup_kid=lookup_kid_jwk,
    )

    assert claims["acr"] == "high"
