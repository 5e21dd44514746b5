"""The pick-up code (取件码): six digits that only this house can compute, so that none is ever stored."""

from hmac import compare_digest
from uuid import UUID

from onething.core.identifiers import normalise
from onething.platform.encryption import blind_index

DIGITS = 6


def code_of(application: UUID) -> str:
    """The application's code; the same as long as the anchor key stays."""
    tag = blind_index(str(application), purpose="delivery.pick_up_code")
    return f"{int(tag, 16) % 10**DIGITS:0{DIGITS}d}"


def fits(typed: str, application: UUID) -> bool:
    """Whether this is the code, as people type it (spaces and full-width digits allowed)."""
    return compare_digest((normalise(typed).value or "").encode(), code_of(application).encode())


def guard_key(application: UUID) -> str:
    """Under which the wrong codes are counted."""
    return blind_index(str(application), purpose="delivery.guard")
