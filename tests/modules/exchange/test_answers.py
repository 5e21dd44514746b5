"""Only a whole, matching, clean answer becomes a record; anything else is a reason."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onething.modules.exchange.api import Cause, Found, NotFound, Unavailable
from onething.modules.exchange.domain.answers import decide_result
from onething.modules.exchange.domain.queries import Query

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
QUERY = Query(
    resource="resident",
    label="人口基本信息",
    subject_number="770101199403120025",
    purpose="p.x",
    reference="d",
    request_id="r",
)
ANSWER = {
    "request_id": "r",
    "resource": "resident",
    "source": " 人口库 ",
    "as_of": "2026-11-20T08:59:00+08:00",
    "record": {"name": "林知夏"},
}


def decide(status: int, content: Any) -> Any:
    return decide_result(query=QUERY, status=status, body=json.dumps(content).encode(), now=NOW)


def test_a_good_answer_is_found() -> None:
    result = decide(200, ANSWER)

    assert result == Found(record={"name": "林知夏"}, source="人口库", as_of=datetime(2026, 11, 20, 0, 59, tzinfo=UTC))


def test_a_record_cannot_be_changed_and_is_not_printed_into_logs() -> None:
    result = decide(200, ANSWER)

    with pytest.raises(TypeError):
        result.record["name"] = "别人"
    assert "林知夏" not in repr(result)
    assert "770101" not in repr(QUERY)


@pytest.mark.parametrize(
    "changes",
    [
        {"request_id": "other"}, {"resource": "household"}, {"record": {}}, {"record": []}, {"record": None},
        {"source": ""}, {"source": "  "}, {"source": "x" * 101}, {"source": 7},
        {"as_of": "2026-11-20T08:59:00"}, {"as_of": "yesterday"}, {"as_of": None}, {"as_of": 1},
        {"as_of": "2026-11-20T09:06:00+08:00"},
        {"record": {"name": "林\u0000"}}, {"record": {"a": [{"b": "\udc00"}]}}, {"record": {"\u0000": 1}},
        {"record": {"weight": float("nan")}},
    ],
)  # fmt: skip
def test_an_answer_with_anything_amiss_is_broken(changes: dict[str, Any]) -> None:
    result = decide(200, {**ANSWER, **changes})

    assert isinstance(result, Unavailable)
    assert result.cause is Cause.BROKEN_ANSWER


@pytest.mark.parametrize(
    ("status", "code"), [(404, "person_unknown"), (404, "record_missing"), (422, "id_number_invalid")]
)
def test_what_the_source_itself_calls_absent_is_not_found(status: int, code: str) -> None:
    assert decide(status, {"code": code}) == NotFound()


@pytest.mark.parametrize(
    ("status", "content", "cause"),
    [
        (404, {}, Cause.BROKEN_ANSWER), (404, {"code": ["person_unknown"]}, Cause.BROKEN_ANSWER),
        (404, [], Cause.BROKEN_ANSWER), (204, {}, Cause.BROKEN_ANSWER), (301, {}, Cause.BROKEN_ANSWER),
        (400, {"code": "purpose_missing"}, Cause.REFUSED), (401, {}, Cause.REFUSED), (403, {}, Cause.REFUSED),
        (422, {"code": "resource_unknown"}, Cause.REFUSED), (429, {}, Cause.SERVER_ERROR),
        (500, {"code": "person_unknown"}, Cause.SERVER_ERROR), (503, {}, Cause.SERVER_ERROR),
    ],
)  # fmt: skip
def test_every_other_status_is_a_reason(status: int, content: Any, cause: Cause) -> None:
    result = decide(status, content)

    assert isinstance(result, Unavailable)
    assert result.cause is cause


@settings(max_examples=100, deadline=None)
@given(status=st.integers(100, 599), body=st.binary(max_size=200) | st.just(b"[" * 100_000))
def test_no_bytes_whatsoever_raise_or_become_a_record(status: int, body: bytes) -> None:
    assert isinstance(decide_result(query=QUERY, status=status, body=body, now=NOW), Unavailable)
