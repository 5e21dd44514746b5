"""Whether a question may be asked, whether an answer is one, and by which day it is due."""

from datetime import date

from onething.core.calendar import Calendar, Span, due

LONGEST_QUESTION, LONGEST_ANSWER, MOST_WAITING = 1000, 2000, 5
NO_QUESTION = "请写下您要问什么。"
NO_ANSWER = "请写下答复。"
TOO_LONG = "写的内容太长。请不要超过 {} 个字。"
TOO_MANY = f"您已经有 {MOST_WAITING} 个问题在等答复。请等到有了答复再问，或者拨打 12345。"
NO_WINDOW = "这件事还没有能答复的窗口。请拨打 12345 询问。"
OTHER_ITEM = "选择的事项不在这件事里。请重新选择。"

Gaps = dict[str, str]


def decide_question(words: str, *, item_known: bool, served: bool, waiting: int) -> Gaps:
    """Everything that is wrong, by field; `served` when a site answers for this bundle."""
    gaps = _words(words, empty=NO_QUESTION, longest=LONGEST_QUESTION)
    if not item_known:
        gaps["item"] = OTHER_ITEM
    if not served:
        gaps[""] = NO_WINDOW
    elif waiting >= MOST_WAITING:
        gaps[""] = TOO_MANY
    return gaps


def decide_follow_up(words: str) -> Gaps:
    """Everything that is wrong with the second question."""
    return _words(words, empty=NO_QUESTION, longest=LONGEST_QUESTION)


def decide_answer(words: str) -> Gaps:
    """Everything that is wrong with an answer."""
    return _words(words, empty=NO_ANSWER, longest=LONGEST_ANSWER)


def last_day_to_answer(calendar: Calendar, *, asked_on: date, days: int) -> date:
    """So many working days after the day of asking, which is not counted."""
    return due(calendar, start=asked_on, span=Span.working_days(days)).on


def _words(words: str, *, empty: str, longest: int) -> Gaps:
    if not words.strip():
        return {"words": empty}
    return {"words": TOO_LONG.format(longest)} if len(words.strip()) > longest else {}
