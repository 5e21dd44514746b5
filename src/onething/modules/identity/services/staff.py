"""Accounts and posts of staff: make, give, disable; and end sessions."""

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from onething.core.identifiers import check_name
from onething.modules.identity.domain.posts import PostInfo, find_conflict
from onething.modules.identity.errors import StaffRefused
from onething.modules.identity.models import Account, AccountKind, Session, StaffPost
from onething.modules.identity.queries import handle_of, list_posts, post_info
from onething.modules.organisation.api import bodies, find_region, find_site
from onething.platform.permissions import Role

LOGIN_TAKEN = "这个登录名已被使用。请换一个登录名。"
LOGIN_SHAPE = "登录名要 3 到 32 个字符，只用小写字母、数字、点、横线。请修改。"
LOGIN_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")
LONGEST_NUMBER = 20


def create_staff(*, login: str, password: str, display_name: str) -> Account:
    """Make an account of staff, without a post yet; StaffRefused with all reasons."""
    reasons = _refuse_login(login)
    checked = check_name(display_name)
    reasons += [failure.message for failure in checked.failures]
    try:
        validate_password(password, user=Account(login=login, kind=AccountKind.STAFF))
    except ValidationError as error:
        reasons += error.messages
    if reasons:
        raise StaffRefused(reasons)
    try:
        with transaction.atomic():
            return Account.objects.create_account(
                login=login, kind=AccountKind.STAFF, password=password, display_name=checked.value or ""
            )
    except IntegrityError as error:
        raise StaffRefused([LOGIN_TAKEN]) from error


@transaction.atomic
def give_post(
    *,
    account: Account,
    role: Role,
    title: str,
    region_code: str,
    from_day: date,
    until_day: date | None = None,
    body_code: str = "",
    site_code: str = "",
    window_number: str = "",
) -> PostInfo:
    """Give the account a post on [from_day, until_day); StaffRefused with all reasons."""
    Account.objects.select_for_update().get(pk=account.pk)  # two posts given at once must see each other
    held = [
        Role(value)
        for value in StaffPost.objects.filter(account=account, is_active=True).values_list("role", flat=True)
    ]
    conflict = find_conflict(held=held, wanted=role)
    region = find_region(region_code)
    reasons = [conflict] if conflict else []
    reasons += _refuse_places(region_code if region is None else "", body_code, site_code)
    if account.kind != AccountKind.STAFF:
        reasons.append("这不是工作人员账号，不能任岗。请先开立工作人员账号。")
    if len(window_number) > LONGEST_NUMBER:
        reasons.append(f"窗口号最多 {LONGEST_NUMBER} 个字。请改短。")
    if until_day is not None and until_day <= from_day:
        reasons.append("岗位的结束日期要晚于开始日期。请改正日期。")
    if reasons or region is None:
        raise StaffRefused(reasons)
    row = StaffPost.objects.create(
        account=account,
        role=role,
        title=title,
        region_path=region.path,
        from_day=from_day,
        until_day=until_day,
        body_code=body_code,
        site_code=site_code,
        window_number=window_number,
    )
    return post_info(row)


@transaction.atomic
def set_active(*, account: Account, is_active: bool) -> None:
    """Enable or disable an account; a disabled one is out everywhere at once."""
    Account.objects.filter(pk=account.pk).update(is_active=is_active)
    if not is_active:
        Session.objects.filter(account_id=account.pk).delete()


def end_session(account: Account, *, handle: str) -> bool:
    """End one of the account's own sessions; False when there is none with this handle."""
    rows = Session.objects.filter(account_id=account.pk)
    keys = [row.session_key for row in rows if handle_of(row.session_key) == handle]
    deleted, _ = rows.filter(session_key__in=keys).delete()
    return bool(deleted)


def find_post(account: Account, *, post: str, on: date) -> PostInfo | None:
    """The account's current post with this public id."""
    return next((one for one in list_posts(account, on=on) if str(one.public_id) == post), None)


def find_staff(login: str) -> Account | None:
    """The account of staff with this login."""
    return Account.objects.filter(login=login, kind=AccountKind.STAFF).first()


def _refuse_login(login: str) -> list[str]:
    return [] if 3 <= len(login) <= 32 and set(login) <= LOGIN_CHARACTERS else [LOGIN_SHAPE]


def _refuse_places(missing_region: str, body_code: str, site_code: str) -> list[str]:
    missing: Mapping[str, bool] = {
        f"没有编码为“{missing_region}”的区划。请先导入机构资料或改正编码。": bool(missing_region),
        f"没有编码为“{body_code}”的部门。请先导入机构资料或改正编码。": bool(body_code) and not bodies([body_code]),
        f"没有编码为“{site_code}”的场所。请先导入机构资料或改正编码。": bool(site_code) and not find_site(site_code),
    }
    return [message for message, applies in missing.items() if applies]
