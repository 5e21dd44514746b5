"""Life-event bundles (一件事): items, the questions that choose among them, and what is promised."""

from dataclasses import dataclass
from enum import StrEnum

from onething.core.definitions.basis import Basis
from onething.core.definitions.effects import Effect
from onething.core.definitions.limits import Promise
from onething.core.definitions.parties import PartyKind, PartyRole
from onething.core.rules import Rule

APPLICANT = "applicant"


class Subject(StrEnum):
    """Whom the bundle is for."""

    PERSON = "person"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question."""

    code: str
    label: str
    hint: str = ""
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the guidance (情形引导), asked only when its rule holds."""

    code: str
    text: str
    options: tuple[Option, ...]
    hint: str = ""
    when: Rule | None = None
    unsure: str = ""  # what to do when the person is not sure; empty: the answer is not offered

    def option(self, code: str) -> Option | None:
        """The option with this code."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class BundleItem:
    """An item's place in the bundle; `per` repeats it for each party of a role, `promise` holds only inside the bundle."""

    item: str
    per: str = ""
    optional: bool = False
    by_default: bool = True
    when: Rule | None = None
    because: str = ""
    promise: Promise | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Items that law requires to be handled together; the applicant cannot leave one of them out."""

    items: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Bundle:
    """One life-event bundle."""

    code: str
    name: str
    title: str
    stage: str
    subject: Subject
    lead: str
    joint: tuple[str, ...]
    summary: str
    promise: Promise
    items: tuple[BundleItem, ...]
    questions: tuple[Question, ...]
    roles: tuple[PartyRole, ...]
    bases: tuple[Basis, ...]
    conditions: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    trips: int = 0
    notes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def applicant_kind(self) -> PartyKind:
        """Whether a person or an enterprise files the bundle."""
        return next((role.kind for role in self.roles if role.code == APPLICANT), PartyKind.PERSON)

    def role(self, code: str) -> PartyRole:
        """The declared role; KeyError when it is not declared."""
        for role in self.roles:
            if role.code == code:
                return role
        raise KeyError(code)
