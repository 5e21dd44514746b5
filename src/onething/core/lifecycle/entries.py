"""The log of a case in short: what was done, from which legal day it counts, and what a clock or a later step must know."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from onething.core.calendar import Span
from onething.core.lifecycle.grounds import Ground
from onething.core.lifecycle.limits import Approver
from onething.core.lifecycle.states import CaseAction


class Pause(NamedTuple):
    """A special procedure or a suspension begins or ends; `expected` is the time told in writing: at its beginning, or anew."""

    ground: Ground
    expected: Span | None = None


@dataclass(frozen=True, slots=True)
class Lengthening:
    """A limit is lengthened: by how much, who approved it (office, and reference of the person), and why."""

    by: Span
    approver: Approver | None = None
    approved_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Deferred:
    """The materials (their keys in the plan) that may follow later, or that came now."""

    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rectification:
    """The materials that were ordered (their keys in the plan) must be there by the end of this day."""

    until: date
    materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody above decided that a step which is not possible by itself shall be taken: who (reference), and why."""

    decided_by: str
    reason: str = ""


Detail: TypeAlias = Pause | Lengthening | Deferred | Rectification | Override


class CaseEntry(NamedTuple):
    """One action of the log: what was done and the legal day it counts from."""

    action: CaseAction
    on: date
    detail: Detail | None = None
