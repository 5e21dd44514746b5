"""Puts the actor on every request, and ends logins whose time is over or whose account was disabled."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from onething.modules.identity.domain.authorities import AuthorityInfo, act_under
from onething.modules.identity.domain.posts import PostInfo, decide_post
from onething.modules.identity.domain.visits import VisitLimits, VisitVerdict, decide_visit
from onething.modules.identity.models import Account, AccountKind, Person
from onething.modules.identity.queries import find_held, list_posts
from onething.modules.identity.sessions import ACTING, DEVICE, ENDED_BECAUSE, POST, STARTED_AT, USED_AT, instant_of
from onething.platform import clock
from onething.platform.permissions import ANONYMOUS, Actor, Role

Handler = Callable[[HttpRequest], HttpResponseBase]
CHANNELS = ("counter", "desk", "kiosk", "cockpit", "api", "admin")
ENDED = {
    VisitVerdict.END_IDLE: "您有一段时间没有操作，为保护您的信息已自动退出。已保存的内容不受影响，请重新登录后继续。",
    VisitVerdict.END_TOTAL: "这次登录已到最长时间，为保护您的信息已自动退出。已保存的内容不受影响，请重新登录后继续。",
}
NO_LONGER = "这个账号已停用，或密码已更改，已经退出。如有疑问，请拨打 12345，工作人员请联系系统管理员。"


def actor_middleware(get_response: Handler) -> Handler:
    """Django middleware, after AuthenticationMiddleware; without a login it asks nothing of the database.

    `request.staff_post` is the post of somebody of the staff: see `post_of`. `request.acting` is the authority (授权) under which the actor acts, read anew at every request. When it has ended
    nothing else is done: what was asked for under it must not happen in the person's own name.
    """

    def handle(request: HttpRequest) -> HttpResponseBase:
        now = clock.now()
        request.staff_post = None  # type: ignore[attr-defined]
        actor, authority = _actor(request, now), None
        if actor.role is Role.CITIZEN and ACTING in request.session:
            authority = _authority(request, now)
            if authority is None and request.path != reverse("account_logout"):
                del request.session[ACTING]
                return HttpResponseRedirect(f"{settings.ACTING_CHOICE}?ended=1")
        request.actor = act_under(actor, authority) if authority else actor  # type: ignore[attr-defined]
        request.acting = authority  # type: ignore[attr-defined]
        return get_response(request)

    return handle


def _authority(request: HttpRequest, now: datetime) -> AuthorityInfo | None:
    person: Person | None = getattr(request.user, "person", None)
    chosen = str(request.session[ACTING])
    return find_held(person, authority=chosen, on=clock.legal_day(now)) if person else None


def _actor(request: HttpRequest, now: datetime) -> Actor:
    if SESSION_KEY not in request.session:
        return ANONYMOUS
    account = request.user
    if not isinstance(account, Account):
        return _end(request, NO_LONGER)
    verdict = _note_visit(request, account, now)
    if verdict in ENDED:
        return _end(request, ENDED[verdict])
    chosen = _post(account, str(request.session.get(POST, "")), now)
    request.staff_post = chosen  # type: ignore[attr-defined]
    return _acting(account, chosen, _channel(request))


def post_of(request: HttpRequest) -> PostInfo | None:
    """The post in which somebody of the staff acts, as it was read for this request."""
    post = getattr(request, "staff_post", None)
    return post if isinstance(post, PostInfo) else None


def actor_for(account: Account, *, channel: str, post: str, now: datetime) -> Actor:
    """As whom the account acts; staff without a chosen post may do nothing yet."""
    return _acting(account, _post(account, post, now), channel)


def _post(account: Account, chosen: str, now: datetime) -> PostInfo | None:
    posts = list_posts(account, on=clock.legal_day(now)) if account.kind == AccountKind.STAFF else ()
    return decide_post(posts=posts, chosen=chosen)


def _acting(account: Account, chosen: PostInfo | None, channel: str) -> Actor:
    if account.kind == AccountKind.CITIZEN:
        person: Person | None = getattr(account, "person", None)
        owner = person.public_id if person else None
        return Actor(role=Role.CITIZEN, account=account.public_id, person=owner, channel=channel)
    if chosen is None:
        return Actor(role=Role.ANONYMOUS, account=account.public_id, channel=channel)
    return Actor(
        role=chosen.role,
        account=account.public_id,
        post=chosen.public_id,
        body_code=chosen.body_code,
        site_code=chosen.site_code,
        window=chosen.window_number,
        region_path=chosen.region_path,
        channel=channel,
    )


def _note_visit(request: HttpRequest, account: Account, now: datetime) -> VisitVerdict:
    session = request.session
    started_at, used_at = instant_of(session.get(STARTED_AT)), instant_of(session.get(USED_AT))
    if started_at is None or used_at is None:
        session[STARTED_AT] = session[USED_AT] = now.isoformat()
        session[DEVICE] = "".join(filter(str.isprintable, request.headers.get("User-Agent", "")))[:120]
        return VisitVerdict.KEEP
    idle = settings.STAFF_IDLE if account.kind == AccountKind.STAFF else settings.CITIZEN_IDLE
    limits = VisitLimits(idle=idle, total=settings.SESSION_TOTAL)
    verdict = decide_visit(started_at=started_at, used_at=used_at, now=now, limits=limits)
    if verdict is VisitVerdict.NOTE_USE:
        session[USED_AT] = now.isoformat()
    return verdict


def _end(request: HttpRequest, because: str) -> Actor:
    logout(request)
    request.session[ENDED_BECAUSE] = because
    return ANONYMOUS


def _channel(request: HttpRequest) -> str:
    first = request.path.split("/")[1]
    return first if first in CHANNELS else "portal"
