"""Tables of consultation. People write personal data into questions, so every word stands encrypted."""

from django.db import models
from django.db.models import Q

from onething.modules.consultation.domain.life import WAITS, ConsultationState
from onething.modules.consultation.domain.pre_review import PreReviewState
from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class Consultation(Row):
    """What somebody asks about one bundle, or one item of it, and which site answers."""

    object_kind = ObjectKind.CONSULTATION
    scope_columns = ScopeColumns(owner="owner", bundle="bundle", site="site_code")

    owner = models.UUIDField()
    bundle = models.CharField(max_length=64)
    bundle_name = models.CharField(max_length=120)
    item = models.CharField(max_length=64, blank=True)
    item_name = models.CharField(max_length=200, blank=True)
    site_code = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=[(state.value, state.label) for state in ConsultationState])
    due_on = models.DateField(help_text="last day to answer the latest question")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-id"], name="consultation_owner"),
            models.Index(
                fields=["site_code", "due_on", "id"],
                condition=Q(state__in=sorted(state.value for state in WAITS)),
                name="consultation_waiting",
            ),
            models.Index(fields=["site_code", "-id"], name="consultation_site"),
        ]


class Turn(Row):
    """One question of a consultation with its answer; the second is the follow-up (追问)."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="turns")
    place = models.PositiveSmallIntegerField()
    asked = EncryptedTextField()
    asked_at = models.DateTimeField()
    answer = EncryptedTextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True, help_text="account")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultation", "place"], name="consultation_turn_place")]


class PreReview(Row):
    """What the window is asked about a draft as it was saved then, and what it said last; goes when the draft goes."""

    object_kind = ObjectKind.PRE_REVIEW
    scope_columns = ScopeColumns(owner="owner", bundle="bundle", site="site_code")

    draft = models.UUIDField(unique=True)
    draft_saved_at = models.DateTimeField(
        help_text="which saving of the draft was shown; a later one takes the request back"
    )
    owner = models.UUIDField()
    bundle = models.CharField(max_length=64)
    title = models.CharField(max_length=120)
    site_code = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=[(state.value, state.label) for state in PreReviewState])
    due_on = models.DateField()
    notes = EncryptedTextField(default="[]")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True, help_text="account")

    class Meta:
        indexes = [
            models.Index(
                fields=["site_code", "due_on", "id"],
                condition=Q(state=PreReviewState.WAITING.value),
                name="consultation_pre_review",
            )
        ]
