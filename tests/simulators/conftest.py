"""Simulators as processes on free ports, spoken to over real sockets."""

from collections.abc import Iterator

import httpx
import pytest

from onething_simulators.faults import Fault
from onething_simulators.launching import order_fault, running

CALLBACK = "http://127.0.0.1:8000/accounts/oidc/national/login/callback/"


@pytest.fixture(scope="session")
def register_url() -> Iterator[str]:
    with running("population_register", "--token", "t0ken", "--today", "2026-11-20") as url:
        yield url


@pytest.fixture(scope="session")
def register_client(register_url: str) -> Iterator[httpx.Client]:
    headers = {"Authorization": "Bearer t0ken"}
    with httpx.Client(base_url=register_url, headers=headers, trust_env=False, timeout=5) as client:
        yield client


@pytest.fixture
def register(register_client: httpx.Client, register_url: str) -> httpx.Client:
    order_fault(register_url, Fault.NONE)
    return register_client


@pytest.fixture(scope="session")
def provider_url() -> Iterator[str]:
    arguments = ("--client-id", "house", "--client-secret", "s3cret:%", "--redirect-uri", CALLBACK)
    with running("identity_provider", *arguments) as url:
        yield url


@pytest.fixture(scope="session")
def provider(provider_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=provider_url, trust_env=False, timeout=5) as client:
        yield client
