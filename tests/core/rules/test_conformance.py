"""The applicable part of the public CEL conformance files, as facts in `conformance.yaml`."""

from pathlib import Path

import pytest

from builders.tables import read_yaml
from onething.core.rules import Kind, NameType, RuleError, Truth, compile_rule

TABLE = read_yaml(Path(__file__).parent / "conformance.yaml")
NAMES = {name: NameType(Kind(kind)) for name, kind in TABLE["bindings_types"].items()}
TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, "unknown": Truth.UNKNOWN}
AGREEING = [case for section in TABLE["agreeing"].values() for case in section]


@pytest.mark.parametrize("case", AGREEING + TABLE["absorbing"], ids=lambda case: case[0])
def test_value_is_that_of_the_public_file(case):
    text, expected, *bound = case

    outcome = compile_rule(text, names=NAMES).evaluate(*(bound or [{}]))

    assert outcome.truth is TRUTHS[expected]


@pytest.mark.parametrize(("text", "code"), TABLE["refused"])
def test_what_this_language_leaves_out_is_refused(text, code):
    with pytest.raises(RuleError) as caught:
        compile_rule(text, names=NAMES)

    assert {problem.code for problem in caught.value.problems} == {code}
