"""Codes, tokens and pending requests die on time, and a code is bought once."""

from datetime import UTC, datetime, timedelta

import pytest

from onething_simulators.identity_provider.authorization import AuthorizationRequest, answer_address
from onething_simulators.identity_provider.grants import Assurance, GrantRefused, Grants, Login, challenge_of
from onething_simulators.people import load_people

START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
REQUEST = AuthorizationRequest(
    client_id="house",
    redirect_uri="http://127.0.0.1:8000/back",
    scopes=frozenset({"openid"}),
    state="s",
    nonce="",
    code_challenge="E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
)
LOGIN = Login(request=REQUEST, person=load_people().by_key["p01"], assurance=Assurance.HIGH, at=START)


def redeem(grants: Grants, code: str, *, at: datetime) -> tuple[Login, str]:
    return grants.redeem(code, redirect_uri=REQUEST.redirect_uri, verifier=VERIFIER, now=at)


def test_the_challenge_is_that_of_the_standard() -> None:
    assert challenge_of(VERIFIER) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_a_code_lives_for_sixty_seconds_and_not_one_longer() -> None:
    grants = Grants()
    in_time, too_late = grants.issue_code(LOGIN), grants.issue_code(LOGIN)

    login, _ = redeem(grants, in_time, at=START + timedelta(seconds=59))

    assert login is LOGIN
    with pytest.raises(GrantRefused, match="code has expired"):
        redeem(grants, too_late, at=START + timedelta(seconds=60))


def test_a_token_dies_after_ten_minutes() -> None:
    grants = Grants()
    _, token = redeem(grants, grants.issue_code(LOGIN), at=START)

    assert grants.find_login(token, now=START + timedelta(minutes=9, seconds=59)) is LOGIN
    assert grants.find_login(token, now=START + timedelta(minutes=10)) is None


def test_a_pending_request_dies_after_ten_minutes_and_is_closed_by_one_only() -> None:
    grants = Grants()
    handle = grants.open(REQUEST, now=START)

    assert grants.find(handle, now=START + timedelta(minutes=9)) is REQUEST
    assert grants.find(handle, now=START + timedelta(minutes=10)) is None
    assert [grants.close(handle), grants.close(handle)] == [True, False]


def test_an_answer_keeps_the_query_the_address_already_had() -> None:
    address = answer_address("http://127.0.0.1:8000/back?a=1", code="c/d", state="", iss="http://x")

    assert address == "http://127.0.0.1:8000/back?a=1&code=c%2Fd&iss=http%3A%2F%2Fx"
