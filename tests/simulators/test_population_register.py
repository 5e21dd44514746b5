"""The population register over its socket: records, refusals, and nothing without a token and a purpose."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from builders.tables import read_yaml

ANSWERS = read_yaml(Path(__file__).with_name("register_answers.yaml"))
QUESTION = {
    "resource": "resident",
    "subject_number": "770101199403120025",
    "purpose": "prefill.birth_registration",
    "reference": "draft-1",
    "request_id": "request-1",
}


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case["name"])
def test_the_register_tells_what_is_on_record(register: httpx.Client, case: dict[str, Any]) -> None:
    answer = register.post("/v1/query", json={**QUESTION, **case["ask"]})

    content = answer.json()
    assert answer.status_code == 200
    assert content["source"] == case["source"]
    assert {name: content["record"].get(name) for name in case["record"]} == case["record"]


def test_an_answer_names_the_request_and_the_instant_it_was_true(register: httpx.Client) -> None:
    content = register.post("/v1/query", json=QUESTION).json()

    age = datetime.now(UTC) - datetime.fromisoformat(content["as_of"])  # noqa: TID251 - another process's clock
    assert content["request_id"] == "request-1"
    assert timedelta(seconds=-2) < age < timedelta(seconds=30)


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"purpose": None}, 400, "purpose_missing"),
        ({"purpose": "  "}, 400, "purpose_missing"),
        ({"reference": None}, 400, "reference_missing"),
        ({"request_id": 7}, 400, "request_id_missing"),
        ({"resource": "x" * 129}, 400, "resource_missing"),
        ({"subject_number": "7701\u0000"}, 400, "subject_number_missing"),
        ({"subject_number": "\ud800"}, 400, "subject_number_missing"),
        ({"purpose": "想看看"}, 422, "purpose_unknown"),
        ({"resource": "criminal_record"}, 422, "resource_unknown"),
        ({"subject_number": "770101199403120026"}, 422, "id_number_invalid"),
        ({"subject_number": "77010119940312002"}, 422, "id_number_invalid"),
        ({"subject_number": "770101199403120041"}, 404, "person_unknown"),
        ({"resource": "household", "subject_number": "810000199009090033"}, 404, "record_missing"),
        ({"resource": "birth_record", "subject_number": "770101199211050034"}, 404, "record_missing"),
        ({"resource": "property", "subject_number": "770101199211050034"}, 404, "record_missing"),
        ({"resource": "enterprise", "subject_number": "91990101MA99000527"}, 422, "id_number_invalid"),
        ({"resource": "enterprise", "subject_number": "91110000802100433B"}, 404, "person_unknown"),
        ({"resource": "enterprise", "subject_number": "770101199211050034"}, 404, "person_unknown"),
        ({"resource": "resident", "subject_number": "91990101MA99000526"}, 404, "person_unknown"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_with_its_code(
    register: httpx.Client, changes: dict[str, Any], status: int, code: str
) -> None:
    answer = register.post("/v1/query", content=json.dumps({**QUESTION, **changes}))

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "record" not in answer.json()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 20_000])
def test_a_body_that_is_no_question_is_refused(register: httpx.Client, body: bytes) -> None:
    answer = register.post("/v1/query", content=body)

    assert answer.status_code == 400
    assert answer.json()["code"] in {"not_json", "not_an_object"}


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", "Basic t0ken", "Bearer t0ken t0ken"])
def test_without_the_right_token_nothing_is_told(register: httpx.Client, authorization: str) -> None:
    answer = register.post("/v1/query", json=QUESTION, headers={"Authorization": authorization})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.json() == {"code": "client_unknown", "detail": "访问令牌缺失或不正确。"}


def test_an_oversized_question_another_method_and_another_address_are_refused(register: httpx.Client) -> None:
    statuses = [
        register.post("/v1/query", content=b" " * 70_000).status_code,
        register.get("/v1/query").status_code,
        register.post("/v2/query").status_code,
        register.get("/livez").status_code,
    ]

    assert statuses == [413, 405, 404, 200]


def test_its_clock_can_stand_still_at_an_earlier_instant_and_go_again(register: httpx.Client) -> None:
    then = datetime(2026, 10, 9, 9, 30, tzinfo=UTC)
    register.post("/control/clock", json={"now": then.isoformat()})
    stood = register.post("/v1/query", json=QUESTION).json()["as_of"]
    register.post("/control/clock", json={"now": None})
    gone = register.post("/v1/query", json=QUESTION).json()["as_of"]

    assert datetime.fromisoformat(stood) == then
    assert datetime.fromisoformat(gone) > then


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"now": "soon"}', b'{"now": "2026-10-09T09:30:00"}', b'{"now": 7}']
)
def test_a_clock_is_not_set_to_what_is_no_instant(register: httpx.Client, body: bytes) -> None:
    assert register.post("/control/clock", content=body).status_code == 400
