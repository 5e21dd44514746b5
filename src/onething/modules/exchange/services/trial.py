"""A trial that a client asks for: put into the outbox and sent once, so that no request waits for somebody's receiver."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.exchange.domain.announcing import PING, write_trial
from onething.modules.exchange.domain.deliveries import DeliveryInfo, DeliveryState
from onething.modules.exchange.models import WebhookDelivery
from onething.modules.exchange.services.journal import delivery_info
from onething.modules.exchange.services.subscribe import access_webhook
from onething.modules.exchange.services.tell import DELIVER
from onething.platform.database import new_public_id
from onething.platform.outbox.api import enqueue
from onething.platform.permissions import Actor


@transaction.atomic
def order_trial(*, subscription: UUID, actor: Actor, now: datetime) -> DeliveryInfo:
    """Return the delivery that will say how the receiver answered; also for a subscription that is disabled."""
    row = access_webhook(subscription, actor=actor)
    message_id = f"msg_{new_public_id().hex}"
    line = WebhookDelivery.objects.create(
        subscription=row, message_id=message_id, kind=PING, told_at=now, state=DeliveryState.WAITING.value
    )
    body = write_trial(body_code=row.body_code, at=now)
    enqueue(DELIVER, subject=row.public_id, payload={"id": message_id, "body": body, "trial": True})
    return delivery_info(line)
