"""Cases, whose log is the truth (state, ledger and due day are that log, cached); and what departments' systems have of them."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import Q

from onething.core.lifecycle import CASE, IN_REVIEW, CaseState
from onething.modules.handling.domain.approvals import ASKED_WORDS, ApprovalState
from onething.modules.handling.domain.concerns import LATE, ConcernKind
from onething.modules.handling.domain.departments import WayOfWork
from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField
from onething.platform.permissions import ObjectKind, ScopeColumns

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands for "no clock is running": keyset pages need a value, and these cases come last."""

OPEN_AT_DESK = IN_REVIEW
COUNTED = tuple(state for state in CaseState if state not in CASE.final)
"""The states in which a clock runs or may run again: what a new calendar can change."""


class Case(Row):
    """One item of one application (办件). What an officer writes, and what a result says, stands encrypted."""

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(
        owner="owner", bundle="bundle", body="body_code", site="site_code", region_path="region_path"
    )

    # ---- what it is: fixed on the day of filing
    number = models.CharField(max_length=43, unique=True)
    application = models.ForeignKey("intake.Application", on_delete=models.PROTECT, related_name="+")
    application_ref = models.UUIDField(help_text="looked up by the index of handling_case_once, which begins with it")
    application_number = models.CharField(max_length=21)
    bundle = models.CharField(max_length=64)
    bundle_version = models.CharField(max_length=64)
    bundle_name = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField(help_text="its place in the plan")
    key = models.CharField(max_length=120)
    item = models.CharField(max_length=64)
    item_name = models.CharField(max_length=120)
    item_type = models.CharField(max_length=2)
    bases = models.JSONField()
    review_points = models.JSONField()
    subject = models.CharField(max_length=64, blank=True)
    subject_label = models.CharField(max_length=40, blank=True)
    body_code = models.CharField(max_length=64)
    body_name = models.CharField(max_length=120)
    body = models.JSONField(help_text="phone, address, review organ and court, as on the day of filing")
    lead_code = models.CharField(max_length=64)
    site_code = models.CharField(max_length=64, blank=True)
    region_path = models.CharField(max_length=120)
    owner = models.UUIDField()
    applicant = EncryptedTextField()
    applicant_masked = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    delivery_mode = models.CharField(max_length=16, blank=True)
    limits = models.JSONField()
    planned_opens_on = models.DateField()
    planned_on = models.DateField()
    declared_on = models.DateField()
    statutory_label = models.CharField(max_length=60)
    waits_for = models.JSONField()
    soft_waits = models.JSONField()
    result_name = models.CharField(max_length=120)
    result_kind = models.CharField(max_length=16)
    provides = models.CharField(max_length=64, blank=True)
    filed_at = models.DateTimeField()

    # ---- where it stands: the log, cached in the transaction that appends to it
    state = models.CharField(max_length=16, choices=[(state.value, state.label) for state in CaseState])
    ledger = models.JSONField(help_text="pairs of action and legal day")
    log_length = models.PositiveIntegerField()
    calendar_version = models.CharField(
        max_length=20, blank=True, default="", db_default="", help_text="by which its days are counted now"
    )
    accepted_ahead = models.BooleanField(default=False)
    awaits_correction = models.BooleanField(default=False)
    opened_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(default=NEVER)
    closed_at = models.DateTimeField(null=True)
    accompanied = models.BooleanField(
        default=False, db_default=False, help_text="a room above wrote into its log, and is asked before it is granted"
    )
    officer = models.UUIDField(null=True, help_text="account of the officer who reviews or decided")

    # ---- what was said and what came out
    correction = models.JSONField(help_text="keys of the materials and fields that the correction notice named")
    # the stubs know sealed text only as text that is always there
    notice: "models.Field[str | None, str | None]" = EncryptedTextField(  # type: ignore[assignment,misc]
        null=True, help_text="the words of the correction notice, while it is unanswered"
    )
    heard_in = models.CharField(
        max_length=160,
        blank=True,
        default="",
        db_default="",
        help_text="number of the record of the hearing on which it is decided",
    )
    promised = models.JSONField(
        null=True, help_text="materials that are promised and have not come, by the way in which they are promised"
    )
    correct_by = models.DateField(null=True, help_text="the last day to answer it, where a local rule sets one")
    opinion = EncryptedTextField(blank=True)
    ground = models.CharField(max_length=300, blank=True)
    result_number = EncryptedTextField(blank=True)
    upstream = EncryptedTextField(blank=True)
    valid_until = models.DateField(null=True, help_text="the last day of the licence that was granted")
    renews = models.UUIDField(null=True, help_text="of a continuation: the case that holds the licence")
    renews_until = models.DateField(null=True, help_text="its last day: without a decision by then it is renewed")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application_ref", "key"], name="handling_case_once")]
        indexes = [
            models.Index(
                fields=["body_code", "due_at", "id"],
                condition=Q(state__in=[state.value for state in OPEN_AT_DESK]),
                name="handling_case_desk",
            ),
            models.Index(
                fields=["officer", "due_at", "id"], condition=Q(officer__isnull=False), name="handling_case_officer"
            ),
            models.Index(
                fields=["state", "due_at", "id"],
                condition=Q(
                    state__in=[
                        CaseState.CORRECTING.value,
                        *(state.value for states in LATE.values() for state in states),
                    ]
                ),
                name="handling_case_late",
            ),
            models.Index(fields=["body_code", "state", "due_at", "id"], name="handling_case_due"),
            models.Index(
                fields=["body_code", "closed_at", "id"],
                condition=Q(closed_at__isnull=False),
                name="handling_case_closed",
            ),
            models.Index(
                fields=["site_code", "due_at", "id"],
                condition=Q(awaits_correction=True),
                name="handling_case_correcting",
            ),
            models.Index(fields=["site_code", "state", "due_at", "id"], name="handling_case_site"),
            models.Index(fields=["renews"], condition=Q(renews__isnull=False), name="handling_case_renews"),
            models.Index(
                fields=["renews_until"],
                condition=Q(renews_until__isnull=False, state__in=[state.value for state in OPEN_AT_DESK]),
                name="handling_case_renewal",
            ),
            models.Index(
                fields=["calendar_version", "id"],
                condition=Q(state__in=[state.value for state in COUNTED]),
                name="handling_case_calendar",
            ),
        ]

    @property
    def title(self) -> str:
        """The item, and for which child when there are several."""
        return f"{self.item_name}（{self.subject_label}）" if self.subject_label else self.item_name


class Concern(models.Model):
    """A step of a case that a supervisor looks at (督办), found again without reading the log."""

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(body="body_code", region_path="region_path")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="concerns")
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.label) for kind in ConcernKind])
    at = models.DateTimeField()
    body_code = models.CharField(max_length=64)
    region_path = models.CharField(max_length=120)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "at", "id"], name="handling_concern_kind"),
            models.Index(fields=["body_code", "kind", "at", "id"], name="handling_concern_body"),
        ]


class Approval(Row):
    """What an officer asked the head of the body, or of the government, for (报批), and the answer; nobody answers what he asked himself."""

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(body="body_code")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="approvals")
    body_code = models.CharField(max_length=64)
    action = models.CharField(max_length=16, choices=list(ASKED_WORDS.items()))
    detail = models.JSONField(help_text="the length of an extension; law and remedies of what ends or undoes")
    reason = EncryptedTextField()
    points: "models.Field[str | None, str | None]" = EncryptedTextField(  # type: ignore[assignment,misc]
        null=True, help_text="of a second correction notice: all that it asks"
    )
    asked_by = models.UUIDField(help_text="account")
    asked_at = models.DateTimeField()
    speak_by = models.DateField(null=True, help_text="until when the person may state their views, where the law asks")
    statement = EncryptedTextField(blank=True)
    stated_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=[(state.value, state.label) for state in ApprovalState])
    answered_by = models.UUIDField(null=True, help_text="account")
    answered_at = models.DateTimeField(null=True)
    note = EncryptedTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "action"], condition=Q(state="open"), name="handling_approval_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["body_code", "asked_at", "id"], condition=Q(state="open"), name="handling_approval_open"
            ),
        ]


class Writing(models.Model):
    """Views that came on paper to a window (书面陈述、申辩): what they say, the day they came, and their scan."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="writings")
    statement = EncryptedTextField()
    received_on = models.DateField()
    file = models.UUIDField(unique=True)
    taken_by = models.UUIDField(null=True, help_text="account")
    at = models.DateTimeField()


class AutomaticDecision(Row):
    """What was granted by its rule alone (智能审批), on which data, and what came of asking for a person (人工复核)."""

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(body="body_code")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="by_rule")
    body_code = models.CharField(max_length=64)
    told = EncryptedTextField(help_text="the rule's words, each clause with its truth, each value with source and time")
    basis = models.JSONField()
    made_at = models.DateTimeField()
    ask_by = models.DateField(help_text="the last day to ask for a person")
    request = EncryptedTextField(blank=True)
    asked_at = models.DateTimeField(null=True)
    answer = EncryptedTextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True, help_text="account")

    class Meta:
        indexes = [
            models.Index(
                fields=["body_code", "asked_at", "id"],
                condition=Q(asked_at__isnull=False, answered_at__isnull=True),
                name="handling_by_rule_asked",
            ),
        ]


class Delegation(Row):
    """Who answers for the head of a body while the head is away, on days [from_day, until_day)."""

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(body="body_code")

    body_code = models.CharField(max_length=64)
    head = models.UUIDField(help_text="account")
    deputy = models.UUIDField(help_text="account")
    from_day = models.DateField()
    until_day = models.DateField()
    reason = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["body_code", "until_day"], name="handling_delegation_body")]


class Transfer(Row):
    """A case that its body works on in a system of its own: handed over by connector, or keyed in again (二次录入)."""

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(body="body_code")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="transfer")
    body_code = models.CharField(max_length=64)
    way = models.CharField(max_length=16, choices=[(way.value, way.label) for way in WayOfWork])
    created_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True, help_text="the department's system has it")
    number_there = models.CharField(max_length=60, blank=True, help_text="what the department's system calls it")
    last_seq = models.PositiveIntegerField(default=0, help_text="of the reports that counted")
    last_failure = models.CharField(max_length=300, blank=True)
    over_at = models.DateTimeField(null=True, help_text="the case was taken up anew, here; that system has closed it")

    # ---- keyed in by hand
    late_at = models.DateTimeField(null=True, help_text="from then on it should have been keyed in")
    ticked = models.JSONField(default=list, help_text="keys of the fields and materials that were keyed in")
    officer = models.UUIDField(null=True, help_text="account of who keyed it in")
    alarmed = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["body_code", "created_at", "id"], name="handling_transfer_body"),
            models.Index(
                fields=["late_at"], condition=Q(arrived_at__isnull=True, alarmed=False), name="handling_transfer_late"
            ),
        ]


class Report(Row):
    """What a department's system sent about a case, as it came; a delivery is taken once, however often it comes."""

    object_kind = ObjectKind.CASE
    scope_columns = ScopeColumns(body="body_code")

    body_code = models.CharField(max_length=64)
    delivery = models.CharField(max_length=100)
    case_ref = models.UUIDField(null=True)
    kind = models.CharField(max_length=16, blank=True)
    seq = models.PositiveIntegerField(null=True)
    body = EncryptedTextField()
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=16)
    detail = models.CharField(max_length=300)
    settled_at = models.DateTimeField(null=True, help_text="staff dealt with what was refused")
    settled_because = models.CharField(max_length=200, blank=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body_code", "delivery"], name="handling_report_once")]
        indexes = [
            models.Index(fields=["case_ref", "seq"], name="handling_report_case"),
            models.Index(
                fields=["body_code", "received_at", "id"],
                condition=Q(outcome="refused", settled_at__isnull=True),
                name="handling_report_refused",
            ),
        ]
