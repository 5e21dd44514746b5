"""Rules and effects read as sentences: the words say exactly when a rule holds."""

from itertools import product

import pytest

from builders.newborn import packs_of_the_house
from onething.core.definitions import Bundle, Option, Question
from onething.core.rules import Kind, NameType, compile_rule
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.domain.conditions import item_conditions, option_words, rule_words

CATALOGUE = packs_of_the_house()


def question(code: str, text: str, *options: str) -> Question:
    return Question(code, text, tuple(Option(option, f"{option}号") for option in options))


def words(rule: str) -> str:
    source = CATALOGUE.bundle("newborn").bundle
    asked = (question("a", "甲", "x", "y", "z"), question("b", "乙", "x", "y", "z"), question("c", "丙", "x", "y"))
    names = {q.code: NameType(Kind.CHOICE, tuple(o.code for o in q.options)) for q in asked}
    bundle = Bundle(**{name: getattr(source, name) for name in source.__slots__} | {"questions": asked})
    return rule_words(bundle, compile_rule(rule, names=names))


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('a == "x"', "“甲”选“x号”"),
        ('a != "x"', "“甲”不选“x号”"),
        ('a in ["x", "y"]', "“甲”不选“z号”"),
        ('a == "x" && b == "y"', "“甲”选“x号”，并且“乙”选“y号”"),
        ('a == "x" || b != "y"', "“甲”选“x号”，或者“乙”不选“y号”"),
        ('a == "x" || a == "y" && c == "x"', "“甲”选“x号”；或者“甲”选“y号”，并且“丙”选“x号”"),
        (
            '(a == "x" || b == "x") && c == "y"',
            "“甲”选“x号”，并且“丙”选“y号”；或者“甲”不选“x号”，并且“乙”选“x号”，并且“丙”选“y号”",
        ),
    ],
)
def test_a_rule_reads_as_a_sentence(rule: str, said: str) -> None:
    assert words(rule) == said


@pytest.mark.parametrize("code", sorted(CATALOGUE.bundles))
def test_no_rule_of_the_packs_shows_its_code(code: str) -> None:
    source = CATALOGUE.bundle(code)
    for rule in rules_of(source):
        said = rule_words(source.bundle, rule)
        assert said.startswith("“")
        assert not any(operator in said for operator in ("==", "!=", "&&", "||", " in "))


def rules_of(source: CompiledBundle) -> list:
    needs = [need for item in source.library.items.values() for need in (*item.materials, *item.fields)]
    found = [thing.when for thing in (*source.bundle.questions, *source.bundle.items, *needs)]
    codes = {question.code for question in source.bundle.questions}
    return [rule for rule in found if rule and rule.names <= codes]


def test_the_words_of_two_answers_name_only_answers_that_make_the_rule_true() -> None:
    source = CATALOGUE.bundle("restaurant")
    entry = next(entry for entry in source.bundle.items if entry.item == "fire-check-general")
    assert entry.when is not None
    said = rule_words(source.bundle, entry.when)
    asked = [q for q in source.bundle.questions if q.code in entry.when.names]
    true = [
        chosen
        for chosen in product(*(q.options for q in asked))
        if entry.when.evaluate({q.code: o.code for q, o in zip(asked, chosen, strict=True)}).truth == "true"
    ]
    assert said == "“是公众聚集场所吗”选“是”，并且“消防安全检查怎么办”选“一般程序，先检查后许可”"
    assert [[option.label for option in chosen] for chosen in true] == [["是", "一般程序，先检查后许可"]]


def test_an_item_tells_when_it_is_done_and_when_not() -> None:
    source = CATALOGUE.bundle("restaurant")
    entries = {entry.item: entry for entry in source.bundle.items}
    swapped = item_conditions(source.bundle, source.library, entries["small-catering-permit"])
    assert swapped[0] == "“店里使用面积多大”选“不超过 50 平方米”的，才办。"
    assert swapped[1] == "代替“食品经营许可（餐饮服务）新办”。"
    assert item_conditions(source.bundle, source.library, entries["restaurant-licence-check"]) == ()


def test_an_answer_tells_what_it_causes() -> None:
    source = CATALOGUE.bundle("newborn")
    asked = {question.code: question for question in source.bundle.questions}
    father = asked["applicant"].option("father")
    follows = asked["household_of"].option("mother")
    assert father is not None
    assert follows is not None
    assert option_words(source.bundle, source.library, father) == (
        "“出生医学证明首次签发”要交“母亲授权委托书”：父亲代办签发，要有母亲的授权",
    )
    assert option_words(source.bundle, source.library, follows) == ("表单里“新生儿”的“随谁落户”由这个回答带出",)
