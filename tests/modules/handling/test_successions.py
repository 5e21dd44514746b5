"""Another body exercises the duty: its cases change hands with everything that hangs on them, and no clock notices."""

from datetime import date, timedelta

import pytest

from builders.cases import CITIZEN, CLERK, MONDAY, NO, accepted_newborn, case_at, file_newborn, grant_item, officer
from builders.statements import as_at_work, counted
from builders.succeeding import DOCUMENT, FORMER, SUCCESSOR, approved, head_of, succeed, wish
from onething.core.calendar import Span
from onething.core.lifecycle import CaseAction, Ground
from onething.modules.handling.api import (
    CaseNotFound,
    Stop,
    Tab,
    Wish,
    accept_application,
    approve,
    ask_approval,
    case_for,
    deny,
    end_stop,
    log_of,
    open_approvals,
    start_review,
    stop_clock,
    withdraw,
    work_list,
)
from onething.modules.handling.models import Case
from onething.modules.handling.services.succeed import LINGERS, move_succeeded
from onething.modules.identity.api import create_staff, give_post
from onething.modules.organisation.api import successions_to_move
from onething.modules.papers.api import open_pdf, papers_of
from onething.modules.papers.models import Paper
from onething.modules.papers.services.tokens import token_of
from onething.platform.logs.models import ActionRow
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.usefixtures("city")
BIRTH = "birth-certificate"
OLD, NEW = officer(FORMER), officer(SUCCESSOR)
DAY = timedelta(days=1)


def titles(actor: Actor, tab: Tab = Tab.TO_REVIEW) -> set[str]:
    return {row.item for row in work_list(actor=actor, tab=tab, now=MONDAY, size=100).rows}


def test_everything_of_a_case_changes_hands_and_its_clock_runs_on() -> None:
    application = accepted_newborn()
    before = case_at(application, BIRTH)

    succeed()

    case = case_at(application, BIRTH)
    assert (case.body_code, case.body_name, case.body["phone"]) == (
        SUCCESSOR,
        "禾丰市疾病预防控制局",
        case.body["phone"],
    )
    clock = ("state", "ledger", "accepted_on", "due_on", "due_at", "limits", "number", "planned_on", "calendar_version")
    assert all(getattr(case, name) == getattr(before, name) for name in clock)
    assert BIRTH in titles(NEW)
    assert BIRTH not in titles(OLD)
    with pytest.raises(CaseNotFound):
        case_for(case.public_id, actor=OLD, purpose="审查办件", now=MONDAY)
    line = ActionRow.objects.get(subject_id=case.public_id, kind="succeeded")
    assert (line.document, line.payload["former"], line.payload["to"]) == (DOCUMENT, FORMER, case.body_name)


def test_the_applicant_is_told_once_in_the_name_and_under_the_number_of_the_successor() -> None:
    application = accepted_newborn()

    succeed()

    (told,) = [one for one in papers_of(application=application, actor=CITIZEN) if one.kind == "succession"]
    assert (told.body_name, told.number) == ("禾丰市疾病预防控制局", "禾丰疾病预防控制变〔2026〕1号")
    facts = Paper.objects.get(public_id=told.public_id).data
    assert all(word in facts for word in ("禾丰市卫生健康委员会", DOCUMENT, '"due_on":"2026-03-'))


def test_papers_from_then_on_are_the_successors_and_earlier_ones_verify_as_they_were_issued() -> None:
    application = accepted_newborn()
    case = case_at(application, BIRTH)
    stop = Stop(ground=Ground("D"), reason="样品送检", expected=Span.working_days(10))
    stop_clock(case=case.public_id, version=case.row_version, stop=stop, actor=OLD, now=MONDAY)
    early = Paper.objects.get(kind="special")
    seen = token_of(early)

    succeed()

    early.refresh_from_db()
    assert (early.body_code, early.issuer_code, early.number) == (SUCCESSOR, FORMER, "禾丰卫生健康特〔2026〕1号")
    assert token_of(early) == seen
    assert open_pdf(paper=early.public_id, actor=NEW, now=MONDAY).content
    case = case_at(application, BIRTH)
    end_stop(
        case=case.public_id,
        version=case.row_version,
        ground=Ground("D"),
        outcome="合格",
        actor=NEW,
        now=MONDAY + 2 * DAY,
    )
    assert Paper.objects.get(kind="resumption").number == "禾丰疾病预防控制恢〔2026〕1号"


def test_what_is_not_over_is_told_and_what_is_over_goes_along_quietly() -> None:
    application = accepted_newborn()
    grant_item(application, BIRTH)
    granted = case_at(application, BIRTH)
    withdrawn = file_newborn(serial=2)
    withdraw(application=withdrawn, actor=CITIZEN, now=MONDAY)

    succeed()

    moved = case_at(application, BIRTH)
    assert (moved.body_code, moved.state, granted.closed_at) == (SUCCESSOR, granted.state, moved.closed_at)
    assert {row.body_code for row in Case.objects.filter(application_ref=withdrawn)} & {FORMER} == set()
    assert [one.kind for one in papers_of(application=withdrawn, actor=CITIZEN)].count("succession") == 0


def test_before_acceptance_the_window_goes_on_by_the_mandate_that_came_along() -> None:
    application = file_newborn()

    succeed()

    accept_application(application=application, actor=CLERK, now=MONDAY + DAY)
    case = case_at(application, BIRTH)
    assert (case.state, case.body_code, case.accepted_on) == ("accepted", SUCCESSOR, date(2026, 3, 3))


def test_a_body_that_keeps_its_other_items_gives_up_only_those_that_were_named() -> None:
    application = accepted_newborn(leave_out=("childcare-subsidy",))

    succeed(wish(items=("parenting-guidance",)))

    kept, gone = case_at(application, BIRTH), case_at(application, "parenting-guidance")
    assert (kept.body_code, kept.lead_code, gone.body_code, gone.lead_code) == (FORMER, FORMER, SUCCESSOR, FORMER)
    (told,) = [one for one in papers_of(application=application, actor=CITIZEN) if one.kind == "succession"]
    assert told.case == gone.public_id
    assert {one.body_code for one in Paper.objects.filter(kind="acceptance")} == {FORMER}
    for body in (FORMER, SUCCESSOR):
        read = papers_of(application=application, actor=Actor(role=Role.APPROVER, body_code=body))
        assert "acceptance" in {one.kind for one in read}


def test_the_head_of_the_successor_answers_what_was_asked_of_the_former_head() -> None:
    application = accepted_newborn()
    case = case_at(application, BIRTH)
    wanted = Wish(action=CaseAction.TERMINATE, reason="出生医院已经签发", rejection=NO)
    asked = ask_approval(case=case.public_id, version=case.row_version, wish=wanted, actor=OLD, now=MONDAY)

    succeed()

    assert [one.approval.public_id for one in open_approvals(actor=head_of(SUCCESSOR))] == [asked.public_id]
    assert not open_approvals(actor=head_of(FORMER))
    with pytest.raises(CaseNotFound):
        approve(approval=asked.public_id, actor=head_of(FORMER), now=MONDAY)
    paper = approve(approval=asked.public_id, actor=head_of(SUCCESSOR), now=MONDAY)
    assert paper.body_name == "禾丰市疾病预防控制局"


def test_who_goes_over_with_the_duty_keeps_the_case_and_the_others_leave_it_to_be_taken_on() -> None:
    account = create_staff(login="both-bodies", password="correct horse battery staple", display_name="何两岗")
    give_post(
        account=account, role=Role.APPROVER, title="审批岗", region_code="990100", body_code=SUCCESSOR, site_code="",
        from_day=date(2026, 1, 1),
    )  # fmt: skip
    first, second = accepted_newborn(), accepted_newborn(serial=2)
    for application, who in ((first, officer(FORMER, account=account.public_id)), (second, OLD)):
        case = case_at(application, BIRTH)
        start_review(case=case.public_id, version=case.row_version, actor=who, now=MONDAY)

    succeed()

    assert [case_at(one, BIRTH).officer for one in (first, second)] == [account.public_id, None]


def test_nothing_moves_before_its_day_and_an_hour_after_the_last_case_it_is_over() -> None:
    application = accepted_newborn()
    first = date(2026, 3, 4)

    act = succeed(wish(from_day=first))
    assert case_at(application, BIRTH).body_code == FORMER
    move_succeeded(MONDAY + 2 * DAY)
    assert case_at(application, BIRTH).body_code == SUCCESSOR
    assert [one.public_id for one in successions_to_move(on=first)] == [act]
    move_succeeded(MONDAY + 2 * DAY + LINGERS)
    assert not successions_to_move(on=first)


def test_what_is_filed_afterwards_is_the_successors_although_the_pack_still_names_the_former() -> None:
    succeed()

    case = case_at(accepted_newborn(), BIRTH)

    assert (case.body_code, case.lead_code) == (SUCCESSOR, SUCCESSOR)
    acceptance = Paper.objects.get(kind="acceptance")
    assert (acceptance.body_code, acceptance.body_name) == (SUCCESSOR, "禾丰市疾病预防控制局")
    assert not Paper.objects.filter(kind="succession").exists()


def test_a_page_that_was_open_while_the_case_changed_hands_does_nothing() -> None:
    case = case_at(accepted_newborn(), BIRTH)

    succeed()

    with pytest.raises(CaseNotFound):
        deny(case=case.public_id, version=case.row_version, rejection=NO, actor=OLD, now=MONDAY)
    assert case_at(case.application_ref, BIRTH).state == "accepted"


def test_many_applications_go_in_batches_and_a_second_turn_changes_nothing() -> None:
    applications = [accepted_newborn(serial=serial) for serial in (1, 2, 3)]

    succeed()
    lines = ActionRow.objects.count()
    move_succeeded(MONDAY)

    assert {case_at(one, BIRTH).body_code for one in applications} == {SUCCESSOR}
    numbers = Paper.objects.filter(kind="succession").order_by("serial").values_list("serial", flat=True)
    assert (list(numbers), ActionRow.objects.count()) == ([1, 2, 3], lines)


def test_the_clock_history_explains_every_day_although_the_department_changed_in_mid_way() -> None:
    """One case is moved while it stands still, its twin is not: both histories say the same, but for one line."""
    moved, twin = (case_at(accepted_newborn(serial=serial), BIRTH) for serial in (1, 2))
    stop = Stop(ground=Ground("D"), reason="样品送检", expected=Span.working_days(5))
    for row in (moved, twin):
        stop_clock(case=row.public_id, version=row.row_version, stop=stop, actor=OLD, now=MONDAY)
    aside = Case.objects.filter(pk=twin.pk)
    aside.update(body_code="elsewhere")

    succeed(now=MONDAY + DAY)

    aside.update(body_code=FORMER)
    for row, who in ((moved, NEW), (twin, OLD)):
        row.refresh_from_db()
        end_stop(
            case=row.public_id,
            version=row.row_version,
            ground=Ground("D"),
            outcome="合格",
            actor=who,
            now=MONDAY + 2 * DAY,
        )
        row.refresh_from_db()
    history, other = (
        [(line.kind, line.clock) for line in log_of(row.public_id, actor=who)]
        for row, who in ((moved, NEW), (twin, OLD))
    )
    assert (moved.ledger, moved.due_on, moved.due_at) == (twin.ledger, twin.due_on, twin.due_at)
    assert [line for line in history if line[0] != "succeeded"] == other
    assert ("succeeded", "") in history
    assert history[-1] == ("resume", "检验，决定期限到2026年3月5日")


def test_what_was_taken_back_and_filed_anew_is_another_case_of_the_successor() -> None:
    first = accepted_newborn()
    succeed()
    withdraw(application=first, actor=CITIZEN, now=MONDAY + DAY)
    second = file_newborn(now=MONDAY + DAY, serial=2)

    over, new = case_at(first, BIRTH), case_at(second, BIRTH)
    assert (over.state, over.body_code, over.due_on) == ("withdrawn", SUCCESSOR, None)
    assert (new.body_code, new.state, new.ledger[0][1]) == (SUCCESSOR, "received", "2026-03-03")
    assert not ActionRow.objects.filter(subject_id=new.public_id, kind="succeeded").exists()


def test_an_application_costs_as_many_statements_as_its_cases_share() -> None:
    """However many of its cases move: who is read and written is theirs together."""
    one, all_of_them = accepted_newborn(), accepted_newborn(serial=2, leave_out=())
    approved()
    as_at_work(now=MONDAY)
    costs = []
    for application in (one, all_of_them):
        others = Case.objects.exclude(application_ref=application).filter(body_code=FORMER)
        aside = list(others.values_list("pk", flat=True))
        Case.objects.filter(pk__in=aside).update(body_code="elsewhere")
        with counted() as cost:
            move_succeeded(MONDAY)
        costs.append(len(cost.statements))
        Case.objects.filter(pk__in=aside).update(body_code=FORMER)

    assert costs[0] == costs[1] <= 22  # of these a handful for the turn
