"""What a look-up comes to: found, not found, or not available for a reason that people can read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Cause(StrEnum):
    """Why a source gave no usable answer."""

    NOT_CONFIGURED = "not_configured"
    SUSPENDED = "suspended"  # failed too often just now; it is left in peace for a while
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    SERVER_ERROR = "server_error"
    BROKEN_ANSWER = "broken_answer"
    REFUSED = "refused"  # the source is well and does not accept our question or our token


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record, who stated it and as of when."""

    record: Mapping[str, Any] = field(repr=False)
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """The source answered and has no such record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """No usable answer; `reason` says what is wrong, why, and what to do next."""

    cause: Cause
    reason: str


Result = Found | NotFound | Unavailable

WHY = {
    Cause.NOT_CONFIGURED: "本地还没有接通这项数据共享",
    Cause.SUSPENDED: "提供数据的系统刚才连续出错，暂停查询半分钟",
    Cause.UNREACHABLE: "暂时连不上提供数据的系统",
    Cause.TIMED_OUT: "提供数据的系统没有在 5 秒内答复",
    Cause.SERVER_ERROR: "提供数据的系统出了故障",
    Cause.BROKEN_ANSWER: "提供数据的系统答复不完整，为免填错没有采用",
    Cause.REFUSED: "提供数据的系统没有接受这次查询",
}
# 接口不可用时允许人工核验，不得直接要求申请人重复提交。
NEXT = "您可以先自己填写，由工作人员核验；也可以稍后再试。已经填写的内容不受影响。"


def make_unavailable(*, cause: Cause, label: str) -> Unavailable:
    """Return the result with its message for people."""
    return Unavailable(cause=cause, reason=f"没有取到{label}：{WHY[cause]}。{NEXT}")
