"""Party instances: roles counted out (child 1, child 2) and linked (applicant = mother)."""

from collections.abc import Mapping
from dataclasses import dataclass

from onething.core.definitions import Bundle, PartyRole
from onething.core.planning.answers import Answers
from onething.core.planning.plan import PlannedParty
from onething.core.rules import Truth


@dataclass(frozen=True, slots=True)
class Parties:
    """All parties of the plan, and which ones a role stands for."""

    all: tuple[PlannedParty, ...]
    by_role: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]

    def of(self, role: str, *, subject: str = "", per: str = "") -> tuple[str, ...]:
        """The party codes a need's role means for an item instance whose subject is `subject` of role `per`."""
        if not role:
            return (subject,)
        if role == per and subject:
            return (subject,)
        return self.by_role.get(role, (role,))

    def label(self, code: str) -> str:
        """The party's name on the page."""
        return self.labels.get(code, "本次申请")


def read_parties(bundle: Bundle, answers: Answers) -> Parties:
    """Count out repeating roles and follow links."""
    parties: list[PlannedParty] = []
    by_role: dict[str, tuple[str, ...]] = {}
    for role in bundle.roles:
        if role.repeats:
            parties += _counted(role, answers)
        else:
            parties.append(
                PlannedParty(role.code, role.code, role.label, _linked(role, answers), role.kind, role.consents)
            )
        own = [party for party in parties if party.role == role.code]
        by_role[role.code] = tuple(party.same_as or party.code for party in own)
    return Parties(tuple(parties), by_role, {party.code: party.label for party in parties})


def _counted(role: PartyRole, answers: Answers) -> list[PlannedParty]:
    count = role.counts.get(answers.known.get(role.count_by, ""), 1)
    return [
        PlannedParty(
            f"{role.code}[{n}]",
            role.code,
            f"{role.label}{n}" if count > 1 else role.label,
            kind=role.kind,
            consents=role.consents,
        )
        for n in range(1, count + 1)
    ]


def _linked(role: PartyRole, answers: Answers) -> str:
    return next((link.to for link in role.links if answers.holds(link.when) is Truth.TRUE), "")
