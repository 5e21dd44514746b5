"""The comparison of two versions: every field, weighed for open drafts, by a rule that can be looked up."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders.tables import read_yaml
from onething.modules.catalogue.domain.conflicts import bundles_touched, find_conflicts
from onething.modules.catalogue.domain.diff import diff_records, heaviest
from onething.modules.catalogue.domain.records import PackInfo, PackLayer, Record, RecordKind
from onething.modules.catalogue.domain.weight_rules import RULES
from onething.modules.catalogue.domain.weights import Weight

CASES = read_yaml(Path(__file__).parent / "changes.yaml")
INFO = PackInfo(code="small", name="小包", version="2026.1", from_date=date(2026, 1, 1), layer=PackLayer.NATIONAL)


def record(kind: str, data: dict[str, Any]) -> Record:
    return Record(kind=RecordKind(kind), code=data.get("code", "990100"), data=data, pack=INFO)


def records(kind: str, data: dict[str, Any] | None) -> list[Record]:
    return [record(kind, data)] if data else []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_change_weighs_what_the_table_says(case: dict[str, Any]) -> None:
    changes = diff_records(records(case["kind"], case["before"]), records(case["kind"], case["after"]))

    told = [[change.field, change.happened.value, change.weight.value, change.rule] for change in changes]
    assert told == case["told"]


def test_every_rule_has_a_number_of_its_own_and_the_last_fits_everything() -> None:
    assert len({rule.number for rule in RULES}) == len(RULES)
    assert (RULES[-1].number, RULES[-1].where, RULES[-1].weight) == ("R03", "**", Weight.RECONFIRM)


def test_a_change_shows_both_values_and_the_reason() -> None:
    (change,) = diff_records(
        [record("item", {"code": "i", "name": "登记", "promise": {"unit": "working_day", "amount": 5}})],
        [record("item", {"code": "i", "name": "登记", "promise": {"unit": "working_day", "amount": 6}})],
    )

    assert (change.before, change.after) == (
        '{"amount": 5, "unit": "working_day"}',
        '{"amount": 6, "unit": "working_day"}',
    )
    assert change.why == "会改变要办、要填、要交的内容或时间，要再确认。"


def test_the_heaviest_change_weighs_for_the_whole() -> None:
    wording = (
        records("bundle", {"code": "b", "name": "甲", "lead": "x"}),
        records("bundle", {"code": "b", "name": "乙", "lead": "y"}),
    )
    assert heaviest(diff_records(*wording)) is Weight.COMPATIBLE
    assert heaviest(diff_records(wording[0], wording[0])) is None


def parameters(**said: Any) -> list[Record]:
    return [record("parameters", {"region": "990100", **said})]


LOCAL = parameters(
    item_promises={"i": {"unit": "working_day", "amount": 1}},
    deferrals={"m": {"unit": "working_day", "amount": 5}},
)


@pytest.mark.parametrize(
    ("kind", "before", "after", "told"),
    [
        ("item", {"promise": {"unit": "working_day", "amount": 5}}, {"promise": {"unit": "working_day", "amount": 3}}, "另有规定，仍按本地层"),
        ("item", {"statutory": {"kind": "none"}}, {"statutory": {"kind": "local"}}, "承诺时限"),
        ("item", {"note": "甲"}, {"note": "乙"}, ""),
        ("item", {"name": "登记"}, None, "请先公布去掉这一条的本地版本"),
    ],
)  # fmt: skip
def test_what_the_local_layer_says_about_the_same_is_listed(
    kind: str, before: dict[str, Any], after: dict[str, Any] | None, told: str
) -> None:
    changes = diff_records(
        [record(kind, {"code": "i", **before})], [record(kind, {"code": "i", **after})] if after else []
    )

    found = find_conflicts(changes, LOCAL)

    assert [told in finding.message for finding in found] == ([True] if told else [])


def test_a_bundle_is_touched_by_what_its_items_and_answers_use() -> None:
    option = {"code": "y", "label": "是", "effects": [{"effect": "swap", "out": "i", "into": "j"}]}
    every = [
        record("bundle", {"code": "b", "items": [{"item": "i"}], "questions": [{"code": "q", "options": [option]}]}),
        record("bundle", {"code": "c", "items": [{"item": "k"}]}),
        record("item", {"code": "j", "fields": [{"element": "e", "role": "mother"}]}),
        record("item", {"code": "k"}),
        record("element", {"code": "e", "label": "甲", "kind": "text"}),
    ]
    known = {(one.kind, one.code): one for one in every}
    (change,) = diff_records([every[4]], [record("element", {"code": "e", "label": "甲", "kind": "date"})])

    assert bundles_touched(change, known) == ("b",)
