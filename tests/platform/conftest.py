"""What several tests of the platform need."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def own_table(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The table of the module's `OWN_TABLE`, as long as its tests run."""
    model = request.module.OWN_TABLE
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(model)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(model)
