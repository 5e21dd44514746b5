"""Tables of published packs. Rows are written once, by import, and never changed: a new version is new rows."""

from django.db import models

from onething.modules.catalogue.domain.records import PackLayer, RecordKind
from onething.platform.database import Row
from onething.platform.permissions import ObjectKind, ScopeColumns


class PackVersion(Row):
    """One published version of a pack, in force from `from_date`; `digest` is SM3 over its files."""

    object_kind = ObjectKind.PACK
    scope_columns = ScopeColumns()

    code = models.CharField(max_length=64)
    version = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    layer = models.CharField(max_length=10, choices=[(layer.value, layer.value) for layer in PackLayer])
    region = models.CharField(max_length=12, blank=True)
    demonstration = models.BooleanField(default=False)
    description = models.TextField(blank=True)
    from_date = models.DateField()
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="catalogue_pack_once")]


class PackFile(Row):
    """A source file of a pack, byte for byte."""

    pack = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "name"], name="catalogue_file_once")]


class Definition(Row):
    """One definition of a pack version as canonical JSON."""

    pack = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in RecordKind])
    code = models.CharField(max_length=64)
    name = models.CharField(max_length=1000)
    data = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "kind", "code"], name="catalogue_definition_once")]
