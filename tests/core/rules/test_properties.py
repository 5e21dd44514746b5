"""Generated rules against the Rust implementation of CEL, and what must hold of unknowns and reasons."""

import json

import cel
from hypothesis import given, settings
from hypothesis import strategies as st

from onething.core.rules import Kind, NameType, RuleError, Truth, compile_rule

HOUSEHOLDS = ["here", "elsewhere", "外地"]
WANTS = ["card", "allowance", "A"]
NAMES = {
    "married": NameType(Kind.BOOL),
    "twins": NameType(Kind.BOOL),
    "months": NameType(Kind.INT),
    "child.order": NameType(Kind.INT),
    "child.name": NameType(Kind.TEXT),
    "code": NameType(Kind.TEXT),
    "household": NameType(Kind.CHOICE, frozenset(HOUSEHOLDS)),
    "father.household": NameType(Kind.CHOICE, frozenset(HOUSEHOLDS)),
    "wants": NameType(Kind.CHOICES, frozenset(WANTS)),
}

INTS = st.integers(-3, 3) | st.sampled_from([-(2**63), 2**63 - 1])
TEXTS = st.text(st.sampled_from("ab㑇𠮷·\"'\\ "), max_size=3)
# `code` keeps to ASCII: the Rust implementation counts bytes in size(), the specification code points.
CODES = st.text(st.sampled_from("ab01"), max_size=3)
FACTS = st.fixed_dictionaries(
    {
        "married": st.booleans(),
        "twins": st.booleans(),
        "months": INTS,
        "child.order": INTS,
        "child.name": TEXTS,
        "code": CODES,
        "household": st.sampled_from(HOUSEHOLDS),
        "father.household": st.sampled_from(HOUSEHOLDS),
        "wants": st.lists(st.sampled_from(WANTS), unique=True).map(tuple),
    }
)


def quoted(value):
    return json.dumps(value, ensure_ascii=False)


def joined(*parts):
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map(" ".join)


ORDER = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
EQUALITY = st.sampled_from(["==", "!="])
INT_TERMS = st.sampled_from(["months", "child.order", "size(code)", "size(wants)"]) | INTS.map(str)
TEXT_TERMS = st.sampled_from(["child.name", "code"]) | TEXTS.map(quoted)
HOUSEHOLD_TERMS = st.sampled_from(["household", "father.household"])
LISTS = st.lists(st.sampled_from(HOUSEHOLDS).map(quoted), min_size=1, max_size=3).map(
    lambda items: f"[{', '.join(items)}]"
)
CLAUSES = st.one_of(
    st.sampled_from(["married", "twins", "true", "false"]),
    joined(INT_TERMS, ORDER, INT_TERMS),
    joined(TEXT_TERMS, ORDER, TEXT_TERMS),
    joined(HOUSEHOLD_TERMS, EQUALITY, HOUSEHOLD_TERMS | st.sampled_from(HOUSEHOLDS).map(quoted)),
    joined(HOUSEHOLD_TERMS, "in", LISTS),
    joined(st.sampled_from(WANTS).map(quoted), "in", "wants"),
    joined(st.sampled_from(["married", "twins"]), EQUALITY, st.sampled_from(["married", "true", "false"])),
    joined(st.sampled_from(["true", "false"]), EQUALITY, st.sampled_from(["married", "twins"])),
)
# Mostly without brackets, so that precedence is compared too.
RULES = st.recursive(
    CLAUSES,
    lambda inner: st.one_of(
        joined(inner, "&&", inner),
        joined(inner, "||", inner),
        joined("(", inner, ")"),
        joined("!", "(", inner, ")"),
        joined(inner, "?", "(", inner, ")", ":", inner),
    ),
    max_leaves=8,
)


def nested(facts):
    """Facts as the Rust implementation takes them: dotted names as maps."""
    tree = {}
    for name, value in facts.items():
        *path, last = name.split(".")
        branch = tree
        for step in path:
            branch = branch.setdefault(step, {})
        branch[last] = list(value) if isinstance(value, tuple) else value
    return tree


def some_of(facts, names):
    return {name: value for name, value in facts.items() if name in names}


@settings(max_examples=200, deadline=None)
@given(RULES, FACTS)
def test_with_every_answer_known_the_verdict_is_that_of_the_rust_implementation(text, facts):
    outcome = compile_rule(text, names=NAMES).evaluate(facts)

    assert outcome.truth is (Truth.TRUE if cel.evaluate(text, nested(facts)) else Truth.FALSE)
    assert outcome.missing == frozenset()


@settings(max_examples=200, deadline=None)
@given(RULES, FACTS, st.sets(st.sampled_from(sorted(NAMES))))
def test_a_verdict_on_part_of_the_answers_survives_every_completion(text, facts, known):
    rule = compile_rule(text, names=NAMES)

    partial = rule.evaluate(some_of(facts, known))

    if partial.truth is not Truth.UNKNOWN:
        assert partial.missing == frozenset()
        assert rule.evaluate(facts).truth is partial.truth


@settings(max_examples=200, deadline=None)
@given(RULES, FACTS, st.sets(st.sampled_from(sorted(NAMES))))
def test_answering_what_is_missing_decides_and_answering_anything_else_does_not(text, facts, known):
    rule = compile_rule(text, names=NAMES)

    outcome = rule.evaluate(some_of(facts, known))

    if outcome.truth is Truth.UNKNOWN:
        assert outcome.missing
        assert outcome.missing <= rule.names - known
        assert rule.evaluate(some_of(facts, known | outcome.missing)).truth is not Truth.UNKNOWN
        assert rule.evaluate(some_of(facts, set(NAMES) - outcome.missing)).truth is Truth.UNKNOWN


@settings(max_examples=200, deadline=None)
@given(RULES, FACTS, st.sets(st.sampled_from(sorted(NAMES))))
def test_the_decisive_clauses_alone_carry_the_verdict(text, facts, known):
    rule = compile_rule(text, names=NAMES)

    outcome = rule.evaluate(some_of(facts, known))

    if outcome.truth is not Truth.UNKNOWN:
        reasons = [clause for clause in outcome.clauses if clause.decisive]
        enough = frozenset().union(*(clause.names for clause in reasons))
        assert all(clause.truth is not Truth.UNKNOWN for clause in reasons)
        assert rule.evaluate(some_of(facts, known & enough)).truth is outcome.truth


@settings(max_examples=200, deadline=None)
@given(RULES, FACTS)
def test_every_clause_quotes_a_piece_of_the_text_that_is_a_rule_of_its_own(text, facts):
    for clause in compile_rule(text, names=NAMES).evaluate(facts).clauses:
        assert clause.text in text
        assert compile_rule(clause.text, names=NAMES).evaluate(facts).truth is clause.truth


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40) | st.text(st.sampled_from("()[]{}!?:&|=<>.,\"'\\ /-+01abinru\n"), max_size=40))
def test_any_text_is_a_rule_or_a_rule_error(text):
    try:
        compile_rule(text, names=NAMES)
    except RuleError as error:
        problems = error.problems
    else:
        problems = None

    assert problems is None or all(problem.line >= 1 and problem.column >= 1 for problem in problems)
