"""The errors of hearings; each text is for people.

HearingsError
├── HearingNotFound   hearing.not_found   no such hearing, or not the actor's (the same words)
└── HearingRefused    hearing.refused     nothing was changed: field to reason
"""

from collections.abc import Mapping


class HearingsError(Exception):
    """Base of this room's errors; `code` is stable."""

    code = "hearing"


class HearingNotFound(HearingsError):
    """Never tells whether it exists for somebody else."""

    code = "hearing.not_found"

    def __init__(self) -> None:
        super().__init__("没有找到这次听证，或者它不归您办理。请从列表进入。")


class HearingRefused(HearingsError):
    """Nothing was changed; `reasons` goes from the field (or "" for the whole) to what is wrong and what to do."""

    code = "hearing.refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))
