"""Which answers of an identity provider suffice, and all reasons why others do not."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onething.modules.identity.domain.claims import (
    Assurance,
    RefusalCode,
    VerifiedIdentity,
    decide_identity,
)

TODAY = date(2026, 11, 23)
NONCE = "a-nonce-of-this-login"
USERINFO: dict[str, Any] = {
    "sub": "pseudonym-1",
    "name": "阿依古丽•买买提",
    "id_number": "770102199506210046",
    "phone_number": "+86 139 0000 0004",
    "assurance": "high",
}
ID_TOKEN: dict[str, Any] = {"sub": "pseudonym-1", "nonce": NONCE, "acr": "high"}


def codes(userinfo: dict[str, Any], id_token: dict[str, Any], nonce: object = NONCE) -> list[str]:
    decided = decide_identity(userinfo=userinfo, id_token=id_token, nonce=nonce, today=TODAY)
    return [] if isinstance(decided, VerifiedIdentity) else [refusal.code.value for refusal in decided]


def test_a_complete_answer_gives_the_canonical_person() -> None:
    decided = decide_identity(userinfo=USERINFO, id_token=ID_TOKEN, nonce=NONCE, today=TODAY)

    assert decided == VerifiedIdentity(
        subject="pseudonym-1",
        name="阿依古丽·买买提",
        id_number="770102199506210046",
        phone="13900000004",
        assurance=Assurance.HIGH,
    )


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"assurance": None}, []),  # the signed claim alone suffices
        ({"assurance": "low"}, ["login.assurance"]),
        ({"assurance": "HIGH"}, ["login.assurance"]),
        ({"assurance": ["high"]}, ["login.assurance"]),
        ({"name": None}, ["login.name"]),
        ({"name": "\x00"}, ["login.name"]),
        ({"name": "x" * 10_000}, ["login.name"]),
        ({"id_number": "770102199506210045"}, ["login.id_number"]),
        ({"id_number": 770102199506210046}, ["login.id_number"]),
        ({"id_number": "\ud800"}, ["login.id_number"]),
        ({"name": "", "id_number": "", "assurance": ""}, ["login.assurance", "login.name", "login.id_number"]),
        ({"sub": "somebody-else"}, ["login.subject"]),
        ({"sub": None}, ["login.subject"]),
    ],
)
def test_every_reason_is_told(changed: dict[str, Any], expected: list[str]) -> None:
    assert codes({**USERINFO, **changed}, ID_TOKEN) == expected


@pytest.mark.parametrize("nonce", [None, "", "another", 7])
def test_a_nonce_that_is_not_this_logins_refuses(nonce: object) -> None:
    assert codes(USERINFO, ID_TOKEN, nonce) == ["login.nonce"]


def test_a_missing_assurance_is_never_trusted() -> None:
    userinfo = {name: value for name, value in USERINFO.items() if name != "assurance"}

    assert codes(userinfo, {"sub": "pseudonym-1", "nonce": NONCE}) == ["login.assurance"]


def test_the_weaker_of_two_claims_counts() -> None:
    decided = decide_identity(userinfo=USERINFO, id_token={**ID_TOKEN, "acr": "substantial"}, nonce=NONCE, today=TODAY)

    assert isinstance(decided, VerifiedIdentity)
    assert decided.assurance is Assurance.SUBSTANTIAL


def test_an_unusable_phone_is_left_out_and_refuses_nobody() -> None:
    decided = decide_identity(
        userinfo={**USERINFO, "phone_number": "12345"}, id_token=ID_TOKEN, nonce=NONCE, today=TODAY
    )

    assert isinstance(decided, VerifiedIdentity)
    assert decided.phone == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3), max_leaves=5
)


@settings(max_examples=200)
@given(
    st.dictionaries(st.sampled_from(sorted(USERINFO)), JSON), st.dictionaries(st.sampled_from(sorted(ID_TOKEN)), JSON)
)
def test_whatever_is_claimed_is_decided_without_a_crash(userinfo: dict[str, Any], id_token: dict[str, Any]) -> None:
    decided = decide_identity(userinfo=userinfo, id_token=id_token, nonce=NONCE, today=TODAY)

    assert isinstance(decided, VerifiedIdentity) or {refusal.code for refusal in decided} <= set(RefusalCode)
