"""What a change of a definition means for people whose draft is open, decided by the first rule that fits.

A rule names the kind of definition, where in it (`*` is one step, `**` any number of them), what happened, and gives its
number, which the reviewer sees beside the change. What no rule names has to be confirmed again: the careful answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from onething.core.states import Labelled
from onething.modules.catalogue.domain.records import RecordKind


class Weight(Labelled):
    """What open drafts make of a change, the lightest first."""

    WORDING = "wording", "文字"
    COMPATIBLE = "compatible", "相容"
    RECONFIRM = "reconfirm", "要再确认"
    FORBIDDEN = "forbidden", "不能用于未提交的草稿"


class Happened(Labelled):
    """What happened to a definition or to a part of it."""

    ADDED = "added", "新增"
    REMOVED = "removed", "删去"
    CHANGED = "changed", "改动"


Test = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `why` is told to the reviewer. `test` looks at the value before and after."""

    number: str
    kind: RecordKind | None
    where: str
    happened: frozenset[Happened]
    weight: Weight
    why: str
    test: Test | None = None

    def fits(self, kind: RecordKind, path: Sequence[str], happened: Happened, before: Any, after: Any) -> bool:
        """Whether the rule speaks about this change."""
        return (
            self.kind in (None, kind)
            and happened in self.happened
            and _matches(tuple(self.where.split(".")) if self.where else (), tuple(path))
            and (self.test is None or self.test(before, after))
        )


@lru_cache(maxsize=20_000)
def _matches(pattern: tuple[str, ...], path: tuple[str, ...]) -> bool:
    if not pattern:
        return not path
    if pattern[0] == "**":
        return any(_matches(pattern[1:], path[start:]) for start in range(len(path) + 1))
    return bool(path) and pattern[0] in ("*", path[0]) and _matches(pattern[1:], path[1:])


def weigh(
    kind: RecordKind, path: Sequence[str], happened: Happened, *, before: Any, after: Any, rules: Sequence[Rule]
) -> Rule:
    """The first rule that fits; the last of the rules fits everything."""
    return next(rule for rule in rules if rule.fits(kind, path, happened, before, after))


def is_shorter(before: Any, after: Any) -> bool:
    """Whether a term got shorter, or is the same; terms of different units cannot be compared."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return False
    same_unit = before.get("unit") == after.get("unit") and before.get("kind") == after.get("kind")
    return same_unit and _amount(after) <= _amount(before)


def is_longer(before: Any, after: Any) -> bool:
    """Whether a term got longer, in the same unit."""
    return isinstance(before, dict) and isinstance(after, dict) and is_shorter(after, before)


def is_narrower_text(before: Any, after: Any) -> bool:
    """Whether what was any text is now text of a fixed writing; what was filled in is checked again wherever it is read."""
    return before == "text" and after in {"choice", "time"}


def is_wider(before: Any, after: Any) -> bool:
    """Whether a bound lets through all that it let through before; told apart by the caller for minimum and maximum."""
    return after is None or (before is not None and int(after) >= int(before))


def is_lower(before: Any, after: Any) -> bool:
    """The same for a lower bound."""
    return after is None or (before is not None and int(after) <= int(before))


def _amount(term: dict[str, Any]) -> float:
    return float(term.get("amount") or 0)
