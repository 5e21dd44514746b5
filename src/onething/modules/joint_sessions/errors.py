"""The errors of joint sessions; each text is for people.

SessionsError
├── SessionNotFound   joint_session.not_found   no such session, or not the actor's (the same words)
└── SessionRefused    joint_session.refused     nothing was changed: field to reason
"""

from collections.abc import Mapping


class SessionsError(Exception):
    """Base of this room's errors; `code` is stable."""

    code = "joint_session"


class SessionNotFound(SessionsError):
    """Never tells whether it exists for somebody else."""

    code = "joint_session.not_found"

    def __init__(self) -> None:
        super().__init__("没有找到这次安排，或者它不归您办理。请从列表进入。")


class SessionRefused(SessionsError):
    """Nothing was changed; `reasons` goes from the field (or "" for the whole) to what is wrong and what to do."""

    code = "joint_session.refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))
