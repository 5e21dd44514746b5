"""A draft whose bundle changed or was retired while it was open: told in words, nothing lost, nothing submitted unseen."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from builders.filing import ANSWERS, MOTHER, complete, fill, open_newborn
from builders.newborn import PACKS
from builders.planning import LAW, bundle, compiled, item, library
from onething.core.definitions import Fee
from onething.core.planning import Plan
from onething.modules.catalogue import queries as catalogue_queries
from onething.modules.catalogue.api import import_pack, list_packs, published_bundle, retire_pack
from onething.modules.identity.models import Account
from onething.modules.intake.api import (
    Place,
    Unfinished,
    Withdrawn,
    accept_rules,
    application_of,
    count_open_drafts,
    draft_of,
    open_draft,
    submit,
)
from onething.modules.intake.domain.drift import compare_plans
from onething.modules.intake.models import Draft
from onething.platform.clock import legal_day, moved
from onething.platform.permissions import Actor, Role

SYSTEM = Actor(role=Role.SYSTEM, channel="command")
BUNDLE = "bundles/newborn/bundle.yaml"
ITEMS = "bundles/newborn/items.yaml"


@pytest.fixture
def national(tmp_path: Path) -> Path:
    """A copy of the national pack that may be changed, under a version to come."""
    folder = tmp_path / "national"
    shutil.copytree(PACKS / "national", folder)
    about = (folder / "pack.yaml").read_text(encoding="utf-8")
    line = next(line for line in about.splitlines() if line.startswith("version:"))
    (folder / "pack.yaml").write_text(about.replace(line, 'version: "2027.9"'), encoding="utf-8")
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def publish(folder: Path, now: datetime) -> None:
    import_pack(folder, actor=SYSTEM, now=now)


def without_the_item(folder: Path, code: str) -> None:
    """Take the item out of the bundle."""
    text = (folder / BUNDLE).read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    start = next(at for at, line in enumerate(lines) if f"item: {code}" in line and line.lstrip().startswith("- "))
    end = start + 1
    while end < len(lines) and lines[end].startswith("    "):
        end += 1
    (folder / BUNDLE).write_text("".join(lines[:start] + lines[end:]), encoding="utf-8")


def retire_everything(now: datetime) -> None:
    for code in ("demo", "national"):
        label = next(p.info.label for p in list_packs(on=legal_day(now)) if p.info.code == code and p.in_force)
        retire_pack(label, actor=SYSTEM, now=now)


def test_words_alone_are_not_told(mother: Actor, national: Path, now: datetime) -> None:
    draft = open_newborn(mother, now)
    change(national, BUNDLE, "summary:", "summary: 新的说法。")
    publish(national, now)

    view = draft_of(draft, actor=mother, now=now)

    assert view.reading.source.version.startswith("national@2027.9")
    assert view.reading.drift is None


def test_a_changed_promise_has_to_be_seen_before_submitting(mother: Actor, national: Path, now: datetime) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    filled = draft_of(draft, actor=mother, now=now).reading.content
    change(
        national,
        ITEMS,
        "materials:",
        "materials:\n      - {material: ethnicity-statement, role: mother, basis: {document: 某办法, article: 第2条}}",
    )
    publish(national, now)

    view = draft_of(draft, actor=mother, now=now)
    drift = view.reading.drift
    assert drift is not None
    assert any("多交一份" in line for line in drift.new)
    assert drift.still[0].endswith("个要办的事项")
    assert view.reading.content == filled
    with pytest.raises(Unfinished) as refused:
        submit(draft=draft, key="k", actor=mother, now=now)
    assert refused.value.gaps[0].place is Place.RULES

    assert not accept_rules(draft=draft, version="national@1+demo@1", actor=mother, now=now)
    assert draft_of(draft, actor=mother, now=now).reading.drift is not None
    assert accept_rules(draft=draft, version=drift.version, actor=mother, now=now)
    after = draft_of(draft, actor=mother, now=now)
    assert after.reading.drift is None
    assert after.reading.content == filled
    assert {gap.place for gap in after.reading.gaps} == {Place.MATERIAL}


def test_a_fee_that_is_new_gone_or_costs_another_amount_is_told() -> None:
    def plan(*fees: tuple[str, int]) -> Plan:
        listed = tuple(Fee(code, code, fen, "件", LAW) for code, fen in fees)
        return compiled(bundle("a"), library(item("a", fees=listed)))

    drift = compare_plans(plan(("甲费", 8000), ("乙费", 100)), plan(("甲费", 5000), ("乙费", 100)))

    assert (drift.gone, drift.new) == (("不再收“甲费”（80 元）。",), ("多收一项费：“甲费”（50 元）。",))
    assert drift.asks


def test_a_retired_item_is_named_and_the_rest_goes_on(mother: Actor, national: Path, now: datetime) -> None:
    draft = open_draft(bundle="newborn", answers=ANSWERS, leave_out=("childcare-subsidy",), actor=mother, now=now)
    fill(draft, mother, now, MOTHER)
    without_the_item(national, "parenting-guidance")
    publish(national, now)

    reading = draft_of(draft, actor=mother, now=now).reading

    assert reading.drift is not None
    assert reading.drift.gone[0] == "“科学育儿指导服务登记”不再办理，您为它填的内容仍保留在草稿里，不会提交。"
    assert reading.content.values["mother.bank-name"] == "禾丰银行青禾支行"
    assert "parenting-guidance" not in {item.item for item in reading.plan.applying()}


def test_what_was_filed_keeps_its_version_after_the_bundle_changed_and_ended(
    mother: Actor, national: Path, now: datetime
) -> None:
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    filed = submit(draft=draft, key="k", actor=mother, now=now)
    before = application_of(filed.public_id, actor=mother).plan
    change(national, BUNDLE, "summary:", "summary: 新的说法。")
    publish(national, now)
    retire_everything(now)

    detail = application_of(filed.public_id, actor=mother)

    assert detail.plan == before
    assert "2027.9" not in detail.plan.bundle_version
    owner = Client()
    owner.force_login(
        Account.objects.get(login="oidc-mother"), backend="onething.modules.identity.backends.AccountBackend"
    )
    with moved(now):
        page = owner.get(f"/applications/{filed.public_id}/submitted/")
    assert page.status_code == 200


def test_a_bundle_that_ended_shows_what_was_filled_and_submits_nothing(mother: Actor, now: datetime) -> None:
    draft = open_newborn(mother, now)
    fill(draft, mother, now, MOTHER)
    stored = Draft.objects.get(public_id=draft).content
    for _ in range(3):  # every version ends, also the ones that come back
        if any(pack.in_force for pack in list_packs(on=legal_day(now))):
            retire_everything(now)

    with pytest.raises(Withdrawn, match="已经停办") as gone:
        draft_of(draft, actor=mother, now=now)
    with pytest.raises(Withdrawn):
        submit(draft=draft, key="k", actor=mother, now=now)

    values = [value for _, rows in gone.value.kept for _, value in rows]
    assert "禾丰银行青禾支行" in values
    assert Draft.objects.get(public_id=draft).content == stored
    assert look(draft, now).count("禾丰银行青禾支行") == 1


def look(draft: UUID, now: datetime) -> str:
    owner = Client()
    owner.force_login(
        Account.objects.get(login="oidc-mother"), backend="onething.modules.identity.backends.AccountBackend"
    )
    with moved(now):
        page = owner.get(f"/drafts/{draft}/")
    assert page.status_code == 409
    return page.content.decode()


def test_open_drafts_are_counted_until_they_expire(mother: Actor, now: datetime) -> None:
    open_newborn(mother, now)

    assert count_open_drafts("newborn", now=now) == 1
    assert count_open_drafts("restaurant", now=now) == 0
    assert count_open_drafts("newborn", now=now + timedelta(days=31)) == 0


def test_the_owner_accepts_on_the_task_list(mother: Actor, national: Path, now: datetime) -> None:
    draft = open_newborn(mother, now)
    change(
        national,
        ITEMS,
        "materials:",
        "materials:\n      - {material: ethnicity-statement, role: mother, basis: {document: 某办法, article: 第2条}}",
    )
    publish(national, now)
    catalogue_queries._compiled.cache_clear()
    owner = Client()
    owner.force_login(
        Account.objects.get(login="oidc-mother"), backend="onething.modules.identity.backends.AccountBackend"
    )

    with moved(now):
        before = owner.get(f"/drafts/{draft}/").content.decode()
        version = published_bundle("newborn", on=legal_day(now)).version
        answer = owner.post(f"/drafts/{draft}/changes/", {"version": version})
        after = owner.get(f"/drafts/{draft}/").content.decode()

    assert "您填写期间，这件事的规定变了" in before
    assert answer.status_code == 302
    assert "您填写期间，这件事的规定变了" not in after
