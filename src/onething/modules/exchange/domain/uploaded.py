"""What the national platform answered: taken, known already, refused for a reason, or not reachable now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onething.modules.exchange.domain.uploading import UploadRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """It is there; `known` when it was there before."""

    receipt: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """The platform understood it and does not want it so: sending it again unchanged is of no use."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReached:
    """No answer that can be trusted; nobody knows whether it arrived, and sending it again does no harm."""

    reason: str


UploadAnswer = Taken | NotTaken | NotReached
REFUSALS = {400, 409, 413, 422}
LONGEST_REASON = 300


def decide_answer(*, record: UploadRecord, status: int, content: Mapping[str, Any]) -> UploadAnswer:
    """Only an answer that names this very record is believed."""
    named = (content.get("case_number"), content.get("group"), content.get("sequence"))
    if named == (record.case_number, record.group, record.sequence):
        receipt, state = content.get("receipt"), content.get("status")
        if status in {200, 201} and state in {"accepted", "duplicate"} and isinstance(receipt, str) and receipt:
            return Taken(receipt=receipt[:64], known=state == "duplicate")
        if status in REFUSALS:
            return NotTaken(reason=_words(content, status))
    return NotReached(reason=f"国家平台答复 {status}，内容不能采信")


def _words(content: Mapping[str, Any], status: int) -> str:
    detail = content.get("detail")
    text = detail if isinstance(detail, str) and detail.isprintable() else ""
    return f"国家平台不接收（{status}）：{text}"[:LONGEST_REASON]
