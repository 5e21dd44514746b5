"""The table of rules that domain people read: conclusion, missing answers and decisive clauses."""

from pathlib import Path

import pytest

from builders.tables import read_yaml
from onething.core.rules import FactError, Kind, NameType, Rule, Truth, compile_rule

TABLE = read_yaml(Path(__file__).parent / "rules.yaml")
NAMES = {
    name: NameType(Kind(entry["kind"]), frozenset(entry.get("options", ()))) for name, entry in TABLE["names"].items()
}
TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, "unknown": Truth.UNKNOWN}


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["about"])
def test_rule_gives_the_written_conclusion_and_reasons(case):
    facts = {name: tuple(value) if isinstance(value, list) else value for name, value in case["facts"].items()}

    outcome = compile_rule(case["rule"], names=NAMES).evaluate(facts)

    assert outcome.truth is TRUTHS[case["truth"]]
    assert sorted(outcome.missing) == case.get("missing", [])
    assert [clause.text for clause in outcome.clauses if clause.decisive] == case["decisive"]


def test_clauses_stand_in_reading_order_each_with_its_own_truth_and_names():
    rule = compile_rule("household == father.household && !(twins || child.order > 1)", names=NAMES)

    clauses = rule.evaluate({"household": "here", "father.household": "elsewhere", "twins": True}).clauses

    assert [(clause.text, clause.truth, clause.names) for clause in clauses] == [
        ("household == father.household", Truth.FALSE, {"household", "father.household"}),
        ("twins", Truth.TRUE, {"twins"}),
        ("child.order > 1", Truth.UNKNOWN, {"child.order"}),
    ]


def test_rule_tells_the_names_it_asks_for():
    rule = compile_rule('size(wants) > 1 ? "card" in ["card"] : birth_date < "2026-01-01"', names=NAMES)

    assert rule.names == {"wants", "birth_date"}


def test_rules_of_the_same_text_and_names_are_equal():
    first, second = (compile_rule("married && twins", names=NAMES) for _ in range(2))

    assert first == second
    assert len({first, second}) == 1


def test_facts_the_rule_does_not_ask_for_are_ignored():
    rule = compile_rule("married", names=NAMES)

    assert rule.evaluate({"married": True, "twins": "not even a boolean"}).truth is Truth.TRUE


@pytest.mark.parametrize(
    ("text", "facts", "label"),
    [
        ("married", {"married": "true"}, "是否"),
        ("child.order > 1", {"child.order": "2"}, "整数"),
        ("child.order > 1", {"child.order": True}, "整数"),
        ('household == "here"', {"household": 1}, "单选"),
        ('"allowance" in wants', {"wants": "allowance"}, "多选"),
        ("size(child.name) > 1", {"child.name": ("a", "b")}, "文字"),
    ],
)
def test_answer_of_the_wrong_kind_is_refused_by_name(text, facts, label):
    rule: Rule = compile_rule(text, names=NAMES)

    with pytest.raises(FactError, match=f"“{next(iter(facts))}”的答案类型不对：应当是{label}"):
        rule.evaluate(facts)
