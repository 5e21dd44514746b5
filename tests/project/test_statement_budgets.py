"""What each step costs over a real filing of six items, with every reaction in place: statements, and one commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.test import Client

from builders.filing import PDF
from builders.statements import as_at_work
from builders.whole_life import BLURRED, DEFECT, City, complete_draft, officer_of
from onething.core.calendar import Span
from onething.core.definitions import Basis, Mark
from onething.core.lifecycle import Ground
from onething.modules.delivery.api import hand_over
from onething.modules.delivery.codes import code_of
from onething.modules.handling.api import (
    CONCLUSION,
    Rejection,
    Stop,
    Tab,
    accept_application,
    ask_correction,
    attach_correction,
    deny,
    desk_load,
    end_stop,
    grant,
    refuse_acceptance,
    save_correction,
    start_review,
    stop_clock,
    supply_correction,
    withdraw,
    work_list,
)
from onething.modules.handling.models import Case
from onething.modules.identity.api import Account
from onething.modules.intake.api import draft_of, submit
from onething.platform.clock import moved
from onething.platform.outbox.api import Message
from onething.platform.permissions import Actor
from onething.project.bench.measuring import counting

PAGES = {
    "the work list of a desk": 5, "the lists of a window": 6, "drafts of a window": 6, "filing by a citizen": 15,
}  # fmt: skip
BUDGETS = {
    "submit": 13,
    "ask for a correction": 6,
    "supply a field and a file": 6,
    "accept": 6,
    "review": 6,
    "grant, and open what waited": 6,
    "hand over": 6,
    "deny": 6,
    "deny the last, and finish": 6,
    "work list with its counts": 2,
    "stop the clock": 6,
    "end the stop": 6,
    "refuse one": 6,
    "withdraw the others": 6,
}
NO = Rejection(
    facts="出生记录与表单不一致",
    reason="不在本省助产机构出生",
    law=(Basis("母婴保健法", "第23条", Mark.CONFIRMED),),
)
SPECIAL = Stop(ground=Ground.APPRAISAL, reason="亲子关系要鉴定", expected=Span.working_days(10))


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
    save_correction(application=application, values={DEFECT.target: "6222 0000 1234 56789"}, actor=owner, now=now)
    attach_correction(
        application=application, material=BLURRED.target, name="重拍.pdf", content=PDF, actor=owner, now=now
    )
    with ledger.step("supply a field and a file"):
        supply_correction(application=application, actor=owner, now=now)
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
        load = desk_load(actor=officer(waited), now=now)
        work_list(actor=officer(waited), tab=Tab.DUE_SOON, now=now, soon=load.soon)
    version, examiner = waited.row_version, officer(waited)
    with ledger.step("stop the clock"):
        stop_clock(case=waited.public_id, version=version, stop=SPECIAL, actor=examiner, now=now)
    with ledger.step("end the stop"):
        end_stop(
            case=waited.public_id, version=version + 1, ground=SPECIAL.ground, outcome="合格", actor=examiner, now=now
        )
    waited.refresh_from_db()
    with ledger.step("deny"):
        deny(case=waited.public_id, version=waited.row_version, rejection=NO, actor=officer(waited), now=now)

    *others, last = Case.objects.filter(application_ref=application, state="accepted")
    for other in others:
        deny(case=other.public_id, version=other.row_version, rejection=NO, actor=officer(other), now=now)
    with ledger.step("deny the last, and finish"):
        deny(case=last.public_id, version=last.row_version, rejection=NO, actor=officer(last), now=now)

    assert Message.objects.filter(topic=CONCLUSION).count() == 1
    again = submit(draft=complete_draft(owner, now), key="again", actor=owner, now=now).public_id
    alone = Case.objects.get(application_ref=again, item="maternity-reimbursement")
    with ledger.step("refuse one"):
        refuse_acceptance(application=again, rejection=NO, cases=[alone.public_id], actor=clerk, now=now)
    with ledger.step("withdraw the others"):
        withdraw(application=again, actor=owner, now=now)

    assert {name: cost for name, cost in ledger.statements.items() if cost > BUDGETS[name]} == {}
    assert set(ledger.statements) == set(BUDGETS)
    assert {name: commits for name, commits in ledger.commits.items() if commits != (name[:4] != "work")} == {}


@pytest.mark.django_db
def test_no_page_costs_more_than_was_agreed(city: City, now: datetime) -> None:
    """Over HTTP, with session, account, rights and frame."""
    owner, clerk = city.actors["owner"], city.actors["clerk"]
    citizen, desk, window = (browser(city.accounts[name]) for name in ("owner", "officer", "clerk"))
    with moved(now):
        draft = complete_draft(owner, now)
        citizen.get(f"/drafts/{draft}/check/")  # a session's first request marks it as used
        desk.get("/desk/")
        window.get("/counter/")
        as_at_work(now=now, version=draft_of(draft, actor=owner, now=now).reading.plan.bundle_version)

        with counting() as filing:
            filed = citizen.post(f"/drafts/{draft}/check/", {"declaration": "yes"})
        with counting() as queue:
            waiting = window.get("/counter/")
        with counting() as other:
            window.get("/counter/?tab=drafts")
        accept_application(application=Case.objects.all()[0].application_ref, actor=clerk, now=now)
        with counting() as listing:
            listed = desk.get("/desk/?tab=due-soon")

    assert (filed.status_code, listed.status_code) == (302, 200)
    assert "出生医学证明" in listed.content.decode()
    assert "林*夏" in waiting.content.decode()
    assert {
        "the work list of a desk": listing["statements"],
        "the lists of a window": queue["statements"],
        "drafts of a window": other["statements"],
        "filing by a citizen": filing["statements"],
    } == PAGES


def browser(account: Account) -> Client:
    """Logged in, without the way through the identity provider."""
    client = Client()
    client.force_login(account, backend="onething.modules.identity.backends.AccountBackend")
    return client
