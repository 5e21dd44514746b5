"""allauth's hooks: after the provider confirmed somebody, our service decides; every failure is a page in plain words."""

import logging
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.http import HttpRequest

from onething.modules.identity.domain.claims import VerifiedIdentity, decide_identity
from onething.modules.identity.errors import LoginRefused
from onething.modules.identity.outward import BoundedSession
from onething.modules.identity.pages import refused_login
from onething.modules.identity.services.logins import log_in_citizen
from onething.platform import clock

CANCELLED = "您在身份认证页面选择了取消，没有登录。可以随时重新登录。"
SPENT = "这次登录已经用过、超过十分钟，或不是从本网站开始的。请重新登录。"
UNREACHABLE = "身份认证平台没有给出可用的答复，没有登录。请稍后重新登录；着急办理的，可到政务服务中心窗口。"
log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by our services alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody signs up by allauth's own ways."""
        return False

    def add_message(self, *_arguments: Any, **_more: Any) -> None:
        """allauth's own messages are not shown: our pages say what happened."""


class CitizenAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Citizens' login."""

    def get_requests_session(self) -> BoundedSession:
        """How allauth talks to the provider."""
        return BoundedSession()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Take the confirmed person in, or stop with all reasons."""
        try:
            sociallogin.account = _admit(sociallogin, clock.now())
        except LoginRefused as refusal:
            log.warning("login refused: %s", ",".join(reason.code for reason in refusal.refusals))
            reasons = [reason.message for reason in refusal.refusals]
            raise ImmediateHttpResponse(refused_login(request, reasons=reasons, status=403)) from refusal
        sociallogin.user = sociallogin.account.user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,  # noqa: ARG002 - allauth's signature
        error: str = AuthError.UNKNOWN,
        exception: Exception | None = None,
        extra_context: Any = None,  # noqa: ARG002 - allauth's signature
    ) -> None:
        """Cancelled, spent, or the provider failed."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(refused_login(request, reasons=[CANCELLED], status=200))
        if exception is None:
            raise ImmediateHttpResponse(refused_login(request, reasons=[SPENT], status=400))
        log.warning("identity provider failed: %s", type(exception).__name__)
        raise ImmediateHttpResponse(refused_login(request, reasons=[UNREACHABLE], status=502))


def _admit(sociallogin: SocialLogin, now: datetime) -> SocialAccount:
    decided = decide_identity(
        userinfo=sociallogin.claims.get("userinfo", {}),
        id_token=sociallogin.claims.get("id_token", {}),
        nonce=sociallogin.state.get("nonce"),
        today=clock.legal_day(now),
    )
    if not isinstance(decided, VerifiedIdentity):
        raise LoginRefused(decided)
    return log_in_citizen(identity=decided, provider=sociallogin.account.provider, now=now)
