"""Both logs: only added to, sealed in a day's chain, and every tampering found and named."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from onething.platform.encryption import seal_key
from onething.platform.logs.api import (
    NewAction,
    actions_of,
    append_access,
    append_action,
    append_actions,
    append_many,
    appended_together,
)
from onething.platform.logs.models import AccessRow, ActionRow, Seal
from onething.platform.logs.sealer import seal_logs
from onething.platform.logs.verify import Finding, verify_logs
from onething.platform.permissions import Actor, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stores")]
CLERK = Actor(role=Role.WINDOW_CLERK, account=UUID(int=7), post=UUID(int=8), body_code="BODY", channel="counter")
CASE = UUID(int=1)
OTHER = UUID(int=2)
Guards = Callable[[], AbstractContextManager[None]]


def action(clock: datetime, kind: str = "case.accept", subject: UUID = CASE, **more: object) -> NewAction:
    return NewAction(subject_kind="case", subject_id=subject, kind=kind, actor=CLERK, at=clock, **more)  # type: ignore[arg-type]


def stored(rows: Sequence[ActionRow]) -> list[ActionRow]:
    """As the database numbered them."""
    return [ActionRow.objects.get(public_id=row.public_id) for row in rows]


def seal_five(clock: datetime) -> list[ActionRow]:
    rows = stored(append_actions([action(clock, payload={"n": n}) for n in range(1, 6)]))
    seal_logs(clock)
    return rows


def verify(now: datetime, witness: Path | None = None) -> tuple[Finding, ...]:
    lines = witness.read_text(encoding="utf-8").splitlines() if witness else []
    return verify_logs(now=now, seal_key=seal_key(), witnesses=[json.loads(line) for line in lines])


def run(statement: str, values: list[object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# ---- appending


def test_actions_of_a_subject_are_numbered_from_one(clock: datetime) -> None:
    append_action(action(clock, "case.receive"))
    append_action(action(clock, "case.accept"))
    append_action(action(clock, "case.receive", OTHER))

    assert [(row.seq, row.kind) for row in actions_of(subject_kind="case", subject_id=CASE)] == [
        (1, "case.receive"),
        (2, "case.accept"),
    ]


def test_seven_actions_cost_two_statements_and_one_when_their_places_are_known(clock: datetime) -> None:
    with CaptureQueriesContext(
        connection,
    ) as found:
        append_actions([action(clock, subject=UUID(int=n)) for n in range(10, 17)])
    with CaptureQueriesContext(connection) as known:
        append_actions([action(clock, subject=UUID(int=n), seq=2) for n in range(10, 17)])

    assert (len(found), len(known)) == (2, 1)


def test_what_several_append_in_one_block_is_one_statement_and_keeps_its_order(clock: datetime) -> None:
    with CaptureQueriesContext(connection) as written, appended_together():
        append_action(action(clock, "case.receive", seq=1))
        append_actions([action(clock, seq=2), action(clock, "case.receive", OTHER, seq=1)])
    with appended_together():
        append_action(action(clock, "case.review", seq=3))
        append_action(action(clock, "case.grant"))

    assert len(written) == 1
    assert [(row.seq, row.kind) for row in actions_of(subject_kind="case", subject_id=CASE)] == [
        (1, "case.receive"),
        (2, "case.accept"),
        (3, "case.review"),
        (4, "case.grant"),
    ]


def test_very_many_are_one_statement_and_the_same_rows(clock: datetime) -> None:
    said = {"n": 1, "why": ['它说："是"', None, "a\\b"]}
    with CaptureQueriesContext(connection) as written:
        append_many([action(clock, subject=UUID(int=n), seq=1, payload=said) for n in range(10, 17)])
    seal_logs(clock)

    (row,) = actions_of(subject_kind="case", subject_id=UUID(int=12))
    assert len(written) == 1
    assert (row.seq, row.at, row.actor_account, row.actor_person, row.payload) == (1, clock, UUID(int=7), None, said)
    assert verify(clock) == ()
    with pytest.raises(ValueError, match="place"):
        append_many([action(clock)])


def test_a_block_that_fails_appends_nothing_and_the_next_starts_anew(clock: datetime) -> None:
    with pytest.raises(TypeError, match="float"), appended_together():
        append_actions([action(clock, seq=1), action(clock, seq=2, payload={"share": 0.1})])

    append_action(action(clock, "case.receive", OTHER, seq=1))

    assert [row.subject_id for row in ActionRow.objects.all()] == [OTHER]


def test_two_who_append_at_the_same_place_cannot_both_win(clock: datetime) -> None:
    append_action(action(clock, seq=1))

    with pytest.raises(DatabaseError), transaction.atomic():
        append_action(action(clock, seq=1))

    assert ActionRow.objects.count() == 1


def test_an_action_tells_who_when_where_and_on_what_ground(clock: datetime) -> None:
    ground = "行政许可法第三十二条"
    append_action(action(clock, legal_ground=ground, document="paper:1", payload={"reasons": ["a", 1]}))

    row = ActionRow.objects.get()
    assert (row.at, row.actor_account, row.actor_post, row.actor_role) == (
        clock,
        UUID(int=7),
        UUID(int=8),
        "window_clerk",
    )
    assert (row.channel, row.body_code, row.legal_ground, row.document) == ("counter", "BODY", ground, "paper:1")
    assert row.payload == {"reasons": ["a", 1]}


def test_a_float_in_a_payload_is_refused(clock: datetime) -> None:
    with pytest.raises(TypeError, match="float"):
        append_action(action(clock, payload={"share": 0.1}))

    assert ActionRow.objects.count() == 0


def test_looking_at_personal_data_needs_a_purpose(clock: datetime) -> None:
    with pytest.raises(ValueError, match="purpose"):
        append_access(actor=CLERK, at=clock, subject_kind="person", subject_id=CASE, data_of=CASE, purpose="")

    append_access(
        actor=CLERK, at=clock, subject_kind="person", subject_id=CASE, data_of=CASE, purpose="review", fields=["name"]
    )
    assert list(AccessRow.objects.values_list("purpose", "fields")) == [("review", "name")]


# ---- only added to


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE logs_action SET kind = 'x'",
        "UPDATE logs_action SET payload = '{}'",
        "UPDATE logs_action SET digest = 'x'",
        "UPDATE logs_action SET chain_digest = 'x'",
        "UPDATE logs_action SET actor_principal = NULL",
        "DELETE FROM logs_action",
        "UPDATE logs_access SET purpose = 'x'",
        "UPDATE logs_access SET actor_principal = NULL",
        "DELETE FROM logs_access",
    ],
)
def test_the_database_refuses_to_change_the_logs(clock: datetime, statement: str) -> None:
    seal_five(clock)
    append_access(actor=CLERK, at=clock, subject_kind="person", subject_id=CASE, data_of=CASE, purpose="review")

    with pytest.raises(DatabaseError), transaction.atomic():
        run(statement, [])

    assert ActionRow.objects.filter(kind="case.accept").count() == 5
    assert AccessRow.objects.get().purpose == "review"


# ---- sealing


def test_sealed_logs_verify(clock: datetime, stores: Path) -> None:
    seal_five(clock)
    append_access(actor=CLERK, at=clock, subject_kind="person", subject_id=CASE, data_of=CASE, purpose="review")
    seal_logs(clock)

    assert verify(clock, stores / "heads.jsonl") == ()
    assert [(seal.log, seal.day, seal.length) for seal in Seal.objects.order_by("id")] == [
        ("action", date(2026, 11, 23), 5),
        ("access", date(2026, 11, 23), 1),
    ]


def test_each_day_has_its_chain_which_hangs_on_the_day_before(clock: datetime) -> None:
    seal_five(clock)
    tomorrow = clock + timedelta(days=1)
    append_action(action(tomorrow))
    seal_logs(tomorrow)

    first, second = Seal.objects.order_by("day")
    assert (first.length, second.length, second.previous) == (5, 1, first.head)
    assert verify(tomorrow) == ()


def test_sealing_again_seals_only_what_is_new(clock: datetime) -> None:
    seal_five(clock)
    append_action(action(clock))

    assert (seal_logs(clock), seal_logs(clock)) == (1, 0)
    assert verify(clock) == ()


def test_an_unsealed_tail_older_than_a_minute_is_reported(clock: datetime) -> None:
    append_action(action(clock))

    assert verify(clock + timedelta(seconds=60)) == ()
    assert [finding.code for finding in verify(clock + timedelta(seconds=61))] == ["tail"]


# ---- the five tamperings


def codes_and_rows(findings: tuple[Finding, ...]) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.row) for finding in findings]


def test_a_changed_row_is_named(clock: datetime, without_guards: Guards) -> None:
    rows = seal_five(clock)
    with without_guards():
        run("UPDATE logs_action SET kind = 'case.refuse' WHERE id = %s", [rows[2].pk])

    assert codes_and_rows(verify(clock)) == [("changed", rows[2].pk)]


def test_a_row_tells_who_acted_and_for_whom(clock: datetime) -> None:
    agent = Actor(role=Role.CITIZEN, person=UUID(int=3), acting_for=UUID(int=4))
    append_actions([replace(action(clock), actor=agent), replace(action(clock), actor=CLERK)])

    rows = ActionRow.objects.order_by("id").values_list("actor_person", "actor_principal")
    assert list(rows) == [(UUID(int=3), UUID(int=4)), (None, None)]


@pytest.mark.parametrize("forged", [None, UUID(int=5).hex])
def test_another_principal_put_into_a_row_is_noticed(
    clock: datetime, without_guards: Guards, forged: str | None
) -> None:
    agent = Actor(role=Role.CITIZEN, person=UUID(int=3), acting_for=UUID(int=4))
    rows = stored(append_actions([replace(action(clock), actor=agent)]))
    seal_logs(clock)
    assert verify(clock) == ()
    with without_guards():
        run("UPDATE logs_action SET actor_principal = %s", [forged])

    assert codes_and_rows(verify(clock)) == [("changed", rows[0].pk)]


def test_a_change_in_a_row_not_yet_sealed_is_named(clock: datetime, without_guards: Guards) -> None:
    row = stored([append_action(action(clock, payload={"n": 1}))])[0]
    with without_guards():
        run("UPDATE logs_action SET payload = %s WHERE id = %s", ['{"n": 2}', row.pk])

    assert codes_and_rows(verify(clock)) == [("changed", row.pk)]


def test_a_deleted_row_is_noticed_at_the_next(clock: datetime, without_guards: Guards) -> None:
    rows = seal_five(clock)
    with without_guards():
        run("DELETE FROM logs_action WHERE id = %s", [rows[2].pk])

    assert codes_and_rows(verify(clock)) == [("missing", rows[3].pk), ("gap", rows[0].pk)]


def test_an_inserted_row_is_named(clock: datetime, without_guards: Guards) -> None:
    rows = seal_five(clock)
    forged = stored([append_action(action(clock, "case.decide", OTHER))])[0]
    with without_guards():
        move = "UPDATE logs_action SET chain_place = chain_place + 1000 WHERE chain_place >= 3"
        run(move, [])
        run("UPDATE logs_action SET chain_place = chain_place - 999 WHERE chain_place >= 1003", [])
        link = "UPDATE logs_action SET chain_day = %s, chain_place = 3, chain_digest = %s WHERE id = %s"
        run(link, ["2026-11-23", "f" * 64, forged.pk])

    assert codes_and_rows(verify(clock)) == [("broken", forged.pk)]
    assert len(rows) == 5


def test_two_swapped_rows_are_noticed(clock: datetime, without_guards: Guards) -> None:
    rows = seal_five(clock)
    with without_guards():
        run("UPDATE logs_action SET chain_place = 99 WHERE id = %s", [rows[1].pk])
        run("UPDATE logs_action SET chain_place = 2 WHERE id = %s", [rows[2].pk])
        run("UPDATE logs_action SET chain_place = 3 WHERE id = %s", [rows[1].pk])

    assert codes_and_rows(verify(clock)) == [("broken", rows[2].pk)]


def test_a_truncated_chain_is_noticed(clock: datetime, without_guards: Guards) -> None:
    rows = seal_five(clock)
    with without_guards():
        run("DELETE FROM logs_action WHERE id >= %s", [rows[3].pk])

    assert codes_and_rows(verify(clock)) == [("truncated", None)]


# ---- and who also holds the seals


def test_a_head_wound_back_with_its_rows_differs_from_its_copy_outside(
    clock: datetime, without_guards: Guards, stores: Path
) -> None:
    append_action(action(clock))
    seal_logs(clock)
    earlier = Seal.objects.values("length", "head", "signature").get()
    last = stored([append_action(action(clock, "case.decide"))])[0]
    seal_logs(clock)
    with without_guards():
        run("DELETE FROM logs_action WHERE id = %s", [last.pk])
    Seal.objects.update(**earlier)

    assert verify(clock) == ()
    assert codes_and_rows(verify(clock, stores / "heads.jsonl")) == [("rewound", None)]


def test_a_head_that_was_not_signed_here_is_noticed(clock: datetime) -> None:
    seal_five(clock)
    Seal.objects.update(signature="0" * 64)

    assert codes_and_rows(verify(clock)) == [("signature", None)]


def test_the_verifier_shares_no_code_with_the_writer() -> None:
    source = Path(verify_logs.__code__.co_filename).read_text(encoding="utf-8")

    for writer in ("logs.digests", "logs.sealer", "logs.api", "platform.encryption"):
        assert f"onething.platform.{writer}".replace("platform.platform", "platform") not in source
