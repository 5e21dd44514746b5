"""The errors of intake; each text is for people.

IntakeError
├── NotFound           intake.not_found      no such draft or application, or not the actor's (the same words)
├── CannotOpen         intake.cannot_open    the answers lead elsewhere or nothing is left to apply for
│   ├── Withdrawn      intake.withdrawn      the bundle of the draft does not apply any more; what was filled stays
│   ├── TooManyDrafts  intake.drafts         as many drafts stand open in this name as may
│   ├── NumbersUsedUp  intake.numbers        the day's numbers of an item are used up; the draft stays
│   └── WrongStanding  intake.standing       a firm's bundle in a person's name, or the other way round
├── ValuesRefused      intake.values         fields that cannot be accepted: all of them, key to message
├── FileRefused        intake.file           an upload that cannot be kept, or one too many
├── Unfinished         intake.unfinished     a submission while something is missing: all of it
├── PromiseRefused     intake.promise        a material that may not be promised instead of handed in
├── CopyGone           intake.copy          an earlier copy that cannot serve for this material (any more)
└── CorrectionRefused  intake.correction     a correction nobody asked for, already supplied, or incomplete
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from onething.modules.intake.domain.review import Gap

Kept = Sequence[tuple[str, Sequence[tuple[str, str]]]]


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


class TooManyDrafts(CannotOpen):
    """No further draft was opened; those that stand are untouched."""

    code = "intake.drafts"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"同一位申请人没有提交的草稿最多 {most} 份，现在已经满了，没有建立新的草稿。",
            ("接着填其中一份并提交，或删除不要的草稿", "急办的拨打 12345 咨询，或到窗口办理"),
        )


class NumbersUsedUp(CannotOpen):
    """Nothing was submitted, and tomorrow it can be."""

    code = "intake.numbers"

    def __init__(self) -> None:
        super().__init__(
            "今天的编号已经用完，这次没有提交。填好的内容都保存着，请明天再提交。",
            ("明天从草稿接着提交，不用重填", "急办的拨打 12345 咨询"),
        )


class Withdrawn(CannotOpen):
    """The bundle of this draft applies no longer. `kept` is what was filled in: party, then label and value."""

    code = "intake.withdrawn"

    def __init__(self, *, draft: UUID, title: str, until: date, kept: Kept = ()) -> None:
        self.draft, self.title, self.kept = draft, title, tuple(kept)
        steps = (
            "下面是您填过的内容，可以抄录；上传过的文件也还在",
            "到首页看有没有代替它的事项，或拨打 12345 咨询",
        )
        super().__init__(f"“{title}”已经停办，这份草稿不能提交。您填过的内容没有丢，保留到 {until}。", steps)


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


class PromiseRefused(IntakeError):
    """Nothing was promised."""

    code = "intake.promise"


class CopyGone(IntakeError):
    """Not offered for this material, or gone since."""

    code = "intake.copy"

    def __init__(self) -> None:
        super().__init__("这份以前交过的材料现在不能用了，没有采用。请看看还有没有别的可用，或者上传一份。")


class CorrectionRefused(IntakeError):
    """The correction was not supplied."""

    code = "intake.correction"
