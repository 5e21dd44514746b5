"""Tables of delivery: what was handed over or posted, papers that are served by themselves, what was told to be ready, and who guessed codes.

What results are ready, the cases themselves tell.
"""

from django.db import models
from django.db.models import Q

from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class Departure(Row):
    """What leaves the house for the person whom it concerns: what, how, to whom, and what proves it."""

    object_kind = ObjectKind.DELIVERY
    scope_columns = ScopeColumns(owner="owner", site="site_code", region_path="region_path")

    application = models.UUIDField(db_index=True)
    name = models.CharField(max_length=120)
    way = models.CharField(max_length=8)
    owner = models.UUIDField()
    # Null in rows of a release that did not keep it; those have their proof.
    receiver = EncryptedTextField(null=True, help_text="the name on the proof of service")  # type: ignore[misc]
    receiver_masked = models.CharField(max_length=64)
    proof = models.UUIDField(null=True, help_text="the proof of service (送达回证), once it is written")
    tracking = models.CharField(max_length=40, blank=True)
    site_code = models.CharField(max_length=64, blank=True)
    region_path = models.CharField(max_length=120)
    handed_by = models.UUIDField(null=True, help_text="account of the one who handed it over")

    class Meta:
        abstract = True


class HandOver(Departure):
    """One result that left the house, or the written decision that denies it: to the person at a window, or by post."""

    case = models.OneToOneField("handling.Case", to_field="public_id", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ServedPaper(Departure):
    """A paper that is served by itself; while it waits at the window `at` is null, and way and receiver are what is meant."""

    paper = models.UUIDField(unique=True)
    issued_at = models.DateTimeField()
    at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["site_code", "id"], condition=Q(at__isnull=True), name="delivery_paper_waiting"),
        ]


class SlipLine(models.Model):
    """A result that stands on a pick-up slip (取件凭证); it stands on one alone."""

    case = models.OneToOneField("handling.Case", to_field="public_id", on_delete=models.PROTECT, related_name="+")
    slip = models.UUIDField(help_text="public id of the paper")


class PickUpGuard(models.Model):
    """How often wrong codes were typed for an application, as its blind index, and until when it is closed."""

    application = models.CharField(primary_key=True, max_length=64)
    wrong = models.PositiveSmallIntegerField()
    closed_until = models.DateTimeField(null=True)
