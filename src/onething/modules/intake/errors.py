"""The errors of intake; each text is for people.

IntakeError
├── NotFound           intake.not_found      no such draft or application, or not the actor's (the same words)
├── CannotOpen         intake.cannot_open    the answers lead elsewhere or nothing is left to apply for
│   └── WrongStanding  intake.standing       a firm's bundle in a person's name, or the other way round
├── ValuesRefused      intake.values         fields that cannot be accepted: all of them, key to message
├── FileRefused        intake.file           an upload that cannot be kept, or one too many
├── Unfinished         intake.unfinished     a submission while something is missing: all of it
└── CorrectionRefused  intake.correction     a correction nobody asked for, already supplied, or incomplete
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onething.modules.intake.domain.review import Gap


class IntakeError(Exception):
    """Base of this room's errors; `code` is stable."""

    code = "intake"


class NotFound(IntakeError):
    """Never tells whether somebody else's record exists."""

    code = "intake.not_found"

    def __init__(self) -> None:
        super().__init__("没有找到这份申请。地址可能写错了、草稿已过期清除，或者它不属于您。请从“我的办件”进入。")


class CannotOpen(IntakeError):
    """A draft that would lead nowhere is not opened; `steps` says what to do instead."""

    code = "intake.cannot_open"

    def __init__(self, message: str, steps: Sequence[str] = ()) -> None:
        self.steps = tuple(steps)
        super().__init__(message)


class WrongStanding(CannotOpen):
    """Nothing was opened: it has to be done in another name, or under another authority."""

    code = "intake.standing"


class ValuesRefused(IntakeError):
    """Some values cannot be accepted; those that can were kept. `reasons` goes from field key to message."""

    code = "intake.values"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))


class FileRefused(IntakeError):
    """The upload was not kept; nothing else changed."""

    code = "intake.file"


class Unfinished(IntakeError):
    """Nothing was submitted; `gaps` is everything that is missing, each with its place."""

    code = "intake.unfinished"

    def __init__(self, gaps: "Sequence[Gap]") -> None:
        self.gaps = tuple(gaps)
        super().__init__("还有内容没有完成，所以没有提交。请按下面列出的逐项补齐。")


class CorrectionRefused(IntakeError):
    """The correction was not supplied."""

    code = "intake.correction"
