"""The floor of a case of seven steps: rows for the case, its items and its events, the least that does it durably.

On PostgreSQL one round trip a step, as a function in the database; on SQLite the same as plain SQL.
"""

import json
from uuid import uuid4

from django.db import connection, transaction

FORM = json.dumps({f"bench-field-{number:02d}": "文字" for number in range(40)}, ensure_ascii=False)
NEXT = {"a": "b", "b": "cdef", "c": "g", "d": "g", "e": "g", "f": "g", "g": ""}
NEEDED = {"a": 0, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "g": 4}
TABLES = (
    "CREATE TABLE floor_case (id {uuid} PRIMARY KEY, status text NOT NULL, form {json} NOT NULL)",
    (
        "CREATE TABLE floor_item (case_id {uuid} NOT NULL, code text NOT NULL, status text NOT NULL, needed int NOT NULL, "
        "PRIMARY KEY (case_id, code))"
    ),
    "CREATE TABLE floor_event (n {serial} PRIMARY KEY, case_id {uuid}, what text, at {time} DEFAULT CURRENT_TIMESTAMP)",
)
START = """
CREATE FUNCTION floor_start(i uuid, f jsonb) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO floor_case VALUES (i, 'running', f);
  INSERT INTO floor_item VALUES (i,'a','ready',0),(i,'b','waiting',1),(i,'c','waiting',1),(i,'d','waiting',1),
    (i,'e','waiting',1),(i,'f','waiting',1),(i,'g','waiting',4);
  INSERT INTO floor_event (case_id, what) VALUES (i, 'start');
END $$"""
STEP = """
CREATE FUNCTION floor_step(i uuid, k text, following text[]) RETURNS void LANGUAGE plpgsql AS $$ DECLARE s text; BEGIN
  UPDATE floor_item SET status = 'done' WHERE case_id = i AND code = k AND status = 'ready' RETURNING status INTO s;
  IF s IS NULL THEN RAISE EXCEPTION 'not ready'; END IF;
  IF array_length(following, 1) IS NULL THEN UPDATE floor_case SET status = 'done' WHERE id = i;
  ELSE UPDATE floor_item SET needed = needed - 1, status = CASE WHEN needed = 1 THEN 'ready' ELSE status END
    WHERE case_id = i AND code = ANY (following); END IF;
  INSERT INTO floor_event (case_id, what) VALUES (i, k);
END $$"""
ON_POSTGRESQL = {"uuid": "uuid", "json": "jsonb", "serial": "bigserial", "time": "timestamptz"}
ON_SQLITE = {"uuid": "text", "json": "text", "serial": "integer", "time": "text"}


def prepare_floor() -> None:
    """Make the tables, and on PostgreSQL the functions."""
    on_server = connection.vendor == "postgresql"
    kinds = ON_POSTGRESQL if on_server else ON_SQLITE
    with connection.cursor() as cursor:
        for statement in (*(table.format(**kinds) for table in TABLES), *((START, STEP) if on_server else ())):
            cursor.execute(statement)


def floor_case() -> None:
    """One case from the start to the end, each step one commit."""
    case = str(uuid4())
    (_start_there if connection.vendor == "postgresql" else _start_here)(case)
    for step, following in NEXT.items():
        (_step_there if connection.vendor == "postgresql" else _step_here)(case, step, following)


def _start_there(case: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT floor_start(%s, %s::jsonb)", [case, FORM])


def _step_there(case: str, step: str, following: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT floor_step(%s, %s, %s::text[])", [case, step, list(following)])


def _start_here(case: str) -> None:
    items = [(case, code, "waiting" if needed else "ready", needed) for code, needed in NEEDED.items()]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO floor_case VALUES (%s, 'running', %s)", [case, FORM])
        cursor.executemany("INSERT INTO floor_item VALUES (%s, %s, %s, %s)", items)
        cursor.execute("INSERT INTO floor_event (case_id, what) VALUES (%s, 'start')", [case])


def _step_here(case: str, step: str, following: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        done = "UPDATE floor_item SET status = 'done' WHERE case_id = %s AND code = %s AND status = 'ready'"
        cursor.execute(done, [case, step])
        if cursor.rowcount != 1:
            raise RuntimeError(step)
        for code in following:
            cursor.execute(
                "UPDATE floor_item SET needed = needed - 1, status = CASE WHEN needed = 1 THEN 'ready' ELSE status END "
                "WHERE case_id = %s AND code = %s",
                [case, code],
            )
        if not following:
            cursor.execute("UPDATE floor_case SET status = 'done' WHERE id = %s", [case])
        cursor.execute("INSERT INTO floor_event (case_id, what) VALUES (%s, %s)", [case, step])
