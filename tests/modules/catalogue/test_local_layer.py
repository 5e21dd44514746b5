"""Editing the local layer: one value changes, every other byte stays, and it takes a draft, a review and a publication."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from onething.modules.catalogue.api import (
    PackForbidden,
    import_pack,
    publish_pack,
    published_bundle,
    submit_pack,
)
from onething.modules.catalogue.domain.editing import replace_values, write_value
from onething.modules.catalogue.domain.local_layer import next_version
from onething.modules.catalogue.errors import EditRefused
from onething.modules.catalogue.files import read_folder
from onething.modules.catalogue.models import PackVersion
from onething.modules.catalogue.services.compare import compare_packs
from onething.modules.catalogue.services.edit_local import edit_local, local_base, local_files
from onething.modules.catalogue.services.export_pack import export_pack
from onething.modules.organisation.api import bodies
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import Actor, Role

NOW, TODAY = datetime(2026, 11, 22, 1, 0, tzinfo=UTC), date(2026, 11, 22)
SYSTEM = Actor(role=Role.SYSTEM, channel="command")
EDITOR = Actor(role=Role.CATALOGUE_EDITOR, account=UUID(int=1), channel="admin")
PUBLISHER = Actor(role=Role.CATALOGUE_PUBLISHER, account=UUID(int=2), channel="admin")
PROMISE = "item_promises.birth-certificate.amount"

TEXT = (
    "# 说明：不要动\r\nkind: bodies\r\nentries:\r\n"
    "  - {code: a, name: '甲', phone: 0990-1, address: \"路1号\"} # 行末\r\n"
    "  - code: b\r\n    name: 乙 # 乙\r\n    phone: 0990-2（演示）   # 两个\r\n    sites:\r\n      - {code: c, hours: 九点}\r\n"
)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_named_values_change(mark: str) -> None:
    changes: dict[Any, str] = {
        ("entries", 0, "phone"): "12345",
        ("entries", 1, "phone"): '总机"1"#2',
        ("entries", 1, "sites", 0, "hours"): "周一至周五 9:00",
    }

    edited = replace_values("bodies.yaml", (mark + TEXT).encode(), changes).decode()

    expected = TEXT.replace("phone: 0990-1,", 'phone: "12345",').replace(
        "phone: 0990-2（演示）", 'phone: "总机\\"1\\"#2"'
    )
    assert edited == mark + expected.replace("hours: 九点", 'hours: "周一至周五 9:00"')


def test_a_place_that_is_not_there_changes_nothing() -> None:
    with pytest.raises(KeyError):
        replace_values("bodies.yaml", TEXT.encode(), {("entries", 7, "phone"): "1"})


@pytest.mark.parametrize(
    ("value", "written"),
    [(5, "5"), ("5", '"5"'), ("2.5", '"2.5"'), ("true", '"true"'), ("路 1 号", '"路 1 号"'), ("a: b", '"a: b"')],
)
def test_values_are_quoted_when_they_could_be_read_otherwise(value: str | int, written: str) -> None:
    assert write_value(value) == written


@pytest.mark.parametrize(
    ("version", "taken", "expected"),
    [("2026.3", [], "2026.3.1"), ("2026.3", ["2026.3.1"], "2026.3.2"), ("2026.3.4", ["2026.3.4"], "2026.3.5")],
)
def test_a_draft_takes_the_next_free_number(version: str, taken: list[str], expected: str) -> None:
    assert next_version(version, taken) == expected


def edit(file: str, actor: Actor = EDITOR, begins: date = TODAY, **values: str) -> str:
    return edit_local(file=file, values=values, begins=begins, actor=actor, now=NOW)


def phone_of_police() -> str:
    (file,) = [part for part in local_files(local_base(now=NOW)) if part.name == "bodies.yaml"]
    return next(value.name for value in file.values if value.group == "禾丰市公安局" and value.label == "电话")


def test_an_edit_becomes_a_draft_then_applies_and_comes_out_byte_for_byte(
    city: None, demo: Path, tmp_path: Path
) -> None:
    published = local_base(now=NOW)
    label = edit("parameters.yaml", **{PROMISE: "0.5"})
    assert label == f"demo@{published.version}.1"
    assert published_bundle("newborn", on=TODAY).parameters.item_promises["birth-certificate"].half_days == 2
    assert edit("bodies.yaml", **{phone_of_police(): "110"}) == label

    submit_pack(label, actor=EDITOR, now=NOW)
    publish_pack(label, actor=PUBLISHER, now=NOW)

    assert published_bundle("newborn", on=TODAY).parameters.item_promises["birth-certificate"].half_days == 1
    assert bodies(["police"])["police"].phone == "110"
    export_pack("demo", tmp_path / "out", on=TODAY)
    before, after = read_folder(demo), read_folder(tmp_path / "out")
    changed = {name for name in before if before[name] != after[name]}
    assert (changed, before.keys()) == ({"pack.yaml", "parameters.yaml", "bodies.yaml"}, after.keys())
    lines = zip(before["parameters.yaml"].splitlines(), after["parameters.yaml"].splitlines(), strict=True)
    assert [new for old, new in lines if old != new] == [
        before["parameters.yaml"].splitlines()[6].replace(b"amount: 1,", b'amount: "0.5",')
    ]
    again = import_pack(demo, actor=SYSTEM, now=NOW)
    assert not again.changed
    assert bodies(["police"])["police"].phone == "110"


@pytest.mark.parametrize(
    ("file", "values", "begins", "told"),
    [
        ("parameters.yaml", {PROMISE: "0"}, TODAY, "大于 0"),
        ("parameters.yaml", {PROMISE: "1.3"}, TODAY, "大于 0"),
        ("parameters.yaml", {PROMISE: "很快"}, TODAY, "大于 0"),
        ("parameters.yaml", {PROMISE: "2"}, date(2026, 11, 21), "已经过去"),
        ("parameters.yaml", {PROMISE: "1"}, TODAY, "没有改动任何一处"),
        ("parameters.yaml", {"region": "110000"}, TODAY, "没有改动任何一处"),
        ("parameters.yaml", {"item_promises.birth-certificate.basis.document": "甲"}, TODAY, "没有改动任何一处"),
        ("bodies.yaml", {"entries.0.phone": ""}, TODAY, "要填写"),
        ("bodies.yaml", {"entries.0.phone": "1\n2"}, TODAY, "不能换行"),
        ("bodies.yaml", {"entries.0.uscc": "11990100DEM000014K"}, TODAY, "没有改动任何一处"),
        ("../national/items.yaml", {"entries.0.name": "甲"}, TODAY, "没有改动任何一处"),
    ],
)  # fmt: skip
def test_what_may_not_be_edited_is_refused_and_nothing_is_stored(
    city: None, file: str, values: dict[str, str], begins: date, told: str
) -> None:
    with pytest.raises(EditRefused, match=told):
        edit(file, begins=begins, **values)
    assert not PackVersion.objects.filter(state="draft").exists()
    assert not ActionRow.objects.filter(kind="pack.edit").exists()


@pytest.mark.parametrize("role", [Role.CATALOGUE_PUBLISHER, Role.SECURITY_ADMIN, Role.CITIZEN, Role.APPROVER])
def test_only_editors_edit(city: None, role: Role) -> None:
    with pytest.raises(PackForbidden):
        edit("parameters.yaml", actor=Actor(role=role, account=UUID(int=9)), **{PROMISE: "2"})


def test_a_draft_in_review_is_not_changed_behind_the_reviewer(city: None) -> None:
    label = edit("parameters.yaml", **{PROMISE: "2"})
    submit_pack(label, actor=EDITOR, now=NOW)
    with pytest.raises(EditRefused, match="正在审核"):
        edit("parameters.yaml", **{PROMISE: "3"})


def test_the_hours_of_a_site_show_in_the_comparison(city: None) -> None:
    base = local_base(now=NOW)
    (file,) = [part for part in local_files(base) if part.name == "bodies.yaml"]
    hours = next(value for value in file.values if value.label == "办公时间")
    label = edit("bodies.yaml", **{hours.name: "周一至周六 9:00"})

    (change,) = compare_packs(str(base), label, on=TODAY).changes

    assert (change.name, change.field, change.after, change.rule) == (hours.group, "hours", "周一至周六 9:00", "P09")


def test_the_log_names_who_changed_which_value(city: None) -> None:
    edit("parameters.yaml", **{PROMISE: "2"})
    row = ActionRow.objects.get(kind="pack.edit")
    assert (row.actor_account, row.payload["file"], row.payload["fields"]) == (UUID(int=1), "parameters.yaml", PROMISE)
