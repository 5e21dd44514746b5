"""What each step costs over a real filing of six items, with every reaction in place: statements, and one commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from builders.statements import as_at_work
from builders.whole_life import BLURRED, DEFECT, City, complete_draft, officer_of
from onething.core.definitions import Basis, Mark
from onething.modules.delivery.api import hand_over
from onething.modules.delivery.codes import code_of
from onething.modules.handling.api import (
    Rejection,
    Tab,
    accept_application,
    ask_correction,
    count_list,
    deny,
    grant,
    start_review,
    work_list,
)
from onething.modules.handling.models import Case
from onething.modules.intake.api import draft_of, submit
from onething.platform.permissions import Actor
from onething.project.bench.measuring import counting

BUDGETS = {
    "submit": 15,
    "ask for a correction": 6,
    "accept": 6,
    "review": 6,
    "grant, and open what waited": 6,
    "hand over": 6,
    "deny": 6,
    "work list with its counts": 5,
}
NO = Rejection(
    facts="出生记录与表单不一致",
    reason="不在本省助产机构出生",
    law=(Basis("母婴保健法", "第23条", Mark.CONFIRMED),),
    review_organ="禾丰市人民政府",
    court="青禾区法院",
)


class Ledger:
    """Statements and commits of each step by its name."""

    def __init__(self) -> None:
        self.statements: dict[str, int] = {}
        self.commits: dict[str, int] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        with counting() as counts:
            yield
        self.statements[name], self.commits[name] = counts["statements"], counts["commits"]


@pytest.fixture
def officer(city: City) -> Callable[[Case], Actor]:
    """Somebody of the body whose case it is."""
    return lambda row: officer_of(city.accounts["officer"], row.body_code)


@pytest.mark.django_db(transaction=True)
def test_no_step_costs_more_than_was_agreed(city: City, officer: Callable[[Case], Actor], now: datetime) -> None:
    ledger, owner, clerk = Ledger(), city.actors["owner"], city.actors["clerk"]
    draft = complete_draft(owner, now)
    as_at_work(now=now, version=draft_of(draft, actor=owner, now=now).reading.plan.bundle_version)

    with ledger.step("submit"):
        application = submit(draft=draft, key="k", actor=owner, now=now).public_id
    with ledger.step("ask for a correction"):
        ask_correction(application=application, defects=[DEFECT, BLURRED], actor=clerk, now=now)
    with ledger.step("accept"):
        accept_application(application=application, actor=clerk, now=now)
    row = Case.objects.get(application_ref=application, item="birth-certificate")
    with ledger.step("review"):
        start_review(case=row.public_id, version=row.row_version, actor=officer(row), now=now)
    with ledger.step("grant, and open what waited"):
        grant(
            case=row.public_id,
            version=row.row_version + 1,
            opinion="准予。",
            result_number="E1",
            actor=officer(row),
            now=now,
        )
    with ledger.step("hand over"):
        hand_over(
            application=application,
            code=code_of(application),
            receiver="林知夏",
            cases=[row.public_id],
            actor=clerk,
            now=now,
        )
    waited = Case.objects.get(application_ref=application, item="birth-registration")
    with ledger.step("work list with its counts"):
        work_list(actor=officer(waited), tab=Tab.TO_REVIEW, now=now)
        for tab in (Tab.TO_REVIEW, Tab.DUE_SOON):
            count_list(actor=officer(waited), tab=tab, now=now)
    with ledger.step("deny"):
        deny(case=waited.public_id, version=waited.row_version, rejection=NO, actor=officer(waited), now=now)

    assert {name: cost for name, cost in ledger.statements.items() if cost > BUDGETS[name]} == {}
    assert set(ledger.statements) == set(BUDGETS)
    assert {name: commits for name, commits in ledger.commits.items() if commits != (name[:4] != "work")} == {}
