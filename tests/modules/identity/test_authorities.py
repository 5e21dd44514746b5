"""Authorities from both sides: confirmed at login, granted here, chosen, revoked, declined; each step on the log."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from onething.modules.identity.api import (
    AuthorityGone,
    AuthorityRefused,
    access_person,
    act_under,
    authorities_given,
    authorities_held,
    decline_authority,
    enterprise_of,
    grant_authority,
    may_grant,
    person_of,
    revoke_authority,
)
from onething.modules.identity.domain.authorities import AuthorityInfo, AuthorityKind
from onething.modules.identity.domain.claims import Assurance, EnterpriseClaim, VerifiedIdentity
from onething.modules.identity.errors import NotYours
from onething.modules.identity.models import Authority, Enterprise, Person
from onething.modules.identity.queries import find_held
from onething.modules.identity.services.authorities import choose_authority
from onething.modules.identity.services.logins import log_in_citizen
from onething.platform.logs.models import AccessRow, ActionRow
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FOODS = EnterpriseClaim(
    uscc="91990101MA99000526", name="禾丰市稻香食品有限公司", kind=AuthorityKind.LEGAL_REPRESENTATIVE
)
HANDLING = replace(FOODS, kind=AuthorityKind.HANDLER)
BOSS = ("欧阳采薇", "770102199104230124")
CLERK = ("许南星", "770101199808150062")


def log_in(who: tuple[str, str], *claims: EnterpriseClaim, now: datetime = NOW) -> Actor:
    """Log in with the provider, which claims these enterprises; the actor as themselves."""
    name, number = who
    identity = VerifiedIdentity(
        subject=f"pseudonym-{number[-4:]}",
        name=name,
        id_number=number,
        phone="",
        assurance=Assurance.HIGH,
        enterprises=claims,
    )
    account = log_in_citizen(identity=identity, provider="national", now=now).user
    return Actor(role=Role.CITIZEN, account=account.public_id, person=account.person.public_id, channel="portal")


def held(actor: Actor, on: date = TODAY) -> tuple[AuthorityInfo, ...]:
    return authorities_held(actor=actor, on=on)


def acting(actor: Actor, now: datetime = NOW) -> Actor:
    """The actor under the first authority they hold."""
    return act_under(actor, choose_authority(authority=str(held(actor)[0].public_id), actor=actor, now=now))


def grant(actor: Actor, who: tuple[str, str] = CLERK, **changed: Any) -> UUID:
    wanted = {"last_day": date(2026, 12, 31), "bundles": [], "offered": ["restaurant", "newborn"], **changed}
    return grant_authority(name=who[0], id_number=who[1], actor=actor, now=NOW, **wanted)


def steps() -> list[tuple[str, Any]]:
    return list(ActionRow.objects.filter(subject_kind="authority").order_by("id").values_list("kind", "actor_person"))


# ---- confirmed by the provider


def test_what_the_provider_claims_becomes_an_authority_once() -> None:
    log_in(BOSS, FOODS)
    boss = log_in(BOSS, FOODS)

    (authority,) = held(boss)
    assert (authority.principal_name, authority.kind.label, authority.until_day) == (
        "禾丰市稻香食品有限公司",
        "法定代表人",
        None,
    )
    assert Enterprise.objects.get().uscc == "91990101MA99000526"
    assert steps() == [("authority.confirm", boss.person)]


def test_what_is_no_longer_claimed_ends_and_may_come_back() -> None:
    log_in(BOSS, FOODS)
    boss = log_in(BOSS)
    assert held(boss) == ()

    log_in(BOSS, FOODS)

    assert len(held(boss)) == 1
    assert [row.ended_by for row in Authority.objects.order_by("id")] == ["provider", ""]


def test_another_relation_takes_the_place_of_the_former() -> None:
    log_in(BOSS, FOODS)
    boss = log_in(BOSS, HANDLING)

    assert [authority.kind for authority in held(boss)] == [AuthorityKind.HANDLER]


def test_a_firm_keeps_its_identity_when_the_provider_gives_it_another_name() -> None:
    log_in(BOSS, FOODS)
    log_in(CLERK, replace(HANDLING, name="禾丰市稻香集团有限公司"))

    assert [row.name for row in Enterprise.objects.all()] == ["禾丰市稻香集团有限公司"]
    assert (
        held(log_in(BOSS, replace(FOODS, name="禾丰市稻香集团有限公司")))[0].principal_name == "禾丰市稻香集团有限公司"
    )


def test_a_confirmed_authority_is_not_ended_here() -> None:
    boss = acting(log_in(BOSS, FOODS))
    clerk = log_in(CLERK, HANDLING)
    (authority,) = held(clerk)

    with pytest.raises(AuthorityRefused, match="登记机关"):
        decline_authority(authority=authority.public_id, actor=clerk, now=NOW)
    with pytest.raises(AuthorityRefused, match="登记机关"):
        revoke_authority(authority=authority.public_id, actor=boss, now=NOW)

    assert held(clerk) == (authority,)


# ---- granted here


def test_a_legal_representative_names_a_handler_before_they_were_ever_here() -> None:
    grant(acting(log_in(BOSS, FOODS)), bundles=["restaurant"])
    clerk = log_in(CLERK)

    (authority,) = held(clerk)
    assert (authority.kind.label, authority.bundles, authority.until_day) == (
        "经办人",
        frozenset({"restaurant"}),
        date(2027, 1, 1),
    )
    actor = acting(clerk)
    assert (actor.person, actor.principal, actor.bundles) == (
        clerk.person,
        Enterprise.objects.get().public_id,
        frozenset({"restaurant"}),
    )


def test_a_person_names_an_agent() -> None:
    boss = log_in(BOSS)
    grant(boss)

    (authority,) = held(log_in(CLERK))
    assert (authority.kind.label, authority.principal_name, authority.principal) == ("代办人", "欧阳采薇", boss.person)


def test_a_name_that_does_not_fit_the_number_lets_nobody_act_and_tells_nobody() -> None:
    clerk = log_in(CLERK)
    granted = grant(log_in(BOSS), ("许北星", CLERK[1]))

    assert held(clerk) == ()
    with pytest.raises(AuthorityGone):
        choose_authority(authority=str(granted), actor=clerk, now=NOW)


def test_a_handler_names_nobody_and_takes_back_nothing() -> None:
    boss = acting(log_in(BOSS, FOODS))
    other = grant(boss, ("江晚晴", "770103199202140225"))
    handler = acting(log_in(CLERK, HANDLING))

    assert not may_grant(handler, on=TODAY)
    with pytest.raises(AuthorityRefused, match="法定代表人"):
        grant(handler, ("高明远", "770104199501100094"))
    with pytest.raises(AuthorityRefused, match="法定代表人"):
        revoke_authority(authority=other, actor=handler, now=NOW)

    assert Authority.objects.filter(source="granted", ended_at__isnull=True).count() == 1


def test_an_agent_passes_nothing_on() -> None:
    grant(log_in(BOSS))
    agent = acting(log_in(CLERK))

    with pytest.raises(AuthorityRefused, match="法定代表人"):
        grant(agent, ("高明远", "770104199501100094"))


def test_a_former_legal_representative_names_nobody() -> None:
    boss = acting(log_in(BOSS, FOODS))
    log_in(BOSS)

    with pytest.raises(AuthorityRefused):
        grant(boss)

    assert Authority.objects.filter(source="granted").count() == 0


@pytest.mark.parametrize(
    ("who", "changed", "fields"),
    [
        (("", ""), {"last_day": None, "bundles": ["x"]}, ["name", "id_number", "until", "bundles"]),
        (("\x00", "\ud800"), {}, ["name", "id_number"]),
        (("x" * 10_000, "7" * 10_000), {}, ["name", "id_number"]),
        ((CLERK[0], "770101199808150063"), {}, ["id_number"]),
        (BOSS, {}, ["id_number"]),
        (CLERK, {"last_day": date(2026, 11, 22)}, ["until"]),
        (CLERK, {"bundles": ["unknown"]}, ["bundles"]),
    ],
)
def test_bad_input_grants_nothing_and_names_every_field(
    who: tuple[str, str], changed: dict[str, Any], fields: list[str]
) -> None:
    boss = log_in(BOSS)

    with pytest.raises(AuthorityRefused) as refusal:
        grant(boss, who, **changed)

    assert list(refusal.value.reasons) == fields
    assert Authority.objects.count() == 0


def test_the_same_grant_again_stands_once_and_another_takes_its_place() -> None:
    boss = log_in(BOSS)
    first = grant(boss)

    assert grant(boss) == first
    assert grant(boss, bundles=["newborn"]) != first
    assert [(row.ended_by, row.bundles) for row in Authority.objects.order_by("id")] == [
        ("replaced", []),
        ("", ["newborn"]),
    ]


def test_the_database_keeps_one_authority_of_a_kind_and_a_principal_of_the_right_sort() -> None:
    grant(log_in(BOSS))
    row = Authority.objects.get()

    for changes in ({}, {"kind": "handler", "source": "provider"}, {"person": None, "holder_index": "x"}):
        copy = Authority.objects.get()
        copy.pk, copy.public_id = None, UUID(int=5)
        for name, value in changes.items():
            setattr(copy, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save(force_insert=True)

    assert Authority.objects.get() == row


# ---- the end of it


def test_revoked_is_over_at_once_and_both_sides_read_why() -> None:
    boss, clerk = log_in(BOSS), log_in(CLERK)
    granted = grant(boss)
    acting(clerk)

    revoke_authority(authority=granted, actor=boss, now=NOW)

    assert held(clerk) == ()
    assert [one.ended_by.label for one in authorities_given(actor=boss) if one.ended_by] == ["授权人收回"]
    with pytest.raises(AuthorityGone):
        revoke_authority(authority=granted, actor=boss, now=NOW)
    assert steps() == [
        ("authority.grant", boss.person),
        ("authority.choose", clerk.person),
        ("authority.end", boss.person),
    ]


def test_who_was_named_may_decline() -> None:
    boss, clerk = log_in(BOSS), log_in(CLERK)
    granted = grant(boss)

    decline_authority(authority=granted, actor=clerk, now=NOW)

    assert held(clerk) == ()
    assert Authority.objects.get().ended_by == "holder"


def test_an_authority_ends_by_itself_after_its_last_day() -> None:
    clerk = log_in(CLERK)
    granted = str(grant(log_in(BOSS), last_day=TODAY))
    person = Person.objects.get(public_id=clerk.person)

    assert find_held(person, authority=granted, on=TODAY) is not None
    assert find_held(person, authority=granted, on=TODAY + timedelta(days=1)) is None
    with pytest.raises(AuthorityGone):
        choose_authority(authority=granted, actor=clerk, now=NOW + timedelta(days=1))


def test_what_is_somebody_elses_cannot_be_chosen_declined_or_revoked() -> None:
    granted = grant(log_in(BOSS))
    stranger = log_in(("江晚晴", "770103199202140225"))

    for forged in (str(granted), str(UUID(int=1)), "", "x" * 10_000, "\x00", "1 OR 1=1"):
        with pytest.raises(AuthorityGone):
            choose_authority(authority=forged, actor=stranger, now=NOW)
    with pytest.raises(AuthorityGone):
        decline_authority(authority=granted, actor=stranger, now=NOW)
    with pytest.raises(AuthorityGone):
        revoke_authority(authority=granted, actor=stranger, now=NOW)

    assert Authority.objects.get().ended_at is None


# ---- whose data


def test_who_acts_for_a_firm_reads_its_record_and_their_own_and_both_are_on_the_log() -> None:
    boss = acting(log_in(BOSS, FOODS))

    firm = enterprise_of(boss, purpose="填写申请", now=NOW)
    me = person_of(boss, purpose="填写申请", now=NOW)

    assert (firm.name, firm.uscc, firm.kind.label) == ("禾丰市稻香食品有限公司", "91990101MA99000526", "企业")
    assert me.name == "欧阳采薇"
    assert list(AccessRow.objects.order_by("id").values_list("actor_person", "actor_principal", "data_of")) == [
        (boss.person, firm.public_id, firm.public_id),
        (boss.person, firm.public_id, boss.person),
    ]


def test_an_agent_reads_the_principal_and_a_stranger_or_former_agent_does_not() -> None:
    boss, clerk = log_in(BOSS), log_in(CLERK)
    grant(boss, bundles=["newborn"])
    agent = acting(clerk)

    assert access_person(boss.person, actor=agent, purpose="填写申请", now=NOW).name == "欧阳采薇"
    for other in (clerk, agent.as_oneself()):
        with pytest.raises(NotYours):
            access_person(boss.person, actor=other, purpose="填写申请", now=NOW)
    with pytest.raises(NotYours):
        enterprise_of(agent, purpose="填写申请", now=NOW)


def test_nothing_of_firm_or_holder_stands_readable_in_the_tables() -> None:
    grant(acting(log_in(BOSS, FOODS)))

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            content = repr(cursor.fetchall())
            assert not [word for word in (*BOSS, *CLERK, FOODS.uscc, FOODS.name) if word in content], table
