"""The life of a version: drafted, looked at by somebody else, published from a day, retired from a day."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from onething.core.states import IllegalMove, render_markdown
from onething.modules.catalogue import ports, queries
from onething.modules.catalogue.api import (
    LIFE,
    BundleUnknown,
    MoveRefused,
    OwnWork,
    PackForbidden,
    PackRefused,
    PackState,
    VersionMissing,
    VersionTaken,
    VersionUnknown,
    bundle_of_version,
    import_pack,
    list_packs,
    publish_pack,
    published_bundle,
    retire_pack,
    return_pack,
    settle_bodies,
    submit_pack,
)
from onething.modules.catalogue.domain.life import decide_effective, decide_import_day
from onething.modules.catalogue.models import Definition, PackVersion
from onething.modules.organisation.api import bodies
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
TODAY, NEW_YEAR = date(2026, 11, 22), date(2027, 1, 1)
SYSTEM = Actor(role=Role.SYSTEM, channel="command")
EDITOR = Actor(role=Role.CATALOGUE_EDITOR, account=UUID(int=1), channel="admin")
PUBLISHER = Actor(role=Role.CATALOGUE_PUBLISHER, account=UUID(int=2), channel="admin")
ADMIN = Actor(role=Role.SYSTEM_ADMIN, account=UUID(int=3), channel="admin")


@pytest.fixture(autouse=True)
def _fresh_process() -> None:
    queries._compiled.cache_clear()


@pytest.fixture
def two(pack: Any) -> Any:
    """small@2026.1 published, small@2026.2 (with other words) a draft."""
    import_pack(pack.path, actor=SYSTEM, now=NOW)
    pack.change("pack.yaml", '"2026.1"', '"2026.2"')
    pack.change("bundle.yaml", "summary: 一起办", "summary: 更快办")
    import_pack(pack.path, actor=ADMIN, now=NOW, as_draft=True)
    return pack


def state_of(label: str) -> str:
    code, _, version = label.partition("@")
    return PackVersion.objects.get(code=code, version=version).state


def summary(on: date = TODAY) -> str:
    return published_bundle("newborn", on=on).bundle.summary


def test_a_draft_applies_on_no_day_until_it_is_published(two: Any) -> None:
    assert summary() == summary(date(2030, 1, 1)) == "一起办"

    submit_pack("small@2026.2", actor=EDITOR, now=NOW)
    assert (state_of("small@2026.2"), summary()) == ("in_review", "一起办")

    moved = publish_pack("small@2026.2", actor=PUBLISHER, now=NOW)
    assert (moved.on, state_of("small@2026.2"), summary()) == (TODAY, "published", "更快办")


def test_it_applies_from_its_day_and_not_before(two: Any) -> None:
    submit_pack("small@2026.2", actor=EDITOR, now=NOW)
    publish_pack("small@2026.2", actor=PUBLISHER, now=NOW, on=NEW_YEAR)

    assert (summary(date(2026, 12, 31)), summary(NEW_YEAR)) == ("一起办", "更快办")


def test_a_retired_version_gives_way_to_the_one_before_it(two: Any) -> None:
    submit_pack("small@2026.2", actor=EDITOR, now=NOW)
    publish_pack("small@2026.2", actor=PUBLISHER, now=NOW)

    moved = retire_pack("small@2026.2", actor=PUBLISHER, now=NOW, on=NEW_YEAR, because="依据废止")

    assert (summary(date(2026, 12, 31)), summary(NEW_YEAR)) == ("更快办", "一起办")
    assert "从那天起适用 small@2026.1" in moved.told


def test_where_nothing_applies_any_more_that_is_told(pack: Any) -> None:
    import_pack(pack.path, actor=SYSTEM, now=NOW)

    moved = retire_pack("small@2026.1", actor=SYSTEM, now=NOW)

    assert "没有适用的版本" in moved.told
    assert summary(date(2026, 11, 21)) == "一起办"
    with pytest.raises(BundleUnknown):
        published_bundle("newborn", on=TODAY)


@pytest.mark.parametrize(
    ("moves", "act", "told"),
    [
        ([], publish_pack, "当前状态“草稿”不能执行“公布”。现在可以：提交审核。"),
        ([], retire_pack, "当前状态“草稿”不能执行“停用”。现在可以：提交审核。"),
        ([submit_pack], submit_pack, "当前状态“审核中”不能执行“提交审核”。现在可以：退回修改、公布。"),
        ([submit_pack, publish_pack], submit_pack, "当前状态“已公布”不能执行“提交审核”。现在可以：停用。"),
        ([submit_pack, publish_pack, retire_pack], publish_pack, "这一状态已经终结，不能再变更。"),
    ],
)
def test_an_illegal_move_says_which_are_legal_and_changes_nothing(two: Any, moves: Any, act: Any, told: str) -> None:
    for move in moves:
        move("small@2026.2", actor=SYSTEM, now=NOW)
    before, logged = state_of("small@2026.2"), ActionRow.objects.count()

    with pytest.raises(IllegalMove, match=told):
        act("small@2026.2", actor=SYSTEM, now=NOW)

    assert (state_of("small@2026.2"), ActionRow.objects.count()) == (before, logged)


def test_who_made_the_draft_does_not_publish_it(two: Any, settings: Any) -> None:
    submit_pack("small@2026.2", actor=ADMIN, now=NOW)

    with pytest.raises(OwnWork, match="四眼原则"):
        publish_pack("small@2026.2", actor=ADMIN, now=NOW)
    assert state_of("small@2026.2") == "in_review"

    settings.FOUR_EYES = False
    publish_pack("small@2026.2", actor=ADMIN, now=NOW)
    assert state_of("small@2026.2") == "published"


@pytest.mark.parametrize(
    ("actor", "act"),
    [
        (EDITOR, return_pack), (EDITOR, publish_pack), (EDITOR, retire_pack), (PUBLISHER, submit_pack),
        (Actor(role=Role.CITIZEN), submit_pack), (Actor(role=Role.APPROVER), publish_pack),
        (Actor(role=Role.SECURITY_ADMIN), retire_pack), (Actor(role=Role.ANONYMOUS), submit_pack),
    ],
)  # fmt: skip
def test_each_does_only_what_the_table_gives_to_the_role(two: Any, actor: Actor, act: Any) -> None:
    more = {"because": "错字"} if act is return_pack else {}
    with pytest.raises(PackForbidden):
        act("small@2026.2", actor=actor, now=NOW, **more)
    assert state_of("small@2026.2") == "draft"


def test_a_returned_draft_takes_other_content_and_goes_its_way_again(two: Any) -> None:
    submit_pack("small@2026.2", actor=EDITOR, now=NOW)
    two.change("bundle.yaml", "summary: 更快办", "summary: 最快办")
    with pytest.raises(MoveRefused, match="正在审核"):
        import_pack(two.path, actor=SYSTEM, now=NOW, as_draft=True)

    return_pack("small@2026.2", because="摘要不准", actor=PUBLISHER, now=NOW)
    assert import_pack(two.path, actor=SYSTEM, now=NOW, as_draft=True).changed
    submit_pack("small@2026.2", actor=EDITOR, now=NOW)
    publish_pack("small@2026.2", actor=PUBLISHER, now=NOW)

    assert summary() == "最快办"
    assert Definition.objects.filter(kind="bundle").count() == 2


def test_an_import_publishes_a_draft_of_the_same_content_at_once(two: Any) -> None:
    imported = import_pack(two.path, actor=SYSTEM, now=NOW)

    assert (imported.changed, imported.state, summary()) == (True, PackState.PUBLISHED, "更快办")
    two.change("bundle.yaml", "summary: 更快办", "summary: 最快办")
    with pytest.raises(VersionTaken):
        import_pack(two.path, actor=SYSTEM, now=NOW, as_draft=True)


def test_a_draft_that_cannot_be_published_is_kept_with_what_is_wrong_and_not_handed_in(pack: Any) -> None:
    pack.change("materials.yaml", "origin: applicant", "origin: government")

    kept = import_pack(pack.path, actor=SYSTEM, now=NOW, as_draft=True)

    assert any("政府部门核发" in finding.message for finding in kept.findings)
    with pytest.raises(PackRefused, match="政府部门核发"):
        submit_pack("small@2026.1", actor=EDITOR, now=NOW)
    assert state_of("small@2026.1") == "draft"


@pytest.mark.parametrize("act", [publish_pack, retire_pack])
def test_no_day_in_the_past_is_taken(two: Any, act: Any) -> None:
    submit_pack("small@2026.2", actor=EDITOR, now=NOW)
    if act is retire_pack:
        publish_pack("small@2026.2", actor=PUBLISHER, now=NOW)
    before = state_of("small@2026.2")
    with pytest.raises(MoveRefused, match="请写今天或以后的日期"):
        act("small@2026.2", actor=PUBLISHER, now=NOW, on=date(2026, 11, 21))
    assert state_of("small@2026.2") == before


def test_an_unknown_version_is_told_so(pack: Any) -> None:
    with pytest.raises(VersionMissing, match=r"没有“small@2030\.1”这个版本"):
        submit_pack("small@2030.1", actor=EDITOR, now=NOW)


def test_a_pack_that_others_need_is_not_retired_alone(city: None) -> None:
    label = next(pack.info.label for pack in list_packs(on=TODAY) if pack.info.code == "national")

    with pytest.raises(MoveRefused, match="其余的包不再完整"):
        retire_pack(label, actor=SYSTEM, now=NOW)

    assert state_of(label) == "published"


def test_what_was_filed_keeps_its_version(two: Any) -> None:
    filed_under = published_bundle("newborn", on=TODAY).version
    submit_pack("small@2026.2", actor=EDITOR, now=NOW)
    publish_pack("small@2026.2", actor=PUBLISHER, now=NOW)
    retire_pack("small@2026.1", actor=PUBLISHER, now=NOW)

    assert summary() == "更快办"
    assert bundle_of_version("newborn", version=filed_under).bundle.summary == "一起办"
    with pytest.raises(VersionUnknown, match="不在库里"):
        bundle_of_version("newborn", version="small@2025.9")


def test_every_act_stands_on_the_log(two: Any) -> None:
    submit_pack("small@2026.2", actor=EDITOR, now=NOW)
    return_pack("small@2026.2", because="错字", actor=PUBLISHER, now=NOW)
    submit_pack("small@2026.2", actor=EDITOR, now=NOW)
    publish_pack("small@2026.2", actor=PUBLISHER, now=NOW, on=NEW_YEAR)
    retire_pack("small@2026.2", actor=PUBLISHER, now=NOW, on=NEW_YEAR)

    row = PackVersion.objects.get(version="2026.2")
    acts = ActionRow.objects.filter(subject_id=row.public_id).order_by("seq")
    assert [(act.kind, act.actor_account) for act in acts] == [
        ("pack.draft", UUID(int=3)), ("pack.submit", UUID(int=1)), ("pack.return", UUID(int=2)),
        ("pack.submit", UUID(int=1)), ("pack.publish", UUID(int=2)), ("pack.retire", UUID(int=2)),
    ]  # fmt: skip
    assert (acts[2].payload["because"], acts[4].payload["on"]) == ("错字", "2027-01-01")


def test_a_published_import_never_loses_to_an_older_day(pack: Any) -> None:
    """A later version that names an earlier day would otherwise be published and yet never apply."""
    pack.change("pack.yaml", '"2026-01-01"', '"2026-06-01"')
    import_pack(pack.path, actor=SYSTEM, now=NOW)
    pack.change("pack.yaml", '"2026.1"', '"2026.2"')
    pack.change("pack.yaml", '"2026-06-01"', '"2026-03-01"')
    pack.change("bundle.yaml", "summary: 一起办", "summary: 更快办")

    import_pack(pack.path, actor=SYSTEM, now=NOW)

    assert summary() == "更快办"


@pytest.mark.parametrize(
    ("wanted", "written", "begun", "expected"),
    [
        (None, "2026-01-01", None, "2026-11-22"),
        (None, "2027-02-01", None, "2027-02-01"),
        ("2026-12-01", "2027-02-01", None, "2026-12-01"),
        (None, "2026-01-01", "2026-11-22", "2026-11-22"),
    ],
)
def test_the_day_from_which_it_applies(wanted: str | None, written: str, begun: str | None, expected: str) -> None:
    day = decide_effective(
        wanted=date.fromisoformat(wanted) if wanted else None,
        written=date.fromisoformat(written),
        today=TODAY,
        latest_begun=date.fromisoformat(begun) if begun else None,
    )
    assert day == date.fromisoformat(expected)


def test_an_import_keeps_the_day_written_in_the_pack() -> None:
    assert decide_import_day(written=date(2026, 1, 1), latest_begun=None) == date(2026, 1, 1)
    assert decide_import_day(written=date(2026, 1, 1), latest_begun=date(2026, 3, 1)) == date(2026, 3, 1)


def test_bodies_change_on_the_day_and_come_back_when_the_version_is_retired(
    city: None, demo: Any, tmp_path: Any
) -> None:
    old = bodies(["police"])["police"].phone
    copy = tmp_path / "demo"
    for file in demo.rglob("*.yaml"):
        text = (
            file.read_text(encoding="utf-8")
            .replace(old, "总机 12345")
            .replace('version: "2026.3"', 'version: "2027.1"')
        )
        target = copy / file.relative_to(demo)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace('from: "2026-01-01"', 'from: "2027-01-01"'), encoding="utf-8")
    import_pack(copy, actor=SYSTEM, now=NOW)

    assert (settle_bodies(NOW), bodies(["police"])["police"].phone) == (0, old)
    new_year = datetime(2027, 1, 1, 1, 0, tzinfo=UTC)
    assert (settle_bodies(new_year), bodies(["police"])["police"].phone) == (1, "总机 12345")
    assert settle_bodies(new_year) == 0
    retire_pack("demo@2027.1", actor=SYSTEM, now=new_year)
    assert bodies(["police"])["police"].phone == old


def test_a_code_that_changes_its_meaning_waits_for_open_drafts(two: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    two.change("elements.yaml", "kind: name", "kind: text")
    import_pack(two.path, actor=SYSTEM, now=NOW, as_draft=True)
    asked: list[str] = []

    def one_draft(bundle: str, *, now: datetime) -> int:
        asked.append(bundle)
        return 1

    monkeypatch.setattr(ports, "_connected", [one_draft])
    with pytest.raises(PackRefused, match="出生一件事 1 份") as refused:
        submit_pack("small@2026.2", actor=EDITOR, now=NOW)
    (finding,) = refused.value.findings
    assert (finding.code, finding.file, finding.line) == ("forbidden_for_drafts", "small/elements.yaml", 3)
    assert asked == ["newborn"]

    monkeypatch.setattr(ports, "_connected", [])
    submit_pack("small@2026.2", actor=EDITOR, now=NOW)
    assert state_of("small@2026.2") == "in_review"


def test_a_national_pack_leaves_the_local_layer_alone_and_lists_what_conflicts(
    city: None, national: Any, tmp_path: Any
) -> None:
    local = list(Definition.objects.filter(pack__code="demo").order_by("id").values())
    version = PackVersion.objects.get(code="national").version
    copy = tmp_path / "national"
    for file in national.rglob("*.yaml"):
        target = copy / file.relative_to(national)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    about = (copy / "pack.yaml").read_text(encoding="utf-8")
    (copy / "pack.yaml").write_text(about.replace(f'"{version}"', '"2027.9"'), encoding="utf-8")
    items = copy / "bundles/newborn/items.yaml"
    text = items.read_text(encoding="utf-8")
    assert "amount: 30" in text
    items.write_text(text.replace("amount: 30", "amount: 29"), encoding="utf-8")

    imported = import_pack(copy, actor=SYSTEM, now=NOW)

    told = [finding for finding in imported.findings if finding.code == "local_layer"]
    assert [(found.file, found.field) for found in told] == [
        ("demo/parameters.yaml", "item_promises.maternity-reimbursement"),
        ("demo/parameters.yaml", "item_promises.social-security-card"),
    ]
    assert [found.line for found in told] == [12, 10]
    assert list(Definition.objects.filter(pack__code="demo").order_by("id").values()) == local
    assert published_bundle("newborn", on=TODAY).parameters.item_promises["social-security-card"].half_days == 5


def test_the_database_holds_no_version_without_its_days(pack: Any) -> None:
    import_pack(pack.path, actor=SYSTEM, now=NOW)
    for wrong in ({"effective_on": None}, {"state": "retired"}, {"state": "draft"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PackVersion.objects.update(**wrong)


def test_the_table_reads_as_people_would_say_it() -> None:
    assert "| 审核中 | 公布 | 已公布 | 从生效日起适用，内容不再改变 |  |" in render_markdown(LIFE)


def test_the_tables_of_the_room_are_migrated() -> None:
    call_command("makemigrations", "catalogue", check=True, dry_run=True, verbosity=0)
