"""The description against the door: what schemathesis makes of it, sent by five systems, never breaks or surprises it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, note, seed
from hypothesis import strategies as st
from oauth2_provider.models import AccessToken
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks as promised

from builders.systems import NOBODY, System, new_client, system
from onething.channels.api.description import document

CHECKS = [
    not_a_server_error,
    promised.status_code_conformance,
    promised.content_type_conformance,
    promised.response_headers_conformance,
    promised.response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(document(public_url="http://127.0.0.1"))
EXAMPLES = 4


def expired(now: datetime) -> System:
    """A system whose token was good until a moment ago."""
    made = system(new_client(name="过期系统", now=now))
    latest = AccessToken.objects.latest("id")
    AccessToken.objects.filter(pk=latest.pk).update(expires=now - timedelta(minutes=1))
    return made


CALLERS: dict[str, Callable[[datetime], System]] = {
    "anonymous": lambda _: NOBODY,
    "catalogue": lambda now: system(new_client(name="目录系统", scopes=("catalogue.read", "plan"), now=now)),
    "health": lambda now: system(new_client(now=now)),
    "police": lambda now: system(new_client(name="警务系统", body="police", now=now)),
    "expired": expired,
}


@contextmanager
def one_connection() -> Iterator[None]:
    """Requests come in through WSGI itself, which would end the connection that holds the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.strict
def test_nothing_that_fits_or_nearly_fits_the_description_breaks_the_door(
    city: None, now: datetime, settings: Any
) -> None:
    settings.API_PER_MINUTE = 1_000_000
    callers, house = {name: make(now) for name, make in CALLERS.items()}, get_wsgi_application()
    with one_connection():
        for operation in SCHEMA.get_all_operations():
            attack(operation.ok(), callers, house)


def attack(operation: Any, callers: Mapping[str, System], house: Any) -> None:
    """A few requests that fit and a few that do not, each from every caller; each answer must be one that is promised."""

    @seed(20261122)
    @hypothesis.settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(
        case=st.one_of(
            operation.as_strategy(), operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)
        )
    )
    def send(case: Any) -> None:
        for name, who in callers.items():
            note(f"by {name}")
            headers = {"Authorization": f"Bearer {who.token}", "Accept-Encoding": "identity"}
            response = case.call(app=house, headers=headers)
            case.validate_response(response, checks=CHECKS)

    send()
