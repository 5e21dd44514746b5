"""预审 (pre-review): the window looks at a complete draft before it is submitted. It binds nobody and decides nothing."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from onething.core.states import Labelled, Move, StateTable
from onething.modules.consultation.domain.decisions import Gaps
from onething.modules.intake.api import CorrectionTarget, unwritten

LONGEST_NOTE = 300
NO_WINDOW = "这件事还没有能预审的窗口。您可以直接提交申请，或者拨打 12345 询问。"
SEEN = "窗口看过的就是现在这份草稿。修改以后才能再请预审；不用再改的，可以直接提交申请。"
NOTED = "已标出 {} 处问题，不能答复“未发现问题”。请改为“发出预审意见”，或者取消标记。"
NOTHING_NOTED = "没有标出任何问题。请在材料或表单里勾选“有问题”，写明问题和改法；没有问题的，按“未发现问题”。"
TOO_LONG = f"写的内容太长。请不要超过 {LONGEST_NOTE} 个字。"


class PreReviewState(Labelled):
    """How far it came."""

    WAITING = "waiting", "等待预审"
    ANSWERED = "answered", "已预审"
    TAKEN_BACK = "taken_back", "已撤回"


class PreReviewAct(Labelled):
    """What may happen to it."""

    ANSWER = "answer", "答复"
    TAKE_BACK = "take_back", "撤回"
    ASK_AGAIN = "ask_again", "再次请求"


_S, _A = PreReviewState, PreReviewAct
PRE_REVIEW = StateTable(
    start=_S.WAITING,
    final=frozenset({_S.ANSWERED, _S.TAKEN_BACK}),
    rows=(
        Move(_S.WAITING, _A.ANSWER, _S.ANSWERED, "每次请求只答复一次"),
        Move(_S.WAITING, _A.TAKE_BACK, _S.TAKEN_BACK, "修改草稿就是撤回"),
        Move(_S.ANSWERED, _A.ASK_AGAIN, _S.WAITING, "修改草稿以后"),
        Move(_S.TAKEN_BACK, _A.ASK_AGAIN, _S.WAITING),
    ),
)


def standing(kept: PreReviewState, *, as_shown: bool) -> PreReviewState:
    """The state now: whoever changes the draft that was shown takes the request back."""
    return kept if as_shown or kept is not _S.WAITING else PRE_REVIEW.follow(kept, _A.TAKE_BACK)


def why_not_asked(state: PreReviewState | None, *, as_shown: bool, served: bool) -> str:
    """Why the window may not be asked now, in words; `state` is that of what was asked before."""
    if not served:
        return NO_WINDOW
    return SEEN if state is _S.ANSWERED and as_shown else ""


def decide_notes(notes: Sequence[CorrectionTarget], *, fit: bool) -> Gaps:
    """Everything that is wrong with an answer, by control: either it is fit, or every note has its words."""
    if fit:
        return {"": NOTED.format(len(notes))} if notes else {}
    if not notes:
        return {"": NOTHING_NOTED}
    return {control: words for note in notes for control, words in _wrong(note).items()}


def write_notes(notes: Iterable[CorrectionTarget]) -> str:
    """As canonical JSON."""
    return json.dumps([asdict(note) for note in notes], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_notes(text: str) -> tuple[CorrectionTarget, ...]:
    """What `write_notes` wrote."""
    rows: list[dict[str, Any]] = json.loads(text)
    return tuple(CorrectionTarget(**{**row, "items": tuple(row["items"])}) for row in rows)


def _wrong(note: CorrectionTarget) -> Gaps:
    said = {"problem": note.problem, "remedy": note.how}
    too_long = {f"{note.key}-{part}": TOO_LONG for part, words in said.items() if len(words.strip()) > LONGEST_NOTE}
    return unwritten(note.key, note.label, **said) | too_long
