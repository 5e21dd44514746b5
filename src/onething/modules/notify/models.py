"""Tables of notify: what people were told, how far its SMS came, and who wants none."""

from django.db import models
from django.db.models import Q

from onething.modules.notify.domain.sending import SmsState
from onething.modules.notify.domain.wording import MessageKind
from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class Message(Row):
    """One message to one person or firm about one application, consultation or draft; `key` says of what it tells, so that it is told once.

    The phone stands here from the telling until the gateway has settled the matter, and never longer.
    """

    object_kind = ObjectKind.MESSAGE
    scope_columns = ScopeColumns(owner="owner", bundle="bundle")

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.label) for kind in MessageKind])
    owner = models.UUIDField()
    bundle = models.CharField(max_length=64)
    application = models.UUIDField(null=True, db_index=True)
    consultation = models.UUIDField(null=True, help_text="what was asked, when it tells of an answer")
    draft = models.UUIDField(null=True, help_text="what the window looked at, when it tells of a pre-review")
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=200)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    # ---- its SMS
    sms = models.CharField(max_length=12, choices=[(state.value, state.label) for state in SmsState])
    phone = EncryptedTextField(blank=True)
    segments = models.PositiveSmallIntegerField(default=0)
    sms_at = models.DateTimeField(null=True, help_text="when the SMS came to its state")
    sms_note = models.CharField(max_length=120, blank=True, help_text="why none is sent, or why it did not arrive")
    asked_at = models.DateTimeField(null=True, help_text="when its receipt was last asked for")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-id"], name="notify_message_owner"),
            models.Index(
                fields=["asked_at", "id"],
                condition=Q(sms=SmsState.SENT.value),
                name="notify_message_unconfirmed",
            ),
            models.Index(fields=["told_at"], condition=Q(read_at__isnull=False), name="notify_message_read"),
        ]


class SmsChoice(models.Model):
    """Who wants no SMS but those that cost a right when unread: a person, or a firm."""

    owner = models.UUIDField(primary_key=True)
    wanted = models.BooleanField()
    changed_at = models.DateTimeField()
