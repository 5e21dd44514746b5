"""One row a kept file; rows with the same content share one blob."""

from django.db import models

from onething.platform.database import Row


class StoredFile(Row):
    """A kept file; the blob lies in the file store under its digest, and `stored_at` is set once it lies there."""

    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    stored_at = models.DateTimeField(null=True)
