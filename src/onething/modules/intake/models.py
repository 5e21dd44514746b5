"""Tables of intake. What people wrote stands encrypted in one column of its row; lists show masked names only."""

from django.db import models

from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class Filing(Row):
    """Abstract: what a draft and the application it becomes have in common. `owner` is the person, not the account."""

    owner = models.UUIDField()
    bundle = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    filed_by = models.UUIDField(null=True)  # the clerk's or system's account, when filed for somebody
    region_code = models.CharField(max_length=12)
    region_path = models.CharField(max_length=120)
    site_code = models.CharField(max_length=64, blank=True)
    answers = models.JSONField()
    leave_out = models.JSONField()
    consent = models.CharField(max_length=60, blank=True, default="")  # reference of the consent a system files under
    renews = models.JSONField(
        null=True, help_text="of a continuation: the case that holds the licence, its key and last day"
    )

    class Meta:
        abstract = True


class Draft(Filing):
    """An application in the making; wiped after its time, and when it is submitted."""

    object_kind = ObjectKind.DRAFT
    scope_columns = ScopeColumns(owner="owner", filer="filed_by", bundle="bundle", site="site_code")

    title = models.CharField(max_length=120)
    bundle_version = models.CharField(max_length=255, blank=True, help_text="what its owner last saw and accepted")
    content = EncryptedTextField()
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    shown = models.BooleanField(
        default=False, db_default=False, help_text="its owner asked the window to look at it (预审)"
    )

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="intake_draft_owner")]


class ApplicationState(models.TextChoices):
    """Whether anything is still to be done; the cases tell more."""

    OPEN = "open", "办理中"
    FINISHED = "finished", "已办结"


class Application(Filing):
    """One filing of one bundle (总办件). The plan is that of its day, as canonical JSON with its SM3 digest."""

    object_kind = ObjectKind.APPLICATION
    scope_columns = ScopeColumns(
        owner="owner", filer="filed_by", bundle="bundle", site="site_code", region_path="region_path"
    )

    number = models.CharField(max_length=21, unique=True)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=120)
    bundle_version = models.CharField(max_length=64)
    plan = models.TextField()
    plan_digest = models.CharField(max_length=64)
    form = EncryptedTextField()
    gathered = EncryptedTextField(default="")  # for a correction notice (补正), until it is supplied
    applicant = EncryptedTextField()
    applicant_masked = models.CharField(max_length=64)
    submitted_at = models.DateTimeField()
    promised_on = models.DateField()
    state = models.CharField(max_length=8, choices=ApplicationState.choices, default=ApplicationState.OPEN)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="intake_application_once")]
        indexes = [
            models.Index(fields=["owner", "-id"], name="intake_application_owner"),
            models.Index(fields=["site_code", "state", "-id"], name="intake_application_site"),
        ]


class ApplicationMaterial(Row):
    """One material of one party of an application, with the files handed in for it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    material = models.CharField(max_length=64)
    party = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=120)
    treatment = models.CharField(max_length=16)
    exempt_by = models.CharField(max_length=20, blank=True)
    certainty = models.CharField(max_length=10, blank=True)
    from_item = models.CharField(max_length=120, blank=True)
    needed_by = models.JSONField()
    files = EncryptedTextField(default="[]")  # with their names, which hold names of people
    supplied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="intake_material_once")]
