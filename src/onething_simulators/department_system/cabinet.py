"""The cases this system holds, in memory: each once under its own number, however often and in whatever order letters come."""

from dataclasses import dataclass, field
from threading import Lock
from typing import Any


@dataclass(slots=True, kw_only=True)
class Held:
    """One case as it was handed over."""

    case: str
    number: str
    report_to: str
    content: dict[str, Any]
    ended: str = ""
    reports: int = 0


@dataclass(slots=True)
class Cabinet:
    """Safe between threads."""

    _lock: Lock = field(default_factory=Lock)
    _cases: dict[str, Held] = field(default_factory=dict)

    def take(self, letter: dict[str, Any]) -> tuple[Held, bool]:
        """Keep a case that is handed over; says whether it was here before. What ended before it came stays ended."""
        case = letter["case"]["id"]
        with self._lock:
            held = self._cases.setdefault(case, self._new(case))
            known = bool(held.content)
            if not known:
                held.content, held.report_to = letter, letter["report_to"]
            return held, known

    def end(self, letter: dict[str, Any]) -> tuple[Held, bool]:
        """Note that a case has ended, also when it is not here yet."""
        case = letter["case"]["id"]
        with self._lock:
            held = self._cases.setdefault(case, self._new(case))
            known, held.ended = bool(held.ended), letter["state"]
            return held, known

    def find(self, case: str) -> Held | None:
        """The case, once it was handed over."""
        held = self._cases.get(case)
        return held if held and held.content else None

    def next_seq(self, held: Held) -> int:
        """The number of the next report about this case."""
        with self._lock:
            held.reports += 1
            return held.reports

    def list_cases(self) -> list[dict[str, Any]]:
        """What is here, for whoever controls the simulator."""
        with self._lock:
            return [
                {"case": held.case, "number": held.number, "ended": held.ended, "content": held.content}
                for held in self._cases.values()
            ]

    def _new(self, case: str) -> Held:
        return Held(case=case, number=f"BM{len(self._cases) + 1:06d}", report_to="", content={})
