"""An item of a bundle beside its row in the implementation list: what differs, and what is not there."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from builders.checklist import SOUND, as_csv, line
from onething.core.calendar import Span, Unit
from onething.core.definitions import Basis, Item, ItemType, Limit, LimitKind, Mark, Promise, Result, ResultKind
from onething.modules.catalogue.api import import_pack
from onething.modules.catalogue.checklists import linked_items
from onething.modules.catalogue.domain.checklist.bundle_items import LinkedItem, compare_item
from onething.modules.catalogue.services.check_list import check_list, unlisted_items
from onething.modules.catalogue.services.import_list import import_list
from onething.platform.permissions import Actor, Role

SYSTEM = Actor(role=Role.SYSTEM)
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
LAW = Basis(document="某条例", article="第1条", mark=Mark.CONFIRMED)
TWENTY = Limit(LimitKind.FIXED, LAW, Span.working_days(20))
NAMES = ("公共场所卫生许可申请表", "营业执照")


def link(
    *,
    type_: ItemType = ItemType.LICENSING,
    limit: Limit = TWENTY,
    promise: Span | None = None,
    materials: tuple[str, ...] = NAMES,
) -> LinkedItem:
    item = Item(
        code="hygiene",
        name="卫生许可",
        body="health",
        type=type_,
        bases=(LAW,),
        statutory=limit,
        promise=None,
        result=Result("卫生许可证", ResultKind.LICENCE),
    )
    promised = Promise(promise, LAW) if promise else None
    return LinkedItem(code=SOUND["task_code"], bundle="开店一件事", item=item, promise=promised, materials=materials)


@pytest.mark.parametrize(
    ("linked", "changes", "expected"),
    [
        (link(), {}, []),
        (link(promise=Span.working_days(10)), {}, []),
        (link(promise=Span.working_days("0.5")), {}, []),
        (link(promise=Span.spot()), {}, []),
        (link(promise=Span.working_days("10.5")), {}, ["B3 promise_day"]),
        (link(promise=Span(1, Unit.MONTH)), {}, ["B3 promise_day"]),
        (link(type_=ItemType.PUBLIC_SERVICE), {}, ["B1 task_type"]),
        (link(limit=Limit(LimitKind.FIXED, LAW, Span.working_days(15))), {}, ["B2 anticipate_day"]),
        (link(limit=Limit(LimitKind.FIXED, LAW, Span(20, Unit.CALENDAR_DAY))), {}, ["B2 anticipate_day"]),
        (link(limit=Limit(LimitKind.NONE, LAW)), {}, ["B2 anticipate_day"]),
        (link(limit=Limit(LimitKind.NONE, LAW)), {"anticipate_day": 0}, []),
        (link(), {"anticipate_day": 0}, ["B2 anticipate_day"]),
        (link(materials=(*NAMES, "租赁合同")), {}, ["B4 materials"]),
        (link(materials=NAMES[:1]), {}, ["B4 materials"]),
        (link(materials=("租赁合同",)), {"materials": None}, []),
    ],
)
def test_differences_are_told(linked: LinkedItem, changes: dict[str, Any], expected: list[str]) -> None:
    row = {key: value for key, value in {**SOUND, **changes}.items() if value is not None}
    assert [f"{one.rule} {one.field}" for one in compare_item(linked, row)] == expected


@pytest.fixture
def listed(pack: Any, national: Path) -> Any:
    """The small pack with the elements of the national one; its item names a row."""
    for name in ("dictionaries.yaml", "item_elements.yaml", "regions.yaml"):
        pack.write(name, (national / name).read_text(encoding="utf-8"))
    pack.change("items.yaml", "    name: 签发\n", f"    name: 签发\n    checklist: {SOUND['handle_code']}\n")
    return pack


@pytest.mark.django_db
def test_a_check_compares_the_bundles_that_name_the_row(listed: Any) -> None:
    import_pack(listed.path, actor=SYSTEM, now=NOW)
    assert [one.rule for one in unlisted_items(on=TODAY)] == ["B5"]
    import_list("清单.csv", as_csv([line()]), actor=SYSTEM, now=NOW)
    ((item, findings),) = check_list(on=TODAY)
    assert item.code == SOUND["handle_code"]
    assert [f"{one.rule} {one.severity}" for one in findings] == ["B1 warn", "B2 warn", "B4 warn", "B4 note"]
    assert unlisted_items(on=TODAY) == ()


@pytest.mark.django_db
def test_the_local_layer_says_which_row_it_is(listed: Any) -> None:
    listed.write(
        "parameters.yaml",
        f'kind: parameters\nregion: "990100"\nversion: "2026.1"\nchecklists: {{issue: {SOUND["task_code"]}}}\n',
    )
    import_pack(listed.path, actor=SYSTEM, now=NOW)
    assert list(linked_items(on=TODAY)) == [SOUND["task_code"]]
