"""Whether a case can be granted by its rule alone: every reason said, and never an automatic refusal.

Source: 个人信息保护法 24(3): who is decided about by a machine may ask for an explanation, and for a person.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from onething.core.lifecycle import CaseState
from onething.core.rules import Rule, Truth, Value

TRUTHS = {Truth.TRUE: "成立", Truth.FALSE: "不成立", Truth.UNKNOWN: "没有核验到"}
READ = {" in ": "是其中之一：", " == ": "等于", " != ": "不等于", " >= ": "不小于", " <= ": "不大于"}
QUOTED = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One value as a register stated it, with source and time."""

    name: str
    label: str
    value: Value = field(repr=False)
    shown: str = field(repr=False)
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One clause of the rule as people read it, and what came of it."""

    clause: str
    truth: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What else counts besides the rule."""

    state: CaseState
    taken: bool
    promised: bool
    continues: bool
    asked: bool
    apart: bool
    four_eyes: bool
    unproven: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Granted by the rule, or left to a person: the clauses, the data, and what else stands in the way."""

    granted: bool
    reasons: tuple[Reason, ...]
    facts: tuple[Fact, ...]
    obstacles: tuple[str, ...]


def decide_automatic(
    rule: Rule, facts: Mapping[str, Fact], labels: Mapping[str, str], circumstances: Circumstances
) -> Verdict:
    """Granted only when the rule holds over verified facts and nothing stands in the way."""
    outcome = rule.evaluate({name: fact.value for name, fact in facts.items()})
    obstacles = obstacles_of(circumstances)
    return Verdict(
        granted=outcome.truth is Truth.TRUE and not obstacles,
        reasons=tuple(
            Reason(clause=read_clause(clause.text, labels), truth=TRUTHS[clause.truth]) for clause in outcome.clauses
        ),
        facts=tuple(facts[name] for name in sorted(rule.names & facts.keys())),
        obstacles=obstacles,
    )


def obstacles_of(found: Circumstances) -> tuple[str, ...]:
    """Why a person decides, whatever the rule says; all of it."""
    told = (
        (found.state is not CaseState.ACCEPTED, "办件不在刚受理、等待审查的状态"),
        (found.taken, "经办人已经在审查"),
        (found.promised, "有容缺或者告知承诺"),
        (found.continues, "是延续申请"),
        (found.asked, "有报批的事项没有批复"),
        (found.apart and not found.four_eyes, "本部门审查和决定由两人分别作出"),
        (bool(found.unproven), f"材料要人工看：{'、'.join(found.unproven)}"),
    )
    return tuple(words for holds, words in told if holds)


def clauses_of(rule: Rule, labels: Mapping[str, str]) -> tuple[str, ...]:
    """The clauses in reading order, as people read them."""
    return tuple(read_clause(clause.text, labels) for clause in rule.evaluate({}).clauses)


def unmet(clauses: Sequence[str], truths: Sequence[str]) -> tuple[Reason, ...]:
    """The clauses that did not hold, with what was found instead; none when the rule was not weighed."""
    weighed = zip(clauses, truths, strict=True) if truths else ()
    return tuple(Reason(clause=clause, truth=truth) for clause, truth in weighed if truth != TRUTHS[Truth.TRUE])


def read_clause(text: str, labels: Mapping[str, str]) -> str:
    """The clause with the names of people instead of those of the pack."""
    for name in sorted(labels, key=len, reverse=True):
        text = text.replace(name, labels[name])
    for sign, word in READ.items():
        text = text.replace(sign, word)
    listed = text.replace('", "', '"、"').strip("()").replace("[", "").replace("]", "")
    return QUOTED.sub(r"“\1”", listed)
