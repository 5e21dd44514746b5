"""What database tests share: fast hashing, throw-away stores, a clock that stands, and logs that can be emptied."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
from django.conf import settings as house
from django.db import connection, transaction
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from onething.platform.clock import moved
from onething.platform.events import isolated_registry
from onething.platform.outbox.consumers import isolated_consumers

MASTER_KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0"
MONDAY_NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
PAGES = Path(__file__).parent / "channels"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}
GUARDED_TABLES = ("logs_action", "logs_access")
KEPT_TABLES = {"django_content_type", "auth_permission"}


def pytest_configure() -> None:
    """Settings only tests may have: no real keys, no slow password hashing, no file names from a build."""
    house.MASTER_KEY = MASTER_KEY
    house.SECRET_KEY = "only for tests, never anywhere else " * 2
    house.SECRET_KEY_GIVEN = True
    house.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    house.STORAGES = {
        **house.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    hypothesis.settings.register_profile("busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
    hypothesis.settings.load_profile("busy")  # a loaded machine is no finding
    house.ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
    TransactionTestCase._fixture_teardown = empty_filled_tables  # type: ignore[method-assign]


def pytest_collection_finish() -> None:
    """What is loaded now stays: without it among what Python looks through again and again, tests take a fifth less."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what never meets a database, and pages over what the rooms below test on both: each runs once."""
    fixtures = set(getattr(item, "fixturenames", ()))
    by_fixture = not fixtures.isdisjoint(DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None
    by_class = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    if not (by_fixture or by_class):
        item.add_marker("dry")
    elif item.path.is_relative_to(PAGES) and item.get_closest_marker("strict") is None:
        item.add_marker("once")


@pytest.fixture(scope="session", autouse=True)
def _throw_away_stores(tmp_path_factory: pytest.TempPathFactory) -> None:
    house.FILE_STORE = tmp_path_factory.mktemp("files")
    house.STATIC_ROOT = tmp_path_factory.mktemp("static")
    house.SEAL_WITNESS = tmp_path_factory.mktemp("seals") / "heads.jsonl"


@pytest.fixture(autouse=True)
def _nothing_is_known() -> None:
    """Subscriptions, mandates, bodies and successions of an earlier test are gone with its transaction."""
    from onething.modules.exchange.services.listening import forget_listening  # noqa: PLC0415 - needs the loaded house
    from onething.modules.organisation.api import forget_places, forget_successions  # noqa: PLC0415 - needs the loaded house

    forget_listening()
    forget_places()
    forget_successions()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A test database for each process; the embedded one as it runs, as a file with its write-ahead log."""
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    else:
        name = f"test_{uuid4().hex[:12]}"
    connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture
def clock() -> Iterator[datetime]:
    """Time stands at Monday noon; `onething.platform.clock.moved` moves it further."""
    with moved(MONDAY_NOON):
        yield MONDAY_NOON


@pytest.fixture
def empty_house() -> Iterator[None]:
    """Nobody hears events and nobody serves topics, until the test says so."""
    with isolated_registry(), isolated_consumers():
        yield


@pytest.fixture
def stores(tmp_path: Path, settings: object) -> Path:
    """A file store and a seal witness of this test's own, as `files` and `heads.jsonl` below the returned folder."""
    settings.FILE_STORE = tmp_path / "files"
    settings.SEAL_WITNESS = tmp_path / "heads.jsonl"
    return tmp_path


@pytest.fixture
def without_guards() -> "Callable[[], object]":
    """A way to tamper with the logs as somebody who owns the database could."""
    return guards_down


@contextmanager
def guards_down() -> Iterator[None]:
    """Take the triggers off the logs for a while."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in GUARDED_TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in GUARDED_TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'logs_%'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _, statement in triggers:
                cursor.execute(statement)


def empty_filled_tables(_: TransactionTestCase) -> None:
    """After a transactional test: Django empties all tables, and makes anew what it keeps of the code itself."""
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - KEPT_TABLES
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables))
        filled = [table for (table,) in cursor.fetchall()]
        with guards_down(), transaction.atomic():
            for table in filled:
                cursor.execute(f"DELETE FROM {table}")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A live server's threads may keep pooled connections; they go before the test database is dropped."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
