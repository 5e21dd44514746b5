"""When an SMS may go, whether one goes at all, and what is believed of a gateway."""

from datetime import UTC, datetime
from typing import Any

import pytest

from onething.modules.exchange.api import NotReached
from onething.modules.notify.domain.answers import Refused, Taken, read_answer, read_receipts
from onething.modules.notify.domain.hours import is_old, may_go_at
from onething.modules.notify.domain.sending import Receipt, why_spared

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        ("2026-11-23T08:00:00+08:00", "2026-11-23T08:00:00+08:00"),
        ("2026-11-23T20:59:59+08:00", "2026-11-23T20:59:59+08:00"),
        ("2026-11-23T21:00:00+08:00", "2026-11-24T08:00:00+08:00"),
        ("2026-11-23T23:59:59+08:00", "2026-11-24T08:00:00+08:00"),
        ("2026-11-24T00:00:00+08:00", "2026-11-24T08:00:00+08:00"),
        ("2026-11-24T07:59:59+08:00", "2026-11-24T08:00:00+08:00"),
        ("2026-11-23T13:30:00+00:00", "2026-11-24T00:00:00+00:00"),
        ("2026-12-31T22:00:00+08:00", "2027-01-01T08:00:00+08:00"),
    ],
)
def test_nothing_goes_at_night(now: str, goes: str) -> None:
    assert may_go_at(datetime.fromisoformat(now)) == datetime.fromisoformat(goes)


@pytest.mark.parametrize(("hours", "old"), [(0, False), (72, False), (73, True)])
def test_after_three_days_it_is_no_news(hours: int, old: bool) -> None:
    later = datetime.fromtimestamp(NOON.timestamp() + hours * 3600, UTC)

    assert is_old(NOON, now=later) is old


@pytest.mark.parametrize(
    ("given", "because"),
    [
        ({}, ""),
        ({"configured": False}, "没有开通短信"),
        ({"optional": True}, ""),
        ({"wanted": False}, ""),
        ({"wanted": False, "optional": True}, "本人选择不收这类短信"),
        ({"old": True}, "事情已经过去三天"),
        ({"said": True}, "同样的一条还没有发出"),
    ],
)
def test_why_no_sms_goes(given: dict[str, bool], because: str) -> None:
    plain = {"configured": True, "wanted": True, "optional": False, "old": False, "said": False}

    assert why_spared(**{**plain, **given}) == because


@pytest.mark.parametrize(
    ("status", "content", "answer"),
    [
        (202, {"id": "a", "state": "accepted"}, Taken()),
        (200, {"id": "a", "state": "accepted"}, Taken()),
        (422, {"id": "a", "detail": "空号"}, Refused(reason="空号")),
        (422, {"id": "a", "detail": "\x00"}, Refused(reason="短信通道拒收")),
        (202, {"id": "b", "state": "accepted"}, None),
        (202, {"id": "a", "state": "queued"}, None),
        (422, {"detail": "空号"}, None),
        (401, {"id": "a"}, None),
        (200, ["a"], None),
        (200, None, None),
    ],
)
def test_only_an_answer_that_names_the_message_is_believed(status: int, content: Any, answer: Any) -> None:
    found = read_answer("a", status=status, content=content)

    assert found == answer if answer else isinstance(found, NotReached)


def test_receipts_of_others_doubles_and_nonsense_are_left_out_and_none_comes_from_the_future() -> None:
    rows: list[Any] = [
        {"id": "a", "state": "delivered", "at": "2026-11-23T03:59:00+00:00"},
        {"id": "a", "state": "delivered", "at": "2026-11-23T03:59:00+00:00"},
        {"id": "b", "state": "failed", "at": "2030-01-01T00:00:00+00:00", "reason": "停机"},
        {"id": "c", "state": "delivered", "at": "2026-11-23 03:59"},
        {"id": "x", "state": "delivered"},
        {"id": "d", "state": "on its way"},
        {"id": 7, "state": "delivered"},
        "d",
    ]

    found = read_receipts({"a", "b", "c", "d"}, status=200, content={"receipts": rows}, now=NOON)

    assert found == (
        Receipt(id="a", delivered=True, at=datetime(2026, 11, 23, 3, 59, tzinfo=UTC)),
        Receipt(id="b", delivered=False, at=NOON, reason="停机"),
        Receipt(id="c", delivered=True, at=NOON),
    )
    assert isinstance(read_receipts({"a"}, status=500, content={"receipts": rows}, now=NOON), NotReached)
    assert isinstance(read_receipts({"a"}, status=200, content={"data": []}, now=NOON), NotReached)
