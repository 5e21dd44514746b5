"""Posts of staff: which one acts, and which may not be held by one person.

Source: 三员分立, GB/T 22239-2019 8.1.4 (待核): system, security and audit administration are three people.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from onething.platform.permissions import Role

APART = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})
NOT_FOR_STAFF = frozenset({Role.ANONYMOUS, Role.CITIZEN, Role.CLIENT, Role.SYSTEM})


@dataclass(frozen=True, slots=True, kw_only=True)
class PostInfo:
    """A post as shown to the one who holds it; valid on [from_day, until_day). Just given, it has no `body_name` yet."""

    public_id: UUID
    title: str
    role: Role
    body_code: str
    site_code: str
    window_number: str
    region_path: str
    from_day: date
    until_day: date | None
    body_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A colleague in a body, as lists of colleagues show them."""

    account: UUID
    name: str


def decide_post(*, posts: Sequence[PostInfo], chosen: str) -> PostInfo | None:
    """The chosen post; without a choice the only one. None when there is none, or when the person has to choose (again).

    A chosen post that is held no longer is not followed by another: nobody acts in a post without knowing it.
    """
    if chosen:
        return next((post for post in posts if str(post.public_id) == chosen), None)
    return posts[0] if len(posts) == 1 else None


def find_conflict(*, held: Collection[Role], wanted: Role) -> str | None:
    """Why the wanted role cannot be given to somebody who holds these; None when it can."""
    if wanted in NOT_FOR_STAFF:
        return "这个角色不是工作人员的岗位。请换一个角色。"
    if wanted in APART and (APART & set(held)) - {wanted}:
        return "系统管理员、安全管理员、审计员必须是三个人。请为这个岗位另开账号。"
    return None
