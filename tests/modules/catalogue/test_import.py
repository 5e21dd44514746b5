"""Publishing: once, whole, with what is in force; afterwards the rows are the truth."""

from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onething.modules.catalogue import queries
from onething.modules.catalogue.api import (
    BundleUnknown,
    CompiledBundle,
    ImportForbidden,
    PackRefused,
    VersionTaken,
    import_pack,
    list_bundles,
    list_definitions,
    list_packs,
    load_packs,
    published_bundle,
)
from onething.modules.catalogue.models import Definition, PackFile, PackVersion
from onething.modules.organisation.api import bodies
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ADMIN = Actor(role=Role.SYSTEM_ADMIN, channel="command")


@pytest.fixture(autouse=True)
def _fresh_process() -> None:
    queries._compiled.cache_clear()


def publish(path: Path) -> bool:
    return import_pack(path, actor=ADMIN, now=NOW).changed


def parts(bundle: CompiledBundle) -> list[Any]:
    return [getattr(bundle, field.name) for field in fields(bundle)]


def test_what_is_published_is_what_the_files_say(city: None, national: Path, demo: Path) -> None:
    assert parts(published_bundle("newborn", on=TODAY)) == parts(load_packs([national, demo]).bundle("newborn"))


def test_files_are_kept_byte_for_byte(city: None, national: Path) -> None:
    stored = {row.name: bytes(row.content) for row in PackFile.objects.filter(pack__code="national")}
    assert stored == {p.relative_to(national).as_posix(): p.read_bytes() for p in national.rglob("*.yaml")}


def test_the_same_content_again_changes_nothing(pack: Any) -> None:
    assert publish(pack.path)
    rows = list(PackVersion.objects.values())
    assert not publish(pack.path)
    assert list(PackVersion.objects.values()) == rows
    assert ActionRow.objects.count() == 1


def test_other_content_under_a_published_version_is_refused(pack: Any) -> None:
    publish(pack.path)
    pack.change("bundle.yaml", "summary: 一起办", "summary: 分开办")
    with pytest.raises(VersionTaken, match="已经公布"):
        publish(pack.path)
    assert PackVersion.objects.count() == 1
    assert published_bundle("newborn", on=TODAY).bundle.summary == "一起办"


def test_a_dry_run_reviews_and_writes_nothing(pack: Any) -> None:
    pack.change("bundle.yaml", "amount: 5", "amount: 2")
    imported = import_pack(pack.path, actor=ADMIN, now=NOW, dry_run=True)
    assert [finding.code for finding in imported.findings] == ["path_over_promise"]
    assert not imported.changed
    assert not PackVersion.objects.exists()
    assert not ActionRow.objects.exists()


def test_a_refused_pack_leaves_nothing_behind(pack: Any) -> None:
    pack.change("materials.yaml", "origin: applicant", "origin: government")
    with pytest.raises(PackRefused, match="政府部门核发"):
        publish(pack.path)
    assert not PackVersion.objects.exists()
    assert not Definition.objects.exists()
    assert not ActionRow.objects.exists()


@pytest.mark.parametrize("role", [Role.ANONYMOUS, Role.CITIZEN, Role.WINDOW_CLERK, Role.APPROVER, Role.AUDITOR])
def test_only_those_who_run_the_system_publish(pack: Any, role: Role) -> None:
    with pytest.raises(ImportForbidden, match="系统管理员"):
        import_pack(pack.path, actor=Actor(role=role), now=NOW)
    assert not PackVersion.objects.exists()


def test_a_local_pack_brings_its_bodies_and_needs_the_national_one_first(national: Path, demo: Path) -> None:
    with pytest.raises(PackRefused, match="先导入"):
        publish(demo)
    publish(national)
    publish(demo)
    assert bodies(["police"])["police"].name == "禾丰市公安局"


def test_a_wrong_body_is_named_at_its_line_and_stops_all(national: Path, demo: Path, tmp_path: Path) -> None:
    publish(national)
    copy = tmp_path / "demo"
    copy.mkdir()
    for file in demo.glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("11990100DEM000014J", "11990100DEM000014K")
        (copy / file.name).write_text(text, encoding="utf-8")
    with pytest.raises(PackRefused) as refused:
        publish(copy)
    (finding,) = refused.value.findings
    assert (finding.file, finding.line, finding.field) == ("demo/bodies.yaml", 12, "entries[0].uscc")
    assert PackVersion.objects.count() == 1


def test_each_day_has_its_own_version(pack: Any) -> None:
    publish(pack.path)
    pack.change("pack.yaml", '"2026.1"', '"2026.2"')
    pack.change("pack.yaml", '"2026-01-01"', '"2026-12-01"')
    pack.change("bundle.yaml", "summary: 一起办", "summary: 更快办")
    publish(pack.path)
    assert published_bundle("newborn", on=date(2026, 11, 30)).bundle.summary == "一起办"
    assert published_bundle("newborn", on=date(2026, 12, 1)).bundle.summary == "更快办"
    assert published_bundle("newborn", on=date(2026, 12, 1)).version == "small@2026.2"
    assert [pack.info.label for pack in list_packs(on=TODAY)] == ["small@2026.2", "small@2026.1"]


@pytest.mark.parametrize(("code", "on"), [("newborn", date(2025, 12, 31)), ("wedding", TODAY)])
def test_an_unknown_bundle_is_told_with_a_way_on(pack: Any, code: str, on: date) -> None:
    publish(pack.path)
    with pytest.raises(BundleUnknown, match="请从目录里重新选择"):
        published_bundle(code, on=on)


def test_an_empty_house_has_no_bundles() -> None:
    assert list_bundles(on=TODAY) == ()
    with pytest.raises(BundleUnknown):
        published_bundle("newborn", on=TODAY)


def test_reading_costs_two_queries_cold_and_one_warm(city: None) -> None:
    with CaptureQueriesContext(connection) as cold:
        published_bundle("newborn", on=TODAY)
    with CaptureQueriesContext(connection) as warm:
        published_bundle("newborn", on=TODAY)
    assert (len(cold), len(warm)) == (2, 1)


def test_lists_name_what_is_in_force(pack: Any) -> None:
    publish(pack.path)
    assert [(b.code, b.title, b.lead) for b in list_bundles(on=TODAY)] == [("newborn", "出生一件事", "health")]
    assert [(d.kind, d.code, d.version) for d in list_definitions(on=TODAY)] == [
        ("pack", "small", "2026.1"),
        ("body", "health", "2026.1"),
        ("bundle", "newborn", "2026.1"),
        ("calendar", "cn-legal", "2026.1"),
        ("element", "child-name", "2026.1"),
        ("item", "issue", "2026.1"),
        ("material", "statement", "2026.1"),
    ]


def test_the_log_says_who_published_what(pack: Any) -> None:
    imported = import_pack(pack.path, actor=ADMIN, now=NOW)
    row = ActionRow.objects.get()
    assert (row.kind, row.actor_role, row.at) == ("pack.import", "system_admin", NOW)
    assert row.payload == {"code": "small", "version": "2026.1", "digest": imported.digest}
