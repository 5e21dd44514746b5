"""Tables of exchange: who is told of what by webhook, and how each delivery went."""

from django.db import models
from django.db.models import Q

from onething.modules.exchange.domain.deliveries import DeliveryState
from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class WebhookSubscription(Row):
    """One address of one registered client, what it wants to hear of, and how it has been answering.

    `client` and `account` are the client and its service account; none has who subscribed before clients were registered.
    """

    object_kind = ObjectKind.WEBHOOK
    scope_columns = ScopeColumns(filer="account", body="body_code")

    client = models.UUIDField(null=True, db_index=True, db_column="owner")
    account = models.UUIDField(null=True)
    client_name = models.CharField(max_length=80, db_column="client")
    body_code = models.CharField(max_length=64)
    url = models.CharField(max_length=500)
    kinds = models.JSONField()
    secrets = EncryptedTextField()
    created_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True)
    disabled_because = models.CharField(max_length=200, blank=True)

    # ---- how it has been answering
    delivered_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)
    last_failure = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["body_code"], condition=Q(disabled_at__isnull=True), name="exchange_webhook_listening")
        ]


class WebhookDelivery(Row):
    """How one message to one subscription went, as its client may see it. The work itself stands in the outbox."""

    subscription = models.ForeignKey(WebhookSubscription, on_delete=models.PROTECT, related_name="+", db_index=False)
    message_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    application = models.UUIDField(null=True)
    told_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=[(state.value, state.label) for state in DeliveryState])
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    answer = models.PositiveSmallIntegerField(
        null=True, help_text="status of the last answer; null when there was none"
    )
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "message_id"], name="exchange_delivery_once")]
        indexes = [
            models.Index(fields=["subscription", "-id"], name="exchange_delivery_latest"),
            models.Index(fields=["told_at"], name="exchange_delivery_age"),
        ]
