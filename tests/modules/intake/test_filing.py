"""From an opened draft to a submitted application: prefilled, resumable, complete, once."""

import json
from datetime import datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from builders.filing import FATHER, MOTHER, citizen, complete, fill, open_newborn
from builders.newborn import publish_packs
from builders.statements import as_at_work
from onething.core.planning import canonical_json
from onething.modules.handling.api import Case
from onething.modules.intake.api import (
    ApplicationSubmitted,
    NotFound,
    Unfinished,
    ValuesRefused,
    application_of,
    draft_of,
    form_for_items,
    form_of,
    submit,
    wipe_expired_drafts,
)
from onething.modules.intake.models import Application, ApplicationMaterial, Draft
from onething.modules.papers.api import papers_of
from onething.modules.papers.models import Paper
from onething.platform.database import new_public_id
from onething.platform.events import react
from onething.platform.files.api import digest_content
from onething.platform.files.models import StoredFile
from onething.platform.logs.models import AccessRow, ActionRow
from onething.platform.permissions import Actor
from onething.project.composition import compose


def values_of(draft: UUID, actor: Actor, now: datetime) -> dict[str, tuple[str, str]]:
    form = draft_of(draft, actor=actor, now=now).reading.form
    return {field.key: (field.value, field.origin.value) for section in form for field in section.fields}


def test_a_new_draft_shows_what_login_and_registers_already_know(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)

    values = values_of(draft, mother, now)

    assert values["mother.full-name"] == ("林知夏", "proven")
    assert values["mother.id-number"] == ("770101199403120025", "proven")
    assert values["mother.birth-date"] == ("1994-03-12", "derived")
    assert values["mother.ethnicity"] == ("汉族", "shared")
    assert values["mother.mobile-phone"] == ("13900000001", "filled")
    assert values["mother.household-address"] == ("禾丰市青禾区稻香街道穗前路12号3幢201室", "shared")
    assert values["mother.household-head"] == ("周守田", "shared")
    assert values["mother.employer"] == ("禾丰市青禾纺织有限公司（演示）", "shared")
    assert values["child[1].child-sex"] == ("女", "shared")
    assert values["child[1].child-birth-date"] == ("2026-11-14", "shared")
    assert values["child[1].household-follows"] == ("mother", "answer")
    assert values["father.full-name"] == ("", "empty")
    assert values["child[1].child-name"] == ("", "empty")


def test_documents_that_registers_prove_are_not_asked_for(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)

    materials = draft_of(draft, actor=mother, now=now).reading.plan.materials

    asked = {material.key for material in materials if material.treatment == "submit"}
    certain = {m.key for m in materials if m.certainty == "certain" and m.exempt_by in {"licence", "shared_data"}}
    assert asked == {"mother:issue-consent", "mother:medical-invoices", "mother:bank-card"}
    assert certain == {
        "mother:identity-card", "mother:marriage-certificate", "mother:household-register",
        "child[1]:birth-medical-record",
    }  # fmt: skip


def test_the_father_is_asked_about_only_with_his_consent_and_his_right_name(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)

    fill(draft, mother, now, FATHER)

    values = values_of(draft, mother, now)
    assert values["father.ethnicity"] == ("汉族", "shared")
    assert values["father.birth-date"] == ("1992-11-05", "derived")
    assert values["father.full-name"] == ("周既明", "shared")


def test_one_number_is_not_two_people(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    hers = {"father.full-name": "林知夏", "father.id-number": "770101199403120025"}

    with pytest.raises(ValuesRefused) as refused:
        fill(draft, mother, now, hers)

    assert refused.value.reasons == {"father.id-number": "证件号码和母亲的一样，不会是同一个人，请对照证件核对。"}


def test_pressing_submit_makes_one_application_with_number_plan_and_materials(mother: Actor, now: datetime) -> None:
    heard: list[ApplicationSubmitted] = []
    react(ApplicationSubmitted, heard.append)
    draft = open_newborn(mother, now)
    complete(draft, mother, now)

    done = submit(draft=draft, key="k1", actor=mother, now=now)

    row = Application.objects.get()
    detail = application_of(done.public_id, actor=mother)
    assert (row.number[:6], row.number[14:20], len(row.number)) == ("990100", "000001", 21)
    assert row.applicant_masked == "林*夏"
    assert row.plan_digest == digest_content(canonical_json(detail.plan))
    assert [item.key for item in detail.plan.applying()] == [
        "birth-certificate:child[1]", "vaccination-certificate:child[1]", "birth-registration:child[1]",
        "social-security-card:child[1]", "resident-medical-insurance:child[1]", "maternity-reimbursement",
    ]  # fmt: skip
    assert [(material.key, len(material.files)) for material in detail.materials if material.files] == [
        ("mother:issue-consent", 1), ("mother:medical-invoices", 1), ("mother:bank-card", 1),
    ]  # fmt: skip
    assert [event.application for event in heard] == [done.public_id]
    assert Draft.objects.count() == 0
    assert ActionRow.objects.get(kind="application.submit").payload["number"] == row.number


def test_pressing_twice_gives_the_same_application(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)

    first = submit(draft=draft, key="k1", actor=mother, now=now)
    second = submit(draft=draft, key="k1", actor=mother, now=now)

    assert first == second
    assert Application.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="two writers at once are judged on PostgreSQL")
def test_two_presses_at_once_give_one_application(
    empty_house: None, stores: object, register: str, now: datetime
) -> None:
    publish_packs()
    mother = citizen("mother", now)
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    start, numbers = Barrier(2), []

    def press() -> None:
        start.wait()
        numbers.append(submit(draft=draft, key="k1", actor=mother, now=now).number)
        connections.close_all()

    presses = [Thread(target=press) for _ in range(2)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()

    assert len(numbers) == 2
    assert len(set(numbers)) == 1
    assert Application.objects.count() == 1


def test_what_is_missing_is_all_said_and_nothing_is_submitted(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    fill(draft, mother, now, MOTHER)

    with pytest.raises(Unfinished) as refused:
        submit(draft=draft, key="k1", actor=mother, now=now)

    places = [(gap.place.value, gap.target, gap.field) for gap in refused.value.gaps]
    assert ("party", "father", "") in places
    assert ("party", "child[1]", "child[1].child-name") in places
    assert ("material", "mother:medical-invoices", "") in places
    assert ("delivery", "mother", "mother.delivery-mode") in places
    assert Application.objects.count() == 0
    assert Draft.objects.count() == 1


def test_submitting_six_items_with_cases_and_receipt_costs_fifteen_statements(mother: Actor, now: datetime) -> None:
    compose()
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    as_at_work(now=now, version=draft_of(draft, actor=mother, now=now).reading.plan.bundle_version)

    with CaptureQueriesContext(connection) as asked:
        submit(draft=draft, key="k1", actor=mother, now=now)

    statements = [q["sql"] for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    assert Case.objects.count() == 6
    assert len(statements) <= 15, [statement[:80] for statement in statements]


def test_the_receipt_names_what_was_handed_in_and_what_was_not_asked_for(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)

    done = submit(draft=draft, key="k1", actor=mother, now=now)

    (receipt,) = papers_of(application=done.public_id, actor=mother)
    contents = json.loads(Paper.objects.get().data)["contents"]
    assert (receipt.kind, receipt.number, receipt.body_name) == (
        "receipt", f"禾丰卫生健康收〔{now.year}〕1号", "禾丰市卫生健康委员会",
    )  # fmt: skip
    assert [material["name"] for material in contents["materials"]] == [
        "出生医学证明签发知情告知书（母亲）", "医疗收费票据、费用清单、诊断证明、病历资料（母亲）", "本人银行卡信息（母亲）",
    ]  # fmt: skip
    assert {"name": "结婚证（母亲）", "source": "数据共享核验"} in contents["exempted"]


def test_somebody_elses_draft_and_application_do_not_exist(mother: Actor, stranger: Actor, now: datetime) -> None:
    draft, other = open_newborn(mother, now), open_newborn(mother, now, births="two")
    complete(draft, mother, now)
    done = submit(draft=draft, key="k1", actor=mother, now=now)

    with pytest.raises(NotFound):
        draft_of(other, actor=stranger, now=now)
    with pytest.raises(NotFound):
        submit(draft=other, key="k1", actor=stranger, now=now)
    with pytest.raises(NotFound):
        application_of(done.public_id, actor=stranger)


def test_personal_data_stands_in_no_table_in_clear(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    other = open_newborn(mother, now, births="two")
    submit(draft=draft, key="k1", actor=mother, now=now)

    with connection.cursor() as cursor:
        for table in (Draft, Application, ApplicationMaterial):
            cursor.execute(f"SELECT * FROM {table._meta.db_table}")
            stored = repr(cursor.fetchall())
            for secret in (
                "770101199403120025",
                "770101199211050034",
                "13900000001",
                "穗前路",
                "林知夏",
                "周小禾",
                "6222",
            ):
                assert secret not in stored, (table, secret)
    assert draft_of(other, actor=mother, now=now).info.title == "新生儿出生"


def test_an_item_gets_only_the_fields_it_needs_and_the_reading_is_logged(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    done = submit(draft=draft, key="k1", actor=mother, now=now)

    seen = form_for_items(
        done.public_id, items=["vaccination-certificate:child[1]"], actor=mother, purpose="审查", now=now
    )
    whole = form_of(done.public_id, actor=mother, purpose="查看申请", now=now)

    assert {entry.key for entry in seen} == {
        "mother.full-name", "mother.mobile-phone", "mother.live-address", "child[1].child-name", "child[1].child-sex",
        "child[1].child-birth-date", "child[1].birth-weight", "child[1].birth-hospital",
    }  # fmt: skip
    assert len(whole) == 30  # 28 asked or shared, and two birth dates that follow from identity numbers
    assert list(AccessRow.objects.filter(purpose="审查").values_list("subject_kind", "case_ref")) == [
        ("application", done.public_id)
    ]


def test_a_draft_outlives_the_day_and_is_wiped_after_thirty(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)

    assert wipe_expired_drafts(now + timedelta(days=29)) == 0
    assert values_of(draft, mother, now + timedelta(days=29))["child[1].child-name"][0] == "周小禾"
    assert wipe_expired_drafts(now + timedelta(days=31)) == 1
    assert (Draft.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_draft_that_cannot_be_read_keeps_no_other_from_being_wiped(mother: Actor, now: datetime) -> None:
    open_newborn(mother, now)
    sound = Draft.objects.get()
    unreadable = Draft.objects.get()
    unreadable.pk, unreadable.public_id, unreadable.content = None, new_public_id(), "cut off"
    unreadable.save()
    Draft.objects.filter(pk=sound.pk).update(id=unreadable.pk + 1)  # the bad one is the first of every batch

    assert wipe_expired_drafts(now + timedelta(days=31)) == 1
    assert Draft.objects.get().public_id == unreadable.public_id
