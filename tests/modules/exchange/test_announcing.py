"""Which webhooks a step gives rise to, and what they say: table cases."""

from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest

from onething.core.lifecycle import CaseAction
from onething.modules.exchange.api import Act, Step, ToldCase, WebhookKind
from onething.modules.exchange.domain.announcing import decide_announcements, write_body

APPLICATION = UUID(int=9)
BIRTH = ToldCase(case=UUID(int=1), item="birth-certificate", body_code="health")
CARD = ToldCase(case=UUID(int=2), item="vaccination-card", body_code="health")
HOME = ToldCase(case=UUID(int=3), item="birth-registration", body_code="police")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=8)))
A = CaseAction


def step(*acts: tuple[ToldCase, CaseAction], finished: bool = False) -> Step:
    told = [Act(case=case.case, action=action, seq=place) for place, (case, action) in enumerate(acts, start=1)]
    return Step(application=APPLICATION, cases=(BIRTH, CARD, HOME), acts=told, finished=finished, at=AT)


def kinds(given: Step) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.kind.value, one.body_code, tuple(c.item for c in one.cases)) for one in decide_announcements(given)]


def test_a_submission_is_told_once_to_each_body_with_its_own_cases() -> None:
    given = step((BIRTH, A.FILE), (CARD, A.FILE), (HOME, A.FILE), (BIRTH, A.OPEN))

    assert kinds(given) == [
        ("application.submitted", "health", ("birth-certificate", "vaccination-card")),
        ("application.submitted", "police", ("birth-registration",)),
    ]


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ((A.ACCEPT,), ["case.accepted"]),
        ((A.DEEM_ACCEPTED,), ["case.accepted"]),
        ((A.OPEN, A.ACCEPT), ["case.accepted"]),
        ((A.ASK_CORRECTION,), ["case.correction_asked"]),
        ((A.GRANT,), ["case.decided"]),
        ((A.GRANT, A.DELIVER), ["case.decided", "result.delivered"]),
        ((A.DELIVER,), ["result.delivered"]),
        ((A.DENY, A.DELIVER), ["case.decided"]),
        ((A.REVIEW,), []),
        ((A.OPEN,), []),
        ((A.CORRECT,), []),
        ((A.WITHDRAW,), []),
        ((), []),
    ],
)
def test_each_act_is_told_to_the_body_of_its_case(actions: tuple[CaseAction, ...], expected: list[str]) -> None:
    assert kinds(step(*((HOME, action) for action in actions))) == [
        (kind, "police", ("birth-registration",)) for kind in expected
    ]


def test_a_denial_of_one_case_does_not_hide_the_delivery_of_another() -> None:
    given = step((HOME, A.DENY), (HOME, A.DELIVER), (BIRTH, A.DELIVER))

    assert [(kind, body) for kind, body, _ in kinds(given)] == [
        ("case.decided", "police"),
        ("result.delivered", "health"),
    ]


def test_the_end_of_an_application_is_told_to_every_body_after_what_ended_it() -> None:
    assert [(kind, body) for kind, body, _ in kinds(step((HOME, A.DELIVER), finished=True))] == [
        ("result.delivered", "police"),
        ("application.finished", "health"),
        ("application.finished", "police"),
    ]


def test_every_kind_comes_from_some_step() -> None:
    acts = [(HOME, action) for action in (A.FILE, A.ACCEPT, A.ASK_CORRECTION, A.GRANT, A.DELIVER)]

    assert {one.kind for one in decide_announcements(step(*acts, finished=True))} == set(WebhookKind)


def test_the_body_is_thin() -> None:
    (one,) = decide_announcements(step((HOME, A.ACCEPT)))

    assert write_body(one, base_url="https://city.example") == {
        "type": "case.accepted",
        "timestamp": "2026-03-02T01:00:00Z",
        "data": {
            "body": "police",
            "application": {
                "id": "00000000-0000-0000-0000-000000000009",
                "link": "https://city.example/api/v1/applications/00000000-0000-0000-0000-000000000009",
            },
            "cases": [
                {
                    "id": "00000000-0000-0000-0000-000000000003",
                    "item": "birth-registration",
                    "link": "https://city.example/api/v1/cases/00000000-0000-0000-0000-000000000003",
                }
            ],
        },
    }
