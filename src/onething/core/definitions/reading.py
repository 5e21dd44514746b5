"""From plain mappings (a parsed pack file of the right shape) to definitions, collecting every problem with its path.

The shape itself is checked before by the published JSON Schema; here rules are compiled and values narrowed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from onething.core.calendar import Span, SpanRefused, Unit
from onething.core.definitions.basis import Basis, Layer, Mark
from onething.core.definitions.limits import Limit, LimitKind, Promise
from onething.core.rules import NameType, Rule, RuleError, compile_rule

Data = Mapping[str, Any]
Path = tuple[str | int, ...]
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a pack: where (keys and indexes from the top of the file), which check, what to do."""

    path: Path
    code: str
    message: str


@dataclass(slots=True)
class Reader:
    """Walks one file; `names` are the question codes that rules may use."""

    names: Mapping[str, NameType] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: Path, code: str, message: str) -> None:
        """Note a problem and go on, so that an author sees all of them at once."""
        self.problems.append(Problem(path, code, message))

    def each(self, data: Data, key: str, path: Path, read: Callable[[Data, Path], T]) -> tuple[T, ...]:
        """Read every mapping of the list under `key`."""
        return tuple(read(entry, (*path, key, index)) for index, entry in enumerate(data.get(key, ())))

    def rule(self, data: Data, key: str, path: Path) -> Rule | None:
        """Compile the condition under `key`, when there is one."""
        text = data.get(key)
        if not text:
            return None
        try:
            return compile_rule(str(text), names=self.names)
        except RuleError as error:
            self.problem((*path, key), "rule", str(error))
            return None

    def basis(self, data: Data | None) -> Basis:
        """One source; absent means unconfirmed and unnamed."""
        if data is None:
            return Basis(document="")
        return Basis(
            document=str(data.get("document", "")),
            article=str(data.get("article", "")),
            mark=Mark(data.get("mark", Mark.UNCONFIRMED)),
            note=str(data.get("note", "")),
        )

    def span(self, data: Data, path: Path) -> Span | None:
        """A length with its unit: working days in halves, other units whole."""
        unit = Unit(data["unit"])
        try:
            if unit is Unit.SPOT:
                return Span.spot()
            if unit is Unit.WORKING_DAY:
                return Span.working_days(str(data["amount"]))
            return Span(int(str(data["amount"])), unit)
        except (KeyError, ValueError, SpanRefused):
            self.problem((*path, "amount"), "span", "时限写法不对：工作日写整天或半天（如 5、0.5），其他单位写整数。")
            return None

    def promise(self, data: Data | None, path: Path) -> Promise | None:
        """A promised limit, when there is one."""
        if data is None:
            return None
        span = self.span(data, path)
        if span is None:
            return None
        return Promise(span, self.basis(data.get("basis")), Layer(data.get("layer", Layer.LOCAL)))

    def limit(self, data: Data, path: Path) -> Limit:
        """A statutory limit."""
        kind = LimitKind(data["kind"])
        fixed = kind is LimitKind.FIXED
        extension = data.get("extension")
        return Limit(
            kind=kind,
            basis=self.basis(data.get("basis")),
            span=self.span(data, path) if fixed else None,
            extension=self.span(extension, (*path, "extension")) if fixed and extension else None,
            from_receipt=fixed and data.get("since") == "receipt",
            extended_by_government=(extension or {}).get("approver") == "government_head",
        )


def texts(data: Data, key: str) -> tuple[str, ...]:
    """The list of texts under `key`."""
    return tuple(str(value) for value in data.get(key, ()))


def by_code(values: Iterable[T]) -> dict[str, T]:
    """Definitions by their code."""
    return {str(getattr(value, "code")): value for value in values}  # noqa: B009 - any definition has a code
