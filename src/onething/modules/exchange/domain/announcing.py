"""Which webhooks a step of an application gives rise to, and the thin body that each of them carries.

Source: Standard Webhooks 1.0, "Payload structure" and "Thin payloads".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from onething.core.lifecycle import CaseAction
from onething.core.states import Labelled
from onething.modules.exchange.domain.acts import Act, Step, ToldCase


class WebhookKind(Labelled):
    """What a system can be told of."""

    APPLICATION_SUBMITTED = "application.submitted", "收到申请"
    CASE_ACCEPTED = "case.accepted", "受理（含视为受理）"
    CASE_CORRECTION_ASKED = "case.correction_asked", "一次性告知补正"
    CASE_DECIDED = "case.decided", "作出准予或不予决定"
    RESULT_DELIVERED = "result.delivered", "结果送达"
    APPLICATION_FINISHED = "application.finished", "全部办结"


KINDS = {kind.value: kind for kind in WebhookKind}
PING = "webhook.ping"
_OF_ACTION: Mapping[CaseAction, WebhookKind] = {
    CaseAction.ACCEPT: WebhookKind.CASE_ACCEPTED,
    CaseAction.ACCEPT_DEFERRED: WebhookKind.CASE_ACCEPTED,
    CaseAction.ACCEPT_PLEDGED: WebhookKind.CASE_ACCEPTED,
    CaseAction.DEEM_ACCEPTED: WebhookKind.CASE_ACCEPTED,
    CaseAction.ASK_CORRECTION: WebhookKind.CASE_CORRECTION_ASKED,
    CaseAction.GRANT: WebhookKind.CASE_DECIDED,
    CaseAction.DEEM_RENEWED: WebhookKind.CASE_DECIDED,
    CaseAction.DENY: WebhookKind.CASE_DECIDED,
    CaseAction.DELIVER: WebhookKind.RESULT_DELIVERED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One thing that one body's systems are told."""

    kind: WebhookKind
    application: UUID
    cases: Sequence[ToldCase]
    body_code: str
    at: datetime


def decide_announcements(step: Step) -> tuple[Announcement, ...]:
    """Return them in the order of the acts: of an application once for each body, of a case to its own body.

    A denial served in the same step is a decision, not the delivery of a result.
    """
    filed = any(act.action is CaseAction.FILE for act in step.acts)
    return (
        *(_for_each_body(WebhookKind.APPLICATION_SUBMITTED, step) if filed else ()),
        *_of_cases(step),
        *(_for_each_body(WebhookKind.APPLICATION_FINISHED, step) if step.finished else ()),
    )


def write_body(announcement: Announcement, *, base_url: str) -> dict[str, Any]:
    """Return the JSON that is sent: type, time, ids and where to read more, no personal data."""
    cases = [
        {"id": str(told.case), "item": told.item, "link": f"{base_url}/api/v1/cases/{told.case}"}
        for told in announcement.cases
    ]
    application = {
        "id": str(announcement.application),
        "link": f"{base_url}/api/v1/applications/{announcement.application}",
    }
    return {
        "type": announcement.kind.value,
        "timestamp": write_instant(announcement.at),
        "data": {"body": announcement.body_code, "application": application, "cases": cases},
    }


def write_trial(*, body_code: str, at: datetime) -> dict[str, Any]:
    """Return the JSON of a trial: it tells of nothing."""
    return {"type": PING, "timestamp": write_instant(at), "data": {"body": body_code}}


def write_instant(at: datetime) -> str:
    """ISO 8601 in UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _of_cases(step: Step) -> Iterator[Announcement]:
    told = {case.case: case for case in step.cases}
    denied = {act.case for act in step.acts if act.action is CaseAction.DENY}
    for act in step.acts:
        kind = _OF_ACTION.get(act.action)
        if kind and not _is_denial_served(act, denied):
            case = told[act.case]
            yield Announcement(
                kind=kind, application=step.application, cases=(case,), body_code=case.body_code, at=step.at
            )


def _is_denial_served(act: Act, denied: set[UUID]) -> bool:
    return act.action is CaseAction.DELIVER and act.case in denied


def _for_each_body(kind: WebhookKind, step: Step) -> Iterator[Announcement]:
    for body in dict.fromkeys(case.body_code for case in step.cases):
        own = tuple(case for case in step.cases if case.body_code == body)
        yield Announcement(kind=kind, application=step.application, cases=own, body_code=body, at=step.at)
