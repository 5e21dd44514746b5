"""Lifecycle: the states of a case and its legal clock, readable beside 行政许可法; no database, no clock of its own."""

from onething.core.lifecycle.case import CaseLog, CaseReading, add_entry, count_from, date_case, fold_case, read_case
from onething.core.lifecycle.clock import (
    Clock,
    ClockKind,
    ClockReading,
    Extended,
    count_last_day,
    merge_periods,
    read_clock,
    working_days_left,
)
from onething.core.lifecycle.entries import (
    CaseEntry,
    Deferred,
    Detail,
    Lengthening,
    Override,
    Pause,
    Rectification,
)
from onething.core.lifecycle.grounds import GROUNDS, Ground, GroundKind, GroundRule
from onething.core.lifecycle.hearing import (
    HEARINGS,
    STANDS_STILL,
    HearingAction,
    HearingRight,
    HearingState,
    RightUse,
    asking_obstacles,
    calling_off_obstacles,
    closing_obstacles,
    day_obstacles,
    deciding_obstacles,
    first_day_to_hold,
    last_day_to_ask,
    last_day_to_hold,
    presiding_obstacles,
)
from onething.core.lifecycle.joint import joint_extension_obstacles, read_joint_clock
from onething.core.lifecycle.limits import (
    ACCEPTANCE,
    ACCEPTANCE_SPAN,
    COURT,
    DECEITFUL_GRANT,
    DECISION,
    DELIVERY,
    HEARING,
    HEARING_APPLICATION,
    HEARING_NOTICE,
    INSPECTION,
    JOINT,
    LEGAL_LIMITS,
    REVIEW,
    STATEMENT,
    UNTRUE_APPLICATION,
    Approver,
    CaseLimits,
    Extension,
    LegalLimit,
    limits_of,
    statutory_limit,
)
from onething.core.lifecycle.obstacles import StepObstructed, check_move, find_obstacles
from onething.core.lifecycle.recompute import CountedLimit, DueChange, OpenCase, Redated, changed_days, recompute
from onething.core.lifecycle.renewal import (
    RenewalRule,
    held_obstacles,
    last_day_to_renew,
    renewal_obstacles,
    renewal_rule,
    renewal_to_tell,
    renewed_until,
)
from onething.core.lifecycle.revocation import (
    PUBLIC_INTEREST,
    REVOCATIONS,
    Consequence,
    RevocationCause,
    RevocationRule,
    revocation_consequences,
)
from onething.core.lifecycle.states import (
    BEFORE_ACCEPTANCE,
    DECIDED,
    IN_REVIEW,
    SUCCEEDED,
    UNDECIDED,
    CaseAction,
    CaseState,
)
from onething.core.lifecycle.table import CASE

__all__ = [
    "ACCEPTANCE", "ACCEPTANCE_SPAN", "BEFORE_ACCEPTANCE", "CASE", "COURT", "DECEITFUL_GRANT", "DECIDED", "DECISION", "DELIVERY", "GROUNDS",
    "HEARING", "HEARINGS", "HEARING_APPLICATION", "HEARING_NOTICE", "INSPECTION", "IN_REVIEW", "JOINT", "LEGAL_LIMITS",
    "PUBLIC_INTEREST", "REVIEW", "REVOCATIONS", "STANDS_STILL", "STATEMENT", "SUCCEEDED", "UNDECIDED", "UNTRUE_APPLICATION",
    "Approver", "CaseAction", "CaseEntry", "CaseLimits", "CaseLog", "CaseReading", "CaseState", "Clock", "ClockKind",
    "ClockReading", "Consequence", "CountedLimit", "Deferred", "Detail", "DueChange", "Extended", "Extension", "Ground", "GroundKind",
    "GroundRule", "HearingAction", "HearingRight", "HearingState", "LegalLimit", "Lengthening",
    "OpenCase", "Override", "Pause", "Rectification", "Redated", "RenewalRule", "RevocationCause", "RevocationRule",
    "RightUse", "StepObstructed",
    "add_entry", "asking_obstacles", "calling_off_obstacles", "changed_days", "check_move", "closing_obstacles", "count_from", "count_last_day", "date_case",
    "day_obstacles", "deciding_obstacles", "find_obstacles", "first_day_to_hold", "fold_case", "held_obstacles",
    "joint_extension_obstacles", "last_day_to_ask", "last_day_to_hold", "last_day_to_renew", "limits_of", "merge_periods",
    "presiding_obstacles", "read_case", "read_clock", "read_joint_clock", "recompute", "renewal_obstacles",
    "renewal_rule", "renewal_to_tell", "renewed_until", "revocation_consequences", "statutory_limit", "working_days_left",
]  # fmt: skip
