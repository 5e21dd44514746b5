"""The demonstration city with its packs, and handling listening to intake."""

import pytest

from builders.cases import compose_handling
from builders.newborn import publish_packs


@pytest.fixture
def city(db: None, empty_house: None, stores: object) -> None:
    publish_packs()
    compose_handling()
