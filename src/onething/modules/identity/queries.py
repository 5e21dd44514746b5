"""Reads of identity: posts of an account, its open sessions, accounts of staff."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db.models import Q

from onething.modules.identity.domain.posts import PostInfo
from onething.modules.identity.models import Account, AccountKind, Session, StaffPost
from onething.platform.permissions import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """A session as its owner sees it; `handle` names it without giving its key away."""

    handle: str
    device: str
    started_at: datetime | None
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAccount:
    """An account of staff with its posts of today."""

    login: str
    display_name: str
    is_active: bool
    posts: tuple[PostInfo, ...]


def list_posts(account: Account, *, on: date) -> tuple[PostInfo, ...]:
    """The posts the account holds on this legal day, oldest first."""
    current = Q(until_day__isnull=True) | Q(until_day__gt=on)
    rows = StaffPost.objects.filter(current, account=account, is_active=True, from_day__lte=on).order_by("id")
    return tuple(post_info(row) for row in rows)


def post_info(row: StaffPost) -> PostInfo:
    """The post as a frozen value."""
    return PostInfo(
        public_id=row.public_id,
        title=row.title,
        role=Role(row.role),
        body_code=row.body_code,
        site_code=row.site_code,
        window_number=row.window_number,
        region_path=row.region_path,
        from_day=row.from_day,
        until_day=row.until_day,
    )


def list_staff(*, on: date) -> tuple[StaffAccount, ...]:
    """All accounts of staff by login; two queries."""
    current = Q(until_day__isnull=True) | Q(until_day__gt=on)
    posts: dict[int, list[PostInfo]] = {}
    for row in StaffPost.objects.filter(current, is_active=True, from_day__lte=on).order_by("id"):
        posts.setdefault(row.account_id, []).append(post_info(row))
    return tuple(
        StaffAccount(
            login=account.login,
            display_name=account.display_name,
            is_active=account.is_active,
            posts=tuple(posts.get(account.pk, ())),
        )
        for account in Account.objects.filter(kind=AccountKind.STAFF).order_by("login")
    )


def active_sessions(account: Account, *, now: datetime) -> tuple[OpenSession, ...]:
    """Where the account is logged in, latest use first."""
    rows = Session.objects.filter(account_id=account.pk, expire_date__gt=now).order_by("-used_at")
    return tuple(
        OpenSession(
            handle=handle_of(row.session_key), device=row.device, started_at=row.started_at, used_at=row.used_at
        )
        for row in rows
    )


def handle_of(session_key: str) -> str:
    """A name for a session that cannot be turned back into its key."""
    return sha256(f"session handle {session_key}".encode()).hexdigest()[:32]
