"""Tables of rating: what was offered to be rated, and what was said. A rating is never changed; a later one counts instead."""

from django.db import models

from onething.modules.rating.domain.stages import Stage
from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class Invitation(Row):
    """A stage of an application that may be rated, once somebody printed the slip or answered; `served_by` is rated."""

    object_kind = ObjectKind.RATING
    scope_columns = ScopeColumns(site="site_code")

    application = models.UUIDField()
    stage = models.CharField(max_length=12, choices=[(stage.value, stage.label) for stage in Stage])
    site_code = models.CharField(max_length=64, blank=True)
    window = models.CharField(max_length=20, blank=True)
    served_by = models.UUIDField(null=True, help_text="account of the one at the window, who never learns who rated")
    slip = models.UUIDField(null=True, help_text="public id of the printed slip (评价回执)")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "stage"], name="rating_invitation_once")]


class Rating(Row):
    """One answer; the highest revision counts. Nothing in it says who gave it."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="ratings")
    revision = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    reasons = models.JSONField()
    words = EncryptedTextField(blank=True)
    named = models.BooleanField(help_text="agreed to be asked about it (实名), as the applicant")
    channel = models.CharField(max_length=8, choices=[("code", "二维码"), ("portal", "我的办件")])
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invitation", "revision"], name="rating_rating_revision")]
