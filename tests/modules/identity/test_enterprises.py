"""Registering a firm at the counter: found by its code, encrypted, logged, and only by whom it concerns."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from onething.modules.identity.api import (
    EnterpriseRefused,
    NotYours,
    access_enterprise,
    find_enterprise,
    register_enterprise,
)
from onething.modules.identity.models import Enterprise
from onething.platform.logs.models import AccessRow
from onething.platform.permissions import ANONYMOUS, Actor, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
CLERK = Actor(role=Role.WINDOW_CLERK, account=UUID(int=7), site_code="hall", region_path="/990100/", channel="counter")
TYPED = {"name": "禾丰市稻香食品有限公司（演示）", "uscc": "91990101MA99000526"}


def register(**changed: str) -> Any:
    return register_enterprise(**{**TYPED, **changed}, actor=CLERK, now=NOW)


def test_a_new_firm_is_registered_encrypted_and_logged() -> None:
    registered = register()

    row = Enterprise.objects.get()
    assert (registered.name, registered.uscc, row.kind) == (*TYPED.values(), "company")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM identity_enterprise")
        stored = repr(cursor.fetchall())
    assert not [secret for secret in TYPED.values() if secret in stored]
    look = AccessRow.objects.get()
    assert (look.data_of, look.subject_kind, look.purpose) == (row.public_id, "enterprise", "综合窗口登记申请单位")


def test_the_same_code_however_typed_finds_the_same_firm() -> None:
    first = register()

    again = register(uscc="９１９９０１０１ma99000526", name="禾丰市稻香食品有限公司(演示)")

    assert again == first
    assert Enterprise.objects.count() == 1


def test_another_name_for_a_known_code_is_refused_without_telling_the_right_one_and_logged() -> None:
    register()

    with pytest.raises(EnterpriseRefused) as refusal:
        register(name="禾丰市麦浪软件有限公司")

    assert list(refusal.value.reasons) == ["enterprise_name"]
    assert "稻香" not in str(refusal.value)
    assert AccessRow.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"name": "", "uscc": ""}, ["enterprise_name", "uscc"]),
        ({"uscc": "91990101MA99000527"}, ["uscc"]),
        ({"uscc": "770101199403120025"}, ["uscc"]),
        ({"name": "\x00", "uscc": "\ud800"}, ["enterprise_name", "uscc"]),
        ({"name": "x" * 10_000, "uscc": "9" * 10_000}, ["enterprise_name", "uscc"]),
    ],
)
def test_bad_input_registers_nothing_and_names_every_field(changed: dict[str, str], fields: list[str]) -> None:
    with pytest.raises(EnterpriseRefused) as refusal:
        register(**changed)

    assert list(refusal.value.reasons) == fields
    assert Enterprise.objects.count() == 0


@pytest.mark.parametrize("actor", [ANONYMOUS, Actor(role=Role.CITIZEN, person=UUID(int=1)), Actor(role=Role.APPROVER)])
def test_nobody_else_registers_or_finds_a_firm(actor: Actor) -> None:
    known = register()

    with pytest.raises(NotYours):
        register_enterprise(**TYPED, actor=actor, now=NOW)
    with pytest.raises(NotYours):
        find_enterprise(uscc=TYPED["uscc"], purpose="窗口接待", actor=actor, now=NOW)
    with pytest.raises(NotYours):
        access_enterprise(known.public_id, actor=actor, purpose="窗口接待", now=NOW)

    assert AccessRow.objects.count() == 1


def test_a_clerk_with_the_licence_in_hand_finds_the_firm_and_the_look_is_logged() -> None:
    known = register()

    assert find_enterprise(uscc=TYPED["uscc"], purpose="窗口接待", actor=CLERK, now=NOW) == known.public_id
    assert find_enterprise(uscc="91990103MA99000448", purpose="窗口接待", actor=CLERK, now=NOW) is None
    with pytest.raises(EnterpriseRefused):
        find_enterprise(uscc="1", purpose="窗口接待", actor=CLERK, now=NOW)
    assert [row.fields for row in AccessRow.objects.order_by("id")] == ["name,uscc", "uscc"]
