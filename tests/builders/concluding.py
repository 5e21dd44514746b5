"""What the worker does once nothing is left to be done about an application."""

from datetime import datetime
from uuid import UUID

from onething.modules.handling.api import CONCLUSION
from onething.modules.handling.services.attest import conclude
from onething.platform.outbox.api import Work
from onething.platform.outbox.models import Message


def conclude_at(now: datetime, application: UUID) -> int:
    """As often as it was put in, and once more; how often it was put in."""
    put_in = list(Message.objects.filter(topic=CONCLUSION, subject=application))
    for message in (*put_in, *put_in):
        conclude(
            Work(
                id=message.public_id,
                topic=message.topic,
                subject=message.subject,
                payload=message.payload,
                attempt=1,
                now=now,
            )
        )
    return len(put_in)
