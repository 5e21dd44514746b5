"""A portal with the real packs published, on a Monday at noon."""

from datetime import datetime

import pytest
from django.test import Client

from builders.newborn import publish_packs


@pytest.fixture
def portal(db: None, clock: datetime) -> Client:
    """A browser without login."""
    publish_packs()
    return Client()
