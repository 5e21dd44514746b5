"""Who is who in a draft: the applicant's party, a party's identity number and name."""

from onething.core.planning import Plan
from onething.modules.intake.domain.content import DraftContent

APPLICANT = "applicant"
ID_NUMBER = "id-number"
FULL_NAME = "full-name"


def party_in_role(plan: Plan, role: str) -> str:
    """The party that plays the role, following links; empty when nobody does."""
    found = next((party for party in plan.parties if party.role == role), None)
    return (found.same_as or found.code) if found else ""


def applicant_party(plan: Plan) -> str:
    """The party that files: proven by login, or by its document at the window."""
    return party_in_role(plan, APPLICANT)


def number_of(plan: Plan, content: DraftContent, party: str) -> str:
    """The party's identity number; empty while it is not known."""
    if party and party == applicant_party(plan):
        return content.proven.id_number
    return content.values.get(f"{party}.{ID_NUMBER}", "")


def name_of(plan: Plan, content: DraftContent, party: str) -> str:
    """The party's name; empty while it is not known."""
    if party and party == applicant_party(plan):
        return content.proven.name
    return content.values.get(f"{party}.{FULL_NAME}", "")


def has_identity(plan: Plan, party: str) -> bool:
    """Whether the form asks for this party's identity number."""
    section = next((section for section in plan.form if section.party == party), None)
    return section is not None and any(field.element == ID_NUMBER for field in section.fields)
