"""A subscription as others see it, and what a new one must say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.modules.exchange.domain.addresses import Reach, check_url
from onething.modules.exchange.domain.announcing import WebhookKind

LONGEST_CLIENT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookInfo:
    """A subscription without its secrets."""

    id: UUID
    client: str
    body_code: str
    url: str
    kinds: tuple[WebhookKind, ...]
    created_at: datetime
    disabled_at: datetime | None
    disabled_because: str
    delivered_at: datetime | None
    failures: int
    failing_since: datetime | None
    last_failure: str


def find_gaps(*, client: str, url: str, kinds: Collection[str], body_known: bool, reach: Reach) -> dict[str, str]:
    """Return everything that is wrong with a new subscription, field by field."""
    gaps: dict[str, str] = {}
    if not 0 < len(client.strip()) <= LONGEST_CLIENT or not client.isprintable():
        gaps["client"] = f"没有写明是哪个系统，或者太长。请填客户端编号，不超过 {LONGEST_CLIENT} 个字。"
    if not body_known:
        gaps["body"] = "没有这个部门。请填部门编码；只有本部门的办件会通知过去。"
    if fault := check_url(url, reach=reach):
        gaps["url"] = fault
    unknown = sorted(set(kinds) - {kind.value for kind in WebhookKind})
    if unknown or not kinds:
        known = "、".join(kind.value for kind in WebhookKind)
        gaps["kinds"] = (
            f"没有选通知类型，或者有不认识的类型{'：' + '、'.join(unknown) if unknown else ''}。可以选：{known}。"
        )
    return gaps
