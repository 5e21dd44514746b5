"""Tables of packs. What a published version says never changes: a new version is new rows; only its state moves on."""

from django.db import models

from onething.modules.catalogue.domain.checklist.standing import ItemState
from onething.modules.catalogue.domain.life import PackState
from onething.modules.catalogue.domain.records import PackLayer, RecordKind
from onething.platform.database import Row
from onething.platform.permissions import ObjectKind, ScopeColumns

APPLIED = [PackState.PUBLISHED.value, PackState.RETIRED.value]


class PackVersion(Row):
    """One version of a pack; published it applies on [effective_on, retired_on). `digest` is SM3 over its files.

    `made_by` are the accounts that wrote it (nobody when the command line did), `settled_at` is when organisation took
    over its bodies.
    """

    object_kind = ObjectKind.PACK
    scope_columns = ScopeColumns()

    code = models.CharField("包", max_length=64)
    version = models.CharField("版本", max_length=20)
    name = models.CharField("名称", max_length=200)
    layer = models.CharField(
        "层", max_length=10, choices=[(PackLayer.NATIONAL.value, "全国"), (PackLayer.LOCAL.value, "本地")]
    )
    region = models.CharField(max_length=12, blank=True)
    demonstration = models.BooleanField(default=False)
    description = models.TextField(blank=True)
    from_date = models.DateField(help_text="the day written in the pack")
    digest = models.CharField(max_length=64)
    state = models.CharField("状态", max_length=10, choices=[(state.value, state.label) for state in PackState])
    made_by = models.JSONField(default=list)
    imported_at = models.DateTimeField("存入时间")
    published_at = models.DateTimeField(null=True)
    effective_on = models.DateField("生效日", null=True)
    retired_on = models.DateField("停用日", null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "包的版本"
        verbose_name_plural = "事项包"
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="catalogue_pack_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=APPLIED, effective_on__isnull=False, published_at__isnull=False)
                | models.Q(state__in=[PackState.DRAFT.value, PackState.IN_REVIEW.value], effective_on__isnull=True),
                name="catalogue_pack_dated",
            ),
            models.CheckConstraint(
                condition=models.Q(state=PackState.RETIRED.value, retired_on__isnull=False)
                | (~models.Q(state=PackState.RETIRED.value) & models.Q(retired_on__isnull=True)),
                name="catalogue_pack_retired",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}@{self.version}"


class PackFile(Row):
    """A source file of a pack, byte for byte."""

    pack = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "name"], name="catalogue_file_once")]


class Definition(Row):
    """One definition of a pack version as canonical JSON."""

    object_kind = ObjectKind.PACK
    scope_columns = ScopeColumns()

    pack = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("类", max_length=12, choices=[(kind.value, kind.label) for kind in RecordKind])
    code = models.CharField("代码", max_length=64)
    name = models.CharField("名称", max_length=1000)
    data = models.TextField()

    class Meta:
        verbose_name = "定义"
        verbose_name_plural = "定义"
        constraints = [models.UniqueConstraint(fields=["pack", "kind", "code"], name="catalogue_definition_once")]

    def __str__(self) -> str:
        return f"{self.kind}.{self.code}"


class ChecklistImport(Row):
    """One list of items that was taken over, and what became of its rows."""

    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    kept_out = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.file_name


class ChecklistItem(Row):
    """An item of the implementation list (实施清单): its elements as canonical JSON, and where its review stands.

    `code` is the 业务办理项编码, or the 实施编码 where there is none; `duties` is the digest of body, basis and level,
    which is what a reviewer confirms; the counts are the findings of the last import.
    """

    object_kind = ObjectKind.CHECKLIST
    scope_columns = ScopeColumns(region_path="region_path")

    code = models.CharField(max_length=33, unique=True)
    task_code = models.CharField(max_length=31, db_index=True)
    catalog_code = models.CharField(max_length=12)
    name = models.CharField("事项名称", max_length=500)
    task_type = models.CharField("事项类型", max_length=2)
    use_level = models.CharField("行使层级", max_length=1)
    body_name = models.CharField("实施主体", max_length=200)
    body_uscc = models.CharField(max_length=18)
    region_path = models.CharField(max_length=120)
    item_version = models.PositiveIntegerField()
    data = models.TextField()
    digest = models.CharField(max_length=64)
    duties = models.CharField(max_length=64)
    state = models.CharField("状态", max_length=10, choices=[(state.value, state.label) for state in ItemState])
    refused = models.PositiveIntegerField("必须改正")
    warned = models.PositiveIntegerField("警告")
    reason = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(ChecklistImport, on_delete=models.PROTECT, related_name="+")
    source_line = models.PositiveIntegerField()
    changed_at = models.DateTimeField("变动时间")

    class Meta:
        verbose_name = "实施清单事项"
        verbose_name_plural = "实施清单"
        indexes = [models.Index(fields=["state", "body_uscc", "code"], name="catalogue_item_review")]

    def __str__(self) -> str:
        return self.code
