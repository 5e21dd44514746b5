"""Who takes part in a bundle: declared roles, which may repeat (child 1, child 2) or be one person (applicant = mother)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onething.core.rules import Rule


class PartyKind(StrEnum):
    """What stands behind a role."""

    PERSON = "person"
    ENTERPRISE = "enterprise"


@dataclass(frozen=True, slots=True)
class RoleLink:
    """When the rule holds, the role is played by the party of role `to`."""

    to: str
    when: Rule


@dataclass(frozen=True, slots=True)
class PartyRole:
    """A declared role (当事人角色). `count_by` and `counts` make it repeat by the answer to a question.

    `consents` is False for those who cannot be asked whether registers may be read about them: the deceased, whose
    near relatives act (个人信息保护法 49), and infants, for whom their parents do (个人信息保护法 31).
    `apart_from` names roles that the same person cannot play; parties of one role are different people in any case.
    """

    code: str
    label: str
    kind: PartyKind = PartyKind.PERSON
    count_by: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    links: tuple[RoleLink, ...] = ()
    consents: bool = True
    apart_from: tuple[str, ...] = ()

    @property
    def repeats(self) -> bool:
        """True when there may be several parties of this role."""
        return bool(self.count_by)
