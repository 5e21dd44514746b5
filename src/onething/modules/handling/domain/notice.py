"""What the one correction notice (一次性告知补正) asks of one case, as the sealed column of that case keeps it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from onething.core.lifecycle import CaseAction, CaseEntry
from onething.modules.handling.domain.writing import Defect


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The points of one case, and the local rule that sets the day, as people read it."""

    defects: tuple[Defect, ...]
    term: str


def write_notice(defects: Iterable[Defect], *, term: str) -> str:
    """As JSON, without the case: it is the row's own."""
    points = [
        {"target": one.target, "name": one.target_name, "problem": one.problem, "remedy": one.remedy} for one in defects
    ]
    return json.dumps({"points": points, "term": term}, ensure_ascii=False)


def read_notice(text: str, *, case: str) -> Notice:
    """What `write_notice` wrote for the case of this key."""
    data: dict[str, Any] = json.loads(text)
    defects = tuple(
        Defect(
            case=case,
            target=point["target"],
            target_name=point["name"],
            problem=point["problem"],
            remedy=point["remedy"],
        )
        for point in data["points"]
    )
    return Notice(defects=defects, term=data["term"])


def write_points(defects: Iterable[Defect]) -> str:
    """A notice that is not given yet, with the cases it is about, as JSON."""
    return json.dumps([asdict(one) for one in defects], ensure_ascii=False)


def read_points(text: str) -> tuple[Defect, ...]:
    """What `write_points` wrote."""
    return tuple(Defect(**point) for point in json.loads(text)) if text else ()


def was_supplied(entries: Iterable[CaseEntry]) -> bool:
    """True when the last notice that named the case was answered."""
    told = (CaseAction.ASK_CORRECTION, CaseAction.CORRECT)
    last = [entry.action for entry in entries if entry.action in told][-1:]
    return last == [CaseAction.CORRECT]
