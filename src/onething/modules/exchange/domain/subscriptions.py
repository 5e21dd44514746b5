"""A subscription as others see it, and what a new or changed one must say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.modules.exchange.domain.addresses import Reach, check_url
from onething.modules.exchange.domain.announcing import WebhookKind

MOST_IN_FORCE, MOST_AT_ALL = 20, 200
TOO_MANY = f"这个系统已有 {MOST_IN_FORCE} 个在用的订阅。请先停用不用的，再新增或恢复。"
FULL = f"这个系统前后已有 {MOST_AT_ALL} 个订阅。请改用停用了的，不要再新增。"
NO_CLIENT = "没有这个接入系统。请填 onething client list 里的客户端编号。"
NO_READING = "接入系统没有 cases.read（读本部门的办件），不能订阅办件的事件。请系统管理员先改登记。"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookInfo:
    """A subscription without its secrets; `version` counts the changes made by its keepers."""

    id: UUID
    client: UUID | None
    client_name: str
    body_code: str
    url: str
    kinds: tuple[WebhookKind, ...]
    created_at: datetime
    disabled_at: datetime | None
    disabled_because: str
    delivered_at: datetime | None
    failures: int
    failing_since: datetime | None
    rests_until: datetime | None
    last_failure: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """How many subscriptions the client has, besides the one in question."""

    in_force: int
    at_all: int


def find_gaps(*, url: str, kinds: Collection[str], reach: Reach) -> dict[str, str]:
    """Return everything that is wrong with what a subscription says, field by field."""
    gaps: dict[str, str] = {}
    if fault := check_url(url, reach=reach):
        gaps["url"] = fault
    unknown = sorted(set(kinds) - {kind.value for kind in WebhookKind})
    if unknown or not kinds:
        known = "、".join(kind.value for kind in WebhookKind)
        gaps["kinds"] = (
            f"没有选通知类型，或者有不认识的类型{'：' + '、'.join(unknown) if unknown else ''}。可以选：{known}。"
        )
    return gaps


def why_not(*, ended: str, may_read: bool, holdings: Holdings, new: bool) -> str:
    """Return why this client may not have one more subscription in force; nothing when it may."""
    if ended:
        return f"{ended}，不能新增或恢复订阅。"
    if not may_read:
        return NO_READING
    if new and holdings.at_all >= MOST_AT_ALL:
        return FULL
    return TOO_MANY if holdings.in_force >= MOST_IN_FORCE else ""


def silence(*, ended: str, may_read: bool) -> str:
    """Return why nothing is sent to this client, whatever was put in for it; nothing when it is told."""
    return ended or ("" if may_read else "接入系统不再有 cases.read")
