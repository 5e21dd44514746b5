"""Row 4: a million open cases are copies that pass for real ones where they are asked for, and both sides answer alike."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection

from onething.core.lifecycle import CaseState
from onething.modules.handling.api import Case
from onething.platform import clock
from onething.platform.clock import legal_day
from onething.project.bench import open_cases
from onething.project.bench.family import publish
from onething.project.bench.works import due

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="filled inside PostgreSQL")
INDEXES = "SELECT indexname FROM pg_indexes WHERE tablename = 'handling_case' ORDER BY 1"


FRIDAY = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
"""What was accepted on the Monday and Tuesday before ends on two days; on a weekend it would end on one."""


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    with clock.moved(FRIDAY):
        yield


def indexes() -> list[tuple[str]]:
    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        return list(cursor.fetchall())


def test_copies_are_cases_of_their_own_and_both_sides_answer_alike(
    house: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_cases, "DAYS", 4)
    monkeypatch.setattr(open_cases, "CHUNK", 100)
    publish()
    now, before = clock.now(), indexes()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # in a test everything is one transaction

    made = open_cases.fill_open(150, now=now)
    open_cases.make_floor(due.STATES)

    rows = list(Case.objects.all())
    assert made >= 150
    assert len(rows) == made + 5
    assert len({row.number for row in rows}) == len({row.public_id for row in rows}) == len(rows)
    assert {row.state for row in rows} == {CaseState.RECEIVED, CaseState.ACCEPTED}
    assert {row.body_code for row in rows} == set(open_cases.BODIES)
    assert indexes() == before
    later = max(row.due_at for row in rows if row.state == CaseState.ACCEPTED)
    assert due._overdue(later) == due._bare(due.OVERDUE, [later])
    assert due._overdue(later)[0][0] > 0
    officer = due._officer()
    assert legal_day(later) > legal_day(now)
    assert due._due(officer, later) == due._bare(due.SOON, [officer.body_code, later])
