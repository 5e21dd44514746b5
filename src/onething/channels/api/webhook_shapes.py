"""What goes in and out about webhooks; the secret appears only where it was made."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from onething.channels.api.answers import Cursor
from onething.channels.api.shapes import Incoming
from onething.modules.exchange.api import DeliveryInfo, DeliveryState, WebhookInfo, WebhookKind

Url = Annotated[
    str,
    Field(
        min_length=8,
        max_length=500,
        description="接收通知的地址：https，公网可达，或在平台登记过的网段里",
        examples=["https://his.example.gov.cn/hooks"],
    ),
]
Kinds = Annotated[
    list[WebhookKind],
    Field(min_length=1, max_length=20, description="通知类型", examples=[["case.accepted", "case.decided"]]),
]


class WebhookIn(Incoming):
    """新的订阅。"""

    url: Url
    kinds: Kinds


class WebhookChangeIn(Incoming):
    """对订阅的改动；没有写的部分不变。"""

    url: Url | None = None
    kinds: Kinds | None = None
    enabled: bool | None = Field(default=None, description="false 停用，true 恢复")


class ReplayIn(Incoming):
    """要重放哪些。"""

    message_id: str | None = Field(default=None, max_length=40, description="只重放这一个；不写是全部")


class WebhookOut(Schema):
    """一个订阅，不含密钥。"""

    id: UUID
    url: str
    kinds: list[WebhookKind]
    enabled: bool
    disabled_at: datetime | None
    disabled_because: str = Field(description="为什么停用；没有停用的为空")
    created_at: datetime


class WebhookMadeOut(WebhookOut):
    """新增的订阅和它的签名密钥。"""

    secret: str = Field(description="Standard Webhooks 的签名密钥，whsec_ 开头，请立即妥善保存")


class WebhookListOut(Schema):
    """一页订阅。"""

    webhooks: list[WebhookOut]
    next_cursor: Cursor


class SecretOut(Schema):
    """新的签名密钥。"""

    secret: str
    previous_until: datetime = Field(description="到这一刻为止，上一个密钥也签")


class WebhookHealthOut(Schema):
    """订阅的情况。"""

    delivered_at: datetime | None = Field(description="最近一次送达")
    failures: int = Field(description="连续失败的次数")
    failing_since: datetime | None
    rests_until: datetime | None = Field(description="接收方刚失败过，到这一刻为止不打扰它")
    last_failure: str
    waiting: int = Field(description="等待发送或再试的，最多数到一千")
    dead: int = Field(description="放弃了、可以重放的，最多数到一千")


class DeliveryOut(Schema):
    """一个通知的发送，没有内容。"""

    message_id: str = Field(description="就是 webhook-id")
    kind: str = Field(description="通知类型，试验为 webhook.ping")
    application: UUID | None = Field(description="涉及的申请；试验为 null")
    told_at: datetime = Field(description="事情发生的时间")
    state: DeliveryState
    state_label: str
    attempts: int = Field(description="放入或重放以来的尝试次数")
    tried_at: datetime | None
    answer: int | None = Field(description="接收方最近一次答复的状态码；没有答复为 null")
    failure: str = Field(description="为什么没有送达；送达了的为空")


class DeliveryListOut(Schema):
    """一页发送。"""

    deliveries: list[DeliveryOut]
    next_cursor: Cursor


class ReplayedOut(Schema):
    """重放的结果。"""

    replayed: int = Field(description="重新排队的个数")


def webhook_out(info: WebhookInfo) -> WebhookOut:
    """The subscription as its client sees it."""
    return WebhookOut(
        id=info.id,
        url=info.url,
        kinds=list(info.kinds),
        enabled=info.disabled_at is None,
        disabled_at=info.disabled_at,
        disabled_because=info.disabled_because,
        created_at=info.created_at,
    )


def delivery_out(info: DeliveryInfo) -> DeliveryOut:
    """The delivery as its client sees it."""
    return DeliveryOut(
        message_id=info.message_id,
        kind=info.kind,
        application=info.application,
        told_at=info.told_at,
        state=info.state,
        state_label=info.state.label,
        attempts=info.attempts,
        tried_at=info.tried_at,
        answer=info.answer,
        failure=info.failure,
    )
