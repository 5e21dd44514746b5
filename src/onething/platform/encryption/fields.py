"""A text column that the database sees only encrypted, bound to its table and column, and not searchable."""

import base64
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from onething.platform.encryption.provider import DecryptionFailed
from onething.platform.encryption.service import get_provider

if TYPE_CHECKING:
    Base = models.TextField[str, str]
else:
    Base = models.TextField


class EncryptedTextField(Base):
    """Encrypts on the way in; fails closed on the way out. Look-ups go through a `blind_index` column beside it."""

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Text to sealed base64."""
        text = super().get_db_prep_value(value, connection, prepared)
        if text is None:
            return None
        return base64.b64encode(get_provider().encrypt(str(text).encode(), aad=self._place())).decode("ascii")

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:  # noqa: ARG002 - Django's signature
        """Sealed base64 to text."""
        if value is None:
            return None
        try:
            sealed = base64.b64decode(value, validate=True)
        except ValueError as error:
            raise DecryptionFailed("the column does not hold sealed content") from error
        return get_provider().decrypt(sealed, aad=self._place()).decode()

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull` can be asked of sealed content."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def _place(self) -> bytes:
        return f"{self.model._meta.db_table}.{self.column}".encode()
