"""Tables of organisation. Regions and sites are trees by `path`, so that one prefix finds a whole branch."""

from django.db import models
from django.db.models import F, Q

from onething.core.definitions import BodyKind
from onething.modules.organisation.domain.successions import LONGEST_DOCUMENT, LONGEST_NOTE, SuccessionState
from onething.modules.organisation.domain.values import RegionKind, SiteKind
from onething.platform.database import Row
from onething.platform.permissions import ObjectKind, ScopeColumns


class Place(Row):
    """Abstract base of what a pack document describes: it remembers when it last changed."""

    updated_at = models.DateTimeField()

    class Meta:
        abstract = True


class Region(Place):
    """A region or functional zone (区划, 功能区)."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in RegionKind])
    path = models.CharField(max_length=120, unique=True)


class Body(Place):
    """An implementing body (实施主体)."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, unique=True)
    region_path = models.CharField(max_length=120, db_index=True)
    phone = models.CharField(max_length=60)
    address = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, default=BodyKind.ORGAN.value, db_default=BodyKind.ORGAN.value)
    review_organ = models.CharField(max_length=120, blank=True)
    review_online = models.CharField(max_length=200, blank=True, default="", db_default="")
    court = models.CharField(max_length=120, blank=True)
    complaint = models.CharField(max_length=200, blank=True, default="", db_default="")


class Site(Place):
    """A place of service (办事场所)."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in SiteKind])
    path = models.CharField(max_length=300, unique=True)
    body_code = models.CharField(max_length=64, blank=True, db_index=True)
    region_path = models.CharField(max_length=120, db_index=True)
    address = models.CharField(max_length=200)
    hours = models.CharField(max_length=200)
    phone = models.CharField(max_length=60)


class Window(Place):
    """A window of a site (窗口); it serves these bundles alone, or all when none is named."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="windows")
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    mandate = models.CharField(max_length=300, blank=True)
    bundles = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "number"], name="organisation_window_number")]


class MandateRow(Row):
    """A mandate (部门授权窗口): of one body, for windows of one site; `code` names the grant in the pack, if it came by one."""

    object_kind = ObjectKind.MANDATE
    scope_columns = ScopeColumns()

    code = models.CharField("授权编号", max_length=64)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="授权部门")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", verbose_name="场所")
    windows = models.JSONField(default=list, help_text="numbers; none: every window of the site")
    items = models.JSONField(default=list, help_text="codes; none: every item of the body")
    from_day = models.DateField("自")
    until_day = models.DateField("至（不含）")
    ended_on = models.DateField("提前终止", null=True)
    document = models.CharField("授权文件", max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "窗口受理授权"
        verbose_name_plural = "窗口受理授权"
        constraints = [
            models.UniqueConstraint(fields=["code", "body", "site"], name="organisation_mandate_once"),
            models.CheckConstraint(condition=Q(until_day__gt=F("from_day")), name="organisation_mandate_days"),
        ]


class SuccessionRow(Row):
    """One body exercises what another did (职责划转): asked by the head of the successor, settled by that of the government."""

    object_kind = ObjectKind.SUCCESSION
    scope_columns = ScopeColumns(body="successor_code", region_path="region_path")

    former_code = models.CharField(max_length=64)
    successor_code = models.CharField(max_length=64)
    region_path = models.CharField(max_length=120, help_text="the smallest region that holds both bodies")
    items = models.JSONField(default=list, help_text="codes; none: every item of the body")
    from_day = models.DateField()
    document = models.CharField(max_length=LONGEST_DOCUMENT)
    asked_by = models.UUIDField(help_text="account")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=[(state.value, state.label) for state in SuccessionState])
    settled_by = models.UUIDField(null=True, help_text="account")
    settled_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    moved_at = models.DateTimeField(null=True, help_text="every case that was under way has changed hands")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(former_code=F("successor_code")), name="organisation_succession_bodies"
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "from_day"], condition=Q(moved_at__isnull=True), name="organisation_succession_due"
            ),
        ]
