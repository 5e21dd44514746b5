"""The invented people are consistent, and a people file with mistakes is refused with all of them named."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from onething_simulators import townspeople
from onething_simulators.id_numbers import is_valid_id_number
from onething_simulators.organisation_codes import is_valid_uscc
from onething_simulators.people import DEFAULT_FILE, BadPeopleFile, load_people


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_published_examples_of_the_standard_are_valid(number: str) -> None:
    assert is_valid_id_number(number)


@pytest.mark.parametrize(
    "number",
    ["110105194912310021", "11010519491331002X", "11010519491231002x", "1101051949123100", "", "１1010519491231002X"],
)
def test_a_wrong_check_character_an_impossible_date_or_another_shape_is_invalid(number: str) -> None:
    assert not is_valid_id_number(number)


def test_the_demonstration_holds_the_situations_of_a_birth() -> None:
    population = load_people()

    names = {person.key: person.name for person in population.persons if person.key.startswith("p")}
    sex_agrees = all((int(p.id_number[16]) % 2 == 1) == (p.sex == "男") for p in population.persons)
    twins = [record.mother for record in population.birth_records if len(record.children) == 2]

    assert len(names) == 15
    assert sex_agrees
    assert (names["p04"], names["p06"], names["p07"]) == ("阿依古丽·买买提", "罗㑇", "陈𠮷田")
    assert twins == ["p04"]
    assert {p.phone_number[:7] for p in population.persons} == {"1390000"}
    assert population.by_key["p09"].id_number == "78020219970402003X"


def test_five_firms_have_valid_codes_of_the_invented_region_and_people_who_act_for_them() -> None:
    population = load_people()

    assert [firm.uscc for firm in population.firms[:5] if is_valid_uscc(firm.uscc)] == [
        "91990101MA990001XM", "91990103MA9900028J", "91990104MA9900036U", "91990103MA99000448", "91990101MA99000526",
    ]  # fmt: skip
    assert population.firms_of(population.by_key["p01"]) == ()
    assert [relation for _, relation in population.firms_of(population.by_key["p11"])] == [
        "legal_representative",
        "handler",
    ]


def test_the_townspeople_are_many_different_and_of_places_that_do_not_exist() -> None:
    population = load_people()

    townspeople = [person for person in population.persons if not re.fullmatch(r"p\d\d", person.key)]
    firms = [firm for firm in population.firms if firm.key.startswith("firm")]
    assert (len(townspeople), len(firms)) == (248, 18)
    assert len({person.name for person in population.persons}) == len(population.persons)
    assert len({person.phone_number for person in population.persons}) == len(population.persons)
    assert {person.id_number[:4] for person in townspeople} == {"7701"}
    assert {firm.uscc[2:6] for firm in firms} == {"9901"}
    assert all(firm.name.endswith("（演示）") for firm in firms)


def test_the_file_of_the_townspeople_is_what_its_code_writes() -> None:
    assert townspeople.FILE.read_text(encoding="utf-8") == townspeople.written(townspeople.make_town())


@pytest.mark.parametrize(
    "code",
    ["91110000802100433C", "91110000802100434B", "91110000802100433b", "9111000080210043", "", "I1110000802100433B"],
)
def test_a_wrong_check_character_or_another_shape_is_no_code(code: str) -> None:
    assert is_valid_uscc("91110000802100433B")
    assert not is_valid_uscc(code)


def write(folder: Path, **changes: Any) -> Path:
    document = {**json.loads(DEFAULT_FILE.read_text(encoding="utf-8")), **changes}
    file = folder / "people.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def test_every_mistake_of_a_people_file_is_named_at_once(tmp_path: Path) -> None:
    persons = json.loads(DEFAULT_FILE.read_text(encoding="utf-8"))["persons"]
    persons[0]["id_number"] = "770101199403120026"
    persons[1]["household"] = "nowhere"

    with pytest.raises(BadPeopleFile) as refusal:
        load_people(file=write(tmp_path, persons=persons))

    assert "p01 的证件号码校验位或日期不对" in str(refusal.value)
    assert "提到了不存在的 nowhere" in str(refusal.value)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"persons": [{}]}', '{"persons": 3}'])
def test_a_file_that_is_no_people_file_is_refused_with_the_remedy(tmp_path: Path, content: str) -> None:
    file = tmp_path / "people.json"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(BadPeopleFile, match=r"请对照随附的 people\.json 改正"):
        load_people(file=file)
