"""Tables of exchange: who is told of what by webhook."""

from django.db import models
from django.db.models import Q

from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class WebhookSubscription(Row):
    """One address of one client of one body, what it wants to hear of, and how it has been answering."""

    object_kind = ObjectKind.WEBHOOK
    scope_columns = ScopeColumns(body="body_code")

    client = models.CharField(max_length=80)
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
