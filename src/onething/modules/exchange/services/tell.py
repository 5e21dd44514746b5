"""Put what a step did into the outbox, for whoever subscribed and for the national platform; sent after the commit."""

from collections.abc import Iterator, Sequence

from django.conf import settings

from onething.modules.exchange.domain.acts import Step
from onething.modules.exchange.domain.announcing import Announcement, decide_announcements, write_body
from onething.modules.exchange.models import WebhookSubscription
from onething.modules.exchange.services.listening import listening_subscriptions
from onething.modules.exchange.services.upload import UPLOAD, is_uploaded
from onething.platform.database import new_public_id
from onething.platform.outbox.api import NewWork, enqueue_all

DELIVER = "exchange.webhook"


def tell(step: Step) -> None:
    """One INSERT when somebody is to be told, else nothing."""
    if works := [*_webhooks(step), *_uploads(step)]:
        enqueue_all(works)


def _webhooks(step: Step) -> list[NewWork]:
    subscriptions = listening_subscriptions(now=step.at)
    announcements = decide_announcements(step) if subscriptions else ()
    return [letter for one in announcements for letter in _letters(one, subscriptions)]


def _uploads(step: Step) -> list[NewWork]:
    return [
        NewWork(topic=UPLOAD, subject=act.case, payload={"seq": act.seq})
        for act in step.acts
        if is_uploaded(act.action)
    ]


def _letters(announcement: Announcement, subscriptions: Sequence[WebhookSubscription]) -> Iterator[NewWork]:
    """The same id for all who are told of the same thing."""
    message = f"msg_{new_public_id().hex}"
    body = write_body(announcement, base_url=settings.PUBLIC_URL)
    for row in subscriptions:
        if row.body_code == announcement.body_code and announcement.kind.value in row.kinds:
            yield NewWork(topic=DELIVER, subject=row.public_id, payload={"id": message, "body": body})
