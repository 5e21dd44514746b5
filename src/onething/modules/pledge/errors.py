"""Errors of this room.

PledgeError
├── CheckNotFound    there is no such after-check, or it is not this actor's
└── CheckRefused     it cannot be recorded like this; carries the reasons by field
"""

from collections.abc import Mapping


class PledgeError(Exception):
    """Root of this room's errors."""

    code = "pledge.error"


class CheckNotFound(PledgeError):
    """There is no such after-check for this actor."""

    code = "pledge.check_not_found"

    def __init__(self) -> None:
        super().__init__("没有这一项事后核查，或者它不属于您的部门。请从事后核查列表打开。")


class CheckRefused(PledgeError):
    """Nothing was recorded."""

    code = "pledge.check_refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__("".join(reasons.values()))
        self.reasons = dict(reasons)
