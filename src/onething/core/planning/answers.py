"""Read the answers: which questions are asked, which are open, which effects follow. 情形引导."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onething.core.definitions import Bundle, BundleItem, Drop, Effect, Include, Question, Route, Swap, items_of
from onething.core.planning.plan import Reason
from onething.core.rules import Outcome, Rule, Truth

UNSURE = "unsure"


class Chosen(NamedTuple):
    """One effect and the answer that brought it."""

    effect: Effect
    question: Question
    label: str


class Doubt(NamedTuple):
    """A question whose answer is not known, open or not sure, and the items that it could bring or take away."""

    question: Question
    items: frozenset[str]

    def touches(self, entry: BundleItem) -> bool:
        """Whether the answer could change this item's standing."""
        return bool(entry.when and self.question.code in entry.when.names) or entry.item in self.items


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers as rules and effects see them."""

    bundle: Bundle
    known: Mapping[str, str]
    unsure: frozenset[str]
    pending: tuple[Question, ...]
    effects: tuple[Chosen, ...]
    effects_on: Mapping[str, Sequence[Chosen]]  # by item
    doubts: tuple[Doubt, ...]
    warnings: tuple[Reason, ...]

    @property
    def route(self) -> Route | None:
        """The first answer that leads elsewhere."""
        return next((chosen.effect for chosen in self.effects if isinstance(chosen.effect, Route)), None)

    def judge(self, rule: Rule | None) -> Outcome | None:
        """What the rule says; None when there is no rule."""
        return rule.evaluate(self.known) if rule else None

    def holds(self, rule: Rule | None) -> Truth:
        """The truth of a rule; no rule always holds."""
        return rule.evaluate(self.known).truth if rule else Truth.TRUE

    def explain(self, outcome: Outcome) -> str:
        """The deciding answers in words: 因为“随谁落户？”选的是“随父”."""
        names = [name for clause in outcome.clauses if clause.decisive for name in sorted(clause.names)]
        said = [text for name in dict.fromkeys(names) if (text := self._said(name))]
        return f"因为{'，'.join(said)}" if said else ""

    def _said(self, name: str) -> str:
        for question in self.bundle.questions:
            if question.code == name and (option := question.option(self.known.get(name, ""))):
                return f"“{question.text}”选的是“{option.label}”"
        return ""


def read_answers(bundle: Bundle, given: Mapping[str, str]) -> Answers:
    """Walk the questions in order; later rules see earlier answers only."""
    known: dict[str, str] = {}
    unsure: set[str] = set()
    pending: list[Question] = []
    doubts: list[Doubt] = []
    effects: list[Chosen] = []
    warnings = [
        Reason("answer_unknown", f"没有“{code}”这个问题，已忽略。")
        for code in sorted(given.keys() - {question.code for question in bundle.questions})
    ]
    for question in bundle.questions:
        truth = question.when.evaluate(known).truth if question.when else Truth.TRUE
        answer = given.get(question.code, "")
        option = question.option(answer)
        if truth is Truth.FALSE:
            if answer:
                warnings.append(Reason("answer_ignored", f"“{question.text}”在您的情形下不用回答，已忽略。"))
        elif option:
            known[question.code] = option.code
            effects.extend(Chosen(effect, question, option.label) for effect in option.effects)
        elif answer == UNSURE and question.unsure:
            unsure.add(question.code)
            doubts.append(_doubt(question))
        else:
            if answer:
                warnings.append(Reason("answer_unknown", f"“{question.text}”没有这个选项，请重新选择。"))
            pending.append(question)
            doubts.append(_doubt(question))
    on: defaultdict[str, list[Chosen]] = defaultdict(list)
    for chosen in effects:
        for item in items_of(chosen.effect):
            on[item].append(chosen)
    return Answers(
        bundle, known, frozenset(unsure), tuple(pending), tuple(effects), dict(on), tuple(doubts), tuple(warnings)
    )


def _doubt(question: Question) -> Doubt:
    effects = [effect for option in question.options for effect in option.effects]
    standing = [effect for effect in effects if isinstance(effect, Include | Drop | Swap)]
    return Doubt(question, frozenset([item for effect in standing for item in items_of(effect)]))


def next_question(bundle: Bundle, given: Mapping[str, str]) -> Question | None:
    """The question to ask now; None when all are answered or an answer leads elsewhere."""
    answers = read_answers(bundle, given)
    if answers.route or not answers.pending:
        return None
    return answers.pending[0]
