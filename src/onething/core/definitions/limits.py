"""Statutory limits and promises. A limit that law does not set is said to be absent; nothing is guessed."""

from dataclasses import dataclass
from enum import StrEnum

from onething.core.calendar import Span, Unit
from onething.core.definitions.basis import Basis, Layer


class LimitKind(StrEnum):
    """What the law says about how long the decision may take (法定办结时限)."""

    FIXED = "fixed"
    ON_THE_SPOT = "on_the_spot"  # 当场
    NONE = "none"  # the law sets no limit
    LOCAL = "local"  # left to local rules


@dataclass(frozen=True, slots=True)
class Limit:
    """A statutory limit; `span` and `extension` only when `kind` is FIXED.

    It is counted from acceptance, or from receipt where its law says so; the head of the body lengthens it, or the government.
    """

    kind: LimitKind
    basis: Basis
    span: Span | None = None
    extension: Span | None = None
    from_receipt: bool = False
    extended_by_government: bool = False

    @property
    def binding(self) -> Span | None:
        """The span that may start a statutory clock: confirmed facts only."""
        return self.span if self.kind is LimitKind.FIXED and self.basis.confirmed else None


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised limit (承诺办结时限) and the layer that gave it."""

    span: Span
    basis: Basis
    layer: Layer = Layer.LOCAL

    @property
    def half_days(self) -> int | None:
        """Length in half working days; None for units that need a start date."""
        if self.span.unit is Unit.SPOT:
            return 0
        return self.span.amount if self.span.unit is Unit.WORKING_DAY else None
