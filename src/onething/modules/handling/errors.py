"""The errors of handling; each text is for people.

HandlingError
├── CaseNotFound    handling.not_found    no such case or application, or not the actor's (the same words)
├── MoveRefused     handling.refused      what was asked cannot be done now or lacks something: all reasons
└── TakenOver       handling.taken_over   somebody else acted first: who, when, what
"""

from collections.abc import Mapping


class HandlingError(Exception):
    """Base of this room's errors; `code` is stable."""

    code = "handling"


class CaseNotFound(HandlingError):
    """Never tells whether the record exists for somebody else."""

    code = "handling.not_found"

    def __init__(self) -> None:
        super().__init__("没有找到这个办件。编号可能写错了，或者它不归您办理。请从工作列表进入。")


class MoveRefused(HandlingError):
    """Nothing was changed; `reasons` goes from the field (or "" for the whole) to what is wrong and what to do."""

    code = "handling.refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))


class TakenOver(HandlingError):
    """The case was changed since the page was opened; nothing of this change was kept."""

    code = "handling.taken_over"

    def __init__(self, *, who: str, when: str, what: str) -> None:
        self.who, self.when, self.what = who, when, what
        super().__init__(f"{who}已于{when}对这个办件作了“{what}”，您的操作没有保存。请看最新情况，再决定是否还要处理。")
