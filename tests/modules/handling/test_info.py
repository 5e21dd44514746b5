"""What lists say of a case that was reopened: nothing of what a reopening undid."""

from onething.core.calendar import Span
from onething.core.lifecycle import CaseLimits
from onething.modules.handling.domain.stored import limits_data
from onething.modules.handling.models import Case
from onething.modules.handling.queries import info_of


def case_of(*log: list[object], state: str) -> Case:
    limits = CaseLimits(promised=Span.working_days(3), statutory=Span.working_days(20))
    return Case(ledger=list(log), state=state, limits=limits_data(limits), waits_for=[], soft_waits=[])


def test_a_reopened_case_that_an_officer_accepted_is_not_said_to_be_accepted_by_silence() -> None:
    silent = (["open", "2026-06-01"], ["deem_accepted", "2026-06-01"])
    anew = (["terminate", "2026-06-09"], ["reopen", "2026-07-01"], ["open", "2026-07-01"], ["accept", "2026-07-02"])

    assert info_of(case_of(*silent, state="accepted")).deemed
    assert not info_of(case_of(*silent, *anew, state="accepted")).deemed
