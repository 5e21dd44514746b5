"""Accounts and posts of staff in the administration; every button calls a service of this room."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from onething.modules.identity.domain.posts import NOT_FOR_STAFF
from onething.modules.identity.errors import StaffRefused
from onething.modules.identity.models import Account, AccountKind
from onething.modules.identity.queries import list_posts
from onething.modules.identity.services.administer import assign_post, end_post, open_account, switch_account
from onething.modules.identity.services.staff import find_staff
from onething.platform import clock
from onething.platform.administration import HouseAdmin, guarded, may
from onething.platform.permissions import Action, Role, actor_of

BAD_DAY = "日期要写成 2026-12-01 的形式。请改正后再提交。"
NO_TITLE = "岗位名称要填写，最多 60 个字。"
NO_ROLE = "请选择角色。"
NO_ACT = "没有说明要做什么，什么也没有改变。"
TEXTS = ("title", "region", "body", "site", "window")


@admin.register(Account)
class AccountAdmin(HouseAdmin):
    """Accounts of staff; those of citizens are nobody's to look through."""

    reading = Action.ACCOUNT_READ
    list_display = ("account", "display_name", "standing", "created_at")
    list_filter = ("is_active",)
    search_fields = ("login", "display_name")
    ordering = ("login",)
    change_list_template = "identity/admin/accounts.html"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Account]":
        """Staff only."""
        return super().get_queryset(request).filter(kind=AccountKind.STAFF)

    @admin.display(description="登录名", ordering="login")
    def account(self, row: Account) -> str:
        """The way to the account's page."""
        return format_html('<a href="{}">{}</a>', reverse("admin:account", args=[row.login]), row.login)

    @admin.display(description="在用", ordering="is_active")
    def standing(self, row: Account) -> str:
        """In words: Django's picture says `True` to those who cannot see it."""
        return "在用" if row.is_active else "已停用"

    def pages(self) -> list[Any]:
        """A new account, and one page an account."""
        both = require_http_methods(["GET", "POST"])
        return [
            path("+new/", guarded(Action.ACCOUNT_MANAGE, both(sensitive_post_parameters("password")(_new_account(self)))), name="account-new"),
            path("<str:login>/", guarded(Action.ACCOUNT_READ, both(self.one)), name="account"),
        ]  # fmt: skip

    def one(self, request: HttpRequest, login: str) -> HttpResponse:
        """An account with its posts, and what this reader may do with them."""
        account = find_staff(login)
        if account is None:
            raise Http404("没有这个工作人员账号。请从列表进入。")
        reasons: list[str] = []
        if request.method == "POST":
            try:
                messages.success(request, _act(request, login))
            except StaffRefused as refused:
                reasons = list(refused.reasons)
            else:
                return redirect("admin:account", login=login)
        context = {
            "title": f"{account.display_name}（{account.login}）",
            "account": account,
            "posts": list_posts(account, on=clock.today()),
            "roles": [(role.value, role.label) for role in Role if role not in NOT_FOR_STAFF],
            "may_manage": may(request, Action.ACCOUNT_MANAGE),
            "may_assign": may(request, Action.POST_ASSIGN),
            "reasons": reasons,
            "typed": request.POST if reasons else {},
            "today": clock.today().isoformat(),
        }
        return self.page(request, "identity/admin/account.html", context, status=422 if reasons else 200)


def _new_account(page: AccountAdmin) -> Any:
    """The view that opens an account; its first argument is the request, as the decorator of passwords wants it."""

    def new(request: HttpRequest) -> HttpResponse:
        reasons: list[str] = []
        if request.method == "POST":
            try:
                login = open_account(
                    login=request.POST.get("login", "").strip(),
                    password=request.POST.get("password", ""),
                    display_name=request.POST.get("display_name", "").strip(),
                    actor=actor_of(request),
                    now=clock.now(),
                )
            except StaffRefused as refused:
                reasons = list(refused.reasons)
            else:
                messages.success(request, f"已开立账号 {login}。请由安全管理员授予岗位。")
                return redirect("admin:account", login=login)
        context = {"title": "开立账号", "reasons": reasons, "typed": request.POST}
        return page.page(request, "identity/admin/new.html", context, status=422 if reasons else 200)

    return new


def _act(request: HttpRequest, login: str) -> str:
    actor, now, act = actor_of(request), clock.now(), request.POST.get("act", "")
    if act in ("enable", "disable"):
        switch_account(login=login, is_active=act == "enable", actor=actor, now=now)
        return f"账号 {login} 已{'恢复' if act == 'enable' else '停用，所有会话已退出'}。"
    if act == "end":
        end_post(login=login, post=_uuid(request.POST.get("post", "")), actor=actor, now=now)
        return "岗位已结束。"
    if act == "give":
        post = _give(request, login)
        return f"已授予岗位：{post}。"
    raise StaffRefused([NO_ACT])


def _give(request: HttpRequest, login: str) -> str:
    texts = {name: request.POST.get(name, "").strip() for name in TEXTS}
    role, begins, ends = (
        request.POST.get("role", ""),
        request.POST.get("from_day", ""),
        request.POST.get("until_day", ""),
    )
    reasons = [NO_TITLE] if not 0 < len(texts["title"]) <= 60 else []
    reasons += [] if role in {one.value for one in Role} else [NO_ROLE]
    reasons += [BAD_DAY] if _day(begins) is None or (ends and _day(ends) is None) else []
    if reasons:
        raise StaffRefused(reasons)
    return assign_post(
        login=login,
        role=Role(role),
        title=texts["title"],
        region_code=texts["region"],
        from_day=_day(begins) or clock.today(),
        until_day=_day(ends),
        body_code=texts["body"],
        site_code=texts["site"],
        window_number=texts["window"],
        actor=actor_of(request),
        now=clock.now(),
    ).title


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)  # nobody's: the service says that there is no such post
