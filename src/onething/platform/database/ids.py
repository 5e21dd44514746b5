"""Outside ids: UUIDv7 (RFC 9562), which sort by time and tell nothing about how many there are."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_public_id() -> UUID:
    """A new id for the world outside; inside, rows are joined by their bigint."""
    return uuid7()
