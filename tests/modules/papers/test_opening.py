"""Opening papers: made once, kept unchanged, for those alone whose they are, and every look is on record."""

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection, connections
from django.http import Http404
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from onething.modules.papers import views
from onething.modules.papers.api import (
    PaperIncomplete,
    PaperInfo,
    PaperNotFound,
    PaperSettled,
    PaperUnreadable,
    open_pdf,
    reprint,
    revoke,
)
from onething.modules.papers.models import Paper
from onething.modules.papers.services import render
from onething.platform.files.api import read_file
from onething.platform.files.models import StoredFile
from onething.platform.logs.models import AccessRow, ActionRow
from onething.platform.outbox.api import drain
from onething.platform.outbox.models import Message
from onething.platform.permissions import ANONYMOUS, Actor, Role
from onething.platform.typesetting import FontsMissing
from onething.project.documents.paper_samples import NOON, OWNER

Issue = Callable[..., PaperInfo]
Row = Callable[[PaperInfo], Paper]
STRANGERS = [
    Actor(role=Role.CITIZEN, person=UUID(int=1)),
    Actor(role=Role.WINDOW_CLERK, site_code="other-centre"),
    Actor(role=Role.APPROVER, body_code="police"),
    Actor(role=Role.SUPERVISOR, region_path="990100/"),
    Actor(role=Role.SYSTEM_ADMIN),
    ANONYMOUS,
]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stores")]


def test_the_worker_makes_the_file_and_doing_it_again_changes_nothing(issued: Issue, row: Row) -> None:
    info = issued()

    assert drain(now=Message.objects.get().created_at, limit=5, jitter=lambda: 0.0) == 1
    made = row(info)
    Message.objects.update(done_at=None)
    drain(now=Message.objects.get().next_attempt_at, limit=5, jitter=lambda: 0.0)

    assert (row(info).file, row(info).digest) == (made.file, made.digest)
    assert StoredFile.objects.count() == 1
    assert Message.objects.get().last_error == ""


def test_whoever_comes_before_the_worker_gets_the_same_file(issued: Issue, row: Row, parent: Actor) -> None:
    info = issued()

    pdf = open_pdf(paper=info.public_id, actor=parent, now=NOON)
    drain(now=Message.objects.get().created_at, limit=5)
    again = open_pdf(paper=info.public_id, actor=parent, now=NOON)

    assert pdf.name == "准予决定书 禾丰卫生健康准〔2026〕1号.pdf"
    assert pdf.content == again.content
    assert pdf.content.startswith(b"%PDF")
    assert StoredFile.objects.get().digest == row(info).digest != ""


def test_looking_before_the_worker_stores_nothing_but_the_look(issued: Issue, row: Row, parent: Actor) -> None:
    info = issued()

    with CaptureQueriesContext(connection) as captured:
        open_pdf(paper=info.public_id, actor=parent, now=NOON)

    writes = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith("SELECT")]
    assert [sql.split('"')[1] for sql in writes] == ["logs_access"]
    assert (row(info).file, StoredFile.objects.count()) == (None, 0)


def test_every_look_is_on_record_with_its_purpose(issued: Issue, officer: Actor) -> None:
    info = issued()

    open_pdf(paper=info.public_id, actor=officer, now=NOON)

    look = AccessRow.objects.get()
    assert (look.data_of, look.purpose, look.subject_id, look.actor_role) == (
        OWNER,
        "查阅文书",
        info.public_id,
        "approver",
    )
    assert look.case_ref == info.case


@pytest.mark.parametrize("actor", STRANGERS)
def test_to_strangers_a_paper_that_exists_is_like_one_that_does_not(issued: Issue, actor: Actor) -> None:
    info = issued()

    with pytest.raises(PaperNotFound) as existing:
        open_pdf(paper=info.public_id, actor=actor, now=NOON)
    with pytest.raises(PaperNotFound) as missing:
        open_pdf(paper=UUID(int=5), actor=actor, now=NOON)

    assert str(existing.value) == str(missing.value)
    assert (AccessRow.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_reprint_is_counted_and_the_kept_file_stays(issued: Issue, row: Row, clerk: Actor, parent: Actor) -> None:
    info = issued()
    render.keep_pdf(row(info), now=NOON)
    before = open_pdf(paper=info.public_id, actor=parent, now=NOON).content

    first = reprint(paper=info.public_id, actor=clerk, now=NOON)
    second = reprint(paper=info.public_id, actor=clerk, now=NOON)

    assert len({before, first.content, second.content}) == 3
    assert open_pdf(paper=info.public_id, actor=parent, now=NOON).content == before
    assert row(info).reprints == 2
    assert [action.payload for action in ActionRow.objects.order_by("seq")] == [{"count": 1}, {"count": 2}]


def test_only_staff_reprints(issued: Issue, row: Row, parent: Actor) -> None:
    info = issued()

    with pytest.raises(PaperNotFound):
        reprint(paper=info.public_id, actor=parent, now=NOON)

    assert (row(info).reprints, ActionRow.objects.count()) == (0, 0)


def test_a_file_that_is_gone_or_exchanged_is_not_shown(issued: Issue, row: Row, parent: Actor) -> None:
    info, other = issued("decision"), issued("denial")
    for paper in (info, other):
        render.keep_pdf(row(paper), now=NOON)
    Paper.objects.filter(public_id=info.public_id).update(file=row(other).file)

    with pytest.raises(PaperUnreadable, match="读不到"):
        open_pdf(paper=info.public_id, actor=parent, now=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_renders_at_once_keep_one_file(issued: Issue, row: Row) -> None:
    info = issued()
    start = threading.Barrier(2)

    def work() -> None:
        paper = row(info)
        start.wait()
        render.keep_pdf(paper, now=NOON)
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    kept, content = read_file(public_id=StoredFile.objects.get().public_id)
    assert (row(info).file, row(info).digest) == (kept.public_id, kept.digest)
    assert content.startswith(b"%PDF")


def test_the_second_of_two_renders_takes_over_the_first_ones_file(issued: Issue, row: Row) -> None:
    info = issued()
    first, second = row(info), row(info)

    render.keep_pdf(first, now=NOON)
    render.keep_pdf(second, now=NOON)

    assert (second.file, second.digest) == (first.file, first.digest)
    assert StoredFile.objects.count() == 1


def test_revoking_needs_a_reason_is_done_once_and_is_on_record(issued: Issue, officer: Actor, clerk: Actor) -> None:
    info = issued()

    with pytest.raises(PaperNotFound):
        revoke(paper=info.public_id, reason="出具有误", actor=clerk, now=NOON)
    with pytest.raises(PaperIncomplete, match="撤销理由"):
        revoke(paper=info.public_id, reason=" ", actor=officer, now=NOON)
    revoked = revoke(paper=info.public_id, reason="出具有误", actor=officer, now=NOON)
    with pytest.raises(PaperSettled):
        revoke(paper=info.public_id, reason="再撤一次", actor=officer, now=NOON)

    assert revoked.revoked
    assert ActionRow.objects.get().kind == "paper.revoked"


def test_the_view_answers_with_the_pdf_that_no_cache_keeps(issued: Issue, parent: Actor) -> None:
    info = issued()

    answer = views.show_pdf(_request("get", parent), paper=info.public_id)

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''%E5%87%86")
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("actor", [actor for actor in STRANGERS if actor.role in {Role.CITIZEN, Role.APPROVER}])
def test_the_view_answers_strangers_as_if_there_were_no_paper(issued: Issue, actor: Actor) -> None:
    info = issued()

    with pytest.raises(Http404):
        views.show_pdf(_request("get", actor), paper=info.public_id)


def test_without_a_login_the_view_leads_to_the_login(issued: Issue) -> None:
    info = issued()

    answer = views.show_pdf(_request("get", ANONYMOUS), paper=info.public_id)

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/login/")


def test_reprinting_is_a_post(issued: Issue, clerk: Actor) -> None:
    info = issued()

    assert views.reprint_pdf(_request("get", clerk), paper=info.public_id).status_code == 405
    assert views.reprint_pdf(_request("post", clerk), paper=info.public_id).content.startswith(b"%PDF")


def test_a_machine_that_cannot_print_says_so_and_keeps_the_paper(
    issued: Issue, row: Row, parent: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = issued()

    def no_fonts(**_: object) -> bytes:
        raise FontsMissing("这台服务器缺少字体")

    monkeypatch.setattr(render, "render_pdf", no_fonts)
    answer = views.show_pdf(_request("get", parent), paper=info.public_id)

    page = answer.content.decode()
    assert answer.status_code == 503
    assert "文书暂时打不开" in page
    assert "这台服务器缺少字体" in page
    assert row(info).file is None


def test_when_the_file_is_lost_the_view_says_what_to_do(issued: Issue, row: Row, parent: Actor) -> None:
    info = issued()
    render.keep_pdf(row(info), now=NOON)
    Paper.objects.update(digest="0" * 64)

    assert views.show_pdf(_request("get", parent), paper=info.public_id).status_code == 503


def _request(method: str, actor: Actor) -> object:
    request = getattr(RequestFactory(), method)("/papers/x.pdf")
    request.actor = actor
    return request
