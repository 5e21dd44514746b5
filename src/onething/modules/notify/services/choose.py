"""Somebody says whether they want every SMS, or only those that cost a right when unread."""

from datetime import datetime

from onething.modules.notify.models import SmsChoice
from onething.platform.permissions import Actor


def choose_sms(*, wanted: bool, actor: Actor, now: datetime) -> None:
    """For the person or firm in whose name the actor acts; the caller has checked that they may decide for them."""
    if actor.principal:
        SmsChoice.objects.update_or_create(owner=actor.principal, defaults={"wanted": wanted, "changed_at": now})
