"""A person as other rooms see them, in full or masked."""

from dataclasses import dataclass
from uuid import UUID

from onething.core.identifiers import mask_citizen_id, mask_name, mask_phone
from onething.modules.identity.domain.claims import Assurance


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """Decrypted data of one person; every making of it was written to the access log."""

    public_id: UUID
    name: str
    id_number: str
    phone: str
    assurance: Assurance

    @property
    def masked_name(self) -> str:
        """张*三."""
        return mask_name(self.name)

    @property
    def masked_id_number(self) -> str:
        """First three and last four characters."""
        return mask_citizen_id(self.id_number)

    @property
    def masked_phone(self) -> str:
        """138****1234."""
        return mask_phone(self.phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredPerson:
    """Who a clerk registered: nothing in it that the clerk did not type."""

    public_id: UUID
    name: str
    masked_id_number: str
