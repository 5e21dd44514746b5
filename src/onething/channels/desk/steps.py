"""What else may be done with a case as it stands, and why it stands still, in words. Pure."""

from onething.core.lifecycle import CASE, IN_REVIEW, CaseAction, CaseState
from onething.modules.handling.api import (
    ASKED_FOR,
    ASKED_WORDS,
    LENGTHEN_JOINT,
    UNDOING,
    CaseInfo,
    JointDue,
    calendar_for,
)


def steps_of(info: CaseInfo, joint: JointDue | None = None) -> list[tuple[str, str]]:
    """What may be asked of the head for a case as it stands: address word and label.

    The body in charge may ask the government once to lengthen what several bodies have together.
    """
    if info.state in IN_REVIEW:
        wanted: tuple[CaseAction, ...] = (CaseAction.EXTEND, CaseAction.TERMINATE)
    else:
        wanted = tuple(action for action in ASKED_FOR if action in UNDOING) if info.granted else ()
        if is_denied(info):
            wanted = (CaseAction.REVOKE,)
        if CaseAction.REOPEN in CASE.legal(info.state):
            wanted = (*wanted, CaseAction.REOPEN)
    together = [LENGTHEN_JOINT] if joint and joint.asks == info.body_code and not joint.extended else []
    return [(word, ASKED_WORDS[word]) for word in (*(action.value for action in wanted), *together)]


def is_denied(info: CaseInfo) -> bool:
    """Whether the decision that stands is a denial, delivered or not."""
    return info.state in {CaseState.DENIED, CaseState.CONCLUDED} and not info.granted


def standing_words(info: CaseInfo) -> list[str]:
    """Each ground with its day, its article and until when it is expected to last."""
    said = []
    for one in info.standstills:
        until = one.until(calendar_for(info))
        basis = f"，依据《{one.basis.replace(' ', '》', 1)}" if one.basis else ""
        told = f"，预计到{until.month}月{until.day}日" if until else ""
        said.append(f"{one.ground.label}：自{one.since.month}月{one.since.day}日起{basis}{told}")
    return said
