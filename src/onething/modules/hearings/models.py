"""Tables of hearings: the hearing of one case, and everybody whom it concerns. What people write and say stands encrypted."""

from django.db import models
from django.db.models import Q

from onething.core.lifecycle import HearingState, RightUse
from onething.modules.hearings.domain.terms import ANNOUNCED, OPEN, Cause, Challenge, Signature
from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class Hearing(Row):
    """The hearing of one case (听证), from telling the right to the record."""

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(
        owner="owner", bundle="bundle", body="body_code", site="site_code", region_path="region_path"
    )

    case = models.UUIDField(db_index=True)
    application = models.UUIDField(db_index=True)
    application_number = models.CharField(max_length=21)
    item_name = models.CharField(max_length=200)
    body_code = models.CharField(max_length=64)
    body_name = models.CharField(max_length=120)
    bundle = models.CharField(max_length=64)
    owner = models.UUIDField()
    site_code = models.CharField(max_length=64, blank=True)
    region_path = models.CharField(max_length=120)
    applicant_masked = models.CharField(max_length=64)
    cause = models.CharField(max_length=12, choices=[(cause.value, cause.label) for cause in Cause])
    reason = EncryptedTextField(help_text="what it concerns, as told to people")
    state = models.CharField(max_length=12, choices=[(state.value, state.label) for state in HearingState])
    hold_by = models.DateField(null=True, help_text="twenty working days after the first request")

    on = models.DateField(null=True)
    at = models.CharField(max_length=5, blank=True)
    place = EncryptedTextField(blank=True)
    presider = models.UUIDField(null=True, help_text="account")
    presider_name = models.CharField(max_length=64, blank=True)
    examiner = models.UUIDField(null=True, help_text="account")
    examiner_name = models.CharField(max_length=64, blank=True)
    in_public = models.BooleanField(default=True)
    closed_because = EncryptedTextField(blank=True)
    stepped_aside = models.JSONField(default=list, help_text="accounts that may not preside any more")

    challenge = models.CharField(max_length=8, blank=True, choices=[(one.value, one.label) for one in Challenge])
    challenged_by = EncryptedTextField(blank=True)
    challenge_reason = EncryptedTextField(blank=True)
    challenge_answer = EncryptedTextField(blank=True)

    clerk = models.CharField(max_length=64, blank=True)
    examined = EncryptedTextField(blank=True)
    argued = EncryptedTextField(blank=True)
    record = models.CharField(max_length=160, blank=True, help_text="number of the paper")
    ending = EncryptedTextField(blank=True, help_text="why it was not held")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=[state.value for state in OPEN]),
                name="hearings_hearing_open_once",
            )
        ]
        indexes = [
            models.Index(fields=["body_code", "state", "id"], name="hearings_hearing_body"),
            models.Index(
                fields=["on", "id"],
                condition=Q(state=HearingState.SUMMONED.value, cause__in=[cause.value for cause in ANNOUNCED]),
                name="hearings_hearing_announced",
            ),
        ]


class HearingPerson(Row):
    """The applicant, or one with an interest of their own (利害关系人), by name."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="persons")
    name = EncryptedTextField()
    is_applicant = models.BooleanField()
    told_on = models.DateField(null=True)
    ask_by = models.DateField(null=True, help_text="null where the hearing is held anyway")
    use = models.CharField(max_length=8, choices=[(use.value, use.label) for use in RightUse])
    answered_on = models.DateField(null=True)
    said = EncryptedTextField(blank=True)
    signature = models.CharField(max_length=8, blank=True, choices=[(one.value, one.label) for one in Signature])
    remark = EncryptedTextField(blank=True, help_text="why there is no signature")
