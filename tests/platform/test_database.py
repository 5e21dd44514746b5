"""Guarded saving, keyset pages and capped counts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import BadRequest

from onething.platform.database import Conflict, count_each_up_to, count_up_to, new_public_id, page_after, save_guarded
from onething.platform.outbox.models import Message

START = datetime(2026, 1, 1, tzinfo=UTC)


def new_message(topic: str, *, due: datetime) -> Message:
    return Message.objects.create(topic=topic, created_at=START, next_attempt_at=due)


@pytest.fixture
def messages(db: None) -> list[Message]:
    """Seven messages, two on each day (and one on the last)."""
    return [new_message(f"a{n}", due=START + timedelta(days=n // 2)) for n in range(7)]


def test_public_ids_are_version_seven_and_ascend() -> None:
    ids = [new_public_id() for _ in range(50)]

    assert {identifier.version for identifier in ids} == {7}
    assert ids == sorted(ids)
    assert isinstance(ids[0], UUID)


def test_of_two_who_read_the_same_row_the_second_is_told(db: None) -> None:
    message = new_message("one", due=START)
    first, second = Message.objects.get(pk=message.pk), Message.objects.get(pk=message.pk)
    first.topic, second.topic = "from first", "from second"

    save_guarded(first, fields=["topic"])
    with pytest.raises(Conflict) as conflict:
        save_guarded(second, fields=["topic"])

    kept = Message.objects.get(pk=message.pk)
    assert (kept.topic, kept.row_version) == ("from first", 2)
    assert (conflict.value.kind, conflict.value.public_id) == ("outbox.message", message.public_id)
    assert "刷新" in str(conflict.value)


def test_only_the_named_fields_are_written(db: None) -> None:
    message = new_message("one", due=START)
    message.topic, message.attempts = "two", 3

    save_guarded(message, fields=["attempts"])

    kept = Message.objects.get(pk=message.pk)
    assert (kept.topic, kept.attempts) == ("one", 3)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("next_attempt_at", "id"), ["a0", "a1", "a2", "a3", "a4", "a5", "a6"]),
        (("-next_attempt_at", "id"), ["a6", "a4", "a5", "a2", "a3", "a0", "a1"]),
        (("-next_attempt_at", "-id"), ["a6", "a5", "a4", "a3", "a2", "a1", "a0"]),
    ],
)
def test_pages_show_every_row_once_in_order(
    messages: list[Message], order: tuple[str, str], expected: list[str]
) -> None:
    pages, after = [], None
    while True:
        page = page_after(Message.objects.all(), order=order, after=after, size=3)
        pages.append([row.topic for row in page.rows])
        after = page.next
        if after is None:
            break

    assert pages == [expected[:3], expected[3:6], expected[6:]]


def test_a_row_that_appears_meanwhile_shifts_no_page(messages: list[Message]) -> None:
    first = page_after(Message.objects.all(), order=("next_attempt_at", "id"), after=None, size=3)
    new_message("earlier", due=START - timedelta(days=1))

    second = page_after(Message.objects.all(), order=("next_attempt_at", "id"), after=first.next, size=3)

    assert [row.topic for row in second.rows] == ["a3", "a4", "a5"]


@pytest.mark.parametrize("token", ["made up", "WzFd:1abc:xyz", "\x00", "💥"])
def test_a_made_up_page_mark_is_a_bad_request(messages: list[Message], token: str) -> None:
    with pytest.raises(BadRequest, match="第一页"):
        page_after(Message.objects.all(), order=("next_attempt_at", "id"), after=token, size=3)


def test_a_page_mark_of_another_order_is_refused(messages: list[Message]) -> None:
    mark = page_after(Message.objects.all(), order=("next_attempt_at", "id"), after=None, size=3).next

    with pytest.raises(BadRequest):
        page_after(Message.objects.all(), order=("-next_attempt_at", "id"), after=mark, size=3)


def test_a_capped_count_stops_at_its_cap(messages: list[Message]) -> None:
    assert count_up_to(Message.objects.all(), cap=5) == 5
    assert count_up_to(Message.objects.all(), cap=50) == 7
    several = (Message.objects.all(), Message.objects.none(), Message.objects.filter(topic="nothing"))
    assert count_each_up_to(several, cap=5) == (5, 0, 0)
