"""A material that follows later: accepted without it, supplied in time, or ordered and then ended, and only that."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from builders.cases import CITIZEN, CLERK, MONDAY, accepted_newborn, case_at, file_newborn, grant_item, officer, states
from builders.filing import PDF
from onething.modules.handling.api import (
    CaseNotFound,
    MoveRefused,
    accept_application,
    grant,
    hold_to_promises,
    start_review,
    supply_promised,
    take_back_promise,
    withdraw,
)
from onething.modules.handling.services.deem import deem_accepted
from onething.modules.handling.services.keep_promises import remind_of_promises
from onething.modules.intake.api import FileRefused, materials_for_items
from onething.modules.papers.models import Paper
from onething.modules.pledge.api import barred_until, promises_of
from onething.platform.database import new_public_id
from onething.platform.logs.api import actions_of
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.usefixtures("city")
CARD, ITEM, OTHER = "mother:bank-card", "maternity-reimbursement", "vaccination-certificate"
PROMISED = {CARD: "deferral"}
DAY = timedelta(days=1)
DUE = date(2026, 3, 9)  # five working days after the Monday of acceptance
ORDERED_UNTIL = date(2026, 3, 13)  # three working days after the Tuesday of the order
STRANGER = Actor(role=Role.CITIZEN, account=new_public_id(), person=new_public_id(), channel="portal")


def accepted() -> UUID:
    return accepted_newborn(promised=PROMISED)


def supply(application: UUID, *, days: int, actor: Actor = CITIZEN) -> None:
    pages = [("银行卡.pdf", PDF)]
    supply_promised(application=application, material=CARD, pages=pages, actor=actor, now=MONDAY + days * DAY)


def decide(application: UUID, who: Actor) -> None:
    row, now = case_at(application, ITEM), MONDAY + DAY
    words = {"opinion": "符合条件，准予办理。", "result_number": "R-1"}
    grant(case=row.public_id, version=row.row_version, actor=who, now=now, **words)


def papers() -> list[str]:
    return list(Paper.objects.order_by("id").values_list("kind", flat=True))


def fallen() -> dict[str, list[str]]:
    """The papers that no longer hold, or not for these items."""
    rows = Paper.objects.exclude(void_items=[]).order_by("id")
    return {f"{row.kind}{'' if row.revoked_at else ' in part'}": row.void_items for row in rows}


def log_of(application: UUID, item: str) -> list[str]:
    case = case_at(application, item).public_id
    return [entry.kind for entry in actions_of(subject_kind="case", subject_id=case).order_by("seq")]


def promise(application: UUID) -> tuple[str, date | None, date | None]:
    (one,) = promises_of(application)
    return one.state.value, one.due_on, one.ordered_until


def test_only_the_case_that_needs_it_is_accepted_on_trust_and_the_notice_names_the_day() -> None:
    application = accepted()

    assert log_of(application, ITEM) == ["file", "open", "accept_deferred"]
    assert log_of(application, OTHER) == ["file", "open", "accept"]
    assert papers() == ["acceptance", "deferral"]
    assert promise(application) == ("standing", DUE, None)


def test_silence_accepts_on_the_same_trust() -> None:
    application = file_newborn(promised=PROMISED)

    deem_accepted(MONDAY + 8 * DAY)

    assert log_of(application, ITEM)[-1] == "deem_accepted"
    assert "deferral" in papers()
    supply(application, days=9)
    assert log_of(application, ITEM)[-1] == "supply_deferred"


def test_a_grant_waits_for_the_material_and_comes_when_it_is_there() -> None:
    application = accepted()
    grant_item(application, "birth-certificate")
    row = case_at(application, ITEM)
    who = officer(row.body_code)
    start_review(case=row.public_id, version=row.row_version, actor=who, now=MONDAY)
    with pytest.raises(MoveRefused, match="容缺的材料还没有补齐"):
        decide(application, who)

    supply(application, days=1)
    decide(application, who)

    assert promise(application) == ("kept", DUE, None)
    (card,) = [m for m in materials_for_items(application, items=(ITEM,)) if m.key == CARD]
    assert [file.name for file in card.files] == ["银行卡.pdf"]
    with pytest.raises(FileRefused, match="不用再交"):
        supply(application, days=3)


def test_the_person_is_reminded_once_two_days_before_and_not_of_what_came() -> None:
    application = accepted()

    assert remind_of_promises(MONDAY + 4 * DAY) == 0
    assert remind_of_promises(MONDAY + 5 * DAY) == 1
    assert remind_of_promises(MONDAY + 6 * DAY) == 0

    assert log_of(application, ITEM)[-1] == "promise_reminded"
    assert log_of(application, OTHER)[-1] == "accept"
    supplied = accepted_newborn(promised=PROMISED, serial=2)
    supply(supplied, days=1)
    assert remind_of_promises(MONDAY + 6 * DAY) == 0


def test_the_promised_day_itself_counts_then_it_is_ordered_once_and_a_supply_puts_it_right() -> None:
    application = accepted()

    assert hold_to_promises(MONDAY + 7 * DAY) == 0
    assert hold_to_promises(MONDAY + 8 * DAY) == 1
    assert hold_to_promises(MONDAY + 9 * DAY) == 0
    assert promise(application) == ("ordered", DUE, ORDERED_UNTIL)
    supply(application, days=11)

    assert log_of(application, ITEM)[-3:] == ["order_rectify", "supply_deferred", "rectify"]
    assert papers().count("promise_order") == 1
    assert promise(application)[0] == "kept"


def test_what_does_not_come_after_the_order_ends_with_its_case_alone_and_bars_for_the_time_of_the_list() -> None:
    application = accepted()
    hold_to_promises(MONDAY + 8 * DAY)
    assert hold_to_promises(MONDAY + 11 * DAY) == 0

    assert hold_to_promises(MONDAY + 12 * DAY) == 1

    assert (states(application)[ITEM], states(application)[OTHER]) == ("terminated", "accepted")
    assert papers()[-1] == "unacceptance"
    assert {(row.body_code, row.case) for row in Paper.objects.filter(kind__in=["promise_order", "unacceptance"])} == {
        ("medical-insurance", case_at(application, ITEM).public_id)
    }
    assert fallen() == {"acceptance in part": ["生育医疗费用报销"], "deferral": ["生育医疗费用报销"]}
    assert promise(application)[0] == "broken"
    person = case_at(application, ITEM).owner
    assert barred_until(person, today=date(2026, 9, 14)) == date(2026, 9, 14)  # six months after 14 March
    assert barred_until(person, today=date(2026, 9, 15)) is None
    with pytest.raises(FileRefused, match="不用再交"):
        supply(application, days=13)


def test_what_ended_otherwise_is_void_and_not_broken() -> None:
    application = accepted()
    withdraw(application=application, actor=CITIZEN, now=MONDAY)

    hold_to_promises(MONDAY + 8 * DAY)

    assert promise(application)[0] == "void"
    assert barred_until(case_at(application, ITEM).owner, today=DUE) is None


def test_a_promise_is_taken_back_before_acceptance_and_not_after() -> None:
    application = file_newborn(promised=PROMISED)
    take_back_promise(application=application, material=CARD, actor=CITIZEN, now=MONDAY)
    accept_application(application=application, actor=CLERK, now=MONDAY)
    assert log_of(application, ITEM)[-1] == "accept"
    assert promise(application)[0] == "taken_back"

    other = accepted_newborn(promised=PROMISED, serial=2)
    with pytest.raises(MoveRefused, match="不能撤回"):
        take_back_promise(application=other, material=CARD, actor=CITIZEN, now=MONDAY)
    assert promise(other)[0] == "standing"


def test_it_may_come_before_acceptance_and_from_nobody_else() -> None:
    application = file_newborn(promised=PROMISED)
    with pytest.raises(CaseNotFound):
        supply(application, days=0, actor=STRANGER)

    supply(application, days=0, actor=CLERK)
    accept_application(application=application, actor=CLERK, now=MONDAY)

    assert log_of(application, ITEM)[-1] == "accept"
    assert papers() == ["acceptance"]
