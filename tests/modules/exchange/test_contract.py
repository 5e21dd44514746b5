"""What every population register must do for the connector to work with it; this suite runs against any endpoint.

Against the simulator by default. Against another one: set ONETHING_CONTRACT_URL, ONETHING_CONTRACT_TOKEN,
ONETHING_CONTRACT_PERSON (a number on record there), ONETHING_CONTRACT_ENTERPRISE (a firm's code on record there) and ONETHING_CONTRACT_STRANGER (a valid number that is not).
"""

import os
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from builders.tables import read_yaml
from onething.modules.exchange.api import Cause, Found, NotFound, Unavailable
from onething.modules.exchange.connectors.population_register import PopulationRegister
from onething.modules.exchange.domain.queries import Query

PACK = read_yaml(Path(__file__).parents[3] / "packs/national/registers.yaml")
REGISTERS = {entry["code"]: entry.get("about", "person") for entry in PACK["entries"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    url: str
    token: str
    person: str
    enterprise: str
    stranger: str


@pytest.fixture
def endpoint(request: pytest.FixtureRequest) -> Endpoint:
    if url := os.environ.get("ONETHING_CONTRACT_URL"):
        names = ("TOKEN", "PERSON", "ENTERPRISE", "STRANGER")
        return Endpoint(url=url, **{name.lower(): os.environ[f"ONETHING_CONTRACT_{name}"] for name in names})
    url = request.getfixturevalue("register_url")
    return Endpoint(
        url=url,
        token="t0ken",
        person="770101199403120025",
        enterprise="91990101MA99000526",
        stranger="770101199403120041",
    )


@pytest.fixture
def source(endpoint: Endpoint) -> PopulationRegister:
    return PopulationRegister(url=endpoint.url, token=endpoint.token)


@pytest.fixture
def query(endpoint: Endpoint) -> Query:
    return Query(
        resource="resident",
        label="人口基本信息",
        subject_number=endpoint.person,
        purpose="contract.test",
        reference="0193a3c4-0000-7000-8000-000000000001",
        request_id="0193a3c4-0000-7000-8000-000000000002",
    )


def test_a_person_on_record_is_found_with_source_and_time(
    source: PopulationRegister, query: Query, now: datetime
) -> None:
    result = source.query(query, now=now)

    assert isinstance(result, Found)
    assert result.record["id_number"] == query.subject_number
    assert result.source != ""
    assert result.as_of.tzinfo is not None
    assert result.as_of <= now + timedelta(minutes=5)


@pytest.mark.parametrize("resource", REGISTERS)
def test_every_register_of_the_pack_is_known(
    source: PopulationRegister, query: Query, endpoint: Endpoint, now: datetime, resource: str
) -> None:
    asked = {"person": endpoint.person, "enterprise": endpoint.enterprise}[REGISTERS[resource]]

    result = source.query(replace(query, resource=resource, subject_number=asked), now=now)

    assert isinstance(result, Found | NotFound)


def test_a_firm_on_record_is_found_by_its_code(
    source: PopulationRegister, query: Query, endpoint: Endpoint, now: datetime
) -> None:
    result = source.query(replace(query, resource="enterprise", subject_number=endpoint.enterprise), now=now)

    assert isinstance(result, Found)
    assert result.record["uscc"] == endpoint.enterprise
    assert result.record["name"] != ""


def test_a_stranger_is_not_found(source: PopulationRegister, query: Query, endpoint: Endpoint, now: datetime) -> None:
    assert source.query(replace(query, subject_number=endpoint.stranger), now=now) == NotFound()


def test_a_number_with_a_wrong_check_character_is_nobody(
    source: PopulationRegister, query: Query, endpoint: Endpoint, now: datetime
) -> None:
    wrong = endpoint.person[:-1] + ("1" if endpoint.person[-1] != "1" else "2")

    assert source.query(replace(query, subject_number=wrong), now=now) == NotFound()


@pytest.mark.parametrize("changes", [{"purpose": " "}, {"reference": ""}])
def test_without_purpose_or_reference_the_source_refuses(
    source: PopulationRegister, query: Query, now: datetime, changes: dict[str, str]
) -> None:
    result = source.query(replace(query, **changes), now=now)

    assert isinstance(result, Unavailable)
    assert result.cause is Cause.REFUSED


def test_a_wrong_token_is_refused(endpoint: Endpoint, query: Query, now: datetime) -> None:
    result = PopulationRegister(url=endpoint.url, token="wrong").query(query, now=now)

    assert isinstance(result, Unavailable)
    assert result.cause is Cause.REFUSED
