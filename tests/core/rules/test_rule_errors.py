"""Texts that cannot be published: every code, every place, all at once, and never anything but RuleError."""

from pathlib import Path

import pytest

from builders.tables import read_yaml
from onething.core.rules import MAX_LENGTH, Code, Kind, NameType, Problem, RuleError, compile_rule

TABLE = read_yaml(Path(__file__).parent / "errors.yaml")
NAMES = {
    name: NameType(Kind(entry["kind"]), frozenset(entry.get("options", ()))) for name, entry in TABLE["names"].items()
}
BY_LENGTH_AND_DEPTH = {Code.TOO_LONG, Code.TOO_DEEP}


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(RuleError) as caught:
        compile_rule(text, names=NAMES)
    return caught.value.problems


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: repr(case["rule"])[:60])
def test_text_is_refused_with_every_problem_in_its_place(case):
    with pytest.raises(RuleError) as caught:
        compile_rule(case["rule"], names=NAMES)

    assert [[problem.code, problem.column] for problem in caught.value.problems] == case["problems"]
    assert case["hint"] in str(caught.value)


def test_every_code_has_a_case():
    told = {code for case in TABLE["cases"] for code, _ in case["problems"]}

    assert told | BY_LENGTH_AND_DEPTH == set(Code)


def test_text_of_the_greatest_length_is_accepted_and_one_more_is_not():
    longest = "married".ljust(MAX_LENGTH)

    compile_rule(longest, names=NAMES)

    assert [problem.code for problem in problems_of(longest + " ")] == [Code.TOO_LONG]


@pytest.mark.parametrize(
    ("open_", "close"), [("(", ")"), ("!", ""), ("married ? twins : ", ""), ("!(", ")")], ids=["()", "!", "?:", "!()"]
)
def test_nesting_is_accepted_to_a_depth_and_refused_beyond(open_, close):
    compile_rule(open_ * 15 + "married" + close * 15, names=NAMES)

    assert [problem.code for problem in problems_of(open_ * 40 + "married" + close * 40)] == [Code.TOO_DEEP]


def test_a_long_row_of_conditions_is_not_deep():
    row = " && ".join(["married"] * 150)

    assert len(compile_rule(row, names=NAMES).evaluate({"married": True}).clauses) == 150


def test_many_brackets_side_by_side_are_not_deep():
    compile_rule(" && ".join(["(married)"] * 100), names=NAMES)


def test_lone_surrogate_is_a_bad_character():
    (problem,) = problems_of('child.name == "\ud800"')

    assert (problem.code, problem.column) == (Code.BAD_CHARACTER, 16)
    assert "U+D800" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "(" * 10_000,
        "(" * 1_999,
        "(" * 900 + "married" + ")" * 900,
        "[" * 31 + "1" + "]" * 31,
        "size(" * 31 + "months" + ")" * 31,
        "-" * 1_999,
        "-" * 1_990 + "1",
        "!" * 1_990 + "married",
        "a." * 990 + "a",
        "1+" * 990 + "1",
        "a?b:" * 490 + "a",
        "a==" * 600 + "a",
        "a in " * 300 + "a",
        "1" * 1_999,
        "?" * 1_999,
        '"' + "\\n" * 900,
        'child.name == "' + "\\n" * 900 + "\\\n" + '"',
        'child.name == "' + "\\" * 1_901,
        '""' * 900,
        "\0" * 1_999,
        "\ud800" * 1_999,
        "\U000e0001" * 1_999,
        "married\u2028&& twins",
        "$\\%^~`@#",
    ],
    ids=lambda text: ascii(text[:12]) + f"..{len(text)}",
)
def test_hostile_text_is_refused_and_its_message_can_be_shown(text):
    problems = problems_of(text)

    assert problems
    assert "\n".join(map(str, problems)).encode("utf-8")


def test_suggestions_stop_when_nearly_everything_is_wrong():
    problems = problems_of(" || ".join(f"marrie{index}" for index in range(120)))

    assert len(problems) == 120
    assert sum("是不是想写 married" in problem.message for problem in problems) == 10
