"""One row a series, holding the last number given out."""

from django.db import models


class Series(models.Model):
    """A series of numbers (`paper:BODY:受理通知书:2026`, `case:ITEM:20261122`)."""

    key = models.CharField(primary_key=True, max_length=200)
    last = models.PositiveBigIntegerField()
