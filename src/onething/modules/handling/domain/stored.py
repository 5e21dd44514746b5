"""Limits, ledgers and legal bases as plain values for their columns, and back."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from onething.core.calendar import Span, Unit
from onething.core.definitions import Basis, Mark
from onething.core.lifecycle import CaseAction, CaseEntry, CaseLimits, CaseState

ACTIONS = {action.value: action for action in CaseAction}
STATES = {state.value: state for state in CaseState}


def limits_data(limits: CaseLimits) -> dict[str, Any]:
    """Each span as [amount, unit], or null."""
    return {"promised": _span_data(limits.promised), "statutory": _span_data(limits.statutory)}


def read_limits(data: dict[str, Any]) -> CaseLimits:
    """The limits that `limits_data` wrote."""
    return CaseLimits(promised=_read_span(data["promised"]), statutory=_read_span(data["statutory"]))


def ledger_data(entries: Iterable[CaseEntry]) -> list[list[str]]:
    """Each entry as [action, day]."""
    return [[entry.action.value, entry.on.isoformat()] for entry in entries]


def read_ledger(data: Sequence[Sequence[str]]) -> tuple[CaseEntry, ...]:
    """The entries that `ledger_data` wrote."""
    return tuple(CaseEntry(ACTIONS[action], date.fromisoformat(on)) for action, on in data)


def basis_data(basis: Basis) -> dict[str, str]:
    """The source as its four words."""
    return {"document": basis.document, "article": basis.article, "mark": basis.mark.value, "note": basis.note}


def read_basis(data: dict[str, str]) -> Basis:
    """The source that `basis_data` wrote."""
    return Basis(data["document"], data["article"], Mark(data["mark"]), data["note"])


def _span_data(span: Span | None) -> list[Any] | None:
    return [span.amount, span.unit.value] if span else None


def _read_span(data: Sequence[Any] | None) -> Span | None:
    return Span(data[0], Unit(data[1])) if data else None
