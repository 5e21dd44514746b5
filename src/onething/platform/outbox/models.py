"""Tables of the outbox."""

from django.db import models
from django.db.models import Q

from onething.platform.database import Row


class Message(Row):
    """One piece of work; its payload holds references and codes, no personal data."""

    topic = models.CharField(max_length=60)
    subject = models.UUIDField(null=True, help_text="public id of what the work is about")
    payload = models.JSONField(default=dict)
    dedupe = models.CharField(max_length=150, null=True, unique=True)  # noqa: DJ001 - null means: not deduplicated
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=80, default="", blank=True, help_text="who has it in hand")
    next_attempt_at = models.DateTimeField()
    put_off_at = models.DateTimeField(null=True, help_text="when, by the clock of then, the next attempt was dated")
    last_error = models.TextField(default="", blank=True)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=Q(done_at__isnull=True, dead_at__isnull=True),
                name="outbox_message_waiting",
            ),
            models.Index(fields=["dead_at"], condition=Q(dead_at__isnull=False), name="outbox_message_dead"),
        ]


class Heartbeat(models.Model):
    """The last sign of life of a worker."""

    worker = models.CharField(primary_key=True, max_length=80)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()


class Setback(models.Model):
    """What a duty could not do for one subject, and until when it leaves it alone; no word of what somebody wrote."""

    duty = models.CharField(max_length=80)
    subject = models.UUIDField(help_text="public id of what the duty was done for")
    error = models.CharField(max_length=80, help_text="kind of the last error")
    times = models.PositiveIntegerField()
    since = models.DateTimeField()
    tried_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "subject"], name="outbox_setback_once")]
