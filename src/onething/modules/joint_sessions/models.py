"""Tables of joint sessions: the appointment, the part of each case in it, and the photos taken there."""

from django.db import models

from onething.modules.joint_sessions.domain.terms import SessionKind, SessionState, TimeSlot, Verdict
from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class JointSession(Row):
    """One appointment of several departments about one application; a re-check names the session it follows."""

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(owner="owner", bundle="bundle", site="site_code", region_path="region_path")

    application = models.UUIDField(db_index=True)
    application_number = models.CharField(max_length=21)
    bundle = models.CharField(max_length=64)
    bundle_name = models.CharField(max_length=120)
    applicant_masked = models.CharField(max_length=64)
    owner = models.UUIDField()
    site_code = models.CharField(max_length=64, blank=True)
    region_path = models.CharField(max_length=120)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="rechecks")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in SessionKind])
    state = models.CharField(max_length=12, choices=[(state.value, state.label) for state in SessionState])
    on = models.DateField()
    slot = models.CharField(max_length=12, choices=[(slot.value, slot.label) for slot in TimeSlot])
    place = EncryptedTextField()
    bring = models.TextField(blank=True)
    reason = EncryptedTextField(
        blank=True, help_text="why it was declined, moved, missed or cancelled, the latest alone"
    )
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_window = models.BooleanField(default=False)


class SessionPart(Row):
    """What one department looks at for one case, who comes, and what was found."""

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(
        owner="owner", bundle="bundle", body="body_code", site="site_code", region_path="region_path"
    )

    session = models.ForeignKey(JointSession, on_delete=models.PROTECT, related_name="parts")
    case = models.UUIDField(db_index=True)
    item_name = models.CharField(max_length=200)
    body_code = models.CharField(max_length=64)
    body_name = models.CharField(max_length=120)
    bundle = models.CharField(max_length=64)
    owner = models.UUIDField()
    site_code = models.CharField(max_length=64, blank=True)
    region_path = models.CharField(max_length=120)
    points = models.JSONField()
    participant = models.UUIDField(help_text="account of the one who comes for the department")
    participant_name = models.CharField(max_length=64)
    verdict = models.CharField(
        max_length=8, blank=True, choices=[(verdict.value, verdict.label) for verdict in Verdict]
    )
    faults = EncryptedTextField(blank=True, help_text="pairs of point and what is wrong with it, as JSON")
    remark = EncryptedTextField(blank=True)
    present = models.JSONField(default=list, help_text="names of the members of staff who were there")
    until = models.DateField(null=True)
    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.UUIDField(null=True)
    left_on = models.DateField(null=True, help_text="when its case ended before anything was found")
    stops_clock = models.BooleanField(
        default=False, db_default=False, help_text="the clock of its case stands still for this session"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "case"], name="joint_sessions_part_once")]
        indexes = [
            models.Index(fields=["body_code", "session"], name="joint_sessions_body"),
        ]


class SessionPhoto(Row):
    """A photo of the place, taken for one case; the content lies with the files."""

    part = models.ForeignKey(SessionPart, on_delete=models.PROTECT, related_name="photos")
    file = models.UUIDField(unique=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=40)
    taken_by = models.UUIDField(null=True)
    at = models.DateTimeField()


class SessionClaim(models.Model):
    """The half day that a session takes from a member of staff; the database refuses two at once."""

    session = models.ForeignKey(JointSession, on_delete=models.CASCADE, related_name="claims")
    participant = models.UUIDField()
    on = models.DateField()
    slot = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "on", "slot"], name="joint_sessions_claim_once"),
        ]
