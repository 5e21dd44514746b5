"""Which records of the national interface an act becomes: cases in uploads.yaml, and a mapping that cannot be used."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from builders.tables import read_yaml
from onething.core.lifecycle import CaseAction
from onething.modules.exchange.domain.uploading import ActFacts, BadTable, UploadRecord, map_act, read_table
from onething.modules.exchange.services.upload import OWN_TABLE

CASES = read_yaml(Path(__file__).parent / "uploads.yaml")
CONTENT = read_yaml(OWN_TABLE)
TABLE = read_table(CONTENT)
NUMBER = "12441500196720244T3442199806003202603020001"
CASE = {
    "case.number": NUMBER,
    "case.application_number": "G1",
    "case.item_code": NUMBER[:31],
    "case.item_name": "出生医学证明签发",
    "case.body_name": "禾丰市卫生健康委员会",
    "case.applicant": "林知夏",
    "case.promised_on": "2026-03-09",
    "case.result_name": "出生医学证明",
    "case.result_number": "X990000001",
}
MATERIALS = (
    {"material.code": "id-card", "material.name": "身份证", "material.treatment": "submit"},
    {"material.code": "marriage", "material.name": "结婚证", "material.treatment": "exempt"},
)


def facts(action: str, seq: int = 1, **changes: Any) -> ActFacts:
    given: dict[str, Any] = {
        "action": {one.value: one for one in CaseAction}[action],
        "seq": seq,
        "at": datetime(2026, 3, 2, 1, 0, tzinfo=UTC),
        "ground": "行政许可法 第三十二条",
        "case": CASE,
        "materials": MATERIALS,
    }
    return ActFacts(**{**given, **changes})


@pytest.mark.parametrize("case", CASES, ids=[case["act"] for case in CASES])
def test_an_act_becomes_the_records_written_down(case: dict[str, Any]) -> None:
    assert list(map_act(facts(case["act"], case["seq"]), table=TABLE)) == [
        UploadRecord(case_number=NUMBER, group=one["group"], sequence=case["seq"], fields=one["fields"])
        for one in case["records"]
    ]


def test_every_act_but_the_silent_ones_has_its_place() -> None:
    assert set(CaseAction) - set(TABLE.acts) == {CaseAction.OPEN_CORRECTING, CaseAction.SERVE_CORRECTION}


def test_an_optional_value_that_is_absent_is_left_out_and_a_required_one_is_sent_empty() -> None:
    case = {**CASE, "case.result_name": "", "case.result_number": "", "case.body_name": ""}

    (record,) = map_act(facts("grant", case=case, ground=""), table=TABLE)

    assert set(record.fields) == {"case_no", "result_code", "conclude_time", "body_name"}
    assert record.fields["body_name"] == ""


def test_no_name_of_a_person_is_printed_into_logs() -> None:
    (record, _) = map_act(facts("accept"), table=TABLE)

    assert "林知夏" not in repr(record)
    assert "林知夏" not in repr(facts("accept"))


def test_every_field_code_and_group_says_how_far_it_was_checked() -> None:
    marks = {"confirmed", "unconfirmed"}

    assert {group["mark"] for group in CONTENT["groups"].values()} <= marks
    assert {one["mark"] for group in CONTENT["groups"].values() for one in group["fields"]} <= marks
    assert {one["mark"] for targets in CONTENT["acts"].values() for one in targets} <= marks
    assert {one["mark"] for action in ("grant", "deny", "lapse") for one in CONTENT["acts"][action]} == {"unconfirmed"}


@pytest.mark.parametrize(
    "content",
    [
        None, [], {}, {"groups": {}}, {"groups": {"a": {}}, "acts": {}}, {"groups": {}, "acts": {"fly": []}},
        {"groups": {}, "acts": {"accept": [{"group": "nowhere"}]}}, {"groups": {"a": {"fields": [{}]}}, "acts": {}},
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_used_is_refused(content: Any) -> None:
    with pytest.raises(BadTable):
        read_table(content)
