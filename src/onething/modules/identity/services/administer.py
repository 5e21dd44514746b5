"""Accounts and posts of staff in the administration: the permission table is asked, and each act stands on the log.

三员分立: who opens accounts (系统管理员) does not hand out posts, who hands out posts (安全管理员) opens none.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onething.modules.identity.domain.posts import PostInfo
from onething.modules.identity.errors import StaffRefused
from onething.modules.identity.models import Account, StaffPost
from onething.modules.identity.services.staff import create_staff, find_staff, give_post, set_active
from onething.platform.database import save_guarded
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, Role, allowed

SUBJECT = "account"
NOT_ALLOWED = "您的岗位不能做这件事。开立和停用账号由系统管理员办理，授予和结束岗位由安全管理员办理。"
UNKNOWN = "没有这个工作人员账号。请从列表进入。"
NO_POST = "没有这个在任的岗位，可能刚刚已经结束。请刷新页面核对。"
OWN_POST = "不能给自己授予岗位。请由另一位安全管理员办理。"


@transaction.atomic
def open_account(*, login: str, password: str, display_name: str, actor: Actor, now: datetime) -> str:
    """A new account without a post; its login. StaffRefused with all reasons."""
    if not allowed(actor, Action.ACCOUNT_MANAGE, Account()):
        raise StaffRefused([NOT_ALLOWED])
    account = create_staff(login=login, password=password, display_name=display_name)
    _log(account, "account.create", actor, now)
    return account.login


@transaction.atomic
def switch_account(*, login: str, is_active: bool, actor: Actor, now: datetime) -> None:
    """Disable an account, which is out everywhere at once, or enable it again."""
    if not allowed(actor, Action.ACCOUNT_MANAGE, Account()):
        raise StaffRefused([NOT_ALLOWED])
    account = _get(login)
    set_active(account=account, is_active=is_active)
    _log(account, "account.enable" if is_active else "account.disable", actor, now)


@transaction.atomic
def assign_post(
    *,
    login: str,
    role: Role,
    title: str,
    region_code: str,
    from_day: date,
    until_day: date | None,
    body_code: str,
    site_code: str,
    window_number: str,
    actor: Actor,
    now: datetime,
) -> PostInfo:
    """Give a post; nobody gives one to themselves. StaffRefused with all reasons."""
    if not allowed(actor, Action.POST_ASSIGN, StaffPost()):
        raise StaffRefused([NOT_ALLOWED])
    account = _get(login)
    if account.public_id == actor.account:
        raise StaffRefused([OWN_POST])
    post = give_post(
        account=account,
        role=role,
        title=title,
        region_code=region_code,
        from_day=from_day,
        until_day=until_day,
        body_code=body_code,
        site_code=site_code,
        window_number=window_number,
    )
    _log(account, "post.give", actor, now, post=str(post.public_id), role=post.role.value)
    return post


@transaction.atomic
def end_post(*, login: str, post: UUID, actor: Actor, now: datetime) -> None:
    """End a post at once; what was done in it stays on the log."""
    if not allowed(actor, Action.POST_ASSIGN, StaffPost()):
        raise StaffRefused([NOT_ALLOWED])
    account = _get(login)
    row = StaffPost.objects.select_for_update().filter(account=account, public_id=post, is_active=True).first()
    if row is None:
        raise StaffRefused([NO_POST])
    row.is_active = False
    save_guarded(row, fields=["is_active"])
    _log(account, "post.end", actor, now, post=str(row.public_id), role=row.role)


def _get(login: str) -> Account:
    account = find_staff(login)
    if account is None:
        raise StaffRefused([UNKNOWN])
    return account


def _log(account: Account, kind: str, actor: Actor, now: datetime, **payload: str) -> None:
    append_action(
        NewAction(subject_kind=SUBJECT, subject_id=account.public_id, kind=kind, actor=actor, at=now, payload=payload)
    )
