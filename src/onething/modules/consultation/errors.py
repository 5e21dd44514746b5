"""The errors of consultation; each text is for people.

ConsultationError
├── ConsultationNotFound   consultation.not_found   not there, or not the actor's (the same words)
├── ConsultationRefused    consultation.refused     nothing was kept: field to what is wrong
└── PreReviewOver          consultation.pre_review_over  changed, taken back or answered: the draft is not to be looked at
"""

from collections.abc import Mapping


class ConsultationError(Exception):
    """Base of this room's errors; `code` is stable."""

    code = "consultation"


class ConsultationNotFound(ConsultationError):
    """Never tells whether somebody else's question exists."""

    code = "consultation.not_found"

    def __init__(self) -> None:
        super().__init__("没有找到这次咨询。请从列表重新进入。")


class ConsultationRefused(ConsultationError):
    """`reasons` goes from the field (or "" for the whole) to what is wrong and what to do."""

    code = "consultation.refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))


class PreReviewOver(ConsultationError):
    """The window has nothing to look at any more, and nothing to answer."""

    code = "consultation.pre_review_over"

    def __init__(self) -> None:
        super().__init__("这次预审不用再答复：申请人改了草稿、撤回了预审，或者已经答复过。")
