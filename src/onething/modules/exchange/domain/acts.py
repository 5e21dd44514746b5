"""What happened in one step of an application, as it may be told outside: references and codes, nothing about people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.core.lifecycle import CaseAction


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCase:
    """A case of the application."""

    case: UUID
    item: str
    body_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One entry of a case's log; `seq` is its place there."""

    case: UUID
    action: CaseAction
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one transaction did: every case of the application, the acts in their order, and whether nothing is left."""

    application: UUID
    cases: Sequence[ToldCase]
    acts: Sequence[Act]
    finished: bool
    at: datetime
