"""The pages of login. They stand in this module, not in a channel, because one login serves every end.

Citizens go to the identity provider and come back; staff give name and password, then choose a post.
"""

from http import HTTPStatus

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onething.modules.identity.adapters import UNREACHABLE
from onething.modules.identity.addresses import safe_next
from onething.modules.identity.domain.posts import PostInfo, decide_post
from onething.modules.identity.middleware import post_of
from onething.modules.identity.models import Account, AccountKind
from onething.modules.identity.pages import refused_login
from onething.modules.identity.provider import NationalAdapter
from onething.modules.identity.queries import active_sessions, handle_of, held_by, list_posts
from onething.modules.identity.services.staff import end_session, find_post
from onething.modules.identity.sessions import ENDED_BECAUSE, POST
from onething.platform import clock
from onething.platform.permissions import Action, public, requires

LONGEST_LOGIN, LONGEST_PASSWORD = 150, 1000
NOT_OPEN = "本网站还没有接通统一身份认证，暂时不能在线登录。请到政务服务中心窗口办理，或拨打 12345。"
WRONG = "用户名或密码不对。请核对后重新输入；忘记密码请联系本单位系统管理员。"
LOCKED = "连续输错次数太多，为保护账号已暂停登录 10 分钟。请稍后再试；忘记密码请联系本单位系统管理员。"
POST_GONE = "这个岗位不是您现在的岗位，可能已经到期。请从下面选择。"


@public
@never_cache
@require_GET
def log_in(request: HttpRequest) -> HttpResponseBase:
    """The one entrance: who is in already goes on, others choose how to log in."""
    wanted = safe_next(request)
    if isinstance(request.user, Account):
        return _go_on(request, request.user, wanted)
    because = request.session.pop(ENDED_BECAUSE, "") if ENDED_BECAUSE in request.session else ""
    context = {"ended_because": because, "query": _query(wanted), "can_go_online": bool(settings.OIDC_ISSUER)}
    return render(request, "identity/login.html", context)


@public
@never_cache
@require_GET
def start_citizen(request: HttpRequest) -> HttpResponseBase:
    """Send the citizen to the identity provider; an unsafe `next` is dropped on the way."""
    query = request.GET.copy()
    query["next"] = safe_next(request)
    request.GET = query  # type: ignore[assignment]
    return _answer(OAuth2LoginView, request)


@public
@never_cache
@require_GET
def finish_citizen(request: HttpRequest) -> HttpResponseBase:
    """Where the identity provider sends the citizen back to; who may act for others chooses for whom first."""
    answer = _answer(OAuth2CallbackView, request)
    person = getattr(request.user, "person", None)
    if answer.status_code != HTTPStatus.FOUND or person is None:
        return answer
    has_choice = held_by(person, on=clock.today())
    return redirect(f"{settings.ACTING_CHOICE}{_query(answer.headers['Location'])}") if has_choice else answer


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in_staff(request: HttpRequest) -> HttpResponseBase:
    """Name and password; the same answer whether or not the name exists."""
    if request.method == "GET":
        return _staff_page(request, status=HTTPStatus.OK)
    name, password = request.POST.get("username", "").strip(), request.POST.get("password", "")
    errors = _missing(name, password)
    if errors:
        return _staff_page(request, errors=errors, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    account = authenticate(request, username=name, password=password)
    if not isinstance(account, Account):
        return _staff_page(request, errors={"username": WRONG}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    login(request, account)
    return _go_on(request, account, safe_next(request))


def locked_out(request: HttpRequest, _response: object = None, _credentials: object = None) -> HttpResponse:
    """What axes answers while the door is closed, also for names that do not exist."""
    return _staff_page(request, errors={"username": LOCKED}, status=HTTPStatus.TOO_MANY_REQUESTS)


@public
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End this session on the server; its cookie is worth nothing afterwards."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@requires(Action.SESSION_OPEN)
@never_cache
@require_http_methods(["GET", "POST"])
def choose_post(request: HttpRequest) -> HttpResponseBase:
    """Choose in which post to act; the session gets a new id with the new role."""
    account = request.user
    if not isinstance(account, Account) or account.kind != AccountKind.STAFF:
        return redirect(f"{reverse('staff-login')}{_query(safe_next(request))}")
    today = clock.today()
    if request.method == "POST":
        chosen = find_post(account, post=request.POST.get("post", ""), on=today)
        if chosen:
            return _act_in(request, chosen)
    return _posts_page(request, list_posts(account, on=today), gone=request.method == "POST")


@requires(Action.SESSION_OPEN)
@never_cache
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponseBase:
    """Where this account is logged in, and a way to end each."""
    account = request.user
    if not isinstance(account, Account):
        return redirect(f"{settings.LOGIN_URL}{_query(request.path)}")
    if request.method == "POST":
        end_session(account, handle=request.POST.get("session", ""))
        return redirect("sessions")
    request.session.save()  # what this very request noted of the visit belongs in the list
    context = {
        "sessions": active_sessions(account, now=clock.now()),
        "own_handle": handle_of(str(request.session.session_key)),
        "back": _way_back(request, account),
    }
    return render(request, "identity/sessions.html", context)


def _way_back(request: HttpRequest, account: Account) -> str:
    """Where its holder works, or keeps things."""
    if account.kind == AccountKind.CITIZEN:
        return str(settings.OWN_SPACE)
    post = post_of(request)
    return _start_of(post) if post else ""


def _answer(view: type[OAuth2LoginView | OAuth2CallbackView], request: HttpRequest) -> HttpResponseBase:
    try:
        response: HttpResponseBase = view.adapter_view(NationalAdapter(request, settings.OIDC_PROVIDER))(request)
    except SocialApp.DoesNotExist:
        return refused_login(request, reasons=[NOT_OPEN], status=HTTPStatus.SERVICE_UNAVAILABLE)
    except OAuth2Error:
        return refused_login(request, reasons=[UNREACHABLE], status=HTTPStatus.BAD_GATEWAY)
    return response


def _missing(name: str, password: str) -> dict[str, str]:
    errors = {}
    if not name or len(name) > LONGEST_LOGIN:
        errors["username"] = "请输入用户名，最多 150 个字符。"
    if not password or len(password) > LONGEST_PASSWORD:
        errors["password"] = "请输入密码，最多 1000 个字符。"  # noqa: S105 - a message
    return errors


def _staff_page(request: HttpRequest, *, status: int, errors: dict[str, str] | None = None) -> HttpResponse:
    typed = request.POST.get("username", "")[:LONGEST_LOGIN]
    context = {"errors": errors or {}, "typed": typed, "next": safe_next(request)}
    return render(request, "identity/staff_login.html", context, status=status)


def _posts_page(request: HttpRequest, posts: tuple[PostInfo, ...], *, gone: bool) -> HttpResponse:
    current, chosen = post_of(request), request.session.get(POST)
    context = {
        "posts": posts,
        "current": current.public_id if current else None,
        "errors": {"post": POST_GONE} if gone or (chosen and not current) else {},
        "back": _start_of(current) if current else "",
        "next": safe_next(request),
    }
    return render(request, "identity/posts.html", context, status=422 if gone else 200)


def _act_in(request: HttpRequest, post: PostInfo) -> HttpResponse:
    request.session.cycle_key()
    request.session[POST] = str(post.public_id)
    return redirect(safe_next(request) or _start_of(post))


def _go_on(request: HttpRequest, account: Account, wanted: str) -> HttpResponse:
    if account.kind != AccountKind.STAFF:
        return redirect(wanted or settings.LOGIN_REDIRECT_URL)
    posts = list_posts(account, on=clock.today())
    current = decide_post(posts=posts, chosen=str(request.session.get(POST, "")))
    return redirect((wanted or _start_of(current)) if current else f"{reverse('choose-post')}{_query(wanted)}")


def _start_of(post: PostInfo) -> str:
    """The role's own end when that end is built, else the front page."""
    start: str = settings.STAFF_STARTS.get(post.role.value, settings.LOGIN_REDIRECT_URL)
    try:
        resolve(start)
    except Resolver404:
        return str(settings.LOGIN_REDIRECT_URL)
    return start


def _query(wanted: str) -> str:
    return f"?{urlencode({'next': wanted})}" if wanted else ""
