"""What this client wants to be told of: its subscriptions, how their deliveries went, trials, new secrets and replays."""

from hashlib import sha256
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from onething.channels.api.door import actor_of_client, client_of, needs, version_of_request
from onething.channels.api.paging import CursorIn
from onething.channels.api.problems import Changed, NothingThere, TooMany
from onething.channels.api.webhook_shapes import (
    DeliveryListOut,
    DeliveryOut,
    ReplayedOut,
    ReplayIn,
    SecretOut,
    WebhookChangeIn,
    WebhookHealthOut,
    WebhookIn,
    WebhookListOut,
    WebhookMadeOut,
    WebhookOut,
    delivery_out,
    webhook_out,
)
from onething.modules.clients.api import ApiScope, seconds_to_wait
from onething.modules.exchange.api import (
    DeliveryState,
    WebhookInfo,
    change_webhook,
    delivery_info,
    find_delivery,
    get_webhook,
    health_of,
    info_of,
    order_trial,
    page_of_deliveries,
    page_of_webhooks,
    replace_secret,
    replay_letters,
    subscribe,
)
from onething.platform import clock
from onething.platform.permissions import Action

router = Router(tags=["事件通知"])
KEEPING = {"scope": ApiScope.WEBHOOKS_MANAGE, "action": Action.WEBHOOK_MANAGE}
TRIALS_A_MINUTE = 3


class DeliveriesIn(CursorIn):
    """筛选和翻页。"""

    state: DeliveryState | None = Field(default=None, description="只要这一结果的")


@router.get("/webhooks", response=WebhookListOut, summary="本系统的订阅")
@needs(**KEEPING)
def webhooks_list(request: HttpRequest, cursor: Query[CursorIn]) -> WebhookListOut:
    """新增晚的在前，每页二十个；停用了的也在内。"""
    page = page_of_webhooks(actor=actor_of_client(request), after=cursor.cursor)
    return WebhookListOut(webhooks=[webhook_out(info_of(row)) for row in page.rows], next_cursor=page.next)


@router.post("/webhooks", response={201: WebhookMadeOut}, summary="新增订阅")
@needs(**KEEPING, key=True)
def webhooks_create(request: HttpRequest, response: HttpResponse, given: WebhookIn) -> Status[WebhookMadeOut]:
    """只通知本部门的办件，系统须有 cases.read。签名密钥只在这个回答里出现（用同一个幂等键重试，一天内仍得到它）。"""
    info, secret = subscribe(
        client=client_of(request), url=given.url, kinds=given.kinds, actor=actor_of_client(request), now=clock.now()
    )
    response.headers["Location"] = f"/api/v1/webhooks/{info.id}"
    made = WebhookMadeOut(**webhook_out(_tagged(response, info)).model_dump(), secret=secret)
    return Status(HTTPStatus.CREATED, made)


@router.get("/webhooks/{uuid:webhook}", response=WebhookOut, summary="一个订阅")
@needs(**KEEPING)
def webhooks_read(request: HttpRequest, response: HttpResponse, webhook: UUID) -> WebhookOut:
    """ETag 随订阅的内容和密钥而变，不随发送情况而变。"""
    return webhook_out(_tagged(response, get_webhook(webhook, actor=actor_of_client(request))))


@router.patch("/webhooks/{uuid:webhook}", response=WebhookOut, summary="改、停用或恢复订阅")
@needs(**KEEPING, version=True)
def webhooks_change(request: HttpRequest, response: HttpResponse, webhook: UUID, given: WebhookChangeIn) -> WebhookOut:
    """没有写的不变，有一项不能接受就全都不改。停用后等待发送的成为放弃的通知，恢复后可以重放。"""
    actor = actor_of_client(request)
    before = get_webhook(webhook, actor=actor)
    if _tag(before) != version_of_request(request):
        raise Changed
    after = change_webhook(
        subscription=webhook,
        version=before.version,
        url=given.url,
        kinds=given.kinds,
        enabled=given.enabled,
        actor=actor,
        now=clock.now(),
    )
    return webhook_out(_tagged(response, after))


@router.get("/webhooks/{uuid:webhook}/health", response=WebhookHealthOut, summary="订阅的情况")
@needs(**KEEPING)
def webhooks_health(request: HttpRequest, webhook: UUID) -> WebhookHealthOut:
    """接收方近来怎样答复，有多少通知在等待、多少已放弃。"""
    health = health_of(subscription=webhook, actor=actor_of_client(request), now=clock.now())
    return WebhookHealthOut(
        delivered_at=health.delivered_at,
        failures=health.failures,
        failing_since=health.failing_since,
        rests_until=health.rests_until,
        last_failure=health.last_failure,
        waiting=health.waiting,
        dead=health.dead,
    )


@router.get("/webhooks/{uuid:webhook}/deliveries", response=DeliveryListOut, summary="最近的发送")
@needs(**KEEPING)
def deliveries_list(request: HttpRequest, webhook: UUID, wanted: Query[DeliveriesIn]) -> DeliveryListOut:
    """第一次发送晚的在前，每页二十个；只有编号和结果，没有内容。办完的保留三十天。"""
    page = page_of_deliveries(
        subscription=webhook, actor=actor_of_client(request), after=wanted.cursor, state=wanted.state
    )
    return DeliveryListOut(deliveries=[delivery_out(delivery_info(row)) for row in page.rows], next_cursor=page.next)


@router.get("/webhooks/{uuid:webhook}/deliveries/{slug:message}", response=DeliveryOut, summary="一个发送")
@needs(**KEEPING)
def deliveries_read(request: HttpRequest, webhook: UUID, message: str) -> DeliveryOut:
    """按 webhook-id 查。"""
    found = find_delivery(subscription=webhook, message_id=message, actor=actor_of_client(request))
    if found is None:
        raise NothingThere
    return delivery_out(found)


@router.post("/webhooks/{uuid:webhook}/test", response={202: DeliveryOut}, summary="发一个试验通知")
@needs(**KEEPING, key=True, media="")
def webhooks_test(request: HttpRequest, response: HttpResponse, webhook: UUID) -> Status[DeliveryOut]:
    """排队后立即回答，几秒内发出一次 webhook.ping，不重试；结果按 Location 查。停用的订阅也可以试，每分钟三次。"""
    actor, now = actor_of_client(request), clock.now()
    get_webhook(webhook, actor=actor)
    if seconds := seconds_to_wait(client=f"trial:{client_of(request)}", now=now, limit=TRIALS_A_MINUTE):
        raise TooMany(seconds)
    ordered = order_trial(subscription=webhook, actor=actor, now=now)
    response.headers["Location"] = f"/api/v1/webhooks/{webhook}/deliveries/{ordered.message_id}"
    return Status(HTTPStatus.ACCEPTED, delivery_out(ordered))


@router.post("/webhooks/{uuid:webhook}/secret", response={201: SecretOut}, summary="更换签名密钥")
@needs(**KEEPING, key=True, media="")
def webhooks_rotate(request: HttpRequest, response: HttpResponse, webhook: UUID) -> Status[SecretOut]:
    """到 previous_until 为止新旧两个密钥都签，接收方从容换掉；再换一次，更早的立即失效。"""
    actor = actor_of_client(request)
    secret, until = replace_secret(subscription=webhook, actor=actor, now=clock.now())
    _tagged(response, get_webhook(webhook, actor=actor))
    return Status(HTTPStatus.CREATED, SecretOut(secret=secret, previous_until=until))


@router.post("/webhooks/{uuid:webhook}/replay", response=ReplayedOut, summary="重放放弃了的通知")
@needs(**KEEPING, key=True)
def webhooks_replay(request: HttpRequest, webhook: UUID, given: ReplayIn) -> ReplayedOut:
    """重放一个，或这个订阅的全部（一次最多一千个）；编号不变，接收方据以去重。停用着的先恢复。"""
    count = replay_letters(
        subscription=webhook, message_id=given.message_id, actor=actor_of_client(request), now=clock.now()
    )
    return ReplayedOut(replayed=count)


def _tag(info: WebhookInfo) -> str:
    return sha256(f"{info.id} {info.version}".encode()).hexdigest()[:32]


def _tagged(response: HttpResponse, info: WebhookInfo) -> WebhookInfo:
    response.headers["ETag"] = f'"{_tag(info)}"'
    return info
