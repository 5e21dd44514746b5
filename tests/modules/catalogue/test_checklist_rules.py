"""Every rule of the implementation list: a row that passes and one that fails, written down in checklist_cases.yaml."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from builders.tables import read_yaml
from onething.modules.catalogue.domain.checklist.checking import check_item
from onething.modules.catalogue.domain.checklist.quality import QUALITY_RULES
from onething.modules.catalogue.domain.checklist.specification import (
    Specification,
    ValueType,
    read_specification,
)
from onething.modules.catalogue.domain.collecting import read_pack
from onething.modules.catalogue.files import read_folder

ROOT = Path(__file__).parents[3]
TOLD = read_yaml(Path(__file__).parent / "checklist_cases.yaml")
CASES = {f"{case['rule']} {case['what']}": case for case in TOLD["cases"]}


@cache
def specification() -> Specification:
    """The elements, dictionaries and regions of the national pack."""
    folder = ROOT / "packs/national"
    return read_specification(read_pack("national", read_folder(folder)).records)


def found_in(case: dict[str, Any]) -> list[str]:
    """rule severity field, of everything found in the changed row."""
    row = {key: value for key, value in {**TOLD["sound"], **case["change"]}.items() if value is not None}
    return sorted(f"{one.rule} {one.severity} {one.field}" for one in check_item(row, specification()))


@pytest.mark.parametrize("name", CASES)
def test_a_row_is_judged_as_written_down(name: str) -> None:
    case = CASES[name]
    assert found_in(case) == sorted([*case["expect"], *case.get("also", [])])


def test_every_quality_rule_has_a_row_that_passes_and_one_that_fails() -> None:
    outcomes: dict[str, set[bool]] = defaultdict(set)
    for case in CASES.values():
        outcomes[case["rule"]].add(bool(case["expect"]))
    numbers = [f"Q{number:02}" for number in range(1, 16)]
    assert list(QUALITY_RULES) == numbers
    assert [rule for rule in numbers if outcomes[rule] != {True, False}] == []


def test_each_finding_says_what_is_wrong_and_what_to_do() -> None:
    for case in CASES.values():
        row = {key: value for key, value in {**TOLD["sound"], **case["change"]}.items() if value is not None}
        for one in check_item(row, specification()):
            assert one.message.endswith("。"), one
            assert one.remedy.endswith("。"), one


def test_the_pack_has_the_79_elements_and_the_23_of_materials() -> None:
    known = specification()
    counted = [one for one in known.elements.values() if not one.extra]
    assert len(counted) == 79
    assert len([part for part in known.tables["material"] if not part.extra]) == 23
    assert [len(known.tables[group]) for group in ("fee", "link", "special")] == [5, 8, 5]


def test_every_dictionary_group_and_condition_that_is_named_exists() -> None:
    known = specification()
    every = [*known.elements.values(), *(part for parts in known.tables.values() for part in parts)]
    assert {one.dictionary for one in every if one.dictionary} <= set(known.dictionaries)
    assert {one.group for one in every if one.type is ValueType.TABLE} == set(known.tables)
    for group, parts in {"": tuple(known.elements.values()), **known.tables}.items():
        keys = {part.key for part in parts}
        assert [part.code for part in parts if part.when and part.when.element not in keys] == [], group


def test_no_two_elements_answer_to_the_same_header() -> None:
    known = specification()
    for parts in (tuple(known.elements.values()), *known.tables.values()):
        headers = [header for part in parts for header in {*part.headers}]
        assert len(headers) == len(set(headers))


def test_the_regions_are_the_legal_ones() -> None:
    regions = specification().regions
    assert len(regions) == 3351 - 124
    assert (regions["410000"], regions["410102"], regions["419001"]) == ("河南省", "中原区", "济源市")
    assert "130171" not in regions


@pytest.mark.parametrize(
    ("dictionary", "written", "code"),
    [
        ("task_type", "1", "01"),
        ("task_type", "01 行政许可", "01"),
        ("task_type", "公共服务", "20"),
        ("task_type", "行政处分", None),
        ("handle_area", "全省", "3"),
        ("online_grade", "Ⅳ级", "4"),
        ("use_level", "3、市级", "3"),
        ("topic_person", "10", "010"),
    ],
)
def test_a_value_is_found_by_code_name_or_alias(dictionary: str, written: str, code: str | None) -> None:
    assert specification().dictionaries[dictionary].find(written) == code
