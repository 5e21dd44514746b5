"""Tables of the logs. Rows are only ever added; the database itself refuses changes (see migration 0002)."""

from django.db import models
from django.db.models import Q

from onething.platform.database import new_public_id


class LogRow(models.Model):
    """What both logs share: the row's own digest, and its place in a day's chain once it is sealed."""

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    at = models.DateTimeField()
    actor_account = models.UUIDField(null=True)
    actor_person = models.UUIDField(null=True)
    actor_principal = models.UUIDField(null=True, help_text="public id of the person or enterprise acted for")
    actor_post = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    chain_day = models.DateField(null=True)
    chain_place = models.PositiveBigIntegerField(null=True)
    chain_digest = models.CharField(max_length=64, null=True)  # noqa: DJ001 - null means: not yet sealed

    class Meta:
        abstract = True


class ActionRow(LogRow):
    """Something done: the truth of its subject. No personal data: references, codes and digests only."""

    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    body_code = models.CharField(max_length=32, default="", blank=True)
    legal_ground = models.CharField(max_length=300, default="", blank=True)
    document = models.CharField(max_length=100, default="", blank=True)
    payload = models.JSONField(default=dict)

    class Meta:
        db_table = "logs_action"
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "seq"], name="logs_action_one_place"),
            models.UniqueConstraint(fields=["chain_day", "chain_place"], name="logs_action_one_link"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(chain_digest__isnull=True), name="logs_action_unsealed")]


class AccessRow(LogRow):
    """Somebody looked at personal data: whose, why, and in which case."""

    data_of = models.UUIDField(null=True, help_text="public id of the person whose data was read")
    purpose = models.CharField(max_length=60)
    case_ref = models.UUIDField(null=True)
    fields = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        db_table = "logs_access"
        constraints = [
            models.UniqueConstraint(fields=["chain_day", "chain_place"], name="logs_access_one_link"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(chain_digest__isnull=True), name="logs_access_unsealed"),
            models.Index(fields=["data_of", "-at"], name="logs_access_person"),
        ]


class Seal(models.Model):
    """The signed head of one log's chain of one day; `previous` is the head of the chain before it."""

    log = models.CharField(max_length=10)
    day = models.DateField()
    length = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    signature = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "day"], name="logs_seal_one_a_day")]
