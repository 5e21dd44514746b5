"""What an answer may do to a plan: a closed list. Everything else is a condition on answers."""

from dataclasses import dataclass

from onething.core.definitions.basis import Basis


@dataclass(frozen=True, slots=True)
class Include:
    """The item applies although it is left out by default."""

    item: str
    because: str


@dataclass(frozen=True, slots=True)
class Drop:
    """The item does not apply."""

    item: str
    because: str


@dataclass(frozen=True, slots=True)
class Swap:
    """One item takes the place of another."""

    out: str
    into: str
    because: str


@dataclass(frozen=True, slots=True)
class AddMaterial:
    """The item needs one more material."""

    item: str
    material: str
    role: str
    because: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class RemoveMaterial:
    """The item no longer needs the material."""

    item: str
    material: str
    because: str


@dataclass(frozen=True, slots=True)
class SetValue:
    """A field of the form takes this value."""

    role: str
    element: str
    value: str


@dataclass(frozen=True, slots=True)
class SetMode:
    """The item is handled in another mode, for example by pledge."""

    item: str
    mode: str
    because: str


@dataclass(frozen=True, slots=True)
class Route:
    """The bundle is not the right way: the plan ends here and says what to do next."""

    title: str
    because: str
    steps: tuple[str, ...]
    basis: Basis


Effect = Include | Drop | Swap | AddMaterial | RemoveMaterial | SetValue | SetMode | Route


def items_of(effect: Effect) -> tuple[str, ...]:
    """The codes of the items that the effect changes."""
    match effect:
        case Swap(out=out, into=into):
            return out, into
        case SetValue() | Route():
            return ()
        case _:
            return (effect.item,)
