"""What people type: tables of good and bad inputs, single wrong characters, hostile text."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.tables import read_yaml
from onething.core.identifiers import (
    Checked,
    check_application_number,
    check_base_code,
    check_case_number,
    check_citizen_id,
    check_handling_code,
    check_item_code,
    check_licence_id,
    check_mobile,
    check_name,
    check_organisation_code,
    check_region_code,
    check_uscc,
    normalise,
)

HERE = Path(__file__).parent
BAD = read_yaml(HERE / "bad_inputs.yaml")
GOOD = read_yaml(HERE / "good_inputs.yaml")
TODAY = date(2026, 11, 22)
Check = Callable[[str], Checked]
CHECKS: dict[str, Check] = {
    "application_number": check_application_number,
    "base_code": check_base_code,
    "case_number": check_case_number,
    "citizen_id": partial(check_citizen_id, today=TODAY),
    "handling_code": check_handling_code,
    "item_code": check_item_code,
    "licence_id": check_licence_id,
    "mobile": check_mobile,
    "name": check_name,
    "organisation_code": check_organisation_code,
    "region_code": check_region_code,
    "uscc": check_uscc,
}
CHECKED_BY_CHARACTER = [
    ("citizen_id", "11010519491231002X", "0123456789X"),
    ("uscc", "91350100M000100Y43", "0123456789ABCDEFGHJKLMNPQRTUWXY"),
    ("organisation_code", "002500287", "0123456789"),
    ("application_number", "99010020261122000001J", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    (
        "licence_id",
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.",
    ),
]


def label(row: dict[str, Any]) -> str:
    return f"{row['check']}-{row['name']}"


@pytest.mark.parametrize("row", BAD, ids=map(label, BAD))
def test_a_bad_input_is_told_every_check_it_fails(row: dict[str, Any]) -> None:
    checked = CHECKS[row["check"]](row["text"])

    assert checked.value is None
    assert [failure.code.removeprefix("identifier.") for failure in checked.failures] == row["codes"]
    assert all(failure.message.endswith("。") for failure in checked.failures)


@pytest.mark.parametrize("row", GOOD, ids=map(label, GOOD))
def test_what_people_really_type_becomes_the_canonical_form(row: dict[str, Any]) -> None:
    checked = CHECKS[row["check"]](row["text"])

    assert checked.value == row["value"]
    assert [notice.code.removeprefix("identifier.") for notice in checked.notices] == row.get("notices", [])


@pytest.mark.parametrize(
    ("check", "number", "alphabet"), CHECKED_BY_CHARACTER, ids=[c[0] for c in CHECKED_BY_CHARACTER]
)
def test_any_single_wrong_character_is_found(check: str, number: str, alphabet: str) -> None:
    assert CHECKS[check](number).value == number

    missed = [
        changed
        for place in range(len(number))
        for char in alphabet
        if (changed := number[:place] + char + number[place + 1 :]) != number and CHECKS[check](changed).value
    ]

    assert missed == []


def test_a_wrong_character_is_named_by_its_place() -> None:
    checked = check_citizen_id("1101051949123100AX", today=TODAY)

    assert checked.failures[0].message == "第 17 位“A”不对：前 17 位只能是数字，请更正。"


def test_a_check_failure_does_not_give_the_right_character_away() -> None:
    checked = check_citizen_id("440524188001010015", today=TODAY)

    assert checked.failures[0].message == "身份证件号码的校验位对不上，说明其中至少有一位填错，请对照原件逐位核对。"


def test_an_unlisted_region_is_a_notice_and_never_blocks() -> None:
    regions = frozenset({"440524"})

    citizen = check_citizen_id("11010519491231002X", today=TODAY, regions=regions)
    company = check_uscc("91350100M000100Y43", regions=regions)
    region = check_region_code("110105", regions=regions)

    assert [checked.value for checked in (citizen, company, region)] == [
        "11010519491231002X",
        "91350100M000100Y43",
        "110105",
    ]
    assert [len(checked.notices) for checked in (citizen, company, region)] == [1, 1, 1]
    assert "110105" in citizen.notices[0].message


def test_listed_regions_zones_and_permits_bring_no_notice() -> None:
    regions = frozenset({"110105"})

    assert check_citizen_id("11010519491231002X", today=TODAY, regions=regions).notices == ()
    assert check_citizen_id("810000199408230021", today=TODAY, regions=regions).notices == ()
    assert check_region_code("110105001", regions=regions).notices == ()
    assert check_region_code("990171", regions=regions, zones=frozenset({"990171"})).notices == ()


@pytest.mark.parametrize("hostile", ["\0", "\ud800", "张\udfff", "1" * 1_000_000, "²³" * 9, "９" * 18, "\u202e1234"])
@pytest.mark.parametrize("check", [*CHECKS.values(), normalise])
def test_hostile_text_is_answered_and_never_raises(check: Check, hostile: str) -> None:
    checked = check(hostile)

    assert (checked.value is None) == bool(checked.failures)
    assert sum(len(failure.message) for failure in checked.failures) < 4_000


@settings(max_examples=100)
@given(text=st.text(alphabet=st.characters(), max_size=48))
def test_arbitrary_text_never_raises(text: str) -> None:
    answers = [check(text) for check in (*CHECKS.values(), normalise)]

    assert all((answer.value is None) == bool(answer.failures) for answer in answers)


@settings(max_examples=100)
@given(text=st.text(max_size=48))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).value

    assert once is None or normalise(once).value == once


def test_what_is_empty_is_named() -> None:
    said = [check("", **given).failures[0].message for check, given in ((check_mobile, {}), (check_uscc, {}))]

    assert said == ["还没有填写手机号码，请填写。", "还没有填写统一社会信用代码，请填写。"]
