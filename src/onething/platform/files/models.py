"""One row a kept file; rows with the same content share one blob in the file store."""

from django.db import models

from onething.platform.database import Row
from onething.platform.encryption import EncryptedTextField


class StoredFile(Row):
    """A kept file; its blob lies in the file store under its digest. People put names of people into file names."""

    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=40)
    name = EncryptedTextField()
    created_at = models.DateTimeField()
