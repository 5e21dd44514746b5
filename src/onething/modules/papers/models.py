"""Tables of papers. A paper's number and facts never change; only its file, its revocation and its reprints are added."""

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf

from onething.core.definitions import BodyKind
from onething.modules.papers.domain.registry import kind_named
from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class Paper(Row):
    """An issued paper; `data` is what is printed, as canonical JSON; `owner` is the person it concerns."""

    object_kind = ObjectKind.PAPER
    scope_columns = ScopeColumns(
        owner="owner", bundle="bundle", body="body_code", told="told_to", site="site_code", region_path="region_path"
    )

    kind = models.CharField(max_length=20)
    body_code = models.CharField(
        max_length=64, help_text="the body that keeps it: who issued it, or that body's successor"
    )
    issued_as = models.CharField(
        max_length=64, blank=True, default="", db_default="", help_text="who issued it, where a successor keeps it"
    )
    body_name = models.CharField(max_length=120)
    body_kind = models.CharField(max_length=16, default=BodyKind.ORGAN.value, db_default=BodyKind.ORGAN.value)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=160)
    application = models.UUIDField(db_index=True)
    case = models.UUIDField(null=True)
    told_to = models.TextField(
        blank=True, default="", db_default="", help_text="bodies whose cases it is about, besides the one that keeps it"
    )
    lines = models.JSONField(default=list, db_default=[], help_text="of case logs, by public id: what caused it")
    matter = models.CharField(max_length=200)
    owner = models.UUIDField()
    bundle = models.CharField(max_length=64, blank=True, default="")
    applicant_masked = models.CharField(max_length=64)
    site_code = models.CharField(max_length=64, blank=True)
    region_path = models.CharField(max_length=120)
    data = EncryptedTextField()
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField(null=True)  # the account; null for the house's own jobs
    valid_until = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_for = models.CharField(max_length=300, blank=True)
    void_items = models.JSONField(
        default=list, db_default=[], help_text="items that it told of and no longer holds for"
    )
    file = models.UUIDField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    reprints = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Coalesce(NullIf("issued_as", Value("")), F("body_code")), "kind", "year", "serial",
                name="papers_paper_issued",
            ),
        ]  # fmt: skip

    @property
    def issuer_code(self) -> str:
        """The body that issued it and stands on it, whoever keeps it now."""
        return self.issued_as or self.body_code

    @property
    def title(self) -> str:
        """What it is called, in the name of its body."""
        return kind_named(self.kind).title_by(BodyKind.of(self.body_kind))


class VerifyAttempts(models.Model):
    """How often an address tried codes of ours in its latest minute; it stands as a blind index, one for each purpose."""

    address = models.CharField(primary_key=True, max_length=64)
    minute = models.PositiveBigIntegerField(db_index=True)
    count = models.PositiveIntegerField()
