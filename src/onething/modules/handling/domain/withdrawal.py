"""What happens when the applicant takes back some cases: what must go with them, what falls, what cannot succeed any more.

Pure, from the prerequisites of the plan; shown before it is done, and done as it was shown.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from onething.core.calendar import Calendar
from onething.core.lifecycle import UNDECIDED, CaseAction
from onething.modules.handling.domain.cases import CaseFile, by_key, moved
from onething.modules.handling.domain.dispatch import ENDS, decide_dispatch

WITHDRAWS = (CaseAction.WITHDRAW,)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalPlan:
    """Keys of cases, in the order of the plan.

    `tied` law handles together with the chosen ones, so they are taken back with them; `falls` waits for a result that
    will not come; `stuck` may be examined on, but the law wants the other granted first; `goes_on` is untouched.
    """

    chosen: tuple[str, ...]
    tied: tuple[str, ...]
    falls: tuple[str, ...]
    stuck: tuple[str, ...]
    goes_on: tuple[str, ...]

    @property
    def taken_back(self) -> tuple[str, ...]:
        """Everything that is withdrawn, chosen or tied."""
        return (*self.chosen, *self.tied)


def decide_withdrawal(
    cases: Collection[CaseFile],
    *,
    chosen: Collection[str],
    ties: Iterable[Collection[str]],
    on: date,
    calendar: Calendar,
) -> WithdrawalPlan:
    """Take these back, as far as they are undecided; `ties` are groups of keys that law keeps together."""
    open_keys = [case.key for case in cases if case.state in UNDECIDED]
    wanted = [key for key in open_keys if key in chosen]
    held = _tied(wanted, ties)
    tied = [key for key in open_keys if key in held and key not in wanted]
    after = {
        case.key: moved(case, WITHDRAWS, on=on, calendar=calendar) if case.key in {*wanted, *tied} else case
        for case in cases
    }
    found = decide_dispatch(after.values(), on=on, calendar=calendar)
    falls = [step.key for step in found.consequences if step.actions == ENDS]
    gone = {*wanted, *tied, *falls}
    known = by_key(cases)
    left = [key for key in open_keys if key not in gone]
    stuck = [key for key in left if gone & set(known[key].soft_waits)]
    return WithdrawalPlan(
        chosen=tuple(wanted),
        tied=tuple(tied),
        falls=tuple(falls),
        stuck=tuple(stuck),
        goes_on=tuple(key for key in left if key not in stuck),
    )


def _tied(wanted: Collection[str], ties: Iterable[Collection[str]]) -> set[str]:
    """Ties may chain: whatever shares one with what goes, goes too."""
    groups, held = [set(group) for group in ties], set(wanted)
    while more := [group for group in groups if group & held and not group <= held]:
        held.update(*more)
    return held
