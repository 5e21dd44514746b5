"""`/livez` and `/readyz`."""

import json

import pytest
from django.db import DatabaseError
from django.test import Client


def parts(client: Client) -> tuple[int, dict[str, bool]]:
    response = client.get("/readyz")
    return response.status_code, json.loads(response.content)["parts"]


def test_the_process_lives_without_a_database(client: Client) -> None:
    response = client.get("/livez")

    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_a_whole_house_is_ready(client: Client) -> None:
    assert parts(client) == (200, {"database": True, "migrations": True, "keys": True, "files": True})


@pytest.mark.django_db
def test_without_a_key_the_house_is_not_ready(client: Client, settings: object) -> None:
    settings.MASTER_KEY = ""

    assert parts(client) == (503, {"database": True, "migrations": True, "keys": False, "files": True})


@pytest.mark.django_db
def test_without_the_database_the_house_is_not_ready_and_tells_no_address(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise DatabaseError("10.0.0.7")

    monkeypatch.setattr("onething.project.health.connection.cursor", fail)
    response = client.get("/readyz")

    assert response.status_code == 503
    assert json.loads(response.content)["parts"]["database"] is False
    assert b"10.0.0.7" not in response.content
