"""Lifecycle: the states of a case and its legal clock, readable beside 行政许可法; no database, no clock of its own."""

from onething.core.lifecycle.case import (
    ACCEPTANCE_SPAN,
    CaseEntry,
    CaseLimits,
    CaseReading,
    awaits_correction,
    decide_move,
    read_case,
)
from onething.core.lifecycle.clock import (
    ClockKind,
    ClockReading,
    Entry,
    LedgerEntry,
    read_clock,
    working_days_left,
)
from onething.core.lifecycle.states import CASE, DECIDED, SUCCEEDED, CaseAction, CaseState

__all__ = [
    "ACCEPTANCE_SPAN",
    "CASE",
    "DECIDED",
    "SUCCEEDED",
    "CaseAction",
    "CaseEntry",
    "CaseLimits",
    "CaseReading",
    "CaseState",
    "ClockKind",
    "ClockReading",
    "Entry",
    "LedgerEntry",
    "awaits_correction",
    "decide_move",
    "read_case",
    "read_clock",
    "working_days_left",
]
