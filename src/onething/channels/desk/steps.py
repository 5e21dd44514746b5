"""What else may be done with a case as it stands, and why it stands still, in words. Pure."""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import ResultKind
from onething.core.lifecycle import CASE, IN_REVIEW, UNDECIDED, Approver, CaseAction, CaseState, Extension
from onething.modules.handling.api import (
    ASKED_FOR,
    ASKED_WORDS,
    LENGTHEN_JOINT,
    UNDOING,
    CaseInfo,
    JointDue,
    calendar_for,
)

PAST = "，告知申请人的时间已过，请查明进展：结束了的登记结束，没有结束的再次告知所需时间"
HEAD, GOVERNMENT = "负责人", "本级政府负责人"


@dataclass(frozen=True, slots=True)
class AskedStep:
    """What an officer may ask for: the word of the address, what it is, and of whom it is asked."""

    word: str
    label: str
    of: str


def steps_of(info: CaseInfo, *, extension: Extension | None, joint: JointDue | None) -> list[AskedStep]:
    """What may be asked for a case as it stands: of the head of the body, or of the government where the law says so.

    What the law does not lengthen, or not again, is not offered; what several bodies have together the body in charge asks for.
    """
    if info.state in IN_REVIEW:
        longer = extension is not None and len(info.extended) < extension.times
        wanted: tuple[CaseAction, ...] = (*((CaseAction.EXTEND,) if longer else ()), CaseAction.TERMINATE)
    elif info.state in UNDECIDED:
        wanted = (CaseAction.TERMINATE,)
    else:
        wanted = tuple(action for action in ASKED_FOR if action in UNDOING) if info.granted else ()
        if is_denied(info):
            wanted = (CaseAction.REVOKE,)
        if info.state is CaseState.REVOKED and info.result_kind == ResultKind.LICENCE:
            wanted = (CaseAction.CANCEL,)
        if CaseAction.REOPEN in CASE.legal(info.state):
            wanted = (*wanted, CaseAction.REOPEN)
    together = [LENGTHEN_JOINT] if joint and joint.asks == info.body_code and not joint.extended else []
    words = (*(action.value for action in wanted), *together)
    return [AskedStep(word, ASKED_WORDS[word], answering(word, extension)) for word in words]


def answering(word: str, extension: Extension | None) -> str:
    """Who answers what is asked by this word."""
    government = extension is not None and extension.approver is Approver.GOVERNMENT_HEAD
    return GOVERNMENT if word == LENGTHEN_JOINT or (word == CaseAction.EXTEND and government) else HEAD


def is_denied(info: CaseInfo) -> bool:
    """Whether the decision that stands is a denial, delivered or not."""
    return info.state in {CaseState.DENIED, CaseState.CONCLUDED} and not info.granted


def standing_words(info: CaseInfo, today: date) -> list[str]:
    """Each ground with its day, its article, until when it is expected to last, and what to do when that is past."""
    said = []
    for one in info.standstills:
        until = one.until(calendar_for(info))
        by = "依据" if info.licensing else "参照"
        basis = f"，{by}《{one.basis.replace(' ', '》', 1)}" if one.basis else ""
        told = f"，预计到{until.month}月{until.day}日{PAST if until < today else ''}" if until else ""
        said.append(f"{one.ground.label}：自{one.since.month}月{one.since.day}日起{basis}{told}")
    return said
