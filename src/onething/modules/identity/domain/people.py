"""A person as other rooms see them, in full or masked."""

from dataclasses import dataclass
from uuid import UUID

from onething.modules.identity.domain.claims import Assurance


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """Decrypted data of one person; every making of it was written to the access log."""

    public_id: UUID
    name: str
    id_number: str
    phone: str
    assurance: Assurance


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredPerson:
    """Who a clerk registered: nothing in it that the clerk did not type."""

    public_id: UUID
    name: str
    masked_id_number: str
