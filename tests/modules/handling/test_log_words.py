"""The log of a case explains every last day: ground, length, and the day that each line left."""

from datetime import date

from builders.planning import PLAIN
from onething.core.calendar import Span
from onething.core.lifecycle import CaseAction, CaseEntry, CaseLimits, Detail, Ground, Lengthening, Pause
from onething.modules.handling.domain.log_words import clock_words

A = CaseAction
LIMITS = CaseLimits(Span.working_days(5), None)


def step(action: CaseAction, day: int, detail: Detail | None = None) -> CaseEntry:
    return CaseEntry(action, date(2026, 3, day), detail)


STEPS = (
    step(A.FILE, 2),
    step(A.OPEN, 2),
    step(A.ACCEPT, 2),
    step(A.START_SPECIAL, 3, Pause(Ground.INSPECTION, Span.working_days(10))),
    step(A.PROLONG_SPECIAL, 4, Pause(Ground.INSPECTION, Span.working_days(12))),
    step(A.RESUME, 5, Pause(Ground.INSPECTION)),
    step(A.EXTEND, 6, Lengthening(Span.working_days(10))),
    step(A.GRANT, 9),
)
KINDS = ["file", "open", "accept", "supervision_sent", "start_special", "prolong_special", "resume", "extend", "grant"]
SAID = (
    "",
    "受理期限到2026年3月9日",
    "决定期限到2026年3月9日",
    "",
    "检验，告知所需时间 10 个工作日，停止计时",
    "检验，告知还需要 12 个工作日",
    "检验，决定期限到2026年3月11日",
    "延长 10 个工作日，决定期限改到2026年3月25日",
    "",
)


def test_each_line_says_what_it_did_to_the_clock() -> None:
    assert clock_words(KINDS, STEPS, limits=LIMITS, calendar=PLAIN) == SAID


def test_a_recount_tells_the_days_before_it_itself() -> None:
    kinds = [*KINDS[:7], "recounted", *KINDS[7:]]

    said = clock_words(kinds, STEPS, limits=LIMITS, calendar=PLAIN)

    assert said == ("", "", "", "", "检验，告知所需时间 10 个工作日", SAID[5], "检验", "", *SAID[7:])


def corrected(*, told_on_delivery: bool) -> tuple[str, ...]:
    steps = (step(A.OPEN, 2), step(A.ASK_CORRECTION, 3), step(A.SERVE_CORRECTION, 4), step(A.CORRECT, 6))
    limits = CaseLimits(None, None, told_on_delivery=told_on_delivery)
    return clock_words([one.action.value for one in steps], steps, limits=limits, calendar=PLAIN)


def test_a_correction_says_on_which_day_the_limit_stopped() -> None:
    stopped, anew = "受理期限停止，补正后重新计算", "受理期限到2026年3月13日"

    assert corrected(told_on_delivery=False) == ("受理期限到2026年3月9日", stopped, "", anew)
    assert corrected(told_on_delivery=True) == ("受理期限到2026年3月9日", "", stopped, anew)
