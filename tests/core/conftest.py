"""The legal calendar as it is delivered, read once."""

from pathlib import Path

import pytest

from builders.tables import read_yaml
from onething.core.calendar import Calendar, calendar_from_facts

_PACK = Path(__file__).parents[2] / "packs" / "national" / "calendar.yaml"


@pytest.fixture(scope="session")
def legal() -> Calendar:
    return calendar_from_facts(read_yaml(_PACK))
