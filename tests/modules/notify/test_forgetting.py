"""What was read long ago is forgotten; what nobody read, or an SMS still under way, is not."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from onething.modules.notify.models import Message
from onething.modules.notify.services.forget import forget_messages

OWNER = UUID(int=1)


def told(key: str, at: datetime, *, read: bool = True, sms: str = "none") -> None:
    Message.objects.create(
        key=key, kind="decided", owner=OWNER, bundle="newborn", application=UUID(int=2), title="新生儿出生", text="有办理结果。",
        told_at=at, read_at=at if read else None, sms=sms,
    )  # fmt: skip


@pytest.mark.django_db
def test_only_what_was_read_and_is_settled_is_forgotten_after_its_days(clock: datetime, settings: object) -> None:
    settings.MESSAGE_DAYS = 365
    old = clock - timedelta(days=366)
    told("old", old)
    told("delivered", old, sms="delivered")
    told("unread", old, read=False)
    told("on its way", old, sms="sent")
    told("young", clock - timedelta(days=364))

    gone = [forget_messages(clock), forget_messages(clock)]

    assert gone == [2, 0]
    assert set(Message.objects.values_list("key", flat=True)) == {"unread", "on its way", "young"}
