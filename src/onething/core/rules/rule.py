"""A rule: its text, the names it asks for, and a fast, explained evaluation over the facts known so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .check import check
from .errors import FactError, Findings
from .names import KIND_LABELS, Facts, Kind, Names
from .outcome import Clause, Outcome, Truth
from .parse import parse
from .program import Program, Verdict, build
from .scan import scan
from .whitelist import lower

_TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}
_PYTHON_TYPES: Mapping[Kind, type] = {
    Kind.BOOL: bool,
    Kind.INT: int,
    Kind.TEXT: str,
    Kind.CHOICE: str,
    Kind.CHOICES: tuple,
}
_NONE_MISSING: frozenset[str] = frozenset()

# Per clause: for each verdict the two clauses that can be reported, (not decisive, decisive).
_Reports = tuple[Mapping[Verdict, tuple[Clause, Clause]], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A published condition; equal when text and names are. Made by `compile_rule` alone."""

    text: str
    names: frozenset[str]
    _kinds: tuple[tuple[str, Kind, type], ...] = field(repr=False, compare=False)
    _program: Program = field(repr=False, compare=False)
    _reports: _Reports = field(repr=False, compare=False)

    def evaluate(self, facts: Facts) -> Outcome:
        """Judge the rule; names not in `facts` are unknown. Raises FactError for an answer of the wrong kind."""
        self._check_kinds(facts)
        verdicts = [step.test(facts) for step in self._program.steps]
        verdict, decisive = self._program.weigh(verdicts)
        clauses = tuple(
            [
                report[own][index in decisive]
                for index, (report, own) in enumerate(zip(self._reports, verdicts, strict=True))
            ]
        )
        missing = _NONE_MISSING if verdict is not None else _missing(clauses, facts)
        return Outcome(_TRUTHS[verdict], missing, clauses)

    def _check_kinds(self, facts: Facts) -> None:
        for name, kind, expected in self._kinds:
            value = facts.get(name)
            if value is None or type(value) is expected:
                continue
            if not isinstance(value, expected) or isinstance(value, bool):
                raise FactError(name=name, expected=KIND_LABELS[kind])


def compile_rule(text: str, *, names: Names) -> Rule:
    """Return the rule that `text` says over the declared `names`; raises RuleError with all its problems."""
    found = Findings(text)
    scan(text, found)
    found.raise_if_any()
    tree = parse(text, found)
    found.raise_if_any()
    if tree is None:  # pragma: no cover - parse notes a problem whenever it returns None
        raise RuntimeError(text)
    condition = lower(tree, found)
    check(condition, names=names, found=found)
    found.raise_if_any()
    return _assemble(text, build(condition), names)


def _assemble(text: str, program: Program, names: Names) -> Rule:
    asked = frozenset().union(*(step.names for step in program.steps))
    kinds = tuple((name, names[name].kind, _PYTHON_TYPES[names[name].kind]) for name in sorted(asked))
    reports = tuple(
        {
            verdict: _report(text[step.span.start : step.span.end], truth, step.names)
            for verdict, truth in _TRUTHS.items()
        }
        for step in program.steps
    )
    return Rule(text, asked, kinds, program, reports)


def _report(text: str, truth: Truth, names: frozenset[str]) -> tuple[Clause, Clause]:
    return Clause(text, truth, names, decisive=False), Clause(text, truth, names, decisive=True)


def _missing(clauses: tuple[Clause, ...], facts: Facts) -> frozenset[str]:
    """Names without an answer in the clauses that hold the outcome open."""
    open_clauses = (clause for clause in clauses if clause.decisive and clause.truth is Truth.UNKNOWN)
    return frozenset(name for clause in open_clauses for name in clause.names if facts.get(name) is None)
