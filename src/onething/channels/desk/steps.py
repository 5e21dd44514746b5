"""What else may be done with a case as it stands, and why it stands still, in words. Pure."""

from onething.core.lifecycle import CASE, IN_REVIEW, CaseAction
from onething.modules.handling.api import ASKED_FOR, UNDOING, CaseInfo, calendar_for


def steps_of(info: CaseInfo) -> list[tuple[str, str]]:
    """What may be asked of the head for a case as it stands: address word and label."""
    if info.state in IN_REVIEW:
        wanted: tuple[CaseAction, ...] = (CaseAction.EXTEND, CaseAction.TERMINATE)
    else:
        wanted = tuple(action for action in ASKED_FOR if action in UNDOING) if info.granted else ()
        if CaseAction.REOPEN in CASE.legal(info.state):
            wanted = (*wanted, CaseAction.REOPEN)
    return [(action.value, ASKED_FOR[action]) for action in wanted]


def standing_words(info: CaseInfo) -> list[str]:
    """Each ground with its day, its article and until when it is expected to last."""
    said = []
    for one in info.standstills:
        until = one.until(calendar_for(info))
        basis = f"，依据《{one.basis.replace(' ', '》', 1)}" if one.basis else ""
        told = f"，预计到{until.month}月{until.day}日" if until else ""
        said.append(f"{one.ground.label}：自{one.since.month}月{one.since.day}日起{basis}{told}")
    return said
