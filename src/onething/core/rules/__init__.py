"""Conditions on answers, written in CEL: checked at publication, true, false or unknown, explained by clause.

Language: a small part of the Common Expression Language (github.com/google/cel-spec): names, literals,
`== != < <= > >=`, `in`, `&& || !`, `? :`, brackets and `size()`. Nothing else can be published.
"""

from .errors import Code, FactError, Problem, RuleError
from .names import Kind, NameType, Value
from .outcome import Clause, Outcome, Truth
from .rule import Rule, compile_rule
from .scan import MAX_DEPTH, MAX_LENGTH

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "Clause",
    "Code",
    "FactError",
    "Kind",
    "NameType",
    "Outcome",
    "Problem",
    "Rule",
    "RuleError",
    "Truth",
    "Value",
    "compile_rule",
]
