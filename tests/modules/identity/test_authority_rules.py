"""Terms of an authority, where it stands on a day, and what an identity provider's claim about firms gives. Pure."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.tables import read_yaml
from onething.modules.identity.domain.authorities import (
    AuthorityInfo,
    AuthorityKind,
    AuthoritySource,
    AuthorityState,
    EndedBy,
    act_under,
    decide_terms,
)
from onething.modules.identity.domain.claims import EnterpriseClaim, read_enterprises
from onething.modules.identity.domain.enterprises import EnterpriseKind, kind_of, read_enterprise_name
from onething.platform.permissions import Actor, Role

TABLE: dict[str, Any] = read_yaml(Path(__file__).with_name("authority_terms.yaml"))
AUTHORITY = AuthorityInfo(
    public_id=UUID(int=1),
    principal=UUID(int=2),
    principal_name="禾丰市稻香食品有限公司",
    for_enterprise=True,
    holder_name="许南星",
    holder_number_masked="770***********0062",
    kind=AuthorityKind.HANDLER,
    source=AuthoritySource.GRANTED,
    bundles=frozenset({"restaurant"}),
    from_day=date(2026, 11, 23),
    until_day=date(2026, 12, 1),
    ended_at=None,
    ended_by=None,
)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_terms(case: dict[str, Any]) -> None:
    reasons = decide_terms(
        same_person=case.get("same_person", False),
        last_day=case["last_day"],
        bundles=case.get("bundles", []),
        offered=TABLE["offered"],
        today=TABLE["today"],
    )

    assert list(reasons) == case["expect"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 22), AuthorityState.COMING),
        (date(2026, 11, 23), AuthorityState.VALID),
        (date(2026, 11, 30), AuthorityState.VALID),
        (date(2026, 12, 1), AuthorityState.OVER),
    ],
)
def test_an_authority_stands_from_its_first_to_the_day_before_its_end(day: date, expected: AuthorityState) -> None:
    assert AUTHORITY.state(day) is expected


def test_an_ended_authority_is_ended_on_every_day() -> None:
    ended = replace(AUTHORITY, ended_at=datetime(2026, 11, 24, tzinfo=UTC), ended_by=EndedBy.PRINCIPAL)

    assert {ended.state(date(2026, 11, day)) for day in range(1, 31)} == {AuthorityState.ENDED}


def test_who_acts_under_an_authority_stays_who_they_are_and_reaches_what_it_names() -> None:
    actor = act_under(Actor(role=Role.CITIZEN, account=UUID(int=8), person=UUID(int=9)), AUTHORITY)

    assert (actor.person, actor.principal, actor.bundles) == (UUID(int=9), UUID(int=2), frozenset({"restaurant"}))
    assert actor.as_oneself() == Actor(role=Role.CITIZEN, account=UUID(int=8), person=UUID(int=9))


# ---- what a provider claims about firms

FIRM = {"uscc": "91990101MA99000526", "name": "禾丰市稻香食品有限公司(演示)", "relation": "handler"}


def test_a_claimed_firm_is_read_with_its_canonical_code_and_name() -> None:
    claimed = read_enterprises([{**FIRM, "uscc": " 91990101ma99000526 "}])

    assert claimed == (
        EnterpriseClaim(uscc="91990101MA99000526", name="禾丰市稻香食品有限公司（演示）", kind=AuthorityKind.HANDLER),
    )


def test_who_is_both_acts_as_the_legal_representative() -> None:
    both = [FIRM, {**FIRM, "relation": "legal_representative"}, FIRM]

    assert [claim.kind for claim in read_enterprises(both)] == [AuthorityKind.LEGAL_REPRESENTATIVE]


@pytest.mark.parametrize(
    "claimed",
    [
        None, "91990101MA99000526", {}, [None], [[]], [{**FIRM, "uscc": "91990101MA99000527"}], [{**FIRM, "uscc": None}],
        [{**FIRM, "name": ""}], [{**FIRM, "name": "x" * 10_000}], [{**FIRM, "name": "\x00"}],
        [{**FIRM, "name": "\ud800"}], [{**FIRM, "relation": "owner"}], [{**FIRM, "relation": ["handler"]}],
        [{**FIRM, "relation": "agent"}],
    ],
)  # fmt: skip
def test_a_claim_that_cannot_be_used_gives_nothing(claimed: object) -> None:
    assert read_enterprises(claimed) == ()


def test_no_more_than_fifty_entries_are_read() -> None:
    assert read_enterprises([None] * 50 + [FIRM]) == ()


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=20))
@settings(max_examples=100, deadline=None)
def test_no_claim_breaks_a_login(claimed: object) -> None:
    assert read_enterprises(claimed) == ()
    assert read_enterprises([{"uscc": claimed, "name": claimed, "relation": claimed}]) == ()


@pytest.mark.parametrize(
    ("uscc", "expected"),
    [
        ("91990101MA99000526", EnterpriseKind.COMPANY),
        ("92990101MA99000526", EnterpriseKind.SOLE_TRADER),
        ("93990101MA99000526", EnterpriseKind.COOPERATIVE),
        ("51990101MA99000526", EnterpriseKind.OTHER),
    ],
)
def test_the_code_tells_what_sort_of_organisation_it_is(uscc: str, expected: EnterpriseKind) -> None:
    assert kind_of(uscc) is expected


def test_brackets_of_a_name_are_those_of_licences() -> None:
    assert read_enterprise_name(" 禾丰(集团)有限公司 ") == "禾丰（集团）有限公司"
    assert read_enterprise_name("") == ""
