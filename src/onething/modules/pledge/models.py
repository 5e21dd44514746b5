"""Promises: what was promised by whom in which words, until when, and what became of it (承诺与兑现记录)."""

from django.db import models
from django.db.models import Q

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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "material"], name="pledge_promise_once")]
        indexes = [
            models.Index(
                fields=["look_on", "id"], condition=Q(state__in=["standing", "ordered"]), name="pledge_promise_look"
            ),
            models.Index(fields=["owner", "barred_until"], name="pledge_promise_owner"),
        ]
