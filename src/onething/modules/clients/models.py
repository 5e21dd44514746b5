"""Tables of clients: the systems themselves, how often each asks, and the answers kept for requests that come again."""

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from oauth2_provider.models import AbstractApplication

from onething.platform import clock
from onething.platform.database import Row, new_public_id
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class Client(AbstractApplication):  # type: ignore[misc] # the library is not typed
    """A system of one body in one region; its account is what the logs name. A revoked one gets no token any more,
    nor does one whose day has come: [made, until_day).
    """

    object_kind = ObjectKind.CLIENT
    scope_columns = ScopeColumns(body="body_code", region_path="region_path")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    body_code = models.CharField(max_length=64)
    region_path = models.CharField(max_length=120)
    scopes = models.JSONField()
    made_by = models.UUIDField(null=True, help_text="account of who made it; null from the command line")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    until_day = models.DateField(null=True)

    class Meta(AbstractApplication.Meta):  # type: ignore[misc]
        swappable = "OAUTH2_PROVIDER_APPLICATION_MODEL"
        verbose_name = verbose_name_plural = "接入系统"

    def is_usable(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's signature
        """What the library asks before it issues or accepts a token."""
        return self.revoked_at is None and (self.until_day is None or clock.today() < self.until_day)


class ClientUse(models.Model):
    """How often a client asked in its latest minute; who fails to log in counts under what it calls itself."""

    client = models.CharField(primary_key=True, max_length=64)
    minute = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()


class KeptAnswer(Row):
    """What was answered to a request with an idempotency key; without a status the request is still at work."""

    client = models.UUIDField()
    key = models.CharField(max_length=100)
    request_digest = models.CharField(max_length=64)
    begun_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = EncryptedTextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "key"], name="clients_key_once")]
