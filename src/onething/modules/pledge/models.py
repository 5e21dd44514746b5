"""Promises: what was promised in which words and what became of it (承诺与兑现记录); and what is looked at afterwards."""

from django.db import models
from django.db.models import Q

from onething.modules.pledge.domain.checks import TO_DO, CheckState
from onething.modules.pledge.domain.lapses import PromiseState
from onething.modules.pledge.domain.offers import PromiseKind
from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns


class Promise(Row):
    """One material of one application, promised instead of handed in. Its words never change after signing."""

    object_kind = ObjectKind.APPLICATION
    scope_columns = ScopeColumns(owner="owner", bundle="bundle", site="site_code", region_path="region_path")

    application = models.UUIDField(db_index=True)
    number = models.CharField(max_length=21)
    title = models.CharField(max_length=120)
    bundle = models.CharField(max_length=64)
    owner = models.UUIDField()
    site_code = models.CharField(max_length=64, blank=True)
    region_path = models.CharField(max_length=120)

    # ---- what was signed
    material = models.CharField(max_length=120, help_text="its key in the plan")
    name = models.CharField(max_length=120)
    items = models.JSONField(help_text="keys of the cases that need it")
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.label) for kind in PromiseKind])
    text = models.TextField()
    consequence = models.TextField()
    conditions = models.JSONField(default=list, db_default=[], help_text="what whoever pledges says to meet")
    basis = models.JSONField()
    within = models.JSONField(null=True, help_text="[amount, unit], from the day of acceptance")
    rectify = models.JSONField(null=True, help_text="how long an order gives")
    bar = models.JSONField(null=True, help_text="for how long nothing is offered after it was broken")
    check_rule = models.JSONField(null=True, help_text="risk, [amount, unit] and share of the after-check")
    signed_by = EncryptedTextField()
    signed_account = models.UUIDField(null=True)
    channel = models.CharField(max_length=16)
    signed_at = models.DateTimeField()

    # ---- what became of it
    state = models.CharField(max_length=16, choices=[(state.value, state.label) for state in PromiseState])
    due_on = models.DateField(null=True)
    ordered_until = models.DateField(null=True)
    look_on = models.DateField(null=True, help_text="the day on which the house looks at it again")
    ended_at = models.DateTimeField(null=True)
    barred_until = models.DateField(null=True)
    reminded_on = models.DateField(null=True, help_text="the day on which the person was reminded")
    check_planned = models.BooleanField(
        default=False, db_default=False, help_text="all cases that rest on it are decided, and their checks planned"
    )
    firm = models.CharField(max_length=120, default="", db_default="", help_text="of an enterprise, its public name")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "material"], name="pledge_promise_once")]
        indexes = [
            models.Index(
                fields=["look_on", "id"], condition=Q(state__in=["standing", "ordered"]), name="pledge_promise_look"
            ),
            models.Index(fields=["owner", "barred_until"], name="pledge_promise_owner"),
            models.Index(
                fields=["id"],
                condition=Q(check_planned=False, state__in=["standing", "kept"]),
                name="pledge_promise_unplanned",
            ),
            models.Index(fields=["due_on", "id"], condition=Q(state="standing"), name="pledge_promise_remind"),
            models.Index(fields=["barred_until", "id"], condition=Q(state="broken"), name="pledge_promise_published"),
        ]


class AfterCheck(Row):
    """One granted case that rested on promises: whether it was drawn, by when it is looked at, and what was found."""

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(
        owner="owner", bundle="bundle", body="body_code", site="site_code", region_path="region_path"
    )

    case = models.UUIDField(db_index=True)
    fallen = models.BooleanField(
        default=False,
        db_default=False,
        help_text="the case was taken up anew: its next decision is looked at by itself",
    )
    application = models.UUIDField(db_index=True)
    number = models.CharField(max_length=43)
    title = models.CharField(max_length=200)
    bundle = models.CharField(max_length=64)
    owner = models.UUIDField()
    applicant_masked = models.CharField(max_length=64)
    body_code = models.CharField(max_length=64)
    site_code = models.CharField(max_length=64, blank=True)
    region_path = models.CharField(max_length=120)
    materials = models.JSONField(help_text="keys of the promises on which the decision rests")

    # ---- the plan: with the seed anybody can draw again
    risk = models.CharField(max_length=8)
    share = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)
    planned_at = models.DateTimeField()
    decided_on = models.DateField()
    next_on = models.DateField(help_text="the day by which it is looked at, or looked at again after an order")

    # ---- what was found
    state = models.CharField(max_length=12, choices=[(state.value, state.label) for state in CheckState])
    finding = EncryptedTextField(blank=True)
    demand = EncryptedTextField(blank=True)
    second = EncryptedTextField(blank=True, help_text="what was found when it was looked at again")
    ordered_until = models.DateField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True, help_text="account")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(fallen=False), name="pledge_check_of_decision")
        ]
        indexes = [
            models.Index(
                fields=["body_code", "next_on", "id"],
                condition=Q(state__in=[state.value for state in TO_DO]),
                name="pledge_check_to_do",
            ),
            models.Index(fields=["body_code", "planned_at", "id"], name="pledge_check_body"),
        ]


class CheckFile(Row):
    """What shows what was found (核查证据); the content lies with the files."""

    after_check = models.ForeignKey(AfterCheck, on_delete=models.PROTECT, related_name="files")
    file = models.UUIDField(unique=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=40)
    added_by = models.UUIDField(null=True)
    at = models.DateTimeField()
