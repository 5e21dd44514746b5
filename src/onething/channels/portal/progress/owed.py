"""Promised materials of an application in words: what is owed by when, what may be done about it, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from onething.core.lifecycle import BEFORE_ACCEPTANCE, UNDECIDED
from onething.modules.handling.api import CaseInfo
from onething.modules.pledge.api import PromiseInfo, PromiseKind, PromiseState, is_item_pledge, promises_of

TONES = {
    PromiseState.KEPT: "done",
    PromiseState.BROKEN: "fault",
    PromiseState.ORDERED: "wait",
    PromiseState.STANDING: "info",
    PromiseState.MADE: "info",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedMaterial:
    """One promise: how it stands, until when, how urgent, and whether it can be supplied or taken back."""

    info: PromiseInfo
    tone: str
    urgent: bool
    supply: bool
    take_back: bool


def promises_shown(application: UUID, cases: Sequence[CaseInfo], *, today: date) -> tuple[OwedMaterial, ...]:
    """Every promise of the application."""
    return tuple(_shown(promise, cases, today) for promise in promises_of(application))


def _shown(promise: PromiseInfo, cases: Sequence[CaseInfo], today: date) -> OwedMaterial:
    concerned = [case for case in cases if case.key in promise.items]
    follows = promise.kind is PromiseKind.DEFERRAL and any(case.state in UNDECIDED for case in concerned)
    untouched = all(case.state in BEFORE_ACCEPTANCE and not case.accepted_ahead for case in concerned)
    return OwedMaterial(
        info=promise,
        tone=TONES.get(promise.state, "neutral"),
        urgent=promise.near(today),
        supply=promise.open and follows,
        take_back=promise.state is PromiseState.MADE and untouched and not is_item_pledge(promise.material),
    )
