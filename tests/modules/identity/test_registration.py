"""Registering somebody at the counter, and reading a person's data: logged, and only for whom it concerns."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from onething.modules.identity.api import NotYours, PersonRefused, access_person, person_of, register_person
from onething.modules.identity.models import Person
from onething.platform.logs.models import AccessRow
from onething.platform.permissions import ANONYMOUS, Actor, Role

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
CLERK = Actor(role=Role.WINDOW_CLERK, account=UUID(int=7), site_code="hall", region_path="/990100/", channel="counter")
TYPED = {"name": "罗㑇", "id_number": "770103199712300022", "phone": "139 0000 0006"}


def register(**changed: str) -> Any:
    return register_person(**{**TYPED, **changed}, actor=CLERK, now=NOW)


@pytest.mark.django_db
def test_a_new_person_is_registered_encrypted_and_logged() -> None:
    registered = register()

    assert (registered.name, registered.masked_id_number) == ("罗㑇", "770***********0022")
    person = Person.objects.get()
    assert (person.public_id, person.phone, person.assurance) == (registered.public_id, "13900000006", "counter")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM identity_person")
        stored = repr(cursor.fetchall())
    assert not [secret for secret in ("罗㑇", "770103199712300022", "13900000006") if secret in stored]
    row = AccessRow.objects.get()
    assert (row.data_of, row.purpose, row.actor_account) == (person.public_id, "综合窗口登记申请人", CLERK.account)


@pytest.mark.django_db
def test_the_same_number_finds_the_same_person_and_tells_only_what_was_typed() -> None:
    first = register()

    again = register(id_number="７７０１０３１９９７１２３０００２２", phone="13900009999")

    assert again == first
    assert Person.objects.get().phone == "13900000006"
    assert "13900000006" not in repr(again)


@pytest.mark.django_db
def test_another_name_for_a_known_number_is_refused_without_telling_the_right_one_and_logged() -> None:
    register()

    with pytest.raises(PersonRefused) as refusal:
        register(name="王五")

    assert list(refusal.value.reasons) == ["name"]
    assert "罗" not in str(refusal.value)
    assert Person.objects.get().name == "罗㑇"
    assert AccessRow.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("hostile", ["", "\x00", "\ud800", "x" * 10_000])
def test_hostile_input_is_refused_field_by_field_and_nothing_is_stored(hostile: str) -> None:
    with pytest.raises(PersonRefused) as refusal:
        register(name=hostile, id_number=hostile, phone=hostile)

    assert set(refusal.value.reasons) == {"name", "id_number", "phone"}
    assert Person.objects.count() == 0
    assert AccessRow.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.WINDOW_CLERK, Role.CLIENT}))
def test_nobody_but_a_clerk_or_a_system_registers_people(role: Role) -> None:
    with pytest.raises(NotYours):
        register_person(**TYPED, actor=replace(CLERK, role=role), now=NOW)

    assert Person.objects.count() == 0


@pytest.mark.django_db
def test_a_citizen_reads_their_own_data_and_each_reading_is_logged() -> None:
    registered = register()
    citizen = Actor(role=Role.CITIZEN, person=registered.public_id, channel="portal")

    view = person_of(citizen, purpose="预填申请表", now=NOW, case_ref=UUID(int=9))
    person_of(citizen, purpose="预填申请表", now=NOW)

    assert (view.name, view.id_number, view.phone) == ("罗㑇", "770103199712300022", "13900000006")
    rows = AccessRow.objects.filter(purpose="预填申请表").order_by("id")
    assert [(row.data_of, row.case_ref) for row in rows] == [
        (registered.public_id, UUID(int=9)),
        (registered.public_id, None),
    ]
    assert rows[0].fields == "name,id_number,phone"


@pytest.mark.django_db
def test_others_get_the_same_answer_whether_or_not_the_person_exists() -> None:
    registered = register()
    stranger = Actor(role=Role.CITIZEN, person=UUID(int=1))
    answers = []

    for actor, person in ((stranger, registered.public_id), (stranger, UUID(int=2)), (CLERK, registered.public_id)):
        with pytest.raises(NotYours) as refusal:
            access_person(person, actor=actor, purpose="看看", now=NOW)
        answers.append(str(refusal.value))
    with pytest.raises(NotYours):
        person_of(ANONYMOUS, purpose="看看", now=NOW)

    assert len(set(answers)) == 1
    assert AccessRow.objects.filter(purpose="看看").count() == 0
