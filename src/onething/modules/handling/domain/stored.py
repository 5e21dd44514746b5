"""Limits, ledgers and legal bases as plain values for their columns, and back."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from onething.core.calendar import Span, Unit
from onething.core.definitions import Basis, Mark
from onething.core.lifecycle import (
    ACCEPTANCE_SPAN,
    Approver,
    CaseAction,
    CaseEntry,
    CaseLimits,
    CaseState,
    Deferred,
    Detail,
    Extension,
    Ground,
    Lengthening,
    Override,
    Pause,
    Rectification,
    RevocationCause,
)

ACTIONS = {action.value: action for action in CaseAction}
STATES = {state.value: state for state in CaseState}
GROUNDS = {ground.value: ground for ground in Ground}
APPROVERS = {approver.value: approver for approver in Approver}
CAUSES = {cause.value: cause for cause in RevocationCause}


def limits_data(limits: CaseLimits) -> dict[str, Any]:
    """Each span as [amount, unit], or null."""
    extension, until = limits.extension, limits.renews_until
    return {
        "promised": _span_data(limits.promised),
        "statutory": _span_data(limits.statutory),
        "acceptance": _span_data(limits.acceptance),
        "delivery": _span_data(limits.delivery),
        "extension": [_span_data(extension.by), extension.approver.value, extension.times] if extension else None,
        "renews_until": until.isoformat() if until else None,
        "from_receipt": limits.from_receipt,
        "told_on_delivery": limits.told_on_delivery,
    }


def read_limits(data: dict[str, Any]) -> CaseLimits:
    """The limits that `limits_data` wrote; cases filed before there were more than two have only those."""
    extension, until = data.get("extension"), data.get("renews_until")
    by = _read_span(extension[0]) if extension else None
    return CaseLimits(
        promised=_read_span(data["promised"]),
        statutory=_read_span(data["statutory"]),
        acceptance=_read_span(data.get("acceptance")) or ACCEPTANCE_SPAN,
        delivery=_read_span(data.get("delivery")),
        extension=Extension(by, APPROVERS[extension[1]], extension[2]) if extension and by else None,
        renews_until=date.fromisoformat(until) if until else None,
        from_receipt=data.get("from_receipt", False),
        told_on_delivery=data.get("told_on_delivery", False),
    )


def ledger_data(entries: Iterable[CaseEntry]) -> list[list[Any]]:
    """Each entry as [action, day], with its detail when it has one."""
    return [
        [entry.action.value, entry.on.isoformat(), *([detail_data(entry.detail)] if entry.detail else [])]
        for entry in entries
    ]


def read_ledger(data: Sequence[Sequence[Any]]) -> tuple[CaseEntry, ...]:
    """The entries that `ledger_data` wrote."""
    return tuple(_read_entry(*line) for line in data)


def detail_data(detail: Detail) -> dict[str, Any]:
    """What an entry says besides its action and day, under the name of what it is.

    Reasons are words about people: they stand in the paper of the step, not here.
    """
    match detail:
        case Pause(ground, expected):
            return {"pause": [ground.value, _span_data(expected)]}
        case Lengthening(by, approver, approved_by):
            return {"lengthening": [_span_data(by), approver.value if approver else None, approved_by]}
        case Deferred(materials):
            return {"deferred": list(materials)}
        case Rectification(until, materials):
            return {"rectification": [until.isoformat(), *materials]}
        case Override(decided_by):
            return {"override": decided_by}


def basis_data(basis: Basis) -> dict[str, str]:
    """The source as its four words."""
    return {"document": basis.document, "article": basis.article, "mark": basis.mark.value, "note": basis.note}


def read_basis(data: dict[str, str]) -> Basis:
    """The source that `basis_data` wrote."""
    return Basis(data["document"], data["article"], Mark(data["mark"]), data["note"])


def _span_data(span: Span | None) -> list[Any] | None:
    return [span.amount, span.unit.value] if span else None


def _read_span(data: Sequence[Any] | None) -> Span | None:
    return _span(*data) if data else None


@lru_cache
def _span(amount: int, unit: str) -> Span:
    """The same few stand in the limits and logs of all cases."""
    return Span(amount, Unit(unit))


def _read_entry(action: str, on: str, detail: dict[str, Any] | None = None) -> CaseEntry:
    return CaseEntry(ACTIONS[action], date.fromisoformat(on), _read_detail(detail) if detail else None)


def _read_detail(data: dict[str, Any]) -> Detail:
    ((name, said),) = data.items()
    return _READERS[name](said)


def _read_pause(said: Sequence[Any]) -> Pause:
    ground, expected = said
    return _pause(ground, *expected) if expected else _pause(ground)


@lru_cache
def _pause(ground: str, *expected: Any) -> Pause:
    return Pause(GROUNDS[ground], _read_span(expected))


def _read_lengthening(said: Sequence[Any]) -> Lengthening:
    by, approver, approved_by = said
    return Lengthening(_span(*by), APPROVERS[approver] if approver else None, approved_by)


def _read_rectification(said: str | Sequence[str]) -> Rectification:
    """Until 2026-11 an order was for all that was owed, and only its day was written."""
    until, *materials = [said] if isinstance(said, str) else said
    return Rectification(date.fromisoformat(until), tuple(materials))


_READERS: dict[str, Callable[[Any], Detail]] = {
    "pause": _read_pause,
    "lengthening": _read_lengthening,
    "deferred": lambda said: Deferred(tuple(said)),
    "rectification": _read_rectification,
    "override": Override,
}
