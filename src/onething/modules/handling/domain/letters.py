"""What is written to a department's system, and what its answers mean. Pure; the shapes stand in `schema/department.json`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

import jsonschema_rs

from onething.core.states import Labelled

VERSION = "1"
HANDED_OVER_SEQ, ENDED_SEQ = 1, 2
REFUSALS = frozenset({400, 404, 409, 410, 413, 415, 422})
LONGEST_REASON = 300
UNQUOTED = "所给的值"
"""A report stands encrypted; why it was refused stands open beside it, and quotes nothing out of it."""


class Letter(Labelled):
    """What the house tells a department's system."""

    HANDED_OVER = "case.handed_over", "转送"
    ENDED = "case.ended", "告知结束"
    PING = "ping", "试通"


LETTERS = {letter.value: letter for letter in Letter}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """The case as its department needs it."""

    id: UUID
    number: str
    application_number: str
    body: str
    bundle: str
    item: str
    item_name: str
    subject: str
    applicant: str = field(repr=False)
    accepted_on: date
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that goes with the case: form fields, materials with addresses of their files, earlier results."""

    fields: Sequence[Mapping[str, str]] = field(repr=False)
    materials: Sequence[Mapping[str, Any]] = field(repr=False)
    results: Sequence[Mapping[str, str]] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """It is there; `number` is the department's own."""

    number: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotWanted:
    """The department's system understood it and does not take it: sending it again unchanged is of no use."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotArrived:
    """No answer that can be trusted; nobody knows whether it arrived, and sending it again does no harm."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """Nothing was sent: the system failed a moment ago and is left in peace until then."""

    until: datetime


Answer = Received | NotWanted | NotArrived | Resting


@cache
def protocol() -> dict[str, Any]:
    """The published JSON Schema of the whole protocol."""
    text = (files("onething.modules.handling") / "schema" / "department.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@cache
def _validator(shape: str) -> Any:
    schema = {"$defs": protocol()["$defs"], "$ref": f"#/$defs/{shape}"}
    return jsonschema_rs.Draft202012Validator(schema, mask=UNQUOTED)


def faults_of(content: Any, *, shape: str) -> tuple[str, ...]:
    """What in the content does not fit this shape of the protocol, each with its place; nothing when it fits."""
    found = (
        f"{'.'.join(map(str, error.instance_path)) or '整个正文'}：{error.message}"
        for error in _validator(shape).iter_errors(content)
    )
    return tuple(fault[:LONGEST_REASON] for fault in found)


def handed_over(
    case: CaseFacts, content: Content, *, delivery: str, report_to: str, now: datetime, trial: bool = False
) -> dict[str, Any]:
    """The letter that hands a case over."""
    return {
        **_envelope(Letter.HANDED_OVER, delivery=delivery, now=now, trial=trial),
        "seq": HANDED_OVER_SEQ,
        "report_to": report_to,
        "case": {
            "id": str(case.id),
            "number": case.number,
            "application_number": case.application_number,
            "body": case.body,
            "bundle": case.bundle,
            "item": case.item,
            "item_name": case.item_name,
            "subject": case.subject,
            "applicant": case.applicant,
            "accepted_on": case.accepted_on.isoformat(),
            "due_on": case.due_on.isoformat() if case.due_on else None,
        },
        "fields": list(content.fields),
        "materials": list(content.materials),
        "results": list(content.results),
    }


def ended(
    *, case: UUID, number: str, state: str, state_label: str, delivery: str, now: datetime, trial: bool = False
) -> dict[str, Any]:
    """The letter that says there is nothing left to be done."""
    return {
        **_envelope(Letter.ENDED, delivery=delivery, now=now, trial=trial),
        "seq": ENDED_SEQ,
        "case": {"id": str(case), "number": number},
        "state": state,
        "state_label": state_label,
    }


def ping(*, delivery: str, now: datetime) -> dict[str, Any]:
    """The letter that says nothing."""
    return _envelope(Letter.PING, delivery=delivery, now=now, trial=True)


def decide_answer(letter: Mapping[str, Any], *, status: int, content: Any) -> Answer:
    """Only an answer that names this very delivery is believed."""
    named = isinstance(content, dict) and content.get("delivery") == letter["delivery"]
    if named and status in {200, 201} and not faults_of(content, shape="answer"):
        case = letter.get("case", {}).get("id")
        if content.get("case") == case:
            return Received(number=content.get("number", ""), known=content["status"] == "known")
    if named and status in REFUSALS:
        return NotWanted(reason=_words(content, status))
    return NotArrived(reason=f"对方答复 {status}，内容不能采信")


def _words(content: Mapping[str, Any], status: int) -> str:
    detail = content.get("detail")
    text = detail if isinstance(detail, str) and detail.isprintable() else ""
    return f"对方不接收（{status}）：{text}"[:LONGEST_REASON]


def _envelope(letter: Letter, *, delivery: str, now: datetime, trial: bool) -> dict[str, Any]:
    sent_at = now.isoformat(timespec="seconds")
    return {"version": VERSION, "type": letter.value, "delivery": delivery, "sent_at": sent_at, "trial": trial}
