"""The register of kinds of paper: each kind stands in one file of `kinds/` and registers itself there."""

from dataclasses import dataclass

from onething.core.definitions import Basis, BodyKind
from onething.modules.papers.domain.contents import Contents


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of paper; `mark` stands in its numbers, `bases` are cited when the matter is a licence (行政许可).

    `answer_by` names the field of its contents that says until when something is wanted of the applicant.
    Of a `confidential` one staff see number and day alone; a window prints it for the applicant who stands there.
    `leads_by` names the part of the contents where its QR leads, when that is not the page that verifies it.
    One that is `served` ends something, or a term or a duty runs from its receipt: it reaches the applicant against a
    signature, by post or in their own space, and that is on record; denials are served with their case.
    `of_service` is its title and mark in the name of a public service provider, which decides nothing in law.
    """

    code: str
    title: str
    mark: str
    contents: type[Contents]
    bases: tuple[Basis, ...] = ()
    answer_by: str = ""
    confidential: bool = False
    leads_by: str = ""
    served: bool = False
    of_service: tuple[str, str] | None = None

    @property
    def template(self) -> str:
        """Its layout in this room's `typst/` folder."""
        return f"papers/{self.code}"

    def title_by(self, body: BodyKind) -> str:
        """What it is called when this kind of body issues it."""
        return self.title if body.acts_in_law or self.of_service is None else self.of_service[0]

    def mark_by(self, body: BodyKind) -> str:
        """What stands in its numbers then."""
        return self.mark if body.acts_in_law or self.of_service is None else self.of_service[1]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; code, mark and contents belong to one kind alone."""
    taken = [other.code for other in _kinds.values() if {other.code, other.mark, other.contents} & _marks(kind)]
    if taken:
        raise ValueError(f"{kind.code} collides with {', '.join(taken)}")
    _kinds[kind.code] = kind


def kind_named(code: str) -> Kind:
    """The kind with this code."""
    return _kinds[code]


def kind_of(contents: Contents) -> Kind:
    """The kind whose contents these are."""
    return next(kind for kind in _kinds.values() if kind.contents is type(contents))


def kinds() -> tuple[Kind, ...]:
    """Every kind by code."""
    return tuple(sorted(_kinds.values(), key=lambda kind: kind.code))


def _marks(kind: Kind) -> set[object]:
    return {kind.code, kind.mark, kind.contents, *(kind.of_service or ())}
