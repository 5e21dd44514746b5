"""What changes while a draft is being filled: answers, registers that fail or err, files."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from builders.filing import ANSWERS, CHILD, FATHER, MOTHER, OPTIONAL, PDF, complete, fill, open_newborn
from onething.modules.exchange.connectors.configured import _source_at
from onething.modules.intake.api import (
    CannotOpen,
    FileRefused,
    NotFound,
    OnBehalf,
    ValuesRefused,
    application_of,
    attach_file,
    discard_draft,
    draft_of,
    form_of,
    open_draft,
    refresh,
    save_answers,
    save_values,
    submit,
)
from onething.modules.intake.models import Application, Draft
from onething.platform.logs.models import AccessRow
from onething.platform.permissions import Actor, Role
from onething_simulators.faults import Fault
from onething_simulators.launching import count_requests, order_fault


def field_of(draft: Any, key: str, actor: Actor, now: datetime) -> Any:
    form = draft_of(draft, actor=actor, now=now).reading.form
    return next(field for section in form for field in section.fields if field.key == key)


def test_changed_answers_keep_what_still_applies_and_name_what_does_not(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)

    gone = save_answers(
        draft=draft, answers={**ANSWERS, "maternity_insurance": "no"}, leave_out=OPTIONAL, actor=mother, now=now
    )

    view = draft_of(draft, actor=mother, now=now)
    assert gone == ("母亲的银行账号", "母亲的开户银行", "材料.pdf 等 1 个文件", "材料.pdf 等 1 个文件")
    assert view.reading.leftovers == gone
    assert view.reading.gaps == ()
    assert field_of(draft, "child[1].child-name", mother, now).value == "周小禾"


def test_what_no_longer_applies_is_not_submitted_and_comes_back_with_the_old_answer(
    mother: Actor, now: datetime
) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    other = {**ANSWERS, "maternity_insurance": "no"}
    save_answers(draft=draft, answers=other, leave_out=OPTIONAL, actor=mother, now=now)

    save_answers(draft=draft, answers=ANSWERS, leave_out=OPTIONAL, actor=mother, now=now)
    back = field_of(draft, "mother.bank-account", mother, now).value
    save_answers(draft=draft, answers=other, leave_out=OPTIONAL, actor=mother, now=now)
    done = submit(draft=draft, key="k", actor=mother, now=now)

    assert back == "6222000012345678"
    filed = {entry.key for entry in form_of(done.public_id, actor=mother, purpose="核对", now=now)}
    assert "mother.bank-account" not in filed
    assert all(
        material.key != "mother:medical-invoices" for material in application_of(done.public_id, actor=mother).materials
    )


def test_not_sure_is_asked_again_before_submitting(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now, household_place="unsure")

    gaps = draft_of(draft, actor=mother, now=now).reading.gaps

    assert gaps[0].place == "answers"
    assert gaps[0].message.startswith("有问题选了“不确定”，还不能判断能不能办：出生登记")


def test_answers_that_lead_elsewhere_open_nothing(mother: Actor, now: datetime) -> None:
    with pytest.raises(CannotOpen, match="请到窗口办理") as refused:
        open_newborn(mother, now, married="no")

    assert refused.value.steps[0] == "带上父母身份证、户口簿和医院的出生记录"
    assert Draft.objects.count() == 0


def test_the_same_answers_continue_the_same_draft(mother: Actor, now: datetime) -> None:
    assert open_newborn(mother, now) == open_newborn(mother, now)
    assert Draft.objects.count() == 1


def test_without_the_register_everything_can_be_typed_and_filed(mother: Actor, register: str, now: datetime) -> None:
    order_fault(register, Fault.HTTP500)
    draft = open_newborn(mother, now)
    typed = {
        **MOTHER, "mother.ethnicity": "汉族", "mother.marriage-certificate-number": "J990101-2021-000520",
        "mother.household-address": "禾丰市青禾区", "mother.household-head": "周守田", "mother.employer": "某公司",
    }  # fmt: skip
    child = {
        **CHILD, "child[1].child-sex": "女", "child[1].child-birth-date": "2026年11月14日", "child[1].child-birth-time": "08:15",
        "child[1].birth-weight": "3320", "child[1].gestation-weeks": "39", "child[1].birth-hospital": "某医院",
    }  # fmt: skip

    fill(draft, mother, now, typed, FATHER, {"father.ethnicity": "汉族"}, child)

    view = draft_of(draft, actor=mother, now=now)
    assert field_of(draft, "mother.employer", mother, now).origin == "filled"
    assert {gap.place.value for gap in view.reading.gaps} == {"material", "delivery"}
    told = view.reading.content.told["770101199403120025"]["resident"]
    assert told.outcome == "unavailable"
    assert told.note.startswith("没有取到人口基本信息：提供数据的系统出了故障")


def test_asking_again_once_the_register_is_back_fills_in_the_rest(mother: Actor, register: str, now: datetime) -> None:
    order_fault(register, Fault.HTTP500)
    draft = open_newborn(mother, now)
    save_values(draft=draft, values={"mother.ethnicity": "维吾尔族"}, actor=mother, now=now)
    order_fault(register, Fault.NONE)
    _source_at.cache_clear()

    refresh(draft=draft, party="mother", actor=mother, now=now)

    assert field_of(draft, "mother.employer", mother, now).value == "禾丰市青禾纺织有限公司（演示）"
    typed = field_of(draft, "mother.ethnicity", mother, now)
    assert (typed.value, typed.origin, typed.registered) == ("维吾尔族", "disputed", "汉族")


def test_a_wrong_register_value_is_reported_and_carried_to_the_officers(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)

    save_values(draft=draft, values={"child[1].birth-weight": "3230"}, actor=mother, now=now)
    done = submit(draft=draft, key="k", actor=mother, now=now)

    filed = {entry.key: entry for entry in form_of(done.public_id, actor=mother, purpose="核对", now=now)}
    weight = filed["child[1].birth-weight"]
    assert (weight.shown, weight.registered, weight.disputed) == ("3230 克", "3320 克", True)
    assert weight.source == "禾丰市卫生健康委员会出生医学登记库（演示）"


def test_emptying_a_reported_value_goes_back_to_the_register(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    save_values(draft=draft, values={"mother.ethnicity": "土家族"}, actor=mother, now=now)

    save_values(draft=draft, values={"mother.ethnicity": ""}, actor=mother, now=now)

    assert field_of(draft, "mother.ethnicity", mother, now).origin == "shared"


def test_a_name_that_does_not_fit_the_number_reveals_nothing(mother: Actor, register: str, now: datetime) -> None:
    draft = open_newborn(mother, now)
    order_fault(register, Fault.NONE)

    fill(draft, mother, now, {**FATHER, "father.full-name": "周即明"})

    content = draft_of(draft, actor=mother, now=now).reading.content
    name = field_of(draft, "father.full-name", mother, now)
    assert {k: v.outcome for k, v in content.told[FATHER["father.id-number"]].items()} == {"resident": "mismatch"}
    assert "周既明" not in repr(content.told)
    assert name.problem.startswith("姓名与证件号码对不上")
    assert count_requests(register) == 1


def test_without_consent_nobody_is_asked_about(mother: Actor, register: str, now: datetime) -> None:
    draft = open_newborn(mother, now)
    order_fault(register, Fault.NONE)

    save_values(draft=draft, values=FATHER, actor=mother, now=now, consents={"father": False})
    refresh(draft=draft, party="father", actor=mother, now=now)

    assert count_requests(register) == 0
    assert field_of(draft, "father.ethnicity", mother, now).origin == "empty"


def test_every_look_up_stands_in_the_access_log_with_its_draft(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)

    asked = AccessRow.objects.filter(purpose="prefill.newborn").values_list("subject_kind", "case_ref", "data_of")

    assert set(asked) == {
        (f"exchange.{resource}", draft, mother.person)
        for resource in ("resident", "household", "marriage", "birth_record", "medical_insurance")
    }


def test_good_values_are_kept_while_bad_ones_are_named(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)

    with pytest.raises(ValuesRefused) as refused:
        save_values(
            draft=draft,
            values={**MOTHER, "mother.mobile-phone": "1390", "mother.bank-name": "", "mother.id-number": "1"},
            actor=mother,
            now=now,
        )

    assert refused.value.reasons == {
        "mother.mobile-phone": "手机号码应为 11 位，现在是 4 位，请检查是否漏填或多填。",
        "mother.bank-name": "母亲的“开户银行”还没有填写。",
    }
    assert field_of(draft, "mother.bank-account", mother, now).value == "6222000012345678"
    assert field_of(draft, "mother.id-number", mother, now).value == "770101199403120025"


def test_nobody_opens_drafts_by_the_thousand(mother: Actor, now: datetime, settings: Any) -> None:
    settings.MOST_DRAFTS = 2
    first = open_newborn(mother, now)
    second = open_newborn(mother, now, births="two")

    with pytest.raises(CannotOpen, match="草稿最多 2 份，现在已经满了") as refused:
        open_newborn(mother, now, births="three")

    assert refused.value.code == "intake.drafts"
    assert Draft.objects.count() == 2
    assert open_newborn(mother, now, births="two") == second  # what stands already is gone on with
    discard_draft(draft=first, actor=mother, now=now)
    open_newborn(mother, now, births="three")
    open_newborn(mother, now + timedelta(days=31))  # what has expired no longer counts


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("空.pdf", b"", "文件是空的"),
        ("假.jpg", b"not an image", "只接收 JPG、PNG 图片和 PDF、OFD 文件"),
        ("假.png", PDF, "后缀与文件内容不一致"),
    ],
)
def test_files_that_lie_are_refused_in_words(
    mother: Actor, now: datetime, name: str, content: bytes, says: str
) -> None:
    draft = open_newborn(mother, now)

    with pytest.raises(FileRefused, match=says):
        attach_file(draft=draft, material="mother:bank-card", name=name, content=content, actor=mother, now=now)

    assert draft_of(draft, actor=mother, now=now).reading.content.files == {}


def test_a_material_that_is_not_asked_for_takes_no_file(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)

    with pytest.raises(FileRefused, match="不用上传"):
        attach_file(draft=draft, material="mother:identity-card", name="a.pdf", content=PDF, actor=mother, now=now)


def test_a_clerk_files_for_a_registered_person_and_it_counts_as_the_window(mother: Actor, now: datetime) -> None:
    clerk = Actor(
        role=Role.WINDOW_CLERK,
        account=mother.account,
        site_code="city-centre",
        region_path="990100/",
        channel="counter",
    )
    person = OnBehalf(person=mother.person, name="林知夏", id_number="770101199403120025", phone="13900000001")

    draft = open_draft(bundle="newborn", answers=ANSWERS, leave_out=OPTIONAL, actor=clerk, now=now, on_behalf=person)
    complete(draft, clerk, now)
    submit(draft=draft, key="k", actor=clerk, now=now)

    row = Application.objects.get()
    assert (row.channel, row.owner, row.filed_by, row.site_code) == (
        "counter",
        mother.person,
        clerk.account,
        "city-centre",
    )
    assert application_of(row.public_id, actor=mother).info.applicant_masked == "林*夏"


def test_a_draft_written_online_belongs_to_no_site_until_it_is_submitted(mother: Actor, now: datetime) -> None:
    clerk = Actor(role=Role.WINDOW_CLERK, account=mother.account, site_code="city-centre", channel="counter")
    draft = open_newborn(mother, now)

    with pytest.raises(NotFound):
        draft_of(draft, actor=clerk, now=now)

    assert Draft.objects.get().site_code == ""
    complete(draft, mother, now)
    done = submit(draft=draft, key="k", actor=mother, now=now)
    assert application_of(done.public_id, actor=clerk).info.site_code == "city-centre"


def test_a_clerk_opens_nothing_for_nobody_and_a_citizen_nothing_for_others(mother: Actor, now: datetime) -> None:
    clerk = Actor(role=Role.WINDOW_CLERK, site_code="city-centre", channel="counter")
    person = OnBehalf(person=mother.person, name="林知夏", id_number="770101199403120025", phone="")

    with pytest.raises(NotFound):
        open_newborn(clerk, now)
    with pytest.raises(NotFound):
        open_draft(bundle="newborn", answers=ANSWERS, actor=mother, now=now, on_behalf=person)
