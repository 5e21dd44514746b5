"""The base of every table: bigint inside, UUIDv7 outside, and a version that guards against silent overwriting."""

from django.db import models

from onething.platform.database.ids import new_public_id


class Row(models.Model):
    """Abstract base row."""

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(default=new_public_id, unique=True, editable=False)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
