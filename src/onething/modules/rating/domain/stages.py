"""Which stage of an application is rated now, and whether this visitor may still say something about it.

Source: 国办发〔2019〕51号 (现场服务“一次一评”, 网上服务“一事一评”); until when a rating may be changed is a setting (GB/T 39735 待核).
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from onething.core.lifecycle import CaseState
from onething.core.states import Labelled


class Stage(Labelled):
    """What is rated: how it was to apply, or how it was until the end."""

    FILING = "filing", "申请"
    CONCLUSION = "conclusion", "办结"


class Standing(StrEnum):
    """What the visitor may do."""

    OPEN = "open"  # nobody rated yet
    CHANGEABLE = "changeable"  # the applicant, logged in, may say something else
    ANSWERED = "answered"  # rated; who holds only the code changes nothing
    SETTLED = "settled"  # rated, and the days to change it are over


def decide_stage(states: Collection[CaseState]) -> Stage:
    """The end as soon as one case has reached it: results are handed over in parts."""
    return Stage.CONCLUSION if CaseState.CONCLUDED in states else Stage.FILING


def decide_standing(*, first_at: datetime | None, own: bool, now: datetime, days: int) -> Standing:
    """A code lies about on paper, so what was said once is changed by the applicant alone."""
    if first_at is None:
        return Standing.OPEN
    if now >= first_at + timedelta(days=days):
        return Standing.SETTLED
    return Standing.CHANGEABLE if own else Standing.ANSWERED
