"""The errors of rating; each text is for people.

RatingError
├── RatingNotFound   rating.not_found   nothing that can be rated there, or not the actor's (the same words)
├── RatingRefused    rating.refused     nothing was kept: field to what is wrong
└── RatingTooFast    rating.too_fast    one address opens rating pages faster than people in a hall do
"""

from collections.abc import Mapping


class RatingError(Exception):
    """Base of this room's errors; `code` is stable."""

    code = "rating"


class RatingNotFound(RatingError):
    """Never tells whether the application exists."""

    code = "rating.not_found"

    def __init__(self) -> None:
        super().__init__("没有找到可以评价的办件。请核对地址，或者从“我的办件”进入。")


class RatingRefused(RatingError):
    """`reasons` goes from the field (or "" for the whole) to what is wrong and what to do."""

    code = "rating.refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))


class RatingTooFast(RatingError):
    """The address may go on after a minute."""

    code = "rating.too_fast"

    def __init__(self) -> None:
        super().__init__("这个网络地址打开评价页太频繁。请等一分钟再试，评价不会丢失机会。")
