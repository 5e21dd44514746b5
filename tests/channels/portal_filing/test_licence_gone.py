"""What was revoked, recalled or cancelled is continued by nobody: not by silence, not by an officer, not by a late submission."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from django.test import Client

from builders.cases import LAW, case_at, officer
from builders.filing import FATHER
from builders.filing_pages import fill_all, open_draft, submit, text_of
from channels.portal_filing.test_renewal import OPINION, clerk_of
from onething.core.lifecycle import CaseAction, RevocationCause
from onething.modules.handling.api import (
    MoveRefused,
    Rejection,
    accept_application,
    approve,
    ask_approval,
    deem_renewed,
    grant,
    start_review,
)
from onething.modules.handling.domain.approvals import Wish
from onething.modules.handling.models import Case
from onething.modules.handling.services.end_continuation import LICENCE_GONE, end_continuations
from onething.modules.intake.models import Application
from onething.modules.papers.models import Paper
from onething.platform import clock
from onething.platform.clock import legal_day, moved
from onething.platform.logs.models import ActionRow
from onething.platform.outbox.api import Message, Work
from onething.platform.permissions import Role

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Held:
    """A licence until day 100, and the draft of its continuation, ready to be submitted."""

    mother: Client
    now: datetime
    case: Case
    draft: str

    def submit(self) -> Case:
        submit(self.mother, self.draft)
        return Case.objects.get(renews=self.case.public_id)

    def accept(self, following: Case) -> None:
        with moved(self.now + DAY):
            filed = Application.objects.get(public_id=self.case.application_ref)
            accept_application(application=following.application_ref, actor=clerk_of(filed), now=clock.now())
            following.refresh_from_db()

    def undo(self, action: CaseAction, *, days: int = 2) -> None:
        """Asked for on that day, and approved when the person could have spoken."""
        self.case.refresh_from_db()
        row, asked_on = self.case, self.now + days * DAY
        no = Rejection(reason="以欺骗手段取得", law=LAW)
        cause = RevocationCause.DECEIT if action is CaseAction.REVOKE else None
        wish = Wish(action=action, reason="以欺骗手段取得", rejection=no, cause=cause)
        who = officer(row.body_code)
        asked = ask_approval(case=row.public_id, version=row.row_version, wish=wish, actor=who, now=asked_on)
        head = replace(who, role=Role.BODY_HEAD, account=officer(row.body_code).account)
        approve(approval=asked.public_id, actor=head, now=asked_on + 20 * DAY, harmless=True)

    def tell_of_it(self, *, times: int) -> None:
        """What the worker does after the step, also when it is done again."""
        message = Message.objects.get(topic=LICENCE_GONE)
        for _ in range(times):
            end_continuations(
                Work(
                    id=message.public_id, topic=message.topic, payload=message.payload, subject=message.subject, attempt=1,
                    now=self.now + 23 * DAY,
                )
            )  # fmt: skip


@pytest.fixture
def held(mother: Client, now: datetime) -> Held:
    draft = open_draft(mother)
    fill_all(mother, draft)
    page = submit(mother, draft).removesuffix("submitted/")
    filed = Application.objects.get()
    accept_application(application=filed.public_id, actor=clerk_of(filed), now=now)
    row = case_at(filed.public_id, "birth-certificate")
    decide(row, now, valid_until=legal_day(now) + 100 * DAY)
    Case.objects.filter(pk=row.pk).update(item_type="01")  # as if the certificate were a licence
    again = str(mother.post(f"{page}renew/{row.public_id}/")["Location"])
    mother.post(f"{again}parties/father/", {**FATHER, "stage": "identify", "consent": "yes"})
    return Held(mother, now, row, again)


def decide(row: Case, now: datetime, **more: object) -> None:
    who = officer(row.body_code)
    start_review(case=row.public_id, version=row.row_version, actor=who, now=now)
    row.refresh_from_db()
    given = {"opinion": OPINION, "result_number": "Z1", **more}
    grant(case=row.public_id, version=row.row_version, actor=who, now=now, **given)  # type: ignore[arg-type]


UNDOING = (CaseAction.REVOKE, CaseAction.RECALL, CaseAction.CANCEL)


@pytest.mark.parametrize("action", UNDOING)
def test_silence_continues_nothing_that_is_gone(held: Held, action: CaseAction) -> None:
    following = held.submit()
    held.accept(following)
    held.undo(action)

    with pytest.raises(MoveRefused, match="没有可以延续的有效期"):
        decide(following, held.now + 23 * DAY)
    assert deem_renewed(held.now + 101 * DAY) == 1

    following.refresh_from_db()
    assert (following.state, following.result_number, following.valid_until) == ("terminated", "", None)
    assert [paper.kind for paper in Paper.objects.filter(case=following.public_id)] == ["termination"]


def test_the_worker_ends_the_continuation_when_the_licence_falls_and_says_why(held: Held) -> None:
    following = held.submit()
    held.accept(following)
    held.undo(CaseAction.REVOKE)
    held.tell_of_it(times=2)

    following.refresh_from_db()
    assert following.state == "terminated"
    assert following.opinion == "要延续的许可已经撤销、撤回或者注销，没有可以延续的有效期"
    line = ActionRow.objects.get(subject_id=following.public_id, kind="terminate")
    assert line.legal_ground == "行政许可法 第五十条第一款"
    paper = Paper.objects.get(case=following.public_id, kind="termination")
    assert "要延续的许可已经撤销、撤回或者注销" in paper.data
    reopen = Wish(action=CaseAction.REOPEN, reason="弄错了")
    with pytest.raises(MoveRefused, match="没有可以延续的有效期"):
        ask_approval(
            case=following.public_id, version=following.row_version, wish=reopen, actor=officer(following.body_code),
            now=held.now + 24 * DAY,
        )  # fmt: skip


def test_what_was_continued_before_stands_and_is_to_be_checked(held: Held) -> None:
    following = held.submit()
    held.accept(following)
    decide(following, held.now + DAY)
    held.undo(CaseAction.REVOKE)
    held.tell_of_it(times=2)

    following.refresh_from_db()
    assert following.state in {"granted", "concluded"}
    lines = ActionRow.objects.filter(subject_id=following.public_id, kind="basis_fell")
    assert [(line.payload["because"], line.legal_ground) for line in lines] == [
        ([str(held.case.public_id)], "行政许可法 第六十九条")
    ]


def test_a_draft_of_what_fell_meanwhile_is_not_filed(held: Held) -> None:
    held.undo(CaseAction.CANCEL, days=0)
    refused = held.mother.post(f"{held.draft}check/", {"declaration": "yes"})

    assert "要延续的许可已经撤销、撤回或者注销，没有可以延续的有效期" in text_of(refused)
    assert not Case.objects.filter(renews=held.case.public_id).exists()
