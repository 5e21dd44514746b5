"""The addresses of the provider: discovery, keys, the page, the token and the person's claims."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onething_simulators.id_numbers import is_valid_id_number
from onething_simulators.identity_provider.authorization import (
    SCOPES,
    AuthorizationRequest,
    RefusedByRedirect,
    RefusedOnPage,
    answer_address,
    read_authorization,
)
from onething_simulators.identity_provider.clients import Client, is_authenticated, only
from onething_simulators.identity_provider.grants import TOKEN_LIFETIME, Assurance, GrantRefused, Grants, Login
from onething_simulators.identity_provider.pages import choosing_page, refused_page
from onething_simulators.identity_provider.tokens import (
    ALGORITHM,
    CLAIMS_OF_SCOPE,
    SigningKey,
    make_id_token,
    user_claims,
)
from onething_simulators.messages import Reply, Request, json_reply
from onething_simulators.people import Person, Population
from onething_simulators.serving import Routes
from onething_simulators.styling import style_sheet

LONGEST_NUMBER = 64
SPENT = "这次登录请求已经用过或超过十分钟，不能再用。"
BACK_TO_START = "请关闭本页，回到办事网站重新点击“登录”。如果仍然出现，请把这段文字告诉网站的客服。"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityService:
    """One provider with one client."""

    issuer: str
    client: Client
    population: Population
    grants: Grants
    key: SigningKey

    def routes(self) -> Routes:
        """Return the addresses this service answers."""
        return {
            ("GET", "/.well-known/openid-configuration"): lambda _request: json_reply(discovery(self.issuer)),
            ("GET", "/jwks.json"): lambda _request: json_reply(self.key.key_set()),
            ("GET", "/page.css"): lambda _request: style_sheet(),
            ("GET", "/authorize"): self.authorize,
            ("POST", "/authorize"): self.authorize,
            ("POST", "/authorize/confirm"): self.confirm,
            ("POST", "/token"): self.token,
            ("GET", "/userinfo"): self.userinfo,
            ("POST", "/userinfo"): self.userinfo,
        }

    def authorize(self, request: Request) -> Reply:
        """Show the page, or refuse where the standard says."""
        parameters = request.query if request.method == "GET" else request.form()
        asked = read_authorization(parameters, client=self.client)
        if isinstance(asked, RefusedOnPage):
            return refused_page(reason=asked.reason, next_step=BACK_TO_START)
        if isinstance(asked, RefusedByRedirect):
            return self._redirect(
                asked.redirect_uri, state=asked.state, error=asked.error, error_description=asked.description
            )
        handle = self.grants.open(asked, now=request.received_at)
        return choosing_page(population=self.population, handle=handle, redirect_uri=asked.redirect_uri)

    def confirm(self, request: Request) -> Reply:
        """Take the person's choice and send them back with a code."""
        form, handle = request.form(), only(request.form(), "request")
        asked = self.grants.find(handle, now=request.received_at)
        if asked is None:
            return refused_page(reason=SPENT, next_step=BACK_TO_START)
        if "cancel" in form:
            self.grants.close(handle)
            return self._redirect(asked.redirect_uri, state=asked.state, error="access_denied")
        if person := self.population.by_key.get(only(form, "person")):
            return self._admit(person, Assurance.HIGH, asked, handle, request.received_at)
        typed = "".join(filter(str.isprintable, only(form, "id_number")))[:LONGEST_NUMBER]
        found = self._find_by_number(typed)
        if isinstance(found, Person):
            return self._admit(found, Assurance.SUBSTANTIAL, asked, handle, request.received_at)
        return choosing_page(
            population=self.population, handle=handle, redirect_uri=asked.redirect_uri, typed=typed, error=found
        )

    def token(self, request: Request) -> Reply:
        """Exchange a code for tokens. RFC 6749 section 4.1.3."""
        form, now = request.form(), request.received_at
        if not is_authenticated(self.client, authorization=request.headers.get("Authorization", ""), form=form):
            return _oauth_error("invalid_client", status=401, headers={"WWW-Authenticate": 'Basic realm="token"'})
        if only(form, "grant_type") != "authorization_code":
            return _oauth_error("unsupported_grant_type")
        try:
            login, access_token = self.grants.redeem(
                only(form, "code"),
                redirect_uri=only(form, "redirect_uri"),
                verifier=only(form, "code_verifier"),
                now=now,
            )
        except GrantRefused as refusal:
            return _oauth_error("invalid_grant", description=str(refusal))
        return json_reply(
            {
                "access_token": access_token,
                "token_type": "Bearer",
                "expires_in": int(TOKEN_LIFETIME.total_seconds()),
                "scope": " ".join(scope for scope in SCOPES if scope in login.request.scopes),
                "id_token": make_id_token(login, issuer=self.issuer, key=self.key, now=now),
            }
        )

    def userinfo(self, request: Request) -> Reply:
        """Tell the holder of an access token about the person."""
        scheme, _, access_token = request.headers.get("Authorization", "").partition(" ")
        login = self.grants.find_login(access_token, now=request.received_at) if scheme.lower() == "bearer" else None
        if login is None:
            return _oauth_error(
                "invalid_token", status=401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'}
            )
        return json_reply(user_claims(login, firms=self.population.firms_of(login.person)))

    def _find_by_number(self, typed: str) -> Person | str:
        number = "".join(unicodedata.normalize("NFKC", typed).split()).upper()
        if not number:
            return "请输入证件号码，或者选择一位演示人物。"
        if not is_valid_id_number(number):
            return "证件号码的位数、出生日期或校验位不对，请对照证件核对后再输入。"
        return self.population.by_id_number.get(number) or "演示人物中没有这个证件号码，请从上面的名单中选择。"

    def _admit(
        self, person: Person, assurance: Assurance, asked: AuthorizationRequest, handle: str, now: datetime
    ) -> Reply:
        if not self.grants.close(handle):
            return refused_page(reason=SPENT, next_step=BACK_TO_START)
        code = self.grants.issue_code(Login(request=asked, person=person, assurance=assurance, at=now))
        return self._redirect(asked.redirect_uri, state=asked.state, code=code)

    def _redirect(self, redirect_uri: str, **parameters: str) -> Reply:
        address = answer_address(redirect_uri, **parameters, iss=self.issuer)
        return Reply(status=303, headers={"Location": address, "Referrer-Policy": "no-referrer"})


def discovery(issuer: str) -> dict[str, Any]:
    """Return the provider's description of itself. OpenID Connect Discovery 1.0 section 3."""
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "userinfo_endpoint": f"{issuer}/userinfo",
        "jwks_uri": f"{issuer}/jwks.json",
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "acr_values_supported": [level.value for level in Assurance],
        "claims_supported": [name for claims in CLAIMS_OF_SCOPE.values() for name in claims],
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "authorization_response_iss_parameter_supported": True,
        "ui_locales_supported": ["zh-CN"],
    }


def _oauth_error(
    error: str, *, description: str = "", status: int = 400, headers: dict[str, str] | None = None
) -> Reply:
    content = {"error": error, "error_description": description} if description else {"error": error}
    return json_reply(content, status=status, headers=headers)
