"""The page that a paper's QR leads to: true, expired, revoked, unknown, and too often."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client

from onething.modules.papers.api import issue, revoke, void_told
from onething.modules.papers.models import Paper, VerifyAttempts
from onething.modules.papers.services.pace import forget_attempts
from onething.modules.papers.services.tokens import token_of
from onething.platform.clock import moved
from onething.platform.permissions import Actor, Role
from onething.project.documents.paper_samples import ABOUT_ALL, ABOUT_ONE, ACCEPTANCE, DECISION, HEALTH, NOON

OFFICER = Actor(role=Role.APPROVER, account=UUID(int=8), body_code="health", channel="desk")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
Ask = Callable[..., Any]


@pytest.fixture
def paper() -> Paper:
    with transaction.atomic():
        info = issue(
            contents=replace(DECISION, valid_until=date(2026, 11, 30)),
            body=HEALTH,
            about=ABOUT_ONE,
            actor=OFFICER,
            now=NOON,
        )
    return Paper.objects.get(public_id=info.public_id)


@pytest.fixture
def ask() -> Ask:
    def get(token: str, *, address: str = "192.0.2.7") -> Any:
        return Client(REMOTE_ADDR=address).get(f"/verify/{token}")

    return get


def test_a_true_paper_is_shown_with_a_masked_name_and_nothing_more(paper: Paper, ask: Ask) -> None:
    answer = ask(token_of(paper))

    page = answer.content.decode()
    assert answer.status_code == 200
    for words in (
        "<h1>有这份文书，现在有效</h1>", "准予决定书", "禾丰卫生健康准〔2026〕1号", "禾丰市卫生健康委员会", "2026年11月23日",
        "出生医学证明首次签发", "阿******提", "2026年11月30日", "<title>有这份文书，现在有效 - 一件事</title>",
    ):  # fmt: skip
        assert words in page
    assert "阿依古丽" not in page
    assert "Z990000001" not in page
    assert str(paper.application) not in page
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")


def test_an_expired_paper_says_so(paper: Paper, ask: Ask) -> None:
    with moved(NOON + timedelta(days=8)):
        page = ask(token_of(paper)).content.decode()

    assert "<h1>有这份文书，但已经过期</h1>" in page
    assert "有效期到2026年11月30日为止" in page


def test_a_revoked_paper_says_when_and_why(paper: Paper, ask: Ask) -> None:
    revoke(paper=paper.public_id, reason="出具有误，另行出具", actor=OFFICER, now=NOON)

    page = ask(token_of(paper)).content.decode()

    assert "<h1>有这份文书，但已失效</h1>" in page
    assert "2026年11月23日失效。理由：出具有误，另行出具" in page


def test_a_paper_that_fell_for_one_of_its_items_names_it(ask: Ask) -> None:
    with transaction.atomic():
        info = issue(contents=ACCEPTANCE, body=HEALTH, about=ABOUT_ALL, actor=OFFICER, now=NOON)
    told = {"item": "预防接种证办理", "kinds": ["acceptance"], "reason": "受理已经撤销"}
    void_told(application=info.application, case=UUID(int=9), actor=OFFICER, now=NOON, **told)

    page = ask(token_of(Paper.objects.get(public_id=info.public_id))).content.decode()

    assert "<h1>有这份文书，部分有效</h1>" in page
    assert "已经失效的事项：预防接种证办理。" in page


def test_a_wrong_mac_an_unknown_id_and_nonsense_give_one_and_the_same_page(paper: Paper, ask: Ask) -> None:
    identity, _, mac = token_of(paper).partition("-")
    wrong_mac = ("0" if mac[0] != "0" else "1") + mac[1:]
    tokens = [f"{identity}-{wrong_mac}", f"{'0' * 32}-{mac}", identity, f"{identity}-", "x", "㑇-𠮷", "0" * 3000]

    answers = [ask(token, address=f"192.0.2.{n}") for n, token in enumerate(tokens)]

    assert {answer.status_code for answer in answers} == {404}
    pages = {answer.content.decode().replace(token, "") for answer, token in zip(answers, tokens, strict=True)}
    assert all("<h1>没有核验到这份文书</h1>" in page for page in pages)
    assert "准予决定书" not in "".join(pages)


@pytest.mark.parametrize(
    "change",
    [
        {"number": "禾丰卫生健康准〔2026〕9号"},
        {"applicant_masked": "王*"},
        {"matter": "别的事"},
        {"body_name": "别的机关"},
    ],
)
def test_a_row_changed_behind_our_back_verifies_no_more(paper: Paper, ask: Ask, change: dict[str, str]) -> None:
    token = token_of(paper)
    Paper.objects.filter(pk=paper.pk).update(**change)

    assert ask(token).status_code == 404


def test_the_eleventh_check_of_a_minute_waits_and_other_addresses_do_not(paper: Paper, ask: Ask) -> None:
    token = token_of(paper)
    statuses = [ask(token).status_code for _ in range(10)]
    eleventh = ask(token)
    neighbour = ask(token, address="192.0.2.8").status_code
    with moved(NOON + timedelta(minutes=1)):
        later = ask(token).status_code

    assert statuses == [200] * 10
    assert (eleventh.status_code, eleventh["Retry-After"]) == (429, "60")
    assert "请稍等一分钟再核验" in eleventh.content.decode()
    assert (neighbour, later) == (200, 200)


def test_addresses_of_one_subscriber_count_together_and_no_address_is_kept_readable(paper: Paper, ask: Ask) -> None:
    for n in range(10):
        ask("x", address=f"2001:db8:1:1::{n + 1}")

    assert ask(token_of(paper), address="2001:db8:1:1::ffff").status_code == 429
    assert ask(token_of(paper), address="2001:db8:1:2::1").status_code == 200
    assert all(len(row.address) == 64 and "2001" not in row.address[:4] for row in VerifyAttempts.objects.all())


def test_counts_of_past_minutes_are_forgotten(paper: Paper, ask: Ask) -> None:
    ask(token_of(paper))

    assert forget_attempts(NOON) == 0
    assert forget_attempts(NOON + timedelta(minutes=1)) == 1
    assert VerifyAttempts.objects.count() == 0


def test_the_page_needs_few_statements(paper: Paper, ask: Ask, django_assert_num_queries: Any) -> None:
    ask("x")

    with django_assert_num_queries(2):
        ask(token_of(paper))
