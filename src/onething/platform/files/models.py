"""One row a kept file; rows with the same content share one blob in the file store."""

from django.db import models

from onething.platform.database import Row


class StoredFile(Row):
    """A kept file; its blob lies in the file store under its digest."""

    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
