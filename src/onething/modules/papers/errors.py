"""The errors of papers; each text is for people.

PapersError
├── PaperIncomplete   paper.incomplete   required contents are missing (all of them), so there is no such paper
├── PaperNotFound     paper.not_found    no such paper, or not yours: the same words for both
├── PaperSettled      paper.settled      it was revoked before, and nothing was changed
├── PaperUnreadable   paper.unreadable   the kept file is gone or was changed
└── TooManyChecks     paper.too_many     one address checks papers faster than people can
"""

from collections.abc import Sequence


class PapersError(Exception):
    """Base of this room's errors."""

    code = "paper"


class PaperIncomplete(PapersError):
    """`gaps` lists everything that is missing."""

    code = "paper.incomplete"

    def __init__(self, gaps: Sequence[str]) -> None:
        self.gaps = tuple(gaps)
        super().__init__(f"文书内容不完整，没有出具：{'；'.join(self.gaps)}。请补全后重试。")


class PaperNotFound(PapersError):
    """Never tells whether the paper exists."""

    code = "paper.not_found"

    def __init__(self) -> None:
        super().__init__("没有找到这份文书，或者它不属于您。请从“我的办件”或办件页面打开。")


class PaperSettled(PapersError):
    """A paper is revoked once."""

    code = "paper.settled"

    def __init__(self) -> None:
        super().__init__("这份文书已经撤销过，没有再次撤销。请刷新页面看撤销的时间和理由。")


class PaperUnreadable(PapersError):
    """What is kept is not what was issued."""

    code = "paper.unreadable"

    def __init__(self) -> None:
        super().__init__("这份文书的存档文件暂时读不到，没有显示。请稍后再试；仍然不行时，请把文书编号告诉窗口。")


class TooManyChecks(PapersError):
    """The address may go on after a minute."""

    code = "paper.too_many"

    def __init__(self) -> None:
        super().__init__("这个网络地址核验得太频繁。请等一分钟再打开这个页面。")
