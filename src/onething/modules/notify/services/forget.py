"""Messages are forgotten after their time. A message is no service of a document: papers and proofs stay where they are."""

from datetime import datetime, timedelta

from django.conf import settings

from onething.modules.notify.domain.sending import SMS
from onething.modules.notify.models import Message

BATCH = 1000


def forget_messages(now: datetime) -> int:
    """Remove what was told so long ago, was read, and whose SMS is settled; returns how many. What nobody read stays."""
    long_ago = now - timedelta(days=settings.MESSAGE_DAYS)
    settled = sorted(state.value for state in SMS.final)
    old = Message.objects.filter(read_at__isnull=False, told_at__lt=long_ago, sms__in=settled)
    return Message.objects.filter(pk__in=list(old.order_by("told_at").values_list("pk", flat=True)[:BATCH])).delete()[0]
