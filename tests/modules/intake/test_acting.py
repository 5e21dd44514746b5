"""Filing for somebody else: whose draft it is, what is proven of whom, and who reaches it now and later."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from builders.acting import (
    BOSS,
    BOSS_OF,
    FIRM,
    HANDLER,
    HANDLER_OF,
    OTHER_HANDLER,
    SHOP,
    USCC,
    acting,
    log_in,
)
from builders.filing import ANSWERS, PEOPLE, complete, open_newborn
from builders.whole_life import let_act
from onething.modules.identity.api import register_enterprise, register_person
from onething.modules.identity.models import Enterprise
from onething.modules.intake.api import (
    DraftView,
    NotFound,
    OnBehalf,
    WrongStanding,
    application_of,
    draft_of,
    list_applications,
    list_drafts,
    open_draft,
    submit,
)
from onething.modules.intake.domain.content import read_content
from onething.modules.intake.models import Application, Draft
from onething.modules.papers.api import papers_of
from onething.modules.papers.models import Paper
from onething.platform.logs.models import AccessRow, ActionRow
from onething.platform.permissions import Actor, Role

CLERK = Actor(role=Role.WINDOW_CLERK, site_code="city-centre", region_path="/990100/", channel="counter")


@pytest.fixture
def agent(mother: Actor, stranger: Actor, now: datetime) -> Actor:
    """The stranger, whom the mother has named as her agent."""
    let_act(mother, "stranger", now)
    return acting(stranger, now)


def open_shop(actor: Actor, now: datetime, on_behalf: OnBehalf | None = None) -> object:
    return open_draft(bundle="restaurant", answers=SHOP, actor=actor, now=now, on_behalf=on_behalf)


def proven_values(view: DraftView) -> dict[str, tuple[str, str]]:
    fields = (field for section in view.reading.form for field in section.fields)
    return {field.key: (field.value, field.source) for field in fields if field.origin.value == "proven"}


# ---- for a person


def test_an_agents_draft_is_the_principals_and_proves_the_principal(mother: Actor, agent: Actor, now: datetime) -> None:
    draft = open_newborn(agent, now)

    proven = proven_values(draft_of(draft, actor=mother, now=now))
    assert proven == {
        "mother.full-name": ("林知夏", "授权核验"),
        "mother.id-number": ("770101199403120025", "授权核验"),
    }
    assert Draft.objects.get().owner == mother.person
    assert list_drafts(actor=agent.as_oneself(), now=now) == ()
    looks = AccessRow.objects.filter(purpose="填写申请", subject_kind="person")
    assert {(look.actor_person, look.actor_principal, look.data_of) for look in looks} == {
        (agent.person, mother.person, mother.person),
        (agent.person, mother.person, agent.person),
    }


def test_what_an_agent_files_is_the_principals_and_log_and_receipt_name_the_agent(
    mother: Actor, agent: Actor, now: datetime
) -> None:
    draft = open_newborn(agent, now)
    complete(draft, agent, now)

    info = submit(draft=draft, key="once", actor=agent, now=now)

    assert (info.owner, info.applicant_masked) == (mother.person, "林*夏")
    assert application_of(info.public_id, actor=mother).info.number == info.number
    filed = ActionRow.objects.get(kind="application.submit")
    assert (filed.actor_person, filed.actor_principal) == (agent.person, mother.person)
    receipt = json.loads(Paper.objects.get(kind="receipt").data)
    assert (receipt["applicant"], receipt["contents"]["handed_in_by"]) == ("林知夏", "阿依古丽·买买提（代办人）")
    assert "handed_in_by" not in json.dumps(list(ActionRow.objects.values_list("payload", flat=True)))


def test_who_files_for_themselves_is_not_named_twice(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)

    submit(draft=draft, key="once", actor=mother, now=now)

    receipt = json.loads(Paper.objects.get().data)["contents"]
    assert (receipt["handed_in_by"], receipt["receiver"], receipt["place"]) == ("", "一件事网上申报", "")
    assert {line["form"] for line in receipt["materials"]} == {"电子件"}


def test_an_agent_for_other_things_reaches_nothing_of_this(mother: Actor, stranger: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    filed = submit(draft=draft, key="once", actor=mother, now=now).public_id
    open_newborn(mother, now, births="two")
    let_act(mother, "stranger", now, ["retirement"])
    limited = acting(stranger, now)

    with pytest.raises(WrongStanding, match="不包括"):
        open_newborn(limited, now)
    with pytest.raises(NotFound):
        application_of(filed, actor=limited)
    assert list_drafts(actor=limited, now=now) == ()
    assert list_applications(actor=limited).rows == ()
    assert papers_of(application=filed, actor=limited) == ()


def test_an_agent_for_this_thing_reaches_it_with_its_papers(mother: Actor, stranger: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    filed = submit(draft=draft, key="once", actor=mother, now=now).public_id
    let_act(mother, "stranger", now, ["newborn"])

    named = acting(stranger, now)

    assert application_of(filed, actor=named).info.public_id == filed
    assert [paper.kind for paper in papers_of(application=filed, actor=named)] == ["receipt"]


def test_a_former_agent_reaches_nothing(agent: Actor, now: datetime) -> None:
    draft = open_newborn(agent, now)

    with pytest.raises(NotFound):
        draft_of(draft, actor=agent.as_oneself(), now=now)


# ---- for a firm


def test_a_firms_draft_proves_the_firm_by_authority_and_the_handler_by_login(city: None, now: datetime) -> None:
    handler = acting(log_in(HANDLER, HANDLER_OF, now=now), now)

    draft = open_shop(handler, now)

    proven = proven_values(draft_of(draft, actor=handler, now=now))
    assert proven["applicant.org-name"] == (FIRM, "授权核验")
    assert proven["applicant.uscc"] == (USCC, "授权核验")
    assert proven["handler.full-name"] == ("许南星", "实名认证")
    row = Draft.objects.get()
    assert row.owner == Enterprise.objects.get().public_id
    phones = {key: value for key, value in read_content(row.content).values.items() if key.endswith("mobile-phone")}
    assert phones == {"handler.mobile-phone": "13900000008"}


def test_another_handler_of_the_firm_goes_on_and_a_former_one_and_a_stranger_do_not(city: None, now: datetime) -> None:
    first, second = log_in(HANDLER, HANDLER_OF, now=now), log_in(OTHER_HANDLER, HANDLER_OF, now=now)
    draft = open_shop(acting(first, now), now)

    assert draft_of(draft, actor=acting(second, now), now=now).info.public_id == draft
    for nobody in (first, second, log_in(BOSS, now=now)):
        with pytest.raises(NotFound):
            draft_of(draft, actor=nobody, now=now)


def test_a_firms_bundle_in_a_persons_name_opens_nothing_and_says_what_to_do(
    agent: Actor, mother: Actor, now: datetime
) -> None:
    for person in (mother, agent):
        with pytest.raises(WrongStanding, match="单位的名义") as refusal:
            open_shop(person, now)
        assert any("综合窗口" in step for step in refusal.value.steps)

    assert Draft.objects.count() == 0


def test_a_persons_bundle_in_a_firms_name_opens_nothing_and_says_what_to_do(city: None, now: datetime) -> None:
    boss = acting(log_in(BOSS, BOSS_OF, now=now), now)

    with pytest.raises(WrongStanding, match="个人的名义") as refusal:
        open_newborn(boss, now)

    assert "换成您本人" in refusal.value.steps[0]
    assert Draft.objects.count() == 0


# ---- at the window


def behalf(now: datetime, *, firm: bool) -> OnBehalf:
    name, number, phone = PEOPLE["father"]
    person = register_person(name=name, id_number=number, phone=phone, actor=CLERK, now=now)
    enterprise = register_enterprise(name=FIRM, uscc=USCC, actor=CLERK, now=now) if firm else None
    return OnBehalf(person=person.public_id, name=name, id_number=number, phone=phone, enterprise=enterprise)


def test_a_clerk_files_for_a_firm_whose_people_find_it_online(city: None, now: datetime) -> None:
    draft = open_shop(CLERK, now, behalf(now, firm=True))

    proven = proven_values(draft_of(draft, actor=CLERK, now=now))
    assert proven["applicant.org-name"] == (FIRM, "窗口核验营业执照")
    assert proven["handler.full-name"] == ("周既明", "窗口核验证件")
    boss = acting(log_in(BOSS, BOSS_OF, now=now), now)
    assert [one.public_id for one in list_drafts(actor=boss, now=now)] == [draft]


@pytest.mark.parametrize(("bundle", "firm"), [("newborn", True), ("restaurant", False)])
def test_a_clerk_files_no_bundle_for_the_wrong_sort_of_applicant(
    city: None, now: datetime, bundle: str, firm: bool
) -> None:
    answers, on_behalf = {"newborn": ANSWERS, "restaurant": SHOP}[bundle], behalf(now, firm=firm)

    with pytest.raises(WrongStanding):
        open_draft(bundle=bundle, answers=answers, actor=CLERK, now=now, on_behalf=on_behalf)

    assert Draft.objects.count() == 0


def test_a_draft_from_before_there_were_authorities_is_read() -> None:
    old = (
        '{"proven":{"name":"林知夏","id_number":"770101199403120025","source":"实名认证","as_of":"2026-11-22T04:00:00+00:00"},'
        '"values":{},"files":{},"consents":{},"told":{}}'
    )

    assert read_content(old).proven["applicant"].number == "770101199403120025"


def test_a_key_of_one_principal_submits_nothing_of_another(mother: Actor, agent: Actor, now: datetime) -> None:
    draft = open_newborn(agent, now)
    complete(draft, agent, now)
    submit(draft=draft, key="once", actor=agent, now=now)

    with pytest.raises(NotFound):
        submit(draft=draft, key="once", actor=agent.as_oneself(), now=now)
    with pytest.raises(NotFound):
        submit(draft=draft, key="once", actor=replace(agent, bundles=frozenset({"retirement"})), now=now)
    assert Application.objects.count() == 1
