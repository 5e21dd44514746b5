"""Issuing: three statements, numbers without gaps, and a row that nobody can read or change unnoticed."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from onething.modules.papers.api import Letterhead, PaperIncomplete, PaperInfo, issue, papers_of
from onething.modules.papers.models import Paper
from onething.platform.numbering.api import OutsideTransaction
from onething.platform.numbering.models import Series
from onething.platform.outbox.models import Message
from onething.platform.permissions import ANONYMOUS, Actor, Role
from onething.project.documents.paper_samples import ABOUT_ONE, DECISION, HEALTH, NOON

POLICE = Letterhead(code="police", name="禾丰市公安局")
Issue = Callable[..., PaperInfo]


@pytest.mark.django_db
def test_numbers_run_by_body_kind_and_year(issued: Issue, clerk: Actor) -> None:
    with transaction.atomic():
        next_year = issue(
            contents=DECISION, body=HEALTH, about=ABOUT_ONE, actor=clerk, now=datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
        )

    numbers = [issued("decision").number for _ in range(2)]
    numbers += [issued("denial").number, issued("decision", body=POLICE).number, next_year.number]

    assert numbers == [
        "禾丰卫生健康准〔2026〕1号",
        "禾丰卫生健康准〔2026〕2号",
        "禾丰卫生健康不准〔2026〕1号",
        "禾丰公安准〔2026〕1号",
        "禾丰卫生健康准〔2027〕1号",
    ]


@pytest.mark.django_db
def test_issuing_costs_three_statements_and_takes_the_number_after_the_work_is_queued(clerk: Actor) -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as statements:
        issue(contents=DECISION, body=HEALTH, about=ABOUT_ONE, actor=clerk, now=NOON)

    tables = [query["sql"].replace('"', "").split()[2] for query in statements.captured_queries]
    assert tables == ["outbox_message", "numbering_series", "papers_paper"]


@pytest.mark.django_db
def test_what_is_issued_is_told_and_kept_encrypted(issued: Issue) -> None:
    info = issued("decision")

    with connection.cursor() as cursor:
        cursor.execute("SELECT data, applicant_masked FROM papers_paper")
        stored, masked = cursor.fetchone()
    assert (info.title, info.body_name, str(info.issued_on)) == ("准予决定书", "禾丰市卫生健康委员会", "2026-11-23")
    assert "阿依古丽" not in stored
    assert masked == "阿******提"
    assert Message.objects.get().payload == {"paper": str(info.public_id)}


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_issued_and_no_work_is_left(clerk: Actor) -> None:
    with pytest.raises(OutsideTransaction):
        issue(contents=DECISION, body=HEALTH, about=ABOUT_ONE, actor=clerk, now=NOON)

    assert (Paper.objects.count(), Message.objects.count(), Series.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_unprintable_contents_take_no_number(clerk: Actor) -> None:
    with pytest.raises(PaperIncomplete, match="不可见字符"), transaction.atomic():
        issue(contents=replace(DECISION, opinion="符合\x00条件"), body=HEALTH, about=ABOUT_ONE, actor=clerk, now=NOON)

    assert (Paper.objects.count(), Message.objects.count(), Series.objects.count()) == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_no_gap(issued: Issue, clerk: Actor) -> None:
    issued()
    with transaction.atomic():
        issue(contents=DECISION, body=HEALTH, about=ABOUT_ONE, actor=clerk, now=NOON)
        transaction.set_rollback(True)

    assert issued().number == "禾丰卫生健康准〔2026〕2号"
    assert list(Paper.objects.order_by("id").values_list("serial", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_fifty_issues_at_once_with_rollbacks_among_them_leave_neither_gap_nor_double(issued: Issue) -> None:
    start = threading.Barrier(10)
    failures: list[Exception] = []

    def work(number: int) -> None:
        try:
            start.wait()
            for turn in range(5):
                if (number + turn) % 5 == 0:
                    with transaction.atomic():
                        issued()
                        transaction.set_rollback(True)
                issued()
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert sorted(Paper.objects.values_list("serial", flat=True)) == list(range(1, 51))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (Actor(role=Role.CITIZEN, person=ABOUT_ONE.owner), 2),
        (Actor(role=Role.CITIZEN, person=UUID(int=1)), 0),
        (Actor(role=Role.CITIZEN), 0),
        (Actor(role=Role.WINDOW_CLERK, site_code="city-centre"), 2),
        (Actor(role=Role.WINDOW_CLERK, site_code="other-centre"), 0),
        (Actor(role=Role.APPROVER, body_code="health"), 1),
        (Actor(role=Role.APPROVER, body_code="medical-insurance"), 0),
        (Actor(role=Role.SUPERVISOR, region_path="990100/"), 0),
        (Actor(role=Role.SYSTEM_ADMIN), 0),
        (ANONYMOUS, 0),
    ],
)
def test_each_sees_only_the_papers_that_are_theirs(issued: Issue, actor: Actor, expected: int) -> None:
    issued("decision")
    issued("decision", body=POLICE)
    issued("decision", application=UUID(int=3))

    seen = papers_of(application=ABOUT_ONE.application, actor=actor)

    assert len(seen) == expected
