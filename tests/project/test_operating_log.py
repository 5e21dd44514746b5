"""The operating log: which libraries may say what."""

import logging

import pytest


@pytest.mark.parametrize("library", ["axes", "httpx", "httpcore", "pikepdf"])
def test_libraries_that_would_name_people_and_addresses_only_warn(library: str) -> None:
    logger = logging.getLogger(f"{library}.somewhere")

    assert not logger.isEnabledFor(logging.INFO)
    assert logger.isEnabledFor(logging.WARNING)
