"""After-checks (事后核查) of what was granted on trust: whom one looks at, by when, and what follows. Pure.

Source: 国办发〔2020〕42号 (after the decision, graded by risk: 免核查、抽查、全核查); grade, time and share stand in the packs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from onething.core.calendar import Calendar, Span, due
from onething.core.definitions import AfterCheck, Risk
from onething.core.states import Labelled, Move, StateTable

ALL = 100
_DIGITS = 8
_WHOLE = 1 << (8 * _DIGITS)
Gaps = dict[str, str]


class CheckState(Labelled):
    """Where an after-check stands."""

    SPARED = "spared", "没有抽中"
    OPEN = "open", "待核查"
    TRUE = "true", "与承诺相符"
    ORDERED = "ordered", "责令整改"
    PUT_RIGHT = "put_right", "已整改"
    FAILED = "failed", "与承诺不符"
    REVOKED = "revoked", "决定已撤销"
    VOID = "void", "不再核查"


class CheckAction(Labelled):
    """What may be done with an after-check."""

    SPARE = "spare", "没有抽中"
    PASS = "pass", "相符"
    ORDER = "order", "责令限期整改"
    ACCEPT = "accept", "整改到位"
    FAIL = "fail", "不符，报请撤销"
    REVOKE = "revoke", "撤销决定"
    DROP = "drop", "不再核查"


_S, _A = CheckState, CheckAction
TO_DO = (_S.OPEN, _S.ORDERED, _S.FAILED)
CHECK = StateTable(
    start=_S.OPEN,
    final=frozenset({_S.SPARED, _S.TRUE, _S.PUT_RIGHT, _S.REVOKED, _S.VOID}),
    rows=(
        Move(_S.OPEN, _A.SPARE, _S.SPARED, "风险低的按比例抽查，没有抽中的不核查"),
        Move(_S.OPEN, _A.PASS, _S.TRUE, "核查属实"),
        Move(_S.OPEN, _A.ORDER, _S.ORDERED, "可以改正的，责令限期整改，出文书"),
        Move(_S.OPEN, _A.FAIL, _S.FAILED, "不能改正的，写明理由，报请负责人撤销"),
        Move(_S.ORDERED, _A.ACCEPT, _S.PUT_RIGHT, "复核整改到位"),
        Move(_S.ORDERED, _A.FAIL, _S.FAILED, "期满没有整改到位"),
        Move(_S.FAILED, _A.ACCEPT, _S.PUT_RIGHT, "负责人没有同意撤销，或者听取申辩后查明已经改正"),
        Move(_S.FAILED, _A.REVOKE, _S.REVOKED, "负责人批准撤销决定"),
        *(Move(state, _A.DROP, _S.VOID, "决定因别的原因失效") for state in TO_DO),
    ),
)
STATES = {state.value: state for state in CheckState}
RECORDED = (_A.PASS, _A.ORDER, _A.ACCEPT, _A.FAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPlan:
    """How one granted case is to be looked at: everybody (`share` 100) or drawn, and until when."""

    risk: Risk
    share: int
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an officer found, and for an order what must be done until when."""

    action: CheckAction | None
    finding: str
    demand: str = ""
    until: date | None = None


def plan_check(rules: Iterable[AfterCheck], *, decided_on: date, calendar: Calendar) -> CheckPlan | None:
    """One look at a case for all that was promised in it: the strictest grade, the largest share, the earliest day."""
    given = tuple(rules)
    if not given:
        return None
    risk = Risk.HIGH if any(rule.risk is Risk.HIGH for rule in given) else Risk.LOW
    share = ALL if risk is Risk.HIGH else max(rule.share for rule in given)
    days = [due(calendar, start=decided_on, span=rule.within).on for rule in given]
    return CheckPlan(risk=risk, share=share, due_on=min(days))


def is_drawn(case: UUID, *, seed: str, share: int) -> bool:
    """Whether the seed draws this case: `share` of a hundred are drawn, each by itself.

    Each by itself, so that small days are sampled as fairly as large ones, and anybody can repeat it from seed and id.
    """
    place = int.from_bytes(sha256(f"{seed}:{case}".encode()).digest()[:_DIGITS], "big")
    return place * ALL < share * _WHOLE


def decide_finding(
    given: Finding,
    *,
    state: CheckState,
    ordered_until: date | None,
    today: date,
    rectify: Span | None,
    calendar: Calendar,
) -> Gaps:
    """What stops it from being recorded. An order gives at least the time that whoever promised was told, and binds."""
    if ordered_until and given.action is _A.FAIL and given.action not in possible(state, ordered_until, today=today):
        return {"action": f"责令整改到{ordered_until.month}月{ordered_until.day}日，期满以前不能报请撤销。"}
    if given.action not in possible(state, ordered_until, today=today):
        return {"action": "没有选择核查结果，或者现在不能这样登记。请选一项。"}
    gaps: Gaps = {}
    if not given.finding.strip():
        gaps["finding"] = "没有写查明的情况。请写明看了什么、与承诺哪里相符或不符。"
    if given.action is CheckAction.ORDER:
        gaps |= _order_gaps(given, today=today, rectify=rectify, calendar=calendar)
    return gaps


def possible(state: CheckState, ordered_until: date | None, *, today: date) -> tuple[CheckAction, ...]:
    """What an officer may record now; nobody fails on something within the time that an order gave for it."""
    legal = set(CHECK.legal(state))
    if state is _S.ORDERED and ordered_until and today <= ordered_until:
        legal.discard(_A.FAIL)
    return tuple(action for action in RECORDED if action in legal)


def first_until(*, today: date, rectify: Span | None, calendar: Calendar) -> date | None:
    """The earliest last day that an order may name; None when the list names no time."""
    return due(calendar, start=today, span=rectify).on if rectify else None


def _order_gaps(given: Finding, *, today: date, rectify: Span | None, calendar: Calendar) -> Gaps:
    gaps: Gaps = {}
    if not given.demand.strip():
        gaps["demand"] = "没有写要改什么。请写明整改要求，会印在通知书上。"
    least = first_until(today=today, rectify=rectify, calendar=calendar)
    if given.until is None or given.until <= today:
        gaps["until"] = "请写明整改到哪一天，要晚于今天。"
    elif least and given.until < least:
        gaps["until"] = (
            f"承诺时告知的整改时间是 {rectify.label if rectify else ''}，最早到{least.month}月{least.day}日。"
        )
    return gaps


def longest(spans: Sequence[Span | None], *, today: date, calendar: Calendar) -> Span | None:
    """The longest of the times for putting right that were told for what was promised."""
    given = [span for span in spans if span]
    return max(given, key=lambda span: due(calendar, start=today, span=span).on, default=None)
