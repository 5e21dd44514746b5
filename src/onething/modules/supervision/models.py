"""Tasks of supervision: what was granted to whom, which body supervises it from then on, and what it answered."""

from django.db import models
from django.db.models import Q

from onething.modules.supervision.domain.tasks import TO_DO, TOLD_BACK, TaskState
from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class SupervisionTask(Row):
    """One granted case for the body that supervises it (审管衔接); its body is that one, not the one that granted."""

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(body="body_code", region_path="region_path")

    # ---- what was granted
    case = models.UUIDField(db_index=True)
    fallen = models.BooleanField(
        default=False, db_default=False, help_text="its decision was undone: the next one has a task of its own"
    )
    application = models.UUIDField()
    number = models.CharField(max_length=43)
    title = models.CharField(max_length=200)
    granted_by = models.CharField(max_length=120, help_text="name of the body that decided")
    granted_on = models.DateField()
    owner = models.UUIDField()
    holder = EncryptedTextField()
    holder_masked = models.CharField(max_length=64)
    result_name = models.CharField(max_length=120)
    result_number = EncryptedTextField(blank=True)
    valid_until = models.DateField(null=True)
    conditions = models.JSONField(help_text="what has to be met, as the item and what was pledged say it")
    region_path = models.CharField(max_length=120)

    # ---- what is asked, and until when
    body_code = models.CharField(max_length=64)
    body_name = models.CharField(max_length=120)
    what = models.CharField(max_length=1000)
    basis = models.CharField(max_length=300)
    confirmed = models.BooleanField(help_text="the basis was read in its source")
    sent_at = models.DateTimeField()
    due_on = models.DateField()

    # ---- what came of it
    state = models.CharField(max_length=12, choices=[(state.value, state.label) for state in TaskState])
    accepted_at = models.DateTimeField(null=True)
    answer = EncryptedTextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    officer = models.UUIDField(null=True, help_text="account of who accepted or answered last")

    # ---- what the body that granted did about it
    settled_at = models.DateTimeField(null=True, help_text="null again when something new was reported")
    settled = EncryptedTextField(blank=True)
    settled_by = models.UUIDField(null=True, help_text="account")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(fallen=False), name="supervision_task_of_decision"),
        ]
        indexes = [
            models.Index(
                fields=["body_code", "due_on", "id"],
                condition=Q(state__in=[state.value for state in TO_DO]),
                name="supervision_task_to_do",
            ),
            models.Index(fields=["body_code", "sent_at", "id"], name="supervision_task_body"),
            models.Index(
                fields=["answered_at", "id"],
                condition=Q(state__in=[state.value for state in TOLD_BACK]),
                name="supervision_task_told_back",
            ),
        ]
