"""Who is who in a draft: the applicant's party, and by which number and name a party is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from onething.core.definitions import PartyKind, PartyRole
from onething.core.planning import Plan, PlannedParty
from onething.modules.intake.domain.content import DraftContent, Proven

# Roles that filing itself establishes, where a bundle declares them: who applies, who acts for a firm, for a person.
APPLICANT, HANDLER, AGENT = "applicant", "handler", "agent"


@dataclass(frozen=True, slots=True)
class Known:
    """The elements by which a party of one kind is known."""

    number: str
    name: str


KNOWN_BY: Mapping[PartyKind, Known] = MappingProxyType(
    {PartyKind.PERSON: Known("id-number", "full-name"), PartyKind.ENTERPRISE: Known("uscc", "org-name")}
)
IDENTITY_ELEMENTS = frozenset(element for known in KNOWN_BY.values() for element in (known.number, known.name))


def party_in_role(plan: Plan, role: str) -> str:
    """The party that plays the role, following links; empty when nobody does."""
    found = next((party for party in plan.parties if party.role == role), None)
    return (found.same_as or found.code) if found else ""


def applicant_party(plan: Plan) -> str:
    """The party that files: proven by login, or by its document at the window."""
    return party_in_role(plan, APPLICANT)


def proven_of(plan: Plan, content: DraftContent, party: str) -> Proven | None:
    """What was established about this party before anything was filled in; None for the others."""
    found = (proven for role, proven in content.proven.items() if party and party == party_in_role(plan, role))
    return next(found, None)


def kind_of(plan: Plan, party: str) -> PartyKind:
    """Whether the party is a person or a firm."""
    return next((entry.kind for entry in plan.parties if entry.code == party), PartyKind.PERSON)


def answers_for_itself(plan: Plan, party: str) -> bool:
    """Whether this other party must agree before registers are asked: persons who can, never firms."""
    entry = next((entry for entry in plan.parties if entry.code == party), None)
    return entry is not None and entry.kind is PartyKind.PERSON and entry.consents


def number_of(plan: Plan, content: DraftContent, party: str) -> str:
    """The party's identity number; empty while it is not known."""
    if proven := proven_of(plan, content, party):
        return proven.number
    return content.values.get(f"{party}.{KNOWN_BY[kind_of(plan, party)].number}", "")


def name_of(plan: Plan, content: DraftContent, party: str) -> str:
    """The party's name; empty while it is not known."""
    if proven := proven_of(plan, content, party):
        return proven.name
    return content.values.get(f"{party}.{KNOWN_BY[kind_of(plan, party)].name}", "")


def parties_apart(plan: Plan, roles: Iterable[PartyRole], party: str) -> tuple[PlannedParty, ...]:
    """The other parties that cannot be the same person as this one."""
    barred = {role.code: {role.code, *role.apart_from} for role in roles}
    own = next((entry.role for entry in plan.parties if entry.code == party), "")
    return tuple(
        other
        for other in plan.parties
        if other.code != party
        and not other.same_as
        and (other.role in barred.get(own, ()) or own in barred.get(other.role, ()))
    )


def has_identity(plan: Plan, party: str) -> bool:
    """Whether the form asks for this party's identity number."""
    section = next((section for section in plan.form if section.party == party), None)
    number = KNOWN_BY[kind_of(plan, party)].number
    return section is not None and any(field.element == number for field in section.fields)
