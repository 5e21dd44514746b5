"""A whole login over the socket, and every way in which it must fail."""

import base64
import html
import re
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest

from onething_simulators.launching import running

CALLBACK = "http://127.0.0.1:8000/accounts/oidc/national/login/callback/"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636 appendix B
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
ASK = {
    "client_id": "house",
    "redirect_uri": CALLBACK,
    "response_type": "code",
    "scope": "openid profile phone",
    "state": "st&te",
    "nonce": "n0nce",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


def open_page(provider: httpx.Client, **changes: str) -> str:
    """Return the handle of the request hidden in the page."""
    page = provider.get("/authorize", params={**ASK, **changes})
    assert page.status_code == 200
    return html.unescape(re.findall(r'name="request" value="([^"]+)"', page.text)[0])


def confirm(provider: httpx.Client, handle: str, **choice: str) -> dict[str, list[str]]:
    """Choose somebody and return what the caller is told."""
    answer = provider.post("/authorize/confirm", data={"request": handle, **choice})
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(CALLBACK + "?")
    return parse_qs(urlsplit(answer.headers["Location"]).query)


def get_code(provider: httpx.Client, **choice: str) -> str:
    return confirm(provider, open_page(provider), **(choice or {"person": "p01"}))["code"][0]


def redeem(provider: httpx.Client, code: str, /, **changes: str) -> httpx.Response:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
        "client_id": "house",
        "client_secret": "s3cret:%",
    }
    return provider.post("/token", data={**form, **changes})


def ask_claims(provider: httpx.Client, access_token: str) -> httpx.Response:
    return provider.get("/userinfo", headers={"Authorization": f"Bearer {access_token}"})


def test_the_description_has_what_the_standard_and_django_allauth_read(
    provider: httpx.Client, provider_url: str
) -> None:
    described = provider.get("/.well-known/openid-configuration").json()

    assert described["issuer"] == provider_url
    assert described["authorization_endpoint"] == f"{provider_url}/authorize"
    assert described["token_endpoint"] == f"{provider_url}/token"
    assert described["userinfo_endpoint"] == f"{provider_url}/userinfo"
    assert described["jwks_uri"] == f"{provider_url}/jwks.json"
    assert described["response_types_supported"] == ["code"]
    assert described["subject_types_supported"] == ["pairwise"]
    assert described["id_token_signing_alg_values_supported"] == ["RS256"]
    assert described["code_challenge_methods_supported"] == ["S256"]
    assert described["token_endpoint_auth_methods_supported"] == ["client_secret_basic", "client_secret_post"]


def test_a_login_brings_back_state_issuer_and_a_signed_token(provider: httpx.Client, provider_url: str) -> None:
    told = confirm(provider, open_page(provider), person="p04")
    tokens = redeem(provider, told["code"][0]).json()

    key_id = jwt.get_unverified_header(tokens["id_token"])["kid"]
    key = jwt.PyJWKSet.from_dict(provider.get("/jwks.json").json())[key_id]
    claims = jwt.decode(tokens["id_token"], key, algorithms=["RS256"], audience="house", issuer=provider_url)
    assert (told["state"], told["iss"]) == (["st&te"], [provider_url])
    assert (claims["nonce"], claims["acr"]) == ("n0nce", "high")
    assert (tokens["token_type"], tokens["scope"]) == ("Bearer", "openid profile phone")
    assert claims.keys() == {"iss", "sub", "aud", "iat", "exp", "auth_time", "acr", "nonce"}
    assert ask_claims(provider, tokens["access_token"]).json() == {
        "sub": claims["sub"],
        "name": "阿依古丽·买买提",
        "id_number": "770102199506210046",
        "id_type": "resident_id",
        "assurance": "high",
        "phone_number": "13900000004",
        "phone_number_verified": True,
    }


def test_the_same_person_has_the_same_pseudonym_at_every_login(provider: httpx.Client) -> None:
    first, second, other = (
        ask_claims(provider, redeem(provider, get_code(provider, person=person)).json()["access_token"]).json()["sub"]
        for person in ("p06", "p06", "p07")
    )

    assert first == second
    assert first != other
    assert re.fullmatch(r"[0-9a-f]{32}", first)


def test_the_firms_a_person_may_act_for_are_told_with_the_relation(provider: httpx.Client) -> None:
    page = provider.get("/authorize", params={**ASK, "scope": "openid enterprises"})
    handle = html.unescape(re.findall(r'name="request" value="([^"]+)"', page.text)[0])
    token = redeem(provider, confirm(provider, handle, person="p12")["code"][0]).json()["access_token"]

    told = ask_claims(provider, token).json()["enterprises"]

    assert "（禾丰市晚晴花艺有限公司（演示） 经办人、禾丰市稻香食品有限公司（演示） 法定代表人）" in page.text
    assert [(firm["uscc"], firm["relation"]) for firm in told] == [
        ("91990103MA99000448", "handler"),
        ("91990101MA99000526", "legal_representative"),
    ]


def test_a_scope_not_asked_for_is_not_told(provider: httpx.Client) -> None:
    code = confirm(provider, open_page(provider, scope="openid email"), person="p01")["code"][0]
    tokens = redeem(provider, code).json()

    assert tokens["scope"] == "openid"
    assert ask_claims(provider, tokens["access_token"]).json().keys() == {"sub"}


@pytest.mark.parametrize(
    "typed", ["78020219970402003X", " 780202 19970402 003x ", "７８０２０２１９９７０４０２００３Ｘ"]
)
def test_a_typed_number_logs_in_with_lower_assurance(provider: httpx.Client, typed: str) -> None:
    tokens = redeem(provider, get_code(provider, id_number=typed)).json()

    claims = ask_claims(provider, tokens["access_token"]).json()
    assert (claims["name"], claims["assurance"]) == ("韩听澜", "substantial")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "请输入证件号码"),
        ("780202199704020031", "校验位不对"),
        ("11010519491231002X", "演示人物中没有这个证件号码"),
        ("<script>\x00", "校验位不对"),
        ("9" * 5000, "校验位不对"),
    ],
)
def test_a_number_that_fits_nobody_is_explained_and_the_page_stays_usable(
    provider: httpx.Client, typed: str, message: str
) -> None:
    handle = open_page(provider)

    page = provider.post("/authorize/confirm", data={"request": handle, "id_number": typed})

    assert page.status_code == 422
    assert message in page.text
    assert 'aria-invalid="true"' in page.text
    assert "<script>" not in page.text
    assert "\x00" not in page.text
    assert "code" in confirm(provider, handle, person="p01")


def test_the_page_needs_no_script_and_names_its_language_title_and_field(provider: httpx.Client) -> None:
    page = provider.get("/authorize", params=ASK)

    assert '<html lang="zh-CN">' in page.text
    assert "<title>确认身份" in page.text
    assert '<label for="id_number">证件号码</label>' in page.text
    assert "刷脸登录：林知夏" in page.text
    assert "770101199403120025" not in page.text
    assert "<script" not in page.text
    assert "form-action 'self' http://127.0.0.1:8000" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": CALLBACK + "evil"},
        {"redirect_uri": "http://127.0.0.1:8000/"},
        {"redirect_uri": CALLBACK.upper()},
        {"redirect_uri": ""},
        {"client_id": "other"},
        {"client_id": ""},
    ],
)
def test_an_unknown_caller_or_return_address_is_refused_on_the_page(
    provider: httpx.Client, changes: dict[str, str]
) -> None:
    page = provider.get("/authorize", params={**ASK, **changes})

    assert page.status_code == 400
    assert "Location" not in page.headers
    assert "<h1>无法登录</h1>" in page.text


def test_a_repeated_return_address_is_refused_on_the_page(provider: httpx.Client) -> None:
    page = provider.get("/authorize", params=[*ASK.items(), ("redirect_uri", CALLBACK)])

    assert page.status_code == 400


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"state": ""}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
    ],
)
def test_a_known_caller_is_told_its_error_at_its_own_address(
    provider: httpx.Client, changes: dict[str, str], error: str
) -> None:
    answer = provider.get("/authorize", params={**ASK, **changes})

    told = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(CALLBACK)
    assert told["error"] == [error]
    assert "code" not in told


def test_a_person_who_cancels_is_sent_back_without_a_code(provider: httpx.Client) -> None:
    told = confirm(provider, open_page(provider), cancel="1")

    assert (told["error"], told["state"]) == (["access_denied"], ["st&te"])
    assert "code" not in told


def test_a_page_used_once_is_spent(provider: httpx.Client) -> None:
    handle = open_page(provider)
    confirm(provider, handle, person="p01")

    again = provider.post("/authorize/confirm", data={"request": handle, "person": "p01"})

    assert again.status_code == 400
    assert "已经用过或超过十分钟" in again.text


def test_a_code_used_twice_is_refused_and_revokes_what_it_bought(provider: httpx.Client) -> None:
    code = get_code(provider)
    access_token = redeem(provider, code).json()["access_token"]

    replay = redeem(provider, code)

    assert (replay.status_code, replay.json()["error"]) == (400, "invalid_grant")
    assert ask_claims(provider, access_token).status_code == 401


def test_an_expired_code_is_refused() -> None:
    arguments = (
        "--client-id",
        "house",
        "--client-secret",
        "s3cret:%",
        "--redirect-uri",
        CALLBACK,
        "--code-lifetime",
        "0",
    )
    with running("identity_provider", *arguments) as url, httpx.Client(base_url=url, trust_env=False) as provider:
        answer = redeem(provider, get_code(provider))

    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "invalid_grant", "error_description": "code has expired"},
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": "A" * 43},
        {"code_verifier": ""},
        {"redirect_uri": CALLBACK + "other"},
        {"code": "made-up"},
    ],
)
def test_a_code_with_anything_else_wrong_buys_nothing(provider: httpx.Client, changes: dict[str, str]) -> None:
    answer = redeem(provider, get_code(provider), **changes)

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    assert "access_token" not in answer.json()


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("", {"client_id": "house", "client_secret": "wrong"}),
        ("", {"client_id": "house"}),
        ("Basic aG91c2U6d3Jvbmc=", {}),
        ("Basic %%%", {}),
        ("Bearer s3cret:%", {}),
        ("Basic aG91c2U6czNjcmV0JTNBJTI1", {"client_id": "house", "client_secret": "s3cret:%"}),
    ],
)
def test_a_client_that_does_not_prove_itself_in_one_way_is_refused(
    provider: httpx.Client, header: str, form: dict[str, str]
) -> None:
    answer = provider.post(
        "/token",
        data={"grant_type": "authorization_code", "code": get_code(provider), **form},
        headers={"Authorization": header} if header else {},
    )

    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})


def test_a_client_may_prove_itself_by_basic_authentication(provider: httpx.Client) -> None:
    credentials = base64.b64encode(b"house:s3cret%3A%25").decode()

    answer = provider.post(
        "/token",
        data={
            "grant_type": "authorization_code",
            "code": get_code(provider),
            "redirect_uri": CALLBACK,
            "code_verifier": VERIFIER,
        },
        headers={"Authorization": f"Basic {credentials}"},
    )

    assert answer.status_code == 200


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer made-up", "Basic aG91c2U6"])
def test_claims_need_a_living_access_token(provider: httpx.Client, authorization: str) -> None:
    answer = provider.get("/userinfo", headers={"Authorization": authorization})

    assert answer.status_code == 401
    assert answer.json() == {"error": "invalid_token"}


def test_another_grant_type_is_refused(provider: httpx.Client) -> None:
    answer = redeem(provider, "any", grant_type="password")

    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_grant_type")
