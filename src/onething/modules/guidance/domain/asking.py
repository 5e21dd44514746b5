"""Which question to ask now, where it stands, and the way back. One question a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from onething.core.definitions import Bundle, Question
from onething.core.planning import UNSURE, next_question
from onething.core.rules import Truth


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on its page: its number, how many may follow at most, what was answered, the question before."""

    question: Question
    number: int
    left: int
    value: str
    previous: str


def ask(*, bundle: Bundle, answers: Mapping[str, str], change: str = "") -> Asked | None:
    """The question to change, if it is being asked, else the next open one; None when all is answered."""
    way = reachable(bundle, answers)
    wanted = next((question for question in way if question.code == change), None)
    question = wanted or next_question(bundle, answers)
    if question is None:
        return None
    index = way.index(question)
    return Asked(
        question=question,
        number=index + 1,
        left=sum(not is_answered(later, answers) for later in way[index + 1 :]),
        value=answers.get(question.code, "") if is_answered(question, answers) else "",
        previous=way[index - 1].code if index else "",
    )


def reachable(bundle: Bundle, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """Questions that these answers do not rule out."""
    known: dict[str, str] = {}
    way: list[Question] = []
    for question in bundle.questions:
        if question.when and question.when.evaluate(known).truth is Truth.FALSE:
            continue
        way.append(question)
        if question.option(answers.get(question.code, "")):
            known[question.code] = answers[question.code]
    return tuple(way)


def is_answered(question: Question, answers: Mapping[str, str]) -> bool:
    """An option that exists, or 不确定 where it is offered."""
    answer = answers.get(question.code, "")
    return bool(question.option(answer) or (question.unsure and answer == UNSURE))
